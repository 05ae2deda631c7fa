//! Who is in the room. Heartbeats are answered by the runtime and wake nobody; only while an agent watches does the room
//! look, by alarm, whether somebody has fallen silent.

use worker::WebSocket;

use super::{
    commands::Viewer,
    live::SILENT,
    log::{Audience, Mark},
    shell::Room,
    voice::{AUDIENCES, Worth},
};
use crate::{
    domain::presence,
    platform::{
        Result, clock,
        sockets::{self, Present},
    },
    protocol::{
        Timestamp,
        frames::{Named, Participant, Party, RoomFrame},
        message::{PartyKind, Sender},
    },
};

/// When to look for the silent, if at all.
#[derive(Clone, Copy, Default)]
pub(super) enum Sweep {
    #[default]
    Unknown,
    Due(Option<Timestamp>),
}

impl Room {
    /// All open sockets, those of people who have fallen silent too.
    fn open(&self) -> Vec<Present<Viewer>> {
        AUDIENCES.iter().flat_map(|(_, tag)| sockets::open(&self.state, tag.as_str())).collect()
    }

    pub(super) fn is_here(&self, party: &Party, but: Option<&WebSocket>) -> bool {
        let now = clock::now();
        sockets::open::<Viewer>(&self.state, party.kind.as_str()).iter().any(|present| {
            but.is_none_or(|but| !sockets::same(&present.socket, but))
                && present.who.party() == *party
                && !present.is_silent(now)
        })
    }

    /// Of everybody, and of this person.
    pub(super) fn count_sockets(&self, party: &Party) -> (usize, usize) {
        let open = self.open();
        (open.len(), open.iter().filter(|present| present.who.party() == *party).count())
    }

    pub(super) fn visitor_is_here(&self) -> bool {
        let now = clock::now();
        let visitors = sockets::open::<Viewer>(&self.state, PartyKind::Visitor.as_str());
        visitors.iter().any(|present| !present.is_silent(now))
    }

    /// Agents learn who comes and goes; a visitor learns it of the agent who answers.
    pub(super) fn announce(
        &self,
        viewer: &Viewer,
        online: bool,
        last_seen_at: Timestamp,
        but: Option<&WebSocket>,
    ) -> Result<()> {
        let sender = &viewer.sender;
        let who = Named { kind: sender.kind, id: sender.id.clone(), name: sender.name.clone() };
        let frame = RoomFrame::Presence { who, online, last_seen_at };
        self.say_all(PartyKind::Agent, &frame, Worth::Passing, but);
        if sender.kind == PartyKind::Visitor {
            self.presence_changed();
        } else if self.answers(&sender.id)? {
            self.say_all(PartyKind::Visitor, &frame, Worth::Passing, but);
        }
        Ok(())
    }

    pub(super) fn answers(&self, agent: &str) -> Result<bool> {
        self.with(|journal| journal.record.assignee.as_ref().is_some_and(|assignee| assignee.id.to_string() == agent))
    }

    /// The visitor, the agent who answers, and, for agents, whoever else is looking.
    pub(super) fn participants(&self, audience: Audience) -> Result<Vec<Participant>> {
        let now = clock::now();
        let open = self.open().into_iter().filter(|present| !present.is_silent(now));
        let mut here: Vec<Viewer> = open.map(|present| present.who).collect();
        here.sort_by_key(Viewer::party);
        here.dedup_by_key(|viewer| viewer.party());
        self.with(|journal| {
            let mut people = journal.record.people();
            let others = here.iter().filter(|_| audience == Audience::Agents).map(|viewer| &viewer.sender);
            for sender in others {
                if !people.iter().any(|person| person.kind == sender.kind && person.id == sender.id) {
                    people.push(sender.clone());
                }
            }
            people.into_iter().map(|person| participant(person, &here, &journal.marks)).collect()
        })
    }

    /// When to look who has fallen silent: never, while nobody watches.
    pub(super) fn sweep_due(&self) -> Option<Timestamp> {
        if let Sweep::Due(known) = self.sweep.get() {
            return known;
        }
        let open = self.open();
        let parties: Vec<Party> = open.iter().map(|present| present.who.party()).collect();
        let watched = presence::is_watched(&parties);
        let due = presence::next_sweep(open.iter().map(|present| present.last_heard)).filter(|_| watched);
        self.sweep.set(Sweep::Due(due));
        due
    }

    /// Somebody came or went.
    pub(super) fn crowd_changed(&self) {
        self.sweep.set(Sweep::Unknown);
    }

    /// Hangs up on those who have fallen silent, and tells the others.
    pub(super) fn sweep(&self) -> Result<()> {
        let now = clock::now();
        if self.sweep_due().is_none_or(|due| due > now) {
            return Ok(());
        }
        self.crowd_changed();
        let mut silent: Vec<_> = self.open().into_iter().filter(|present| present.is_silent(now)).collect();
        for present in &silent {
            self.crowd.dismiss(present, SILENT, true);
        }
        // Each person once, as they were last heard of.
        silent.sort_by_key(|present| (present.who.party(), std::cmp::Reverse(present.last_heard)));
        silent.dedup_by_key(|present| present.who.party());
        for present in silent {
            if !self.is_here(&present.who.party(), None) {
                self.announce(&present.who, false, present.last_heard, None)?;
            }
        }
        Ok(())
    }
}

fn participant(person: Sender, here: &[Viewer], marks: &[Mark]) -> Participant {
    let Sender { kind, id, name, avatar_url } = person;
    let party = Party { kind, id };
    let online = here.iter().any(|viewer| viewer.party() == party);
    let mark = marks.iter().find(|mark| mark.reader == party);
    let (read, delivered) = mark.map_or((0, 0), |mark| (mark.read, mark.delivered));
    Participant { kind, id: party.id, name, avatar_url, online, read, delivered }
}
