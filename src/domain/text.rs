//! Text of messages.

use super::{check::is_longer, files};
use crate::protocol::{
    AgentId, Problem,
    limits::{BODY_CHARS, MENTIONS},
    message::MessageKind,
};

const PREVIEW_CHARS: usize = 140;

/// One short line of a message for lists.
#[must_use]
pub fn preview(body: &str) -> String {
    let line = body.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(PREVIEW_CHARS) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line,
    }
}

/// Line breaks become `\n`, other control characters but tabs go, outer white space too.
#[must_use]
pub fn clean(body: &str) -> String {
    let unified = body.replace("\r\n", "\n").replace('\r', "\n");
    unified.chars().filter(|c| !c.is_control() || *c == '\n' || *c == '\t').collect::<String>().trim().to_owned()
}

/// # Errors
/// What is wrong with a message, by field.
pub fn check_message(kind: MessageKind, body: &str, attachments: usize) -> Result<(), Problem> {
    match kind {
        MessageKind::Event => Err(Problem::field("kind", "not_allowed", "Events are written by ChatDesk itself.")),
        MessageKind::File if attachments == 0 => {
            Err(Problem::field("attachments", "required", "A file message needs a file."))
        }
        _ if attachments > files::MOST_EACH => {
            Err(Problem::field("attachments", "too_many", "A message has at most 10 files."))
        }
        _ if body.is_empty() && attachments == 0 => {
            Err(Problem::field("body", "required", "A message needs some text."))
        }
        _ if is_longer(body, BODY_CHARS) => {
            Err(Problem::field("body", "too_long", &format!("A message has at most {BODY_CHARS} characters.")))
        }
        _ => Ok(()),
    }
}

/// # Errors
/// When somebody is named who cannot be.
pub fn check_mentions(kind: MessageKind, mentions: &[AgentId]) -> Result<(), Problem> {
    match mentions.len() {
        0 => Ok(()),
        _ if kind != MessageKind::Note => Err(Problem::field("mentions", "not_allowed", "Only a note names agents.")),
        1..=MENTIONS => Ok(()),
        _ => Err(Problem::field("mentions", "too_many", &format!("A note names at most {MENTIONS} agents."))),
    }
}

/// Not all of them answer here.
#[must_use]
pub fn unknown_mention() -> Problem {
    Problem::field("mentions", "unknown", "There is no such agent.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_preview_is_one_short_line() {
        assert_eq!(preview("  Hello\n\n there\t you "), "Hello there you");
        let long = preview(&"ä".repeat(200));
        assert_eq!(long.chars().count(), PREVIEW_CHARS + 1);
        assert!(long.ends_with('…'));
    }

    #[test]
    fn control_characters_go_line_breaks_stay() {
        assert_eq!(clean(" a\r\nb\rc\u{0}\u{1b}[31m\td \n"), "a\nb\nc[31m\td");
    }

    #[test]
    fn r7_bodies_have_a_length_and_files_need_a_file() {
        let code = |kind, body: &str, files| check_message(kind, body, files).unwrap_err().errors[0].code.clone();
        assert!(check_message(MessageKind::Text, &"é".repeat(10_000), 0).is_ok());
        assert_eq!(code(MessageKind::Text, &"é".repeat(10_001), 0), "too_long");
        assert_eq!(code(MessageKind::Note, "", 0), "required");
        assert_eq!(code(MessageKind::File, "", 0), "required");
        assert_eq!(code(MessageKind::Event, "x", 0), "not_allowed");
        assert_eq!(code(MessageKind::Text, "x", 11), "too_many");
        assert!(check_message(MessageKind::File, "", 10).is_ok() && check_message(MessageKind::Text, "", 1).is_ok());
    }

    #[test]
    fn i2_only_notes_name_agents_and_not_too_many() {
        let named = |number: usize| vec![AgentId::from(uuid::Uuid::nil()); number];
        let code = |kind, number| check_mentions(kind, &named(number)).unwrap_err().errors[0].code.clone();
        assert!(
            check_mentions(MessageKind::Text, &[]).is_ok() && check_mentions(MessageKind::Note, &named(20)).is_ok()
        );
        assert_eq!(code(MessageKind::Text, 1), "not_allowed");
        assert_eq!(code(MessageKind::Note, 21), "too_many");
    }
}
