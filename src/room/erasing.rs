//! Being forgotten: the room, which is the truth, and then its copies.

use std::time::Duration;

use worker::{Delay, Env, Request};

use super::{commands::Erase, live::GONE, log::Audience, shell::Room};
use crate::{
    inbox::{self, commands::Forget},
    json::Fields,
    platform::{
        Error, Result, files,
        log::event,
        object::{self, read_command},
    },
    protocol::{ConversationId, OrganizationId, Seq},
    store::{
        attachments,
        erasures::{self, Erasure},
    },
};

/// How often, and how many times, it is looked whether the copies that are being made are done.
const LOOK: Duration = Duration::from_millis(50);
const LOOKS: u32 = 400;

/// What others have of a conversation whose room held so many messages.
///
/// # Errors
/// When something does not answer; it can be done again.
pub async fn erase_copies(
    env: &Env,
    organization: OrganizationId,
    id: ConversationId,
    erasure: Option<&Erasure>,
    messages: Seq,
) -> Result<()> {
    let keys = attachments::of_conversation(env, organization, id).await?;
    files::delete(env, &keys).await?;
    erasures::conversation(env, organization, id, erasure, (messages, keys.len() as u32)).await?;
    object::call(&inbox::of_conversation(env, organization, id)?, &Forget(vec![id])).await
}

impl Room {
    /// Nothing is left here, and nothing is on its way to the copies: they can be erased after this.
    pub(super) async fn on_erase(&self, request: &mut Request) -> Result<Seq> {
        let Erase { organization_id } = read_command(request).await?;
        match self.check_owner(organization_id) {
            // It was erased before, or never was.
            Err(Error::Problem(_)) => return Ok(0),
            other => other?,
        }
        let messages = self.with(|journal| journal.head(Audience::Agents))?;
        self.send_all_away();
        self.let_copies_end().await?;
        self.empty().await?;
        Ok(messages)
    }

    /// The archive says that this conversation's customer is forgotten, and nobody told the room: the archive had not heard
    /// of it when they were.
    pub(super) async fn vanish(&self) -> Result<()> {
        let (organization, id) = self.with(|journal| (journal.record.organization_id, journal.record.id))?;
        self.send_all_away();
        erase_copies(&self.env, organization, id, None, 0).await?;
        self.empty().await?;
        event("info", "room_forgotten", &Fields(&["conversation"], &[&id]));
        Ok(())
    }

    fn send_all_away(&self) {
        for socket in self.state.get_websockets() {
            self.crowd.hang_up(&socket, GONE, false);
        }
    }

    async fn empty(&self) -> Result<()> {
        let storage = self.state.storage();
        storage.delete_alarm().await?;
        storage.delete_all().await?;
        self.forget();
        Ok(())
    }

    async fn let_copies_end(&self) -> Result<()> {
        for _ in 0..LOOKS {
            if !self.ringing.get() {
                return Ok(());
            }
            Delay::from(LOOK).await;
        }
        Err(Error::Unavailable("copies of a room that is to be erased do not end".into()))
    }
}
