//! The room's outbox: by alarm, the inbox gets the conversation's latest state and D1 gets that and the new entries.
//!
//! The alarm is what remembers that something is owed; it outlives the object. Both copies only move forward, so telling
//! twice is harmless. A failure is tried again for ever, ever more slowly; its first and its end are logged.

use std::{
    cell::{Cell, RefCell},
    time::Duration,
};

use futures::future::{Either, select};
use worker::Delay;

use super::{
    log::{self, Audience},
    shell::Room,
};
use crate::{
    courier,
    domain::{
        conversation::Snapshot,
        log_line::scrubbed,
        outbox::{DATABASE_DELAY, INBOX_SPACING, Target, Version, earliest},
    },
    inbox::{self, commands::Tell},
    json::{self, Fields},
    platform::{
        Error, Result, clock,
        log::event,
        object::{self, Command},
        sql,
        turns::within,
    },
    protocol::{ConversationId, Seq, Timestamp, agent::Copied},
    store::conversations::{position, project},
};

const INBOX: &str = "inbox";
const DATABASE: &str = "database";
/// At most so much in one batch.
const DATABASE_ENTRIES: u32 = 500;
const DATABASE_BYTES: u32 = 1024 * 1024;
const DATABASE_PATIENCE: Duration = Duration::from_secs(10);
/// So often the inbox is looked after while D1 works.
const INBOX_LOOK: Duration = Duration::from_millis(250);
/// The revision at which nothing was owed, for rooms that wake to see that.
const SETTLED: &str = "settled_revision";

pub struct Outbox {
    inbox: RefCell<Target>,
    database: RefCell<Target>,
    /// How far D1 has the log; `None` until it was asked, and after a failure.
    database_has: Cell<Option<Seq>>,
    /// What it had when it last said so.
    database_had: Cell<Seq>,
    presence: Cell<u32>,
    /// The room's revision when the object woke, until it is clear what was owed then.
    woke_at: Cell<Option<i64>>,
    is_awake: Cell<bool>,
    /// D1 said that the customer is.
    is_forgotten: Cell<bool>,
    inbox_cost: Cell<Copied>,
    database_cost: Cell<Copied>,
}

impl Outbox {
    fn target(&self, name: &str) -> &RefCell<Target> {
        if name == INBOX { &self.inbox } else { &self.database }
    }

    pub(super) fn due(&self) -> Option<Timestamp> {
        earliest(&[self.inbox.borrow().due(), self.database.borrow().due()])
    }

    /// Nothing is owed: there is nothing.
    pub(super) fn forget(&self) {
        let Self { inbox, database, database_has, database_had, .. } = Self::default();
        self.inbox.swap(&inbox);
        self.database.swap(&database);
        self.database_has.set(database_has.get());
        self.database_had.set(database_had.get());
        self.is_forgotten.set(false);
    }

    pub(super) fn is_forgotten(&self) -> bool {
        self.is_forgotten.get()
    }

    fn inbox_version(&self, revision: i64) -> Version {
        (revision, self.presence.get())
    }
}

impl Default for Outbox {
    fn default() -> Self {
        Self {
            inbox: RefCell::new(Target::new(0, INBOX_SPACING)),
            database: RefCell::new(Target::new(DATABASE_DELAY, 0)),
            database_has: Cell::new(None),
            database_had: Cell::new(0),
            presence: Cell::new(0),
            woke_at: Cell::new(None),
            is_awake: Cell::new(false),
            is_forgotten: Cell::new(false),
            inbox_cost: Cell::default(),
            database_cost: Cell::default(),
        }
    }
}

impl Room {
    /// Somebody came or went, which no revision counts: the inbox shall hear of it.
    pub(super) fn presence_changed(&self) {
        self.outbox.presence.update(|count| count.wrapping_add(1));
        self.outbox.inbox.borrow_mut().owe(clock::now());
    }

    /// Notes who is behind.
    pub(super) fn note_owed(&self) -> Result<()> {
        let (now, revision) = (clock::now(), self.with(|journal| journal.revision())?);
        self.outbox.inbox.borrow_mut().changed(self.outbox.inbox_version(revision), now);
        self.outbox.database.borrow_mut().changed((revision, 0), now);
        Ok(())
    }

    /// Tells whoever is due; what fails is owed still. While D1 takes its time, the inbox goes on to hear the news.
    pub(super) async fn flush(&self) -> Result<()> {
        self.note_owed()?;
        self.flush_inbox().await?;
        let mut database = Box::pin(self.flush_database());
        loop {
            match select(database, Delay::from(INBOX_LOOK)).await {
                Either::Left((flushed, _)) => break flushed?,
                Either::Right(((), unfinished)) => database = unfinished,
            }
            self.note_owed()?;
            self.flush_inbox().await?;
        }
        self.note_owed()?;
        self.note_settled()
    }

    async fn flush_inbox(&self) -> Result<()> {
        if !is_due(&self.outbox.inbox) {
            return Ok(());
        }
        let snapshot = self.snapshot(self.visitor_is_here())?;
        let (version, id) = (self.outbox.inbox_version(snapshot.revision), snapshot.id);
        let told = self.tell_inbox(snapshot).await;
        self.settle(INBOX, version, id, told)
    }

    async fn flush_database(&self) -> Result<()> {
        if !is_due(&self.outbox.database) {
            return Ok(());
        }
        // Who is here now is nothing for the archive.
        let snapshot = self.snapshot(false)?;
        let told = self.tell_database(&snapshot).await;
        self.settle(DATABASE, (snapshot.revision, 0), snapshot.id, told)
    }

    /// What the object knew before it slept: how often attempts failed (so that it waits no shorter now), and whether it
    /// had made sure that nothing is owed.
    pub(super) fn wake_up(&self) -> Result<()> {
        if self.outbox.is_awake.replace(true) {
            return Ok(());
        }
        for name in [INBOX, DATABASE] {
            let failures = sql::number(&self.sql, &failures_key(name))?;
            self.outbox.target(name).borrow_mut().restore(failures.try_into().unwrap_or_default());
        }
        let revision = self.with(|journal| journal.revision())?;
        if sql::number(&self.sql, SETTLED)? != revision {
            self.outbox.woke_at.set(Some(revision));
            return self.note_owed();
        }
        for name in [INBOX, DATABASE] {
            self.outbox.target(name).borrow_mut().knows((revision, 0));
        }
        self.outbox.database_had.set(self.with(|journal| journal.head(Audience::Agents))?);
        Ok(())
    }

    /// A room that wakes again and again to look for the silent shall not ask everyone each time whether all is told.
    fn note_settled(&self) -> Result<()> {
        let is_clear = self.outbox.due().is_none() && !self.outbox.is_forgotten();
        let Some(woke_at) = self.outbox.woke_at.get().filter(|_| is_clear) else { return Ok(()) };
        self.outbox.woke_at.set(None);
        if self.with(|journal| journal.revision())? == woke_at {
            sql::set_number(&self.sql, SETTLED, woke_at)?;
        }
        Ok(())
    }

    pub(super) fn snapshot(&self, online: bool) -> Result<Snapshot> {
        self.with(|journal| journal.record.snapshot(&journal.heads, online, journal.revision()))
    }

    async fn tell_inbox(&self, snapshot: Snapshot) -> Result<()> {
        let stub = inbox::of_conversation(&self.env, snapshot.organization_id, snapshot.id)?;
        let is_failing = self.outbox.database.borrow().failures() > 0;
        let behind = if is_failing { self.behind(snapshot.last_seq) } else { 0 };
        let mut tell = Tell { listed: snapshot.listed(behind), notices: None };
        loop {
            let (notices, last) = self.untold()?.unzip();
            tell.notices = notices;
            count(&self.outbox.inbox_cost, 0);
            object::tell(&stub, Tell::NAME, &json::write(&tell)).await?;
            let Some(last) = last else { return Ok(()) };
            log::told(&self.sql, last)?;
        }
    }

    /// The log of a room that was just made, as D1 takes it.
    pub(super) fn first_entries(&self) -> Result<String> {
        let tail = log::tail(&self.sql, 0, DATABASE_ENTRIES, DATABASE_BYTES)?;
        Ok(tail.map_or_else(String::new, |(entries, _)| entries))
    }

    fn behind(&self, last_seq: Seq) -> u32 {
        last_seq.saturating_sub(self.outbox.database_had.get())
    }

    /// Entries in order, batch by batch; the state goes with each, so that a conversation is there before its messages.
    /// D1 itself knows how far it has them: that survives anything that happens to either side.
    async fn tell_database(&self, snapshot: &Snapshot) -> Result<()> {
        let organization = snapshot.organization_id;
        let mut sent = if let Some(sent) = self.outbox.database_has.take() {
            sent
        } else {
            count(&self.outbox.database_cost, 0);
            let asked = position(&self.env, organization, snapshot.id);
            let known = within(DATABASE_PATIENCE, DATABASE, asked).await?;
            self.outbox.database_had.set(known.seq);
            if known.revision >= snapshot.revision && known.seq >= snapshot.last_seq {
                self.outbox.database_has.set(Some(known.seq));
                return Ok(());
            }
            known.seq
        };
        loop {
            let entries = match log::tail(&self.sql, sent, DATABASE_ENTRIES, DATABASE_BYTES)? {
                Some((entries, last)) => {
                    sent = last;
                    entries
                }
                None if sent < snapshot.last_seq => return Err(Error::fault("the log is shorter than it says")),
                None => String::new(),
            };
            let written = project(&self.env, organization, snapshot, &entries, None);
            let written = within(DATABASE_PATIENCE, DATABASE, written).await?;
            count(&self.outbox.database_cost, written.rows_written);
            if written.has_deliveries {
                courier::poke(&self.env, organization).await;
            }
            if written.is_forgotten {
                self.outbox.is_forgotten.set(true);
                return Ok(());
            }
            self.outbox.database_had.set(sent);
            if sent >= snapshot.last_seq {
                self.outbox.database_has.set(Some(sent));
                return Ok(());
            }
        }
    }

    fn settle(&self, name: &str, version: Version, id: ConversationId, told: Result<()>) -> Result<()> {
        let now = clock::now();
        let mut target = self.outbox.target(name).borrow_mut();
        let before = target.failures();
        let report = match told {
            Ok(()) => target.succeeded(version, now).then_some(("info", "outbox_recovered", None)),
            Err(error) => target.failed(now).then_some(("error", "outbox_failing", Some(scrubbed(&error.to_string())))),
        };
        let failures = target.failures();
        drop(target);
        if failures != before {
            sql::set_number(&self.sql, &failures_key(name), failures.into())?;
        }
        let Some((level, what, detail)) = report else { return Ok(()) };
        let behind = self.behind(self.with(|journal| journal.head(Audience::Agents))?);
        let names = &["target", "conversation", "behind", "detail"];
        event(level, what, &Fields(names, &[&name, &id, &behind, &detail]));
        if name == DATABASE {
            // The inbox shall know that the archive is behind, or no longer.
            self.outbox.inbox.borrow_mut().owe(now);
        }
        Ok(())
    }

    /// What this has cost since the object woke: `(inbox, database)`.
    pub(super) fn copied(&self, last_seq: Seq) -> (Copied, Copied) {
        let outbox = &self.outbox;
        let inbox = Copied { failures: outbox.inbox.borrow().failures(), ..outbox.inbox_cost.get() };
        let failures = outbox.database.borrow().failures();
        (inbox, Copied { failures, behind: self.behind(last_seq), ..outbox.database_cost.get() })
    }
}

fn count(cost: &Cell<Copied>, rows: u32) {
    let Copied { calls, rows_written, .. } = cost.get();
    cost.set(Copied { calls: calls + 1, rows_written: rows_written.saturating_add(rows), ..Copied::default() });
}

fn failures_key(name: &str) -> String {
    format!("{name}_failures")
}

fn is_due(target: &RefCell<Target>) -> bool {
    target.borrow().due().is_some_and(|due| due <= clock::now())
}
