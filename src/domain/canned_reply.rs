//! Answers that are written once.

use super::{
    check::{Checks, is_longer},
    text,
};
use crate::protocol::{
    Problem,
    canned_reply::ChangeCannedReply,
    limits::{BODY_CHARS, SHORTCUT_CHARS},
};

/// As they can be kept.
///
/// # Errors
/// A problem that names all that is wrong.
pub fn checked(change: ChangeCannedReply) -> Result<ChangeCannedReply, Problem> {
    let mut checks = Checks::default();
    if change.shortcut.as_deref().is_some_and(|shortcut| !is_shortcut(shortcut)) {
        let detail = "A shortcut is of small letters, digits, `_` and `-`, at most 40.";
        checks.wrong("shortcut", "invalid_shortcut", detail);
    }
    let body = change.body.map(|body| {
        let kept = text::clean(&body);
        if is_longer(&body, BODY_CHARS) {
            checks.wrong("body", "too_long", &format!("At most {BODY_CHARS} characters, please."));
        } else if kept.is_empty() {
            checks.wrong("body", "required", "This is required.");
        }
        kept
    });
    checks.done()?;
    Ok(ChangeCannedReply { body, ..change })
}

fn is_shortcut(text: &str) -> bool {
    let is_of_it = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_' || b == b'-';
    (1..=SHORTCUT_CHARS).contains(&text.len()) && text.bytes().all(is_of_it)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(shortcut: &str, body: &str) -> Vec<String> {
        let change = ChangeCannedReply {
            shortcut: Some(shortcut.into()),
            body: Some(body.into()),
            ..ChangeCannedReply::default()
        };
        checked(change).map_or_else(|problem| problem.errors.into_iter().map(|error| error.code).collect(), |_| vec![])
    }

    #[test]
    fn i6_a_shortcut_can_be_typed_and_a_reply_says_something() {
        assert!(codes("hello-2_u", "Hello!").is_empty());
        for shortcut in ["", "Hello", "a b", "ä", "/hi", &"x".repeat(SHORTCUT_CHARS + 1)] {
            assert_eq!(codes(shortcut, "Hello!"), ["invalid_shortcut"], "{shortcut}");
        }
        assert_eq!(codes("a", " \n "), ["required"]);
        assert_eq!(codes("A", &"x".repeat(BODY_CHARS + 1)), ["invalid_shortcut", "too_long"]);
    }

    #[test]
    fn line_breaks_stay() {
        let body = Some("Hello\r\n\u{7}there ".to_owned());
        let kept = checked(ChangeCannedReply { body, ..ChangeCannedReply::default() }).unwrap();
        assert_eq!(kept.body.as_deref(), Some("Hello\nthere"));
    }
}
