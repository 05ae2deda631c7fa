//! Held against public collections that dev dependencies bring: 165,000 real browsers and 4,000 bots in isbot, read by
//! woothee; and the strings of uap-core that woothee carries, with the names people gave them.
//!
//! Where we differ on purpose:
//! - woothee says "Webview" for nearly every app; we name the app. These are left out, like the browsers in `BEYOND`,
//!   for which it names the one they are built on, and systems that are long gone.
//! - It knows no tablets ("smartphone"), and takes phones with Linux for computers.
//! - Opera has often said that it is another browser too; woothee believes it.
//! - uap-core gives the version of the system as that of Android's old browser.

use std::{env, fs, path::PathBuf};

use woothee::parser::{Parser, WootheeResult};

use super::super::{Client, Device, classify};

/// One of so many real browsers is looked at: it takes time.
const STEP: usize = 10;
const LEAST: f64 = 0.985;

/// A file of a dependency, in the place where cargo unpacks them.
fn file_of(package: &str, path: &str) -> String {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.unwrap_or_else(|| PathBuf::from(env::var_os("HOME").unwrap()).join(".cargo"));
    let sources = fs::read_dir(home.join("registry/src")).expect("cargo's registry").flatten();
    let mut files = sources.map(|registry| registry.path().join(package).join(path));
    let file = files.find(|file| file.is_file()).unwrap_or_else(|| panic!("no {package}/{path} in {}", home.display()));
    fs::read_to_string(file).unwrap()
}

fn isbot(file: &str) -> Vec<String> {
    let text = file_of("isbot-0.1.3", &format!("fixtures/{file}"));
    text.lines().map(|line| line.trim_matches('"').to_owned()).collect()
}

#[derive(Default)]
struct Score {
    right: usize,
    wrong: Vec<String>,
}

impl Score {
    /// `None`: they cannot tell.
    fn count(&mut self, is_right: Option<bool>, what: impl FnOnce() -> String) {
        match is_right {
            Some(true) => self.right += 1,
            Some(false) => self.wrong.push(what()),
            None => {}
        }
    }

    fn hold(self, what: &str, least: f64) {
        let all = self.right + self.wrong.len();
        let rate = self.right as f64 / all as f64;
        println!("{what}: {} of {all} agree, {:.2} %", self.right, rate * 100.0);
        let examples = self.wrong.iter().take(30).cloned().collect::<Vec<_>>().join("\n");
        println!("{examples}");
        assert!(all > 100 && rate >= least, "{what}: {rate}\n{examples}");
    }
}

fn split(label: Option<&String>) -> (&str, Option<&str>) {
    let label = label.map_or("", String::as_str);
    match label.rsplit_once(' ') {
        Some((name, version)) if version.bytes().all(|b| b.is_ascii_digit()) => (name, Some(version)),
        _ => (label, None),
    }
}

fn major(version: &str) -> Option<&str> {
    version.split('.').next().filter(|major| !major.is_empty() && *major != "UNKNOWN")
}

/// Browsers that woothee does not know.
const BEYOND: [&str; 15] = [
    "UC Browser",
    "Amazon Silk",
    "Mi Browser",
    "QQ Browser",
    "Vivo Browser",
    "Maxthon",
    "Puffin",
    "Whale",
    "Cốc Cốc",
    "SeaMonkey",
    "Pale Moon",
    "Firefox Focus",
    "Ecosia",
    "Brave",
    "Android app",
];

fn is_same_browser(ours: &Client, theirs: &WootheeResult<'_>) -> Option<bool> {
    let (name, version) = split(ours.browser.as_ref());
    let wanted = match name {
        _ if theirs.name == "UNKNOWN" || BEYOND.contains(&name) => return None,
        "Google app" => "Google Search App",
        // It knows no other.
        name if name.ends_with(" app") => return None,
        "In-app browser" => return Some(theirs.name == "Webview"),
        "Android Browser" => "Safari",
        "Opera Mini" => return Some(["Opera", "Safari"].contains(&theirs.name)),
        "Samsung Internet" => "SamsungBrowser",
        name => name,
    };
    Some(theirs.name == wanted && (version == major(theirs.version) || major(theirs.version).is_none()))
}

fn is_same_system(ours: &Client, theirs: &WootheeResult<'_>) -> Option<bool> {
    let label = ours.os.as_deref().unwrap_or_default();
    let (name, version) = split(ours.os.as_ref());
    let is_version = |theirs: &str| major(theirs).is_none() || version == major(theirs);
    Some(match theirs.os {
        // What it has no name for, and what is long gone.
        "UNKNOWN"
        | "Windows UNKNOWN Ver"
        | "BlackBerry"
        | "BlackBerry 10"
        | "SymbianOS"
        | "Mac OS Classic"
        | "Windows NT 4.0"
        | "Windows CE"
        | "Firefox OS"
        | "BSD" => return None,
        "iPhone" | "iPad" | "iPod" => name == "iOS" && is_version(&theirs.os_version),
        "Android" => name == "Android" && is_version(&theirs.os_version),
        "Windows Phone OS" => name == "Windows Phone" && is_version(&theirs.os_version),
        "Mac OSX" => label == "macOS",
        "iOS" => label.is_empty(), // a program, not a browser
        windows => label == windows || name == windows,
    })
}

fn is_same_device(ours: Device, theirs: &WootheeResult<'_>) -> Option<bool> {
    Some(match theirs.category {
        "pc" => ours == Device::Desktop,
        "smartphone" if theirs.os == "iPad" => ours == Device::Tablet,
        "smartphone" if theirs.os == "iPhone" => ours == Device::Phone,
        "smartphone" => [Device::Phone, Device::Tablet].contains(&ours),
        "mobilephone" => ours == Device::Phone,
        "crawler" => ours == Device::Bot,
        "appliance" => ours == Device::Unknown,
        _ => return None,
    })
}

#[test]
fn v2_real_browsers_are_read_as_woothee_reads_them() {
    let (mut browsers, mut systems, mut devices) = (Score::default(), Score::default(), Score::default());
    let parser = Parser::new();
    for text in isbot("browsers.txt").iter().step_by(STEP) {
        let Some(theirs) = parser.parse(text) else { continue };
        let ours = classify(text);
        let line =
            || format!("  {ours:?}, not {} {}, {} {}: {text}", theirs.name, theirs.version, theirs.os, theirs.category);
        browsers.count(is_same_browser(&ours, &theirs), line);
        systems.count(is_same_system(&ours, &theirs), line);
        devices.count(is_same_device(ours.device, &theirs), line);
    }
    browsers.hold("browser and version", LEAST);
    systems.hold("system and version", LEAST);
    devices.hold("device", LEAST);
}

#[test]
fn v2_people_are_not_taken_for_bots_and_bots_seldom_for_people() {
    let (mut people, mut bots) = (Score::default(), Score::default());
    for text in isbot("browsers.txt").iter().step_by(STEP) {
        people.count(Some(classify(text).device != Device::Bot), || text.clone());
    }
    for text in &isbot("bots.txt") {
        bots.count(Some(classify(text).device == Device::Bot), || text.clone());
    }
    people.hold("people", 0.9995);
    bots.hold("bots", 0.92);
}

/// What uap-core calls a browser, and we.
const NAMES: [(&str, &str); 39] = [
    ("Amazon Silk", "Amazon Silk"),
    ("Brave", "Brave"),
    ("Chrome", "Chrome"),
    ("Chrome Mobile", "Chrome"),
    ("Chrome Mobile WebView", "In-app browser"),
    ("Chrome Mobile iOS", "Chrome"),
    ("Coc Coc", "Cốc Cốc"),
    ("DuckDuckGo Mobile", "DuckDuckGo"),
    ("Ecosia Android", "Ecosia"),
    ("Ecosia iOS", "Ecosia"),
    ("Edge", "Edge"),
    ("Edge Mobile", "Edge"),
    ("Facebook", "Facebook app"),
    ("Facebook Messenger", "Messenger app"),
    ("Firefox", "Firefox"),
    ("Firefox Mobile", "Firefox"),
    ("Firefox iOS", "Firefox"),
    ("Google", "Google app"),
    ("Instagram", "Instagram app"),
    ("LINE", "LINE app"),
    ("Maxthon", "Maxthon"),
    ("MiuiBrowser", "Mi Browser"),
    ("Mobile Safari", "Safari"),
    ("Mobile Safari UI/WKWebView", "In-app browser"),
    ("Opera", "Opera"),
    ("Opera Mini", "Opera Mini"),
    ("Opera Mobile", "Opera"),
    ("Pale Moon", "Pale Moon"),
    ("Pinterest", "Pinterest app"),
    ("Puffin", "Puffin"),
    ("QQ Browser", "QQ Browser"),
    ("QQ Browser Mobile", "QQ Browser"),
    ("Safari", "Safari"),
    ("Samsung Internet", "Samsung Internet"),
    ("SeaMonkey", "SeaMonkey"),
    ("Snapchat", "Snapchat app"),
    ("UC Browser", "UC Browser"),
    ("Vivaldi", "Vivaldi"),
    ("Whale", "Whale"),
];

/// One of its cases: the user agent, the browser, its major version.
fn case(text: &str) -> Option<(String, String, String)> {
    let mut values = text.lines().map(|line| {
        let value = line.trim().strip_prefix("family:").or(line.trim().strip_prefix("major:")).unwrap_or(line);
        value.trim().trim_matches(['\'', '"']).to_owned()
    });
    Some((values.next()?, values.next()?, values.next()?))
}

/// Only those that begin as all browsers of the last ten years do.
#[test]
fn v2_browsers_have_the_names_that_people_gave_them() {
    let mut score = Score::default();
    let text = file_of("woothee-0.13.0", "benches/uap-core/tests/test_ua.yaml");
    let cases = text.split("- user_agent_string:").skip(1).filter_map(case);
    for (user_agent, family, version) in cases.filter(|(user_agent, ..)| user_agent.starts_with("Mozilla/5.0 (")) {
        let Some((_, wanted)) = NAMES.iter().find(|(theirs, _)| *theirs == family) else { continue };
        let ours = classify(&user_agent);
        let (name, said) = split(ours.browser.as_ref());
        let is_same = name == *wanted && (said == major(&version) || name == "In-app browser");
        score.count(Some(is_same), || format!("  {:?}, not {wanted} {version}: {user_agent}", ours.browser));
    }
    score.hold("names by people", 0.97);
}
