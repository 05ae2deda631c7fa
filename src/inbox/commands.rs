//! What rooms and the Worker ask an inbox. Each may arrive twice and then answers the same.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::{
    domain::conversation::Snapshot,
    platform::{json::Raw, object::Command},
    protocol::{agent::List, conversation::Status},
};

/// A room tells its latest state.
#[derive(Debug, Serialize, Deserialize)]
pub struct Tell(pub Snapshot);

impl Command for Tell {
    const NAME: &'static str = "tell";
    type Answer = ();
}

/// Conversations of these statuses, latest activity first.
#[derive(Debug, Serialize, Deserialize)]
pub struct Page {
    pub statuses: Vec<Status>,
    pub limit: u32,
    pub cursor: Option<String>,
}

impl Command for Page {
    const NAME: &'static str = "page";
    type Answer = List<Raw>;
}

/// Is any agent here to answer?
#[derive(Debug, Serialize, Deserialize)]
pub struct Attended;

impl Command for Attended {
    const NAME: &'static str = "attended";
    /// The widget does not wait for it.
    const PATIENCE: Duration = Duration::from_secs(1);
    type Answer = bool;
}

/// The path and header of an agent's upgrade request, which is no command.
pub const SOCKET: &str = "socket";
pub const AGENT_HEADER: &str = "x-chatdesk-agent";
