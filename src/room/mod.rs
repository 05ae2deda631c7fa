//! The room: one object per conversation, made by the first message and named by the conversation's id.
//!
//! It keeps the log (the truth of the conversation), the conversation's record and everyone's marks in its SQLite, and
//! holds the sockets of the visitor's tabs and of all agents who look at it. A change is one turn without an await:
//! checked, written, sent; the runtime lets frames out only once the writes are safe. Copies for the inbox and D1 leave
//! by alarm (`outbox`). Idle rooms sleep with their sockets open.

mod alarm;
pub mod commands;
mod commit;
mod fanout;
mod frames;
mod journal;
mod live;
mod log;
mod object;
mod outbox;
mod passing;
mod presence;
mod shell;
mod turn;
mod voice;

use worker::{Env, Stub};

use crate::{platform::Result, protocol::ConversationId};

/// The room of a conversation. The one place that knows where rooms live.
///
/// # Errors
/// When the binding is missing.
pub fn stub(env: &Env, conversation: ConversationId) -> Result<Stub> {
    Ok(env.durable_object("ROOM")?.get_by_name(&conversation.to_string())?)
}
