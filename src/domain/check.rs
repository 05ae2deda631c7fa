//! Checks of what people send: all fields are looked at, every wrong one is named.

use super::hidden::{is_hidden, seen};
use crate::protocol::{
    FieldError, Problem,
    limits::{EMAIL_BYTES, PASSWORD_LEAST, PASSWORD_MOST},
};

#[derive(Debug, Default)]
pub struct Checks(Vec<FieldError>);

impl Checks {
    pub fn wrong(&mut self, field: &str, code: &str, detail: &str) {
        self.0.push(FieldError::new(field, code, detail));
    }

    /// The trimmed text without what only hides, which must have one to `most` characters and no control characters.
    pub fn line(&mut self, field: &str, text: &str, most: usize) -> String {
        let kept = seen(text);
        let kept = kept.trim();
        if is_longer(text, most) {
            self.wrong(field, "too_long", &format!("At most {most} characters, please."));
        } else if kept.is_empty() {
            self.wrong(field, "required", "This is required.");
        } else if kept.contains(|c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')) {
            self.wrong(field, "invalid_text", "This must be one line of plain text.");
        }
        kept.into()
    }

    /// The text as it is, which must not be empty.
    pub fn required<'a>(&mut self, field: &str, text: &'a str) -> &'a str {
        if text.is_empty() {
            self.wrong(field, "required", "This is required.");
        }
        text
    }

    /// As `line`, but may be absent, or have nothing to see.
    pub fn optional_line(&mut self, field: &str, text: Option<&str>, most: usize) -> Option<String> {
        let text = text.filter(|text| is_longer(text, most) || !seen(text).trim().is_empty())?;
        Some(self.line(field, text, most))
    }

    pub fn email(&mut self, field: &str, text: &str) -> String {
        let text = text.trim();
        if text.is_empty() {
            self.wrong(field, "required", "This is required.");
        } else if !is_email(text) {
            self.wrong(field, "invalid_email", "This is not an email address.");
        }
        text.to_ascii_lowercase()
    }

    pub fn password(&mut self, field: &str, text: &str) {
        if is_longer(text, PASSWORD_MOST) {
            self.wrong(field, "too_long", &format!("At most {PASSWORD_MOST} characters, please."));
        } else if !is_longer(text, PASSWORD_LEAST - 1) {
            self.wrong(field, "too_short", &format!("At least {PASSWORD_LEAST} characters, please."));
        }
    }

    /// # Errors
    /// One problem that names every wrong field.
    pub fn done(self) -> Result<(), Problem> {
        if self.0.is_empty() { Ok(()) } else { Err(Problem::invalid(self.0)) }
    }
}

/// Has it more characters than that? As it was sent: so the API's description can say it.
#[must_use]
pub fn is_longer(text: &str, most: usize) -> bool {
    text.chars().nth(most).is_some()
}

/// Besides what mail itself does not take bare, three that become ASCII when letters are folded: they could pass for another
/// address.
const FORBIDDEN: &str = "@<>,;:\"\\()[]\u{37E}\u{1FEF}\u{212A}";

/// Something before an @ and a dotted name after it; mail itself is the only real test.
#[must_use]
pub fn is_email(text: &str) -> bool {
    let Some((local, host)) = text.rsplit_once('@') else { return false };
    let plain = |part: &str| {
        !part.contains(|c: char| c.is_whitespace() || c.is_control() || is_hidden(c) || FORBIDDEN.contains(c))
    };
    text.len() <= EMAIL_BYTES
        && (1..=64).contains(&local.len())
        && plain(local)
        && plain(host)
        && host.contains('.')
        && host.split('.').all(|label| !label.is_empty() && !label.starts_with('-') && !label.ends_with('-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s7_every_wrong_field_is_named() {
        let mut checks = Checks::default();
        assert_eq!(checks.line("name", "  Ada  ", 20), "Ada");
        checks.line("organization", " ", 20);
        checks.email("email", "nobody");
        checks.password("password", "short");
        checks.line("title", "\u{200B}\u{3164} \u{202E}", 20);
        checks.line("label", "a\u{2028}b", 20);
        let problem = checks.done().unwrap_err();
        let fields: Vec<_> = problem.errors.iter().map(|error| (error.field.as_str(), error.code.as_str())).collect();
        assert_eq!(
            fields,
            [
                ("organization", "required"),
                ("email", "invalid_email"),
                ("password", "too_short"),
                ("title", "required"),
                ("label", "invalid_text")
            ]
        );
    }

    #[test]
    fn e_mail_addresses() {
        for good in ["a@b.co", "first.last+tag@sub.example.org", "ü@exämple.de"] {
            assert!(is_email(good), "{good}");
        }
        for bad in ["", "a", "@b.co", "a@", "a@b", "a b@c.de", "a@b..c", "a@-b.c", "a@b.c\r\nBcc: x", "<a@b.c>"] {
            assert!(!is_email(bad), "{bad}");
        }
        for hidden in
            ["\u{200B}", "\u{200D}", "\u{202E}", "\u{AD}", "\u{FEFF}", "\u{E000}", "\u{3164}", "\u{2003}", "\u{0}"]
        {
            for bad in [format!("a{hidden}da@b.co"), format!("ada@b{hidden}.co")] {
                assert!(!is_email(&bad), "{bad:?}");
            }
        }
    }
}
