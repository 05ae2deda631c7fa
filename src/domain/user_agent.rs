//! What a browser says of itself, in the words an agent wants to read: "Chrome 131 on Android 14, phone".
//!
//! Some of it cannot be known: iPads in desktop mode (their default) say that they are Macs, Android in desktop mode
//! says Linux, Windows 11 says 10, Brave says Chrome. macOS says the same version for ever, so we say none.

/// Browsers say less; what apps add to it may be longer, but begins with what matters.
const LOOKED_AT: usize = 512;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Client {
    pub device: Device,
    /// With the major version where there is one: `Chrome 131`.
    pub browser: Option<String>,
    /// `Windows 10`, `iOS 17`, `macOS`.
    pub os: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Device {
    Desktop,
    Phone,
    Tablet,
    Bot,
    /// Televisions and consoles too.
    Unknown,
}

impl Device {
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Desktop => "desktop",
            Self::Phone => "phone",
            Self::Tablet => "tablet",
            Self::Bot => "bot",
            Self::Unknown => "unknown",
        }
    }
}

#[must_use]
pub fn classify(user_agent: &str) -> Client {
    let text = &user_agent[..user_agent.floor_char_boundary(LOOKED_AT)];
    Client { device: device(text), browser: browser(text), os: os(text) }
}

/// What somebody recognises their own device by: `Firefox on Linux`. Versions change under it.
#[must_use]
pub fn device_name(user_agent: &str) -> String {
    let Client { browser, os, .. } = classify(user_agent);
    match (browser.map(without_version), os.map(without_version)) {
        (Some(browser), Some(os)) => format!("{browser} on {os}"),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => "Unknown device".into(),
    }
}

fn without_version(mut name: String) -> String {
    let version = name.rsplit_once(' ').filter(|(_, last)| last.starts_with(|c: char| c.is_ascii_digit()));
    if let Some((kept, _)) = version {
        name.truncate(kept.len());
    }
    name
}

/// A mark and what it tells. The first that is found is it: apps, then browsers that also name the one they are
/// built on, then those.
const BROWSERS: [(&str, &str); 64] = [
    ("Instagram", "Instagram app"),
    ("FBAN/Messenger", "Messenger app"),
    ("FB_IAB/MESSENGER", "Messenger app"),
    ("FB_IAB/Orca", "Messenger app"),
    ("FBAV/", "Facebook app"),
    ("FBAN/", "Facebook app"),
    ("FB_IAB/", "Facebook app"),
    ("LinkedInApp", "LinkedIn app"),
    ("GSA/", "Google app"),
    ("MicroMessenger/", "WeChat app"),
    (" Line/", "LINE app"),
    ("KAKAOTALK", "KakaoTalk app"),
    ("Snapchat", "Snapchat app"),
    ("Pinterest", "Pinterest app"),
    ("Twitter for iPhone", "X app"),
    ("TwitterAndroid", "X app"),
    ("BytedanceWebview", "TikTok app"),
    ("musical_ly", "TikTok app"),
    ("EdgA/", "Edge"),
    ("EdgiOS/", "Edge"),
    ("Edg/", "Edge"),
    ("Edge/", "Edge"),
    ("Opera Mini", "Opera Mini"),
    ("OPiOS/", "Opera Mini"),
    ("OPR/", "Opera"),
    ("OPT/", "Opera"),
    ("OPX/", "Opera"),
    ("Opera/9.80", "Opera"),
    ("Opera", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Vivaldi/", "Vivaldi"),
    ("DuckDuckGo/", "DuckDuckGo"),
    ("Ddg/", "DuckDuckGo"),
    ("UCBrowser", "UC Browser"),
    ("UBrowser/", "UC Browser"),
    ("YaBrowser/", "Yandex Browser"),
    ("Brave/", "Brave"),
    ("Ecosia", "Ecosia"),
    ("MiuiBrowser/", "Mi Browser"),
    ("HuaweiBrowser/", "Huawei Browser"),
    ("HeyTapBrowser/", "Oppo Browser"),
    ("VivoBrowser/", "Vivo Browser"),
    ("QQBrowser/", "QQ Browser"),
    ("Whale/", "Whale"),
    ("coc_coc_browser/", "Cốc Cốc"),
    ("Silk/", "Amazon Silk"),
    ("Puffin/", "Puffin"),
    ("Maxthon", "Maxthon"),
    ("MxBrowser/", "Maxthon"),
    ("SeaMonkey/", "SeaMonkey"),
    ("PaleMoon/", "Pale Moon"),
    ("FxiOS/", "Firefox"),
    ("Focus/", "Firefox Focus"),
    ("Klar/", "Firefox Focus"),
    ("Firefox/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("; wv)", "In-app browser"),
    ("Chrome/", "Chrome"),
    ("MSIE", "Internet Explorer"),
    ("Trident/", "Internet Explorer"),
    ("Dalvik/", "Android app"),
    ("Android", "Android Browser"),
    ("Safari", "Safari"),
    ("like Mac OS X", "In-app browser"),
];

fn browser(text: &str) -> Option<String> {
    let (mark, name) = BROWSERS.iter().find(|(mark, _)| text.contains(mark))?;
    Some(labelled(name, version_after(text, version_mark(mark))))
}

/// Most versions stand right behind the mark.
fn version_mark(mark: &str) -> &str {
    match mark {
        "FBAN/Messenger" | "FB_IAB/MESSENGER" | "FB_IAB/Orca" | "FBAN/" | "FB_IAB/" => "FBAV/",
        "BytedanceWebview" | "musical_ly" => "app_version/",
        "Opera/9.80" | "Android" | "Safari" => "Version/",
        "Trident/" => "rv:",
        mark => mark,
    }
}

const SYSTEMS: [(&str, &str); 25] = [
    ("Windows Phone OS", "Windows Phone"),
    ("Windows Phone", "Windows Phone"),
    ("Xbox", "Xbox"),
    ("PlayStation", "PlayStation"),
    ("Nintendo Switch", "Nintendo Switch"),
    ("Windows NT 10.0", "Windows 10"),
    ("Windows NT 6.3", "Windows 8.1"),
    ("Windows NT 6.2", "Windows 8"),
    ("Windows NT 6.1", "Windows 7"),
    ("Windows NT 6.0", "Windows Vista"),
    ("Windows NT 5.1", "Windows XP"),
    ("Windows", "Windows"),
    ("HarmonyOS", "HarmonyOS"),
    ("OpenHarmony", "HarmonyOS"),
    ("Tizen", "Tizen"),
    // What Chrome says since 110, whatever the version is.
    ("Android 10; K", "Android"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("KAIOS", "KaiOS"),
    ("Web0S", "webOS"),
    ("Macintosh", "macOS"),
    ("FreeBSD", "FreeBSD"),
    ("OpenBSD", "OpenBSD"),
    ("NetBSD", "NetBSD"),
    ("Linux", "Linux"),
];

fn os(text: &str) -> Option<String> {
    if is_ios(text) {
        return Some(labelled("iOS", ios_version(text)));
    }
    let (mark, name) = SYSTEMS.iter().find(|(mark, _)| text.contains(mark))?;
    Some(labelled(name, version_after(text, mark)))
}

fn is_ios(text: &str) -> bool {
    ["iPhone", "iPad", "iPod"].iter().any(|name| text.contains(name)) && !text.contains("Windows Phone")
}

/// Apps tell the truth. From 26 on the engine says 18 for ever, but Safari's own version is that of the system.
fn ios_version(text: &str) -> Option<u16> {
    let said = ["FBSV/", "; iOS ", "iPhone OS ", "CPU OS "].iter().find_map(|mark| version_after(text, mark));
    if said == Some(18) { said.max(version_after(text, "Version/")) } else { said }
}

/// What only programs say, in lower case.
const BOTS: &str = "archiver axios bot checker crawl curl/ externalhit favicon fetch go-http google- headless \
                    http: httpclient https: java/ libwww lighthouse monitor nutch okhttp pagespeed phantomjs preview \
                    ptst python scanner scrap slurp spider statuscake uptime validator wget whatsapp/";

/// The first that fits is it.
const DEVICES: [(&str, Device); 29] = [
    ("iPad", Device::Tablet),
    ("iPhone", Device::Phone),
    ("iPod", Device::Phone),
    ("Windows Phone", Device::Phone),
    ("Mobi", Device::Phone),
    ("SmartTV", Device::Unknown),
    ("SMART-TV", Device::Unknown),
    ("HbbTV", Device::Unknown),
    ("GoogleTV", Device::Unknown),
    ("Android TV", Device::Unknown),
    ("; AFT", Device::Unknown), // Fire TV
    ("BRAVIA", Device::Unknown),
    ("CrKey", Device::Unknown),
    ("Web0S", Device::Unknown),
    ("Xbox", Device::Unknown),
    ("PlayStation", Device::Unknown),
    ("Nintendo", Device::Unknown),
    ("Opera Mini", Device::Phone),
    ("Tablet;", Device::Tablet),
    ("PlayBook", Device::Tablet),
    ("Kindle", Device::Tablet),
    // A phone would say "Mobile".
    ("Android", Device::Tablet),
    ("MIDP", Device::Phone),
    ("Windows", Device::Desktop),
    ("Macintosh", Device::Desktop),
    ("CrOS", Device::Desktop),
    ("X11", Device::Desktop),
    ("BSD", Device::Desktop),
    ("Linux", Device::Desktop),
];

fn device(text: &str) -> Device {
    if is_bot(text) {
        return Device::Bot;
    }
    DEVICES.iter().find(|(mark, _)| text.contains(mark)).map_or(Device::Unknown, |(_, device)| *device)
}

/// Cubot makes phones.
fn is_bot(text: &str) -> bool {
    let text = text.to_ascii_lowercase().replace("cubot", "");
    BOTS.split(' ').any(|word| text.contains(word))
}

fn labelled(name: &str, version: Option<u16>) -> String {
    version.map_or_else(|| name.into(), |version| format!("{name} {version}"))
}

/// The whole number that follows `mark`, perhaps after a space or a slash.
fn version_after(text: &str, mark: &str) -> Option<u16> {
    let (_, rest) = text.split_once(mark)?;
    let rest = rest.trim_start_matches(['/', ' ', ']']);
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    rest[..end].parse().ok()
}

#[cfg(test)]
mod tests;
