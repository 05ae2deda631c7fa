//! Which agents are here. As in a room, the silent are looked for only while another agent could see it.

use worker::{Request, Response, WebSocket};

use super::{
    claims,
    commands::{Avail, Called},
    list,
    shell::Inbox,
};
use crate::{
    domain::{outbox::earliest, presence},
    platform::{
        Result, clock,
        sockets::{self, Present},
    },
    protocol::{
        Timestamp,
        frames::{AgentPresence, Availability, InboxFrame},
        message::AgentRef,
    },
};

pub(super) const AGENTS: &str = "agent";
const SILENT: u16 = 4408;

impl Inbox {
    pub(super) fn accept(&self, request: &Request, agent: &AgentRef) -> Result<(WebSocket, Response)> {
        sockets::accept(&self.state, request, AGENTS, agent)
    }

    fn here(&self) -> impl Iterator<Item = Present<AgentRef>> {
        let now = clock::now();
        sockets::open(&self.state, AGENTS)
            .into_iter()
            .filter(move |present: &Present<AgentRef>| !present.is_silent(now))
    }

    /// Everyone with a socket here, once.
    pub(super) fn agents(&self) -> Result<Vec<AgentPresence>> {
        let mut agents: Vec<AgentRef> = self.here().map(|present| present.who).collect();
        agents.sort_by_key(|agent| agent.id);
        agents.dedup_by_key(|agent| agent.id);
        agents.into_iter().map(|agent| self.as_seen(agent, true)).collect()
    }

    fn as_seen(&self, agent: AgentRef, online: bool) -> Result<AgentPresence> {
        let availability = list::availability(&self.sql, agent.id)?;
        Ok(AgentPresence { agent, online, availability })
    }

    /// Who is here and takes conversations?
    pub(super) fn attendants(&self) -> Result<Vec<AgentRef>> {
        let takes = |agent: &AgentPresence| agent.availability == Availability::Available;
        Ok(self.agents()?.into_iter().filter(takes).map(|agent| agent.agent).collect())
    }

    pub(super) fn call_roll(&self) -> Result<Called> {
        let here = self.agents()?.into_iter().map(|agent| agent.agent.id).collect();
        Ok(Called { here, away: list::away(&self.sql)? })
    }

    pub(super) async fn avail(&self, Avail { agent, availability }: Avail) -> Result<()> {
        if list::set_availability(&self.sql, agent.id, availability)? {
            let online = self.is_here(&agent, None);
            self.announce(agent, online, None)?;
        }
        self.set_alarm().await
    }

    pub(super) fn is_here(&self, agent: &AgentRef, but: Option<&WebSocket>) -> bool {
        self.here()
            .any(|present| but.is_none_or(|but| !sockets::same(&present.socket, but)) && present.who.id == agent.id)
    }

    pub(super) fn left(&self, socket: &WebSocket) -> Result<()> {
        self.crowd.forget(socket);
        match sockets::card::<AgentRef>(socket) {
            Some(card) if !card.dismissed && !self.is_here(&card.who, Some(socket)) => {
                self.announce(card.who, false, Some(socket))
            }
            _ => Ok(()),
        }
    }

    pub(super) fn announce(&self, agent: AgentRef, online: bool, but: Option<&WebSocket>) -> Result<()> {
        let (seq, agent) = (list::head(&self.sql)?, self.as_seen(agent, online)?);
        let takes = online && agent.availability == Availability::Available;
        claims::note_presence(&self.sql, agent.agent.id, takes, clock::now())?;
        self.kick();
        self.broadcast(&[InboxFrame::Agent { seq, agent }], but);
        Ok(())
    }

    /// Who falls silent is looked for while somebody else could see it.
    fn sweep_due(&self) -> Option<Timestamp> {
        let open: Vec<Present<AgentRef>> = sockets::open(&self.state, AGENTS);
        let is_watched = self.may_route() || open.iter().any(|present| present.who.id != open[0].who.id);
        presence::next_sweep(open.iter().map(|present| present.last_heard)).filter(|_| is_watched)
    }

    /// One alarm for all: the earliest due wins. While it rings nobody sets it: it is set once when all have had their turn.
    pub(super) async fn set_alarm(&self) -> Result<()> {
        let due = earliest(&[self.sweep_due(), self.dispatch_due()]).filter(|_| !self.ringing.get());
        let now = clock::now();
        let Some(due) = due.map(|due| due.max(now.plus(1))) else { return Ok(()) };
        if self.alarm.get().is_some_and(|set| set <= due && set > now) {
            return Ok(());
        }
        self.alarm.set(Some(due));
        let set = self.state.storage().set_alarm(due.since(now)).await;
        if set.is_err() {
            self.alarm.set(None);
        }
        Ok(set?)
    }

    pub(super) fn sweep(&self) -> Result<()> {
        let now = clock::now();
        let open: Vec<Present<AgentRef>> = sockets::open(&self.state, AGENTS);
        let mut silent: Vec<_> = open.into_iter().filter(|present| present.is_silent(now)).collect();
        for present in &silent {
            self.crowd.dismiss(present, SILENT, true);
        }
        silent.sort_by_key(|present| present.who.id);
        silent.dedup_by_key(|present| present.who.id);
        for present in silent {
            if !self.is_here(&present.who, None) {
                self.announce(present.who, false, None)?;
            }
        }
        Ok(())
    }
}
