//! What clients send to a room.

use super::{
    AgentId, AttachmentId, ClientId, Seq,
    flat::{Missing, required},
    message::MessageKind,
};
use crate::json::{FromJson, ToJson};

/// What a visitor or an agent may send to a room.
#[derive(Clone, Debug, PartialEq, FromJson, ToJson)]
#[serde(tag = "type", rename_all = "snake_case", try_from = "Flat")]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize, ts_rs::TS))]
pub enum ClientFrame {
    Send {
        client_id: ClientId,
        kind: MessageKind,
        body: String,
        attachments: Vec<AttachmentId>,
        /// Agents whom a note names.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        #[cfg_attr(test, ts(optional, as = "Option<Vec<AgentId>>"))]
        mentions: Vec<AgentId>,
    },
    Read {
        seq: Seq,
    },
    Delivered {
        seq: Seq,
    },
    Typing {
        on: bool,
        #[serde(skip_serializing_if = "Option::is_none")]
        #[cfg_attr(test, ts(optional))]
        text: Option<String>,
    },
    Resume {
        after: Seq,
    },
}

#[derive(FromJson)]
#[cfg_attr(test, derive(serde::Deserialize))]
#[serde(rename_all = "snake_case")]
enum Type {
    Send,
    Read,
    Delivered,
    Typing,
    Resume,
}

#[derive(FromJson)]
#[cfg_attr(test, derive(serde::Deserialize))]
struct Flat {
    r#type: Type,
    client_id: Option<ClientId>,
    kind: Option<MessageKind>,
    #[serde(default)]
    body: String,
    #[serde(default)]
    attachments: Vec<AttachmentId>,
    #[serde(default)]
    mentions: Vec<AgentId>,
    seq: Option<Seq>,
    on: Option<bool>,
    text: Option<String>,
    after: Option<Seq>,
}

impl TryFrom<Flat> for ClientFrame {
    type Error = Missing;

    fn try_from(flat: Flat) -> Result<Self, Missing> {
        Ok(match flat.r#type {
            Type::Send => Self::Send {
                client_id: required(flat.client_id, "client_id")?,
                kind: required(flat.kind, "kind")?,
                body: flat.body,
                attachments: flat.attachments,
                mentions: flat.mentions,
            },
            Type::Read => Self::Read { seq: required(flat.seq, "seq")? },
            Type::Delivered => Self::Delivered { seq: required(flat.seq, "seq")? },
            Type::Typing => Self::Typing { on: required(flat.on, "on")?, text: flat.text },
            Type::Resume => Self::Resume { after: required(flat.after, "after")? },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "0190a5c8-1111-7000-8000-0000000000a6";

    #[test]
    fn every_frame_reads_as_it_was_written() {
        for frame in [
            ClientFrame::Send {
                client_id: ID.parse().unwrap(),
                kind: MessageKind::Text,
                body: "hi".into(),
                attachments: vec![ID.parse().unwrap()],
                mentions: vec![ID.parse().unwrap()],
            },
            ClientFrame::Read { seq: 3 },
            ClientFrame::Delivered { seq: 4 },
            ClientFrame::Typing { on: true, text: None },
            ClientFrame::Typing { on: false, text: Some("half a".into()) },
            ClientFrame::Resume { after: 0 },
        ] {
            let text = serde_json::to_string(&frame).unwrap();
            assert_eq!(serde_json::from_str::<ClientFrame>(&text).unwrap(), frame, "{text}");
        }
    }

    #[test]
    fn what_is_wrong_is_named() {
        let wrong = |text: &str| serde_json::from_str::<ClientFrame>(text).unwrap_err().to_string();
        assert_eq!(wrong(r#"{"type":"read"}"#), "missing field `seq`");
        assert_eq!(wrong(r#"{"type":"send","kind":"text"}"#), "missing field `client_id`");
        assert!(wrong(r#"{"seq":1}"#).starts_with("missing field `type`"));
        assert!(wrong(r#"{"type":"nonsense"}"#).starts_with("unknown variant `nonsense`"));
    }
}
