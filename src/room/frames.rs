//! Reads what a client sends: whole frames, or why not.

use crate::{
    domain::{budget, text},
    json::FromJson,
    platform::json,
    protocol::{
        ClientId,
        frames::{ClientFrame, Limits, RoomFrame},
        limits::BODY_CHARS,
        message::{MessageKind, PartyKind},
    },
};

pub const FRAME_BYTES: usize = 16 * 1024;

#[must_use]
pub fn limits(messages: u32) -> Limits {
    Limits {
        frame_bytes: FRAME_BYTES as u32,
        body_chars: BODY_CHARS as u32,
        messages,
        per_seconds: budget::WINDOW_SECONDS,
    }
}

/// The frames in a text message, each read or refused on its own.
#[must_use]
pub fn read(text: &str, sender: PartyKind) -> Vec<Result<ClientFrame, Box<RoomFrame>>> {
    if text.len() > FRAME_BYTES {
        let detail = "A frame has at most 16 KiB. Send longer messages over HTTP.";
        return vec![Err(refused(named(text), "frame_too_large", detail))];
    }
    match split(text) {
        Some(frames) => frames.into_iter().map(|frame| one(frame, sender)).collect(),
        None => vec![Err(unreadable())],
    }
}

fn unreadable() -> Box<RoomFrame> {
    refused(None, "invalid_frame", "A frame is a JSON object with a field `type`.")
}

/// One object, or the objects of an array.
fn split(text: &str) -> Option<Vec<&str>> {
    if !text.trim_start().starts_with('[') {
        return Some(vec![text]);
    }
    json::items(text).ok()
}

/// All that is looked for in a frame that cannot be read.
#[derive(FromJson)]
#[cfg_attr(test, derive(serde::Deserialize))]
struct Named {
    client_id: ClientId,
}

fn named(text: &str) -> Option<ClientId> {
    json::read::<Named>(text).ok().map(|named| named.client_id)
}

fn one(text: &str, sender: PartyKind) -> Result<ClientFrame, Box<RoomFrame>> {
    if !text.trim_start().starts_with('{') {
        return Err(unreadable());
    }
    let frame: ClientFrame = json::read(text)
        .map_err(|error| refused(named(text), "invalid_frame", &format!("This frame cannot be read: {error}.")))?;
    match clean(frame) {
        ClientFrame::Send { kind: MessageKind::Note, client_id, .. } if sender == PartyKind::Visitor => {
            Err(refused(Some(client_id), "not_allowed", "Notes are for agents."))
        }
        frame => Ok(frame),
    }
}

fn clean(frame: ClientFrame) -> ClientFrame {
    match frame {
        ClientFrame::Send { client_id, kind, body, attachments, mentions } => {
            ClientFrame::Send { client_id, kind, body: text::clean(&body), attachments, mentions }
        }
        other => other,
    }
}

#[must_use]
pub fn too_many(seconds: u32) -> RoomFrame {
    let detail = format!("Too much at once. Go on in {seconds} seconds.");
    RoomFrame::Refused { client_id: None, code: "rate_limited".into(), detail, retry_after: Some(seconds) }
}

/// Its files are being looked for.
#[must_use]
pub fn not_yet(client_id: ClientId) -> RoomFrame {
    let detail = "What this message needs is being looked for. Send it again.".into();
    RoomFrame::Refused { client_id: Some(client_id), code: "unavailable".into(), detail, retry_after: Some(1) }
}

/// A message before it was refused for now and has to come first.
#[must_use]
pub fn out_of_turn(client_id: ClientId) -> RoomFrame {
    let detail = "A message before this one has to be sent again first.".into();
    RoomFrame::Refused { client_id: Some(client_id), code: "rate_limited".into(), detail, retry_after: Some(1) }
}

#[must_use]
pub fn refused(client_id: Option<ClientId>, code: &str, detail: &str) -> Box<RoomFrame> {
    Box::new(RoomFrame::Refused { client_id, code: code.into(), detail: detail.into(), retry_after: None })
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "0190a5c8-1111-7000-8000-0000000000a6";

    fn code(text: &str) -> String {
        let Err(frame) = read(text, PartyKind::Visitor).remove(0) else { panic!("{text} was read") };
        let RoomFrame::Refused { code, .. } = *frame else { panic!("{frame:?}") };
        code
    }

    #[test]
    fn one_frame_or_an_array_of_them() {
        let one = format!(r#"{{"type":"send","client_id":"{ID}","kind":"text","body":" hi "}}"#);
        assert!(matches!(&read(&one, PartyKind::Visitor)[..], [Ok(ClientFrame::Send { body, .. })] if body == "hi"));
        let many = format!(r#"[{one},{{"type":"read","seq":3}},{{"type":"nonsense"}}]"#);
        let frames = read(&many, PartyKind::Visitor);
        assert!(frames[0].is_ok() && matches!(frames[1], Ok(ClientFrame::Read { seq: 3 })) && frames[2].is_err());
        assert!(read("[]", PartyKind::Visitor).is_empty());
    }

    #[test]
    fn r7_what_cannot_be_read_is_refused_and_says_why() {
        assert_eq!(code("{"), "invalid_frame");
        assert_eq!(code("42"), "invalid_frame");
        assert_eq!(code(r#"[["read",3]]"#), "invalid_frame");
        assert_eq!(code(r#"{"type":"read","seq":-1}"#), "invalid_frame");
        assert_eq!(code(r#"{"type":"read","seq":1e99}"#), "invalid_frame");
        assert_eq!(code(&"[".repeat(9_000)), "invalid_frame");
        assert_eq!(code(&format!("\"{}\"", "x".repeat(FRAME_BYTES))), "frame_too_large");
    }

    #[test]
    fn a_visitors_note_is_refused_by_its_client_id() {
        let note = format!(r#"{{"type":"send","client_id":"{ID}","kind":"note","body":"x"}}"#);
        let frames = read(&note, PartyKind::Visitor);
        let Err(frame) = &frames[0] else { panic!("a visitor's note was read") };
        assert!(matches!(&**frame, RoomFrame::Refused { client_id: Some(id), code, .. }
            if id.to_string() == ID && code == "not_allowed"));
        assert!(read(&note, PartyKind::Agent)[0].is_ok());
    }
}
