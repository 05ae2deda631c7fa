//! What happens to people elsewhere and changes their conversations: they are known better, they leave.

use worker::Request;

use super::{
    commands::{Bar, Describe, Viewer},
    commit::Own,
    live::RENEW,
    shell::{Room, no_conversation},
};
use crate::{
    domain::conversation::Record,
    platform::{
        Result,
        object::read_command,
        sockets::{self, Present},
    },
    protocol::{OrganizationId, message::PartyKind},
};

impl Room {
    pub(super) async fn on_describe(&self, request: &mut Request) -> Result<()> {
        let Describe { organization_id, was, customer } = read_command(request).await?;
        self.check_owner(organization_id)?;
        let moves = was != customer.id;
        self.amend(|record| {
            if record.customer.id == was {
                record.customer = customer;
            }
        })?;
        if moves {
            self.hang_up_visitors(RENEW, |viewer| viewer.sender.id == was.to_string());
        }
        self.arm().await
    }

    pub(super) async fn on_bar(&self, request: &mut Request) -> Result<()> {
        let Bar { organization_id, session } = read_command(request).await?;
        self.check_owner(organization_id)?;
        self.amend(|record| record.bar(session))?;
        self.hang_up_visitors(RENEW, |viewer| viewer.session == Some(session));
        self.arm().await
    }

    pub(super) fn check_owner(&self, organization: OrganizationId) -> Result<()> {
        let is_theirs = self.with(|journal| journal.record.organization_id == organization)?;
        if is_theirs { Ok(()) } else { Err(no_conversation()) }
    }

    fn amend(&self, change: impl FnOnce(&mut Record)) -> Result<()> {
        let turn = self.with(|journal| journal.amend(change))??;
        self.tell(&turn, Own::new())
    }

    fn hang_up_visitors(&self, code: u16, are_meant: impl Fn(&Viewer) -> bool) {
        let visitors: Vec<Present<Viewer>> = sockets::open(&self.state, PartyKind::Visitor.as_str());
        for present in visitors.iter().filter(|present| are_meant(&present.who)) {
            self.crowd.hang_up(&present.socket, code, true);
        }
    }
}
