//! Names of files as others see them: a name, no path, nothing invisible, and an end that says what it is.

use std::fmt::Write;

use super::Kind;

const MOST_CHARS: usize = 120;

/// The name under which a file of this kind is shown and saved.
#[must_use]
pub fn cleaned(name: &str, kind: &Kind) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain: String = last.chars().filter(|c| !is_hidden(*c)).collect();
    let words = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    let whole = words.trim_matches(['.', ' ']);
    let (stem, extension) = split(whole, kind);
    let most = MOST_CHARS - 1 - extension.len();
    let stem: String = stem.chars().take(most).collect();
    let stem = stem.trim_end_matches(['.', ' ']);
    let before = if is_device(stem) { "file " } else { "" };
    format!("{before}{}.{extension}", if stem.is_empty() { "file" } else { stem })
}

/// What Windows takes for a device, with any end.
fn is_device(stem: &str) -> bool {
    let first = stem.split('.').next().unwrap_or_default().trim_end().to_ascii_lowercase();
    let is_port = |rest: &str| rest.len() == 1 && rest.bytes().all(|b| b.is_ascii_digit());
    matches!(&*first, "con" | "prn" | "aux" | "nul")
        || first.strip_prefix("com").or_else(|| first.strip_prefix("lpt")).is_some_and(is_port)
}

/// A name that ends with what it is not gets the end that it is.
fn split<'a>(name: &'a str, kind: &Kind) -> (&'a str, String) {
    if let Some((stem, extension)) = name.rsplit_once('.') {
        let extension = extension.to_ascii_lowercase();
        if kind.extensions.contains(&&*extension) {
            return (stem, extension);
        }
    }
    (name, kind.extensions[0].into())
}

/// Control characters, and those that hide or turn around what stands beside them.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// How a browser is to treat it: pictures may be shown, all else is saved under its name.
#[must_use]
pub fn disposition(name: &str, kind: &Kind) -> String {
    let plain = |c: char| if c.is_ascii() && !"\"\\%;".contains(c) { c } else { '_' };
    let mut value = format!(
        "{}; filename=\"{}\"; filename*=UTF-8''",
        if kind.is_picture { "inline" } else { "attachment" },
        name.chars().map(plain).collect::<String>(),
    );
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            value.push(byte.into());
        } else {
            let _ = write!(value, "%{byte:02X}");
        }
    }
    value
}

#[cfg(test)]
mod tests {
    use super::{super::KINDS, *};

    fn kind(extension: &str) -> &'static Kind {
        KINDS.iter().find(|kind| kind.extensions.contains(&extension)).unwrap()
    }

    #[test]
    fn f1_a_name_is_no_path_and_hides_nothing() {
        for (given, shown) in [
            ("photo.png", "photo.png"),
            ("../../etc/passwd.png", "passwd.png"),
            (r"C:\fakepath\My  photo.PNG", "My photo.png"),
            ("gpj\u{202e}.png", "gpj.png"),
            ("a\0b\r\nc\u{200b}.png", "abc.png"),
            ("", "file.png"),
            ("...", "file.png"),
            (".png", "png.png"),
            ("写真.png", "写真.png"),
            ("CON.png", "file CON.png"),
            ("aux.tar.gz", "file aux.tar.gz.png"),
            ("lpt1", "file lpt1.png"),
            ("com10.png", "com10.png"),
            ("console.png", "console.png"),
        ] {
            assert_eq!(cleaned(given, kind("png")), shown, "{given:?}");
        }
    }

    #[test]
    fn f1_the_end_of_a_name_is_honest() {
        assert_eq!(cleaned("page.html", kind("png")), "page.html.png");
        assert_eq!(cleaned("setup.exe", kind("zip")), "setup.exe.zip");
        assert_eq!(cleaned("photo.JPEG", kind("jpg")), "photo.jpeg");
        assert_eq!(cleaned("script.js", kind("txt")), "script.js.txt");
        assert_eq!(cleaned("README", kind("txt")), "README.txt");
    }

    #[test]
    fn f1_a_long_name_keeps_its_end() {
        let name = cleaned(&format!("{}.docx", "ä".repeat(500)), kind("docx"));
        assert_eq!(name.chars().count(), MOST_CHARS);
        assert!(name.ends_with("ä.docx"));
    }

    #[test]
    fn f1_only_pictures_are_shown_and_no_name_breaks_out_of_its_header() {
        assert_eq!(disposition("a b.png", kind("png")), r#"inline; filename="a b.png"; filename*=UTF-8''a%20b.png"#);
        let odd = disposition("\"ä;\\%.pdf", kind("pdf"));
        assert_eq!(odd, r#"attachment; filename="_____.pdf"; filename*=UTF-8''%22%C3%A4%3B%5C%25.pdf"#);
    }
}
