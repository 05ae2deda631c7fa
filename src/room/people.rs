//! What happens to people elsewhere and changes their conversations: they are known better, they leave, they are forgotten.

use std::time::Duration;

use worker::{Delay, Request};

use super::{
    commands::{Bar, Describe, Erase, Viewer},
    commit::Own,
    live::{GONE, RENEW},
    log::Audience,
    shell::{Room, no_conversation},
};
use crate::{
    domain::conversation::Record,
    platform::{
        Error, Result, clock,
        object::read_command,
        sockets::{self, Present},
    },
    protocol::{OrganizationId, Seq, message::PartyKind},
};

/// How often, and how many times, it is looked whether the copies that are being made are done.
const LOOK: Duration = Duration::from_millis(50);
const LOOKS: u32 = 400;

impl Room {
    pub(super) async fn on_describe(&self, request: &mut Request) -> Result<()> {
        let Describe { organization_id, was, customer, ended } = read_command(request).await?;
        self.check_owner(organization_id)?;
        self.amend(|record| {
            record.ended.add(&ended, clock::now());
            if record.customer.id == was {
                record.customer = customer;
            }
        })?;
        self.hang_up_strangers()?;
        self.arm().await
    }

    pub(super) async fn on_bar(&self, request: &mut Request) -> Result<()> {
        let Bar { organization_id, ended } = read_command(request).await?;
        self.check_owner(organization_id)?;
        self.amend(|record| record.ended.add(&ended, clock::now()))?;
        self.hang_up_strangers()?;
        self.arm().await
    }

    /// Nothing is left here, and nothing is on its way to the copies: they can be erased after this.
    pub(super) async fn on_erase(&self, request: &mut Request) -> Result<Seq> {
        let Erase { organization_id } = read_command(request).await?;
        match self.check_owner(organization_id) {
            // It was erased before, or never was.
            Err(Error::Problem(_)) => return Ok(0),
            other => other?,
        }
        let messages = self.with(|journal| journal.head(Audience::Agents))?;
        for socket in self.state.get_websockets() {
            self.crowd.hang_up(&socket, GONE, false);
        }
        self.let_copies_end().await?;
        let storage = self.state.storage();
        storage.delete_alarm().await?;
        storage.delete_all().await?;
        self.forget();
        Ok(messages)
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

    fn check_owner(&self, organization: OrganizationId) -> Result<()> {
        let is_theirs = self.with(|journal| journal.record.organization_id == organization)?;
        if is_theirs { Ok(()) } else { Err(no_conversation()) }
    }

    fn amend(&self, change: impl FnOnce(&mut Record)) -> Result<()> {
        let turn = self.with(|journal| journal.amend(change))??;
        self.tell(&turn, Own::new())
    }

    /// Whose conversation it is no more, or whose session has ended, shall come again with what is theirs now.
    fn hang_up_strangers(&self) -> Result<()> {
        let record = self.with(|journal| journal.record.clone())?;
        let visitors: Vec<Present<Viewer>> = sockets::open(&self.state, PartyKind::Visitor.as_str());
        for present in visitors.iter().filter(|present| !present.who.may_see(&record)) {
            self.crowd.hang_up(&present.socket, RENEW, true);
        }
        Ok(())
    }
}
