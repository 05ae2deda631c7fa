//! The room: one object per conversation, made by the first message and named by the conversation's id.
//!
//! It keeps the log (the truth of the conversation), the conversation's record and everyone's marks in its SQLite, and
//! holds the sockets of the visitor's tabs and of all agents who look at it. A change is one turn without an await:
//! checked, written, sent; the runtime lets frames out only once the writes are safe. Copies for the inbox and D1 leave
//! by alarm (`outbox`). Idle rooms sleep with their sockets open.

mod alarm;
mod attachments;
mod bot;
pub mod commands;
mod commit;
mod erasing;
mod fanout;
mod frames;
mod journal;
mod live;
mod log;
mod missed;
mod notices;
mod object;
mod outbox;
mod passing;
mod people;
mod presence;
mod received;
mod shell;
#[cfg(test)]
mod testing;
mod turn;
mod voice;

pub use erasing::erase_copies;
use futures::FutureExt;
use worker::Env;

pub use crate::platform::object::room as stub;
use crate::{
    json,
    platform::{
        Error, Result,
        object::{Command, tell as tell_object},
        turns::all,
    },
    protocol::ConversationId,
};

/// Rooms that are told something at the same time.
const AT_ONCE: usize = 20;

/// Tells many rooms the same. One that is empty is no mistake: it may have been erased.
///
/// # Errors
/// When one cannot be told; others may have been.
pub async fn tell<C: Command<Answer = ()>>(env: &Env, conversations: &[ConversationId], command: &C) -> Result<()> {
    let command = json::write(command);
    for some in conversations.chunks(AT_ONCE) {
        let told = some.iter().map(|id| tell_one(env, *id, C::NAME, &command).boxed_local()).collect();
        all(told).await?;
    }
    Ok(())
}

async fn tell_one(env: &Env, id: ConversationId, name: &str, command: &str) -> Result<()> {
    match tell_object(&stub(env, id)?, name, command).await {
        Err(Error::Problem(problem)) if problem.status == 404 => Ok(()),
        told => told,
    }
}
