//! What rooms and the Worker ask an inbox. Each may arrive twice and then answers the same.

use std::time::Duration;

use crate::{
    domain::{conversation::Listed, listing::Filter},
    json::{FromJson, ToJson},
    platform::{json::Raw, object::Command},
    protocol::{
        AgentId, ConversationId, NoticeId, OrganizationId,
        agent::{InboxState, List},
        conversation::Status,
        frames::Availability,
        message::AgentRef,
        notice::Notice,
    },
};

/// A room tells its latest state, and what agents are to be told of.
#[derive(Debug, FromJson, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize))]
pub struct Tell {
    pub listed: Listed,
    /// A list of `Addressed`, if there are any.
    pub notices: Option<Raw>,
}

/// Something that an agent is to be told of.
#[derive(Clone, Debug, PartialEq, Eq, ToJson)]
#[cfg_attr(test, derive(serde::Serialize))]
pub struct Addressed {
    pub agent: AgentId,
    pub notice: Notice,
}

impl Command for Tell {
    const NAME: &'static str = "tell";
    type Answer = ();
}

/// Conversations of these statuses, latest activity first.
#[derive(Debug, FromJson, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize))]
pub struct Page {
    pub statuses: Vec<Status>,
    pub filter: Filter,
    pub limit: u32,
    pub cursor: Option<String>,
}

impl Command for Page {
    const NAME: &'static str = "page";
    type Answer = List<Raw>;
}

/// Who is here and takes conversations?
#[derive(Debug, FromJson, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize))]
pub struct Attended;

impl Command for Attended {
    const NAME: &'static str = "attended";
    /// The widget does not wait for it.
    const PATIENCE: Duration = Duration::from_secs(1);
    type Answer = Vec<AgentRef>;
}

/// Who is here, and who takes no conversations whether here or not?
#[derive(Debug, FromJson, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize))]
pub struct Roll;

/// As the database reads it.
#[derive(Debug, ToJson)]
#[cfg_attr(test, derive(serde::Serialize))]
pub struct Called {
    pub here: Vec<AgentId>,
    pub away: Vec<AgentId>,
}

impl Command for Roll {
    const NAME: &'static str = "roll";
    const PATIENCE: Duration = Duration::from_secs(1);
    type Answer = Raw;
}

/// An agent takes conversations, or no more for now.
#[derive(Debug, FromJson, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize))]
pub struct Avail {
    pub agent: AgentRef,
    pub availability: Availability,
}

impl Command for Avail {
    const NAME: &'static str = "avail";
    type Answer = ();
}

/// These conversations are no more.
#[derive(Debug, FromJson, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize))]
pub struct Forget(pub Vec<ConversationId>);

impl Command for Forget {
    const NAME: &'static str = "forget";
    type Answer = ();
}

/// Departments, their members or the organization's settings may have changed.
#[derive(Debug, FromJson, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize))]
pub struct Learn;

impl Command for Learn {
    const NAME: &'static str = "learn";
    type Answer = ();
}

/// An agent looks at a conversation by a socket.
#[derive(Debug, FromJson, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize))]
pub struct Look {
    pub agent: AgentId,
    pub conversation: ConversationId,
}

impl Command for Look {
    const NAME: &'static str = "look";
    type Answer = ();
}

/// An agent's sockets close, here and in rooms: who still may comes again. `for_good`: they do not answer here any more,
/// and what they have goes back to the queue.
#[derive(Debug, FromJson, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize))]
pub struct Leave {
    pub agent: AgentId,
    pub for_good: bool,
}

impl Command for Leave {
    const NAME: &'static str = "leave";
    const PATIENCE: Duration = Duration::from_secs(20);
    type Answer = ();
}

/// What this agent has been told of, the newest first, after these have been read; with `all` every one.
#[derive(Debug, FromJson, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize))]
pub struct Notices {
    pub agent: AgentId,
    pub read: Vec<NoticeId>,
    pub all: bool,
}

impl Command for Notices {
    const NAME: &'static str = "notices";
    type Answer = List<Raw>;
}

/// What an inbox asks a room: to be `to`'s from now on, if it is still `from`'s and somebody waits, or `from` is gone for
/// good. The room tells its state in any case.
#[derive(Debug, FromJson, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize))]
pub struct Route {
    pub organization_id: OrganizationId,
    pub from: Option<AgentId>,
    pub to: Option<AgentRef>,
    #[serde(default)]
    pub gone: bool,
}

impl Command for Route {
    const NAME: &'static str = "route";
    type Answer = ();
}

/// What an inbox asks a room when an agent's sessions have ended: their sockets close, and who still may comes again.
#[derive(Debug, FromJson, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize))]
pub struct Dismiss {
    pub organization_id: OrganizationId,
    pub agent: AgentId,
}

impl Command for Dismiss {
    const NAME: &'static str = "dismiss";
    type Answer = ();
}

/// How it is, for the operator; `rebuild`: after its list was made anew from D1.
#[derive(Debug, FromJson, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize))]
pub struct Inspect {
    pub rebuild: bool,
}

impl Command for Inspect {
    const NAME: &'static str = "inspect";
    const PATIENCE: Duration = Duration::from_mins(1);
    type Answer = InboxState;
}

/// The path and header of an agent's upgrade request, which is no command.
pub const SOCKET: &str = "socket";
pub const AGENT_HEADER: &str = "x-chatdesk-agent";
