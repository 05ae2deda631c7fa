//! What the Worker asks a room. Each may arrive twice and then answers the same.

use std::time::Duration;

use crate::{
    domain::{
        change,
        conversation::{Record, Snapshot},
        ended::Ended,
        mail::incoming::Fingerprint,
    },
    json::{FromJson, ToJson},
    platform::{json::Raw, object::Command},
    protocol::{
        AgentId, AttachmentId, ClientId, CustomerId, OrganizationId, Seq, SessionId, WidgetId,
        agent::RoomState,
        conversation::{Status, WidgetCustomer},
        frames::Party,
        message::{MessageKind, PartyKind, Sender},
        visitor::MessagePage,
    },
};

/// Who asks: the Worker has checked who they are, the room checks that the conversation is theirs.
#[derive(Clone, Debug, PartialEq, Eq, FromJson, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize))]
pub struct Viewer {
    pub organization_id: OrganizationId,
    pub sender: Sender,
    /// A visitor's session.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session: Option<SessionId>,
    /// An agent of an organization that shows what visitors are typing.
    #[serde(default)]
    pub previews: bool,
}

impl Viewer {
    #[must_use]
    pub fn party(&self) -> Party {
        Party { kind: self.sender.kind, id: self.sender.id.clone() }
    }

    #[must_use]
    pub fn may_see(&self, record: &Record) -> bool {
        let own = self.sender.kind != PartyKind::Visitor || self.sender.id == record.customer.id.to_string();
        own && self.organization_id == record.organization_id && !self.session.is_some_and(|id| record.ended.has(id))
    }
}

#[derive(Clone, Debug, FromJson, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize))]
pub struct Text {
    pub client_id: ClientId,
    pub kind: MessageKind,
    pub body: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<AttachmentId>,
    /// Agents whom a note names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mentions: Vec<AgentId>,
}

/// Starts the conversation, or finds it started, and writes its first message. Without a record it is only found.
#[derive(Debug, FromJson, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize))]
pub struct Open {
    pub viewer: Viewer,
    pub record: Option<Record>,
    pub message: Option<Text>,
}

#[derive(Debug, FromJson, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize))]
pub struct Opened {
    /// As the visitor sees it.
    pub conversation: Raw,
    pub message: Option<Raw>,
    pub snapshot: Snapshot,
    /// What is in the log of one that was made just now, as D1 takes it.
    pub entries: String,
    pub created: bool,
}

impl Command for Open {
    const NAME: &'static str = "open";
    type Answer = Opened;
}

#[derive(Debug, FromJson, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize))]
pub struct Say {
    pub viewer: Viewer,
    pub text: Text,
}

#[derive(Debug, FromJson, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize))]
pub struct Said {
    pub message: Raw,
    pub duplicate: bool,
}

impl Command for Say {
    const NAME: &'static str = "say";
    type Answer = Said;
}

/// Whose an answer is that came by mail: the visitor's, if it is still the one to whom the mail was.
#[derive(Debug, FromJson, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize))]
pub struct Addressee {
    pub visitor: Fingerprint,
}

#[derive(Debug, FromJson, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize))]
pub struct Addressed {
    pub viewer: Viewer,
    pub widget: WidgetId,
}

impl Command for Addressee {
    const NAME: &'static str = "addressee";
    type Answer = Addressed;
}

/// The conversation as the viewer sees it.
#[derive(Debug, FromJson, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize))]
pub struct View {
    pub viewer: Viewer,
}

#[derive(Debug, FromJson, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize))]
pub struct Viewed {
    pub conversation: Raw,
    pub status: Status,
}

impl Command for View {
    const NAME: &'static str = "view";
    type Answer = Viewed;
}

/// A page of messages after or before a seq.
#[derive(Debug, FromJson, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize))]
pub struct History {
    pub viewer: Viewer,
    pub from: From,
    pub limit: u32,
}

#[derive(Clone, Copy, Debug, FromJson, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize))]
pub enum From {
    After(Seq),
    Before(Seq),
}

impl Command for History {
    const NAME: &'static str = "history";
    type Answer = MessagePage;
}

#[derive(Debug, FromJson, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize))]
pub struct Read {
    pub viewer: Viewer,
    pub seq: Seq,
}

impl Command for Read {
    const NAME: &'static str = "read";
    type Answer = ();
}

#[derive(Debug, FromJson, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize))]
pub struct Typing {
    pub viewer: Viewer,
    pub on: bool,
}

impl Command for Typing {
    const NAME: &'static str = "typing";
    type Answer = ();
}

#[derive(Debug, FromJson, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize))]
pub struct Change {
    pub viewer: Viewer,
    pub changes: Vec<change::Change>,
    /// Written with them, or nothing is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
}

#[derive(Debug, FromJson, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize))]
pub struct Changed {
    pub conversation: Raw,
    /// What of it can be changed, as it was: a `Changeable`.
    pub before: Raw,
}

impl Command for Change {
    const NAME: &'static str = "change";
    type Answer = Changed;
}

/// Somebody else's knowledge of the customer is newer. `was`: whose conversation it has been until now. `ended`: sessions
/// of theirs that are nobody's here from now on.
#[derive(Debug, FromJson, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize))]
pub struct Describe {
    pub organization_id: OrganizationId,
    pub was: CustomerId,
    pub customer: WidgetCustomer,
    pub ended: Vec<Ended>,
}

impl Command for Describe {
    const NAME: &'static str = "describe";
    type Answer = ();
}

/// Sessions of the visitor have ended: who holds their tokens is nobody here from now on.
#[derive(Debug, FromJson, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize))]
pub struct Bar {
    pub organization_id: OrganizationId,
    pub ended: Vec<Ended>,
}

impl Command for Bar {
    const NAME: &'static str = "bar";
    type Answer = ();
}

/// Forgets everything. Says how many messages there were.
#[derive(Debug, FromJson, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize))]
pub struct Erase {
    pub organization_id: OrganizationId,
}

impl Command for Erase {
    const NAME: &'static str = "erase";
    const PATIENCE: Duration = Duration::from_secs(30);
    type Answer = Seq;
}

/// What the room has done since it woke, for the operator.
#[derive(Debug, FromJson, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize))]
pub struct Inspect;

impl Command for Inspect {
    const NAME: &'static str = "inspect";
    type Answer = RoomState;
}

/// Is this object able to work?
#[derive(Debug, FromJson, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize))]
pub struct Ping;

impl Command for Ping {
    const NAME: &'static str = "ping";
    type Answer = ();
}

/// The path and header of a socket's upgrade request, which is no command.
pub const SOCKET: &str = "socket";
pub const VIEWER_HEADER: &str = "x-chatdesk-viewer";
