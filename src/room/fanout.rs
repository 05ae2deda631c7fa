//! Turns what one turn wrote into the frames each reader gets: one text per reader.

use std::fmt::Write;

use super::{
    log::{Audience, Stored},
    turn::Entry,
};
use crate::protocol::Seq;

/// The `message` frames of these entries for an audience. Stored JSON is put in as it is.
#[must_use]
pub fn messages(entries: &[Entry], audience: Audience) -> Vec<String> {
    entries.iter().filter_map(|entry| message(entry, audience)).collect()
}

fn message(entry: &Entry, audience: Audience) -> Option<String> {
    let prev = match audience {
        Audience::Agents => entry.prev,
        Audience::Visitor => entry.visible_prev?,
    };
    Some(format!(r#"{{"type":"message","prev":{prev},"message":{}}}"#, entry.stored.json))
}

/// Batches hold at most so many messages and bytes.
const BATCH_MESSAGES: usize = 100;
const BATCH_BYTES: usize = 256 * 1024;

/// The `batch` frames for a reader who has seen `prev`; at least one, all but the last with more to come.
#[must_use]
pub fn batches(prev: Seq, entries: &[Stored]) -> Vec<String> {
    let mut frames = Vec::new();
    let (mut prev, mut rest) = (prev, entries);
    loop {
        let (now, later) = rest.split_at(batch_length(rest, BATCH_MESSAGES, BATCH_BYTES));
        frames.push(batch(prev, now, !later.is_empty()));
        let Some(last) = now.last().filter(|_| !later.is_empty()) else { return frames };
        (prev, rest) = (last.seq, later);
    }
}

/// How many of these entries fit: at least one, however large.
fn batch_length(entries: &[Stored], most: usize, most_bytes: usize) -> usize {
    let mut bytes = 0;
    let fits = |entry: &&Stored| {
        bytes += entry.json.len() + 1;
        bytes <= most_bytes
    };
    entries.iter().take(most).take_while(fits).count().max(1).min(entries.len())
}

fn batch(prev: Seq, entries: &[Stored], more: bool) -> String {
    let mut frame = format!(r#"{{"type":"batch","prev":{prev},"messages":["#);
    for (index, entry) in entries.iter().enumerate() {
        let comma = if index == 0 { "" } else { "," };
        let _ = write!(frame, "{comma}{}", entry.json);
    }
    let _ = write!(frame, r#"],"more":{more}}}"#);
    frame
}

/// One text message of several frames: an object alone, an array of more.
#[must_use]
pub fn join<T: AsRef<str>>(frames: &[T]) -> Option<String> {
    match frames {
        [] => None,
        [one] => Some(one.as_ref().into()),
        many => Some(format!("[{}]", many.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(","))),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, value::RawValue};

    use super::*;
    use crate::protocol::frames::RoomFrame;

    fn stored(seq: Seq, body: &str) -> Stored {
        let json = format!(
            r#"{{"id":"0190a5c8-1111-7000-8000-0000000000a6","seq":{seq},"client_id":null,"conversation_id":"0190a5c8-1111-7000-8000-0000000000a6","kind":"text","sender":{{"kind":"visitor","id":"x","name":"y","avatar_url":null}},"body":"{body}","attachments":[],"created_at":"2026-01-01T00:00:00.000Z"}}"#
        );
        Stored { seq, json }
    }

    /// The same frame by the protocol's own types.
    fn written(frame: &RoomFrame) -> Value {
        serde_json::to_value(frame).unwrap()
    }

    fn read(frame: &str) -> Value {
        serde_json::from_str(frame).unwrap()
    }

    #[test]
    fn frames_written_by_hand_are_the_frames_of_the_protocol() {
        let raw = |entry: Stored| RawValue::from_string(entry.json).unwrap();
        let entry = Entry { stored: stored(7, "hi"), prev: 6, visible_prev: Some(4) };
        let by_type = written(&RoomFrame::Message { prev: 4, message: raw(stored(7, "hi")) });
        assert_eq!(read(&messages(&[entry], Audience::Visitor)[0]), by_type);
        let by_type = written(&RoomFrame::Batch {
            prev: 3,
            messages: vec![raw(stored(4, "a")), raw(stored(7, "b"))],
            more: false,
        });
        assert_eq!(read(&batches(3, &[stored(4, "a"), stored(7, "b")])[0]), by_type);
        assert_eq!(read(&batches(3, &[])[0]), written(&RoomFrame::Batch { prev: 3, messages: vec![], more: false }));
    }

    #[test]
    fn notes_make_no_frame_for_visitors() {
        let entry = Entry { stored: stored(7, "hi"), prev: 6, visible_prev: None };
        assert!(messages(std::slice::from_ref(&entry), Audience::Visitor).is_empty());
        assert_eq!(messages(&[entry], Audience::Agents).len(), 1);
    }

    #[test]
    fn r3_batches_are_bounded_in_messages_and_bytes_and_form_a_chain() {
        let many: Vec<_> = (1..=250).map(|seq| stored(seq, "x")).collect();
        let shape: Vec<_> = batches(0, &many)
            .iter()
            .map(|frame| read(frame))
            .map(|frame| (frame["prev"].as_u64(), frame["messages"].as_array().unwrap().len(), frame["more"] == true))
            .collect();
        assert_eq!(shape, [(Some(0), 100, true), (Some(100), 100, true), (Some(200), 50, false)]);
        let large: Vec<_> = (1..=20).map(|seq| stored(seq, &"x".repeat(40_000))).collect();
        let frames = batches(0, &large);
        assert!(frames.len() == 4 && frames.iter().all(|frame| frame.len() <= BATCH_BYTES + 100));
        assert_eq!(batches(0, &[stored(1, &"x".repeat(BATCH_BYTES + 1))]).len(), 1, "a giant goes alone");
    }

    #[test]
    fn one_text_per_reader() {
        assert_eq!(join::<&str>(&[]), None);
        assert_eq!(join(&["{}"]).unwrap(), "{}");
        assert_eq!(join(&["{}", "{}"]).unwrap(), "[{},{}]");
    }
}
