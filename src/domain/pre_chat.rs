//! The form before a chat: what an admin may ask, and what a visitor's answers must be.

mod answers;
mod form;
pub mod pattern;

use crate::protocol::pre_chat::{FieldType, Mode, PreChat};

pub use answers::{Answers, check_answers};
pub use form::check_form;

/// Is the form shown now? `online`: somebody is there to answer.
#[must_use]
pub fn is_asked(form: &PreChat, is_attended: bool) -> bool {
    match form.mode {
        Mode::Never => false,
        Mode::Always => true,
        Mode::Offline => !is_attended,
    }
}

/// The name of a field, and of a custom field of a customer.
#[must_use]
pub fn is_id(text: &str) -> bool {
    (1..=40).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte))
}

/// Numbers are written in many ways, but with 5 to 20 digits.
#[must_use]
pub fn is_phone(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    text.len() <= 40 && (5..=20).contains(&digits) && text.chars().all(|c| c.is_ascii_digit() || "+ ()-.".contains(c))
}

/// `http://` or `https://`, then a host; nothing that ends it early where it is written.
#[must_use]
pub fn is_link(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once("://") else { return false };
    (scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http"))
        && text.len() <= 2_000
        && rest.starts_with(|c: char| c.is_alphanumeric() || c == '[')
        && !rest.contains(|c: char| c.is_whitespace() || c.is_control() || "\"'<>\\`".contains(c))
}

impl FieldType {
    /// Is it answered with text of one's own?
    const fn is_typed(self) -> bool {
        matches!(self, Self::Text | Self::Email | Self::Phone | Self::Number | Self::Textarea)
    }

    /// Is it answered by choosing one of several?
    const fn is_choice(self) -> bool {
        matches!(self, Self::Select | Self::Radio)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn w7_the_form_is_shown_always_never_or_when_nobody_is_there() {
        let asked = |mode, online| is_asked(&PreChat { mode, fields: Vec::new() }, online);
        assert!(asked(Mode::Always, true) && asked(Mode::Always, false));
        assert!(!asked(Mode::Never, true) && !asked(Mode::Never, false));
        assert!(!asked(Mode::Offline, true) && asked(Mode::Offline, false));
    }

    #[test]
    fn v4_phone_numbers_are_written_in_many_ways() {
        for good in ["12345", "+49 (0)30 1234-567", "030.1234.567", &"1".repeat(20)] {
            assert!(is_phone(good), "{good}");
        }
        for bad in ["", "1234", "+ ( ) -", "0800-FLOWERS", "12345x", "1234\n5", "١٢٣٤٥", &"1".repeat(21)] {
            assert!(!is_phone(bad), "{bad}");
        }
        assert!(!is_phone(&format!("12345{}", " ".repeat(40))));
    }

    #[test]
    fn s5_a_link_leads_to_a_web_page_and_nowhere_else() {
        for good in ["https://shop.example/privacy?lang=de#a", "HTTP://localhost:8787/a%20b", "https://münchen.example"]
        {
            assert!(is_link(good), "{good}");
        }
        for bad in [
            "",
            "shop.example",
            "//shop.example",
            "javascript:alert(1)",
            "javascript://a.example/%0aalert(1)",
            "data:text/html,x",
            "ftp://a.example",
            "https://",
            "https:///a",
            " https://a.example",
            "https://a.example/\" onclick=\"x",
            "https://a.example/<b>",
            "https://a.example/\n",
            "https://\\a.example",
        ] {
            assert!(!is_link(bad), "{bad:?}");
        }
        assert!(!is_link(&format!("https://a.example/{}", "a".repeat(2_000))));
    }

    #[test]
    fn s7_ids_are_short_and_plain() {
        assert!(is_id("a") && is_id("Order-number_2") && is_id(&"x".repeat(40)));
        for bad in ["", "a b", "ä", "a.b", "a[0]", &"x".repeat(41)] {
            assert!(!is_id(bad), "{bad}");
        }
    }
}
