//! What happens to people elsewhere and changes their conversations: they are known better, they leave.

use worker::Request;

use super::{
    commands::{Addressed, Addressee, Bar, Describe, Viewer},
    commit::Own,
    live::{AGAIN, RENEW},
    shell::{Room, no_conversation},
};
use crate::{
    domain::{conversation::Record, mail::incoming::fingerprint},
    inbox::commands::Dismiss,
    platform::{
        Result, clock,
        object::read_command,
        sockets::{self, Present},
    },
    protocol::{
        OrganizationId,
        message::{PartyKind, Sender},
    },
};

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

    pub(super) async fn on_addressee(&self, request: &mut Request) -> Result<Addressed> {
        let Addressee { visitor } = read_command(request).await?;
        let record = self.with(|journal| journal.record.clone())?;
        let customer = &record.customer;
        if fingerprint(record.organization_id, customer.id) != visitor {
            return Err(no_conversation());
        }
        let (id, name) = (customer.id.to_string(), customer.display_name.clone());
        let sender = Sender { kind: PartyKind::Visitor, id, name, avatar_url: None };
        let viewer = Viewer { organization_id: record.organization_id, sender, session: None, previews: false };
        Ok(Addressed { viewer, widget: record.widget_id })
    }

    pub(super) async fn on_dismiss(&self, request: &mut Request) -> Result<()> {
        let Dismiss { organization_id, agent } = read_command(request).await?;
        self.check_owner(organization_id)?;
        let agents: Vec<Present<Viewer>> = sockets::open(&self.state, PartyKind::Agent.as_str());
        for present in agents.iter().filter(|present| present.who.sender.id == agent.to_string()) {
            self.crowd.hang_up(&present.socket, AGAIN, true);
        }
        Ok(())
    }

    pub(super) fn check_owner(&self, organization: OrganizationId) -> Result<()> {
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
