//! Checks of what people send: all fields are looked at, every wrong one is named.

use crate::protocol::{FieldError, Problem};

#[derive(Debug, Default)]
pub struct Checks(Vec<FieldError>);

impl Checks {
    pub fn wrong(&mut self, field: &str, code: &str, detail: &str) {
        self.0.push(FieldError { field: field.into(), code: code.into(), detail: detail.into() });
    }

    /// The trimmed text, which must have one to `most` characters and no control characters.
    pub fn line(&mut self, field: &str, text: &str, most: usize) -> String {
        let text = text.trim();
        if text.is_empty() {
            self.wrong(field, "required", "This is required.");
        } else if text.chars().count() > most {
            self.wrong(field, "too_long", &format!("At most {most} characters, please."));
        } else if text.chars().any(char::is_control) {
            self.wrong(field, "invalid_text", "This must be one line of plain text.");
        }
        text.into()
    }

    /// The text as it is, which must not be empty.
    pub fn required<'a>(&mut self, field: &str, text: &'a str) -> &'a str {
        if text.is_empty() {
            self.wrong(field, "required", "This is required.");
        }
        text
    }

    /// As `line`, but may be absent or empty.
    pub fn optional_line(&mut self, field: &str, text: Option<&str>, most: usize) -> Option<String> {
        let text = text.map(str::trim).filter(|text| !text.is_empty())?;
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
        match text.chars().count() {
            0..10 => self.wrong(field, "too_short", "At least 10 characters, please."),
            10..=200 => {}
            _ => self.wrong(field, "too_long", "At most 200 characters, please."),
        }
    }

    /// # Errors
    /// One problem that names every wrong field.
    pub fn done(self) -> Result<(), Problem> {
        if self.0.is_empty() { Ok(()) } else { Err(Problem::invalid(self.0)) }
    }
}

/// Something before an @ and a dotted name after it; mail itself is the only real test.
#[must_use]
pub fn is_email(text: &str) -> bool {
    let Some((local, host)) = text.rsplit_once('@') else { return false };
    let plain =
        |part: &str| !part.contains(|c: char| c.is_whitespace() || c.is_control() || "@<>,;:\"\\()[]".contains(c));
    text.len() <= 254
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
        let problem = checks.done().unwrap_err();
        let fields: Vec<_> = problem.errors.iter().map(|error| (error.field.as_str(), error.code.as_str())).collect();
        assert_eq!(fields, [("organization", "required"), ("email", "invalid_email"), ("password", "too_short")]);
    }

    #[test]
    fn e_mail_addresses() {
        for good in ["a@b.co", "first.last+tag@sub.example.org", "ü@exämple.de"] {
            assert!(is_email(good), "{good}");
        }
        for bad in ["", "a", "@b.co", "a@", "a@b", "a b@c.de", "a@b..c", "a@-b.c", "a@b.c\r\nBcc: x", "<a@b.c>"] {
            assert!(!is_email(bad), "{bad}");
        }
    }
}
