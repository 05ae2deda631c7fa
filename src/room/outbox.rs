//! The room's outbox: by alarm, the inbox gets the conversation's latest state and D1 gets that and the new entries.
//!
//! The alarm is what remembers that something is owed; it outlives the object. Both copies only move forward, so telling
//! twice is harmless. A failure is tried again for ever, ever more slowly; its first and its end are logged.

use std::cell::{Cell, RefCell};

use serde_json::json;

use super::{
    fanout,
    log::{self, Audience},
    shell::Room,
};
use crate::{
    domain::{
        conversation::Snapshot,
        outbox::{DATABASE_DELAY, INBOX_SPACING, Target, Version, earliest},
    },
    inbox::{self, commands::Tell},
    platform::{
        Error, Result, clock,
        log::{event, fault},
        object, sql,
    },
    protocol::ConversationId,
    store::conversations::project,
};

/// How far D1 has the log, as the room remembers it.
const SENT: &str = "database_seq";
const INBOX: &str = "inbox";
const DATABASE: &str = "database";
/// Milliseconds until a room that could not do its work is asked again.
const LOOK_AGAIN: i64 = 60_000;

pub struct Outbox {
    inbox: RefCell<Target>,
    database: RefCell<Target>,
    alarm: Cell<Option<i64>>,
    presence: Cell<u32>,
    knows_failures: Cell<bool>,
}

impl Outbox {
    fn target(&self, name: &str) -> &RefCell<Target> {
        if name == INBOX { &self.inbox } else { &self.database }
    }
}

impl Default for Outbox {
    fn default() -> Self {
        Self {
            inbox: RefCell::new(Target::new(0, INBOX_SPACING)),
            database: RefCell::new(Target::new(DATABASE_DELAY, 0)),
            alarm: Cell::new(None),
            presence: Cell::new(0),
            knows_failures: Cell::new(false),
        }
    }
}

impl Room {
    /// Something changed: sets the alarm for whoever is to hear of it.
    pub(super) async fn arm(&self) -> Result<()> {
        self.look()?;
        self.set_alarm().await
    }

    /// Somebody came or went, which no revision counts: the inbox shall hear of it.
    pub(super) async fn presence_changed(&self) -> Result<()> {
        self.outbox.presence.update(|count| count.wrapping_add(1));
        self.arm().await
    }

    /// Notes who is behind.
    fn look(&self) -> Result<()> {
        let (now, revision) = (clock::now(), self.with(|journal| journal.revision())?);
        self.outbox.inbox.borrow_mut().changed((revision, self.outbox.presence.get()), now);
        self.outbox.database.borrow_mut().changed((revision, 0), now);
        Ok(())
    }

    async fn set_alarm(&self) -> Result<()> {
        let due = earliest(&[self.outbox.inbox.borrow().due(), self.outbox.database.borrow().due()]);
        let Some(due) = due else { return Ok(()) };
        if self.outbox.alarm.get().is_some_and(|set| set <= due.millis()) {
            return Ok(());
        }
        self.outbox.alarm.set(Some(due.millis()));
        let set = self.state.storage().set_alarm(due.since(clock::now())).await;
        if set.is_err() {
            self.outbox.alarm.set(None);
        }
        Ok(set?)
    }

    /// The alarm rang. What is owed stays owed: if this cannot even be looked at now, it is in a minute.
    pub(super) async fn ring(&self) -> worker::Result<()> {
        if let Err(Error::Fault(what) | Error::Unavailable(what)) = self.flush().await {
            fault(&what);
            self.outbox.alarm.set(None);
            self.state.storage().set_alarm(LOOK_AGAIN).await?;
        }
        Ok(())
    }

    async fn flush(&self) -> Result<()> {
        self.outbox.alarm.set(None);
        self.remember_failures()?;
        self.look()?;
        if is_due(&self.outbox.inbox) {
            let (snapshot, presence) = (self.snapshot()?, self.outbox.presence.get());
            let told = self.tell_inbox(&snapshot).await;
            self.settle(INBOX, (snapshot.revision, presence), snapshot.id, told)?;
        }
        if is_due(&self.outbox.database) {
            let snapshot = self.snapshot()?;
            let told = self.tell_database(&snapshot).await;
            self.settle(DATABASE, (snapshot.revision, 0), snapshot.id, told)?;
        }
        self.arm().await
    }

    pub(super) fn snapshot(&self) -> Result<Snapshot> {
        let online = self.visitor_is_here();
        Ok(self.with(|journal| journal.record.snapshot(&journal.heads, online, journal.revision()))??)
    }

    async fn tell_inbox(&self, snapshot: &Snapshot) -> Result<()> {
        let stub = inbox::of_conversation(&self.env, snapshot.organization_id, snapshot.id)?;
        object::call(&stub, &Tell(snapshot.clone())).await
    }

    /// Entries in order, batch by batch; the state goes with each, so that a conversation is there before its messages.
    async fn tell_database(&self, snapshot: &Snapshot) -> Result<()> {
        let mut sent = u32::try_from(sql::number(&self.sql, SENT)?).unwrap_or_default();
        loop {
            let mut entries = log::after(&self.sql, Audience::Agents, sent, fanout::BATCH_MESSAGES as u32)?;
            entries.truncate(fanout::batch_length(&entries));
            let last = entries.last().map(|entry| entry.seq);
            let entries: Vec<String> = entries.into_iter().map(|entry| entry.json).collect();
            project(&self.env, snapshot.organization_id, snapshot, &entries).await?;
            let Some(last) = last else { return Ok(()) };
            sent = last;
            sql::set_number(&self.sql, SENT, sent.into())?;
            if sent >= snapshot.last_seq {
                return Ok(());
            }
        }
    }

    /// Attempts that failed are counted in storage too: an object that sleeps between them waits no shorter.
    fn remember_failures(&self) -> Result<()> {
        if self.outbox.knows_failures.replace(true) {
            return Ok(());
        }
        for name in [INBOX, DATABASE] {
            let failures = sql::number(&self.sql, &failures_key(name))?;
            self.outbox.target(name).borrow_mut().restore(failures.try_into().unwrap_or_default());
        }
        Ok(())
    }

    fn settle(&self, name: &str, version: Version, id: ConversationId, told: Result<()>) -> Result<()> {
        let now = clock::now();
        let mut target = self.outbox.target(name).borrow_mut();
        let report = |level, what: &str, detail: Option<Error>| {
            let detail = detail.map(|error| error.to_string());
            event(level, what, json!({ "target": name, "conversation": id, "detail": detail }));
        };
        let before = target.failures();
        match told {
            Ok(()) if target.succeeded(version, now) => report("info", "outbox_recovered", None),
            Err(error) if target.failed(now) => report("error", "outbox_failing", Some(error)),
            _ => {}
        }
        if target.failures() != before {
            sql::set_number(&self.sql, &failures_key(name), target.failures().into())?;
        }
        Ok(())
    }
}

fn failures_key(name: &str) -> String {
    format!("{name}_failures")
}

fn is_due(target: &RefCell<Target>) -> bool {
    target.borrow().due().is_some_and(|due| due <= clock::now())
}
