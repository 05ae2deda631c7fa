//! The room's Durable Object: hands requests, frames and alarms to the journal, and answers.

use std::{
    cell::{Cell, RefCell, RefMut},
    collections::HashMap,
    rc::{Rc, Weak},
};

use worker::{Env, Request, Response, State};

use super::{
    attachments::Found,
    commands::{
        Addressee, Bar, Change, Changed, Describe, Erase, From, History, Inspect, Open, Opened, Ping, Read, SOCKET,
        Said, Say, Typing, View, Viewed, Viewer,
    },
    commit::{Own, Waiting},
    journal::{Draft, Journal, Outcome},
    live::SOCKETS_EACH,
    log::{self, Audience},
    outbox::Outbox,
    presence::Sweep,
    turn::Stamp,
};
use crate::{
    domain::{
        budget::{self, Budget},
        mail::PATIENCE,
        typing::Typists,
    },
    inbox::commands::{Dismiss, Route},
    platform::{
        Error, Result, clock,
        crowd::Crowd,
        json::{self, Raw},
        log::unless_problem,
        object::{Command, answer, read_command},
        random,
        sql::{ObjectSql, Sql},
        turns::Gathering,
    },
    protocol::{Problem, Timestamp, agent::RoomState, frames::Party, visitor::MessagePage},
};

pub struct Room {
    pub(super) state: State,
    pub(super) env: Env,
    pub(super) sql: ObjectSql,
    awake_since: Timestamp,
    pub(super) alarms: Cell<u32>,
    /// `None` until it is read from storage, or while there is no conversation.
    journal: RefCell<Option<Journal<ObjectSql>>>,
    pub(super) queue: RefCell<Vec<Waiting>>,
    pub(super) gathering: Gathering,
    pub(super) outbox: Outbox,
    /// When the alarm is set to ring, as far as this object knows.
    pub(super) alarm: Rc<Cell<Option<Timestamp>>>,
    pub(super) ringing: Cell<bool>,
    pub(super) sweep: Cell<Sweep>,
    /// When to look whether the visitor has missed something, as far as this object knows.
    pub(super) missed: Cell<Option<Timestamp>>,
    /// How long an answer waits for its reader, in milliseconds.
    pub(super) patience: i64,
    // Courtesy limits and what passes: forgetting them with the object is harmless.
    pub(super) messages_per_window: u32,
    pub(super) sockets_each: usize,
    pub(super) frames: RefCell<HashMap<Party, Budget>>,
    pub(super) catch_ups: RefCell<HashMap<Party, Budget>>,
    pub(super) refusals: RefCell<HashMap<String, Budget>>,
    /// Files of messages that were not ready for a turn.
    pub(super) found: RefCell<Vec<Found>>,
    pub(super) typists: Rc<RefCell<Typists>>,
    pub(super) crowd: Crowd<Viewer>,
}

impl Room {
    pub(super) fn new(state: State, env: Env) -> Rc<Self> {
        Rc::new_cyclic(|room| Self::with_itself(state, env, room.clone()))
    }

    fn with_itself(state: State, env: Env, room: Weak<Self>) -> Self {
        let gathering = Gathering::new(&state, move || {
            if let Some(room) = room.upgrade() {
                unless_problem(room.on_round());
            }
        });
        let sql = ObjectSql::new(state.storage().sql());
        let limit = |name| env.var(name).ok().and_then(|limit| limit.to_string().parse().ok());
        let messages_per_window = limit("LIMIT_MESSAGES").unwrap_or(budget::MESSAGES);
        let patience = limit("MAIL_PATIENCE").map_or(PATIENCE, i64::from);
        let sockets_each = limit("LIMIT_SOCKETS").map_or(SOCKETS_EACH, |limit| limit as usize);
        Self {
            state,
            env,
            sql,
            awake_since: clock::now(),
            alarms: Cell::default(),
            journal: RefCell::default(),
            queue: RefCell::default(),
            gathering,
            outbox: Outbox::default(),
            alarm: Rc::default(),
            ringing: Cell::default(),
            sweep: Cell::default(),
            missed: Cell::default(),
            patience,
            messages_per_window,
            sockets_each,
            frames: RefCell::default(),
            catch_ups: RefCell::default(),
            refusals: RefCell::default(),
            found: RefCell::default(),
            typists: Rc::default(),
            crowd: Crowd::default(),
        }
    }

    pub(super) async fn fetch(&self, mut request: Request) -> worker::Result<Response> {
        let request = &mut request;
        match request.path().trim_start_matches('/') {
            SOCKET => match self.on_socket(request).await {
                Ok(response) => Ok(response),
                Err(error) => answer::<()>(Err(error)),
            },
            Open::NAME => answer(self.on_open(request).await),
            Say::NAME => answer(self.on_say(request).await),
            Addressee::NAME => answer(self.on_addressee(request).await),
            View::NAME => answer(self.on_view(request).await),
            History::NAME => answer(self.on_history(request).await),
            Read::NAME => answer(self.on_read(request).await),
            Typing::NAME => answer(self.on_typing(request).await),
            Change::NAME => answer(self.on_change(request).await),
            Route::NAME => answer(self.on_route(request).await),
            Describe::NAME => answer(self.on_describe(request).await),
            Bar::NAME => answer(self.on_bar(request).await),
            Dismiss::NAME => answer(self.on_dismiss(request).await),
            Erase::NAME => answer(self.on_erase(request).await),
            Inspect::NAME => answer(self.inspect()),
            Ping::NAME => answer(Sql::exec(&self.sql, "SELECT 1", &[]).map(drop).map_err(Into::into)),
            _ => answer::<()>(Err(Problem::not_found("command").into())),
        }
    }
}

impl Room {
    /// Works on the conversation. A closure, so that the journal cannot stay borrowed over an await or another call.
    /// Asking a room that nobody has opened stores nothing.
    pub(super) fn with<T>(&self, work: impl FnOnce(&mut Journal<ObjectSql>) -> T) -> Result<T> {
        Ok(work(&mut *self.journal()?))
    }

    /// The conversation is gone from storage: so it is from memory.
    pub(super) fn forget(&self) {
        *self.journal.borrow_mut() = None;
        self.queue.take();
        self.outbox.forget();
        self.alarm.set(None);
        self.missed.set(None);
    }

    fn journal(&self) -> Result<RefMut<'_, Journal<ObjectSql>>> {
        let mut slot = self.journal.borrow_mut();
        if slot.is_none() && log::exists(&self.sql)? {
            log::migrate(&self.sql)?;
            *slot = Journal::load(self.sql.clone(), self.messages_per_window)?;
        }
        RefMut::filter_map(slot, Option::as_mut).map_err(|_| no_conversation())
    }

    /// The conversation must be this viewer's to see; anybody else learns only that there is none.
    pub(super) fn check(&self, viewer: &Viewer) -> Result<()> {
        if self.with(|journal| viewer.may_see(&journal.record))? { Ok(()) } else { Err(no_conversation()) }
    }

    pub(super) fn view(&self, audience: Audience) -> Result<Raw> {
        let online = self.visitor_is_here();
        self.with(|journal| match audience {
            Audience::Visitor => json::write_raw(&journal.record.for_visitor(&journal.heads)),
            Audience::Agents => json::write_raw(&journal.record.for_agents(&journal.heads, online)),
        })
    }

    async fn on_open(&self, request: &mut Request) -> Result<Opened> {
        let Open { viewer, record, message } = read_command(request).await?;
        let draft = match message {
            Some(text) => {
                let known = || self.with(|journal| journal.record.id);
                let id = record.as_ref().map_or_else(known, |record| Ok(record.id))?;
                Some(self.draft(&viewer, id, text).await?)
            }
            None => None,
        };
        let created = record.map_or(Ok(false), |record| self.create(record))?;
        let message = self.first_message(&viewer, draft);
        self.arm().await?;
        let message = message?;
        self.check(&viewer)?;
        let (conversation, snapshot) = (self.view(Audience::Visitor)?, self.snapshot(false)?);
        let entries = if created { self.first_entries()? } else { String::new() };
        Ok(Opened { conversation, message, snapshot, entries, created })
    }

    /// Makes the conversation unless it is there. No await: two at once make one.
    fn create(&self, record: crate::domain::conversation::Record) -> Result<bool> {
        match self.with(|_| ()) {
            Err(Error::Problem(_)) => {
                log::migrate(&self.sql)?;
                *self.journal.borrow_mut() = Some(Journal::create(self.sql.clone(), record, self.messages_per_window)?);
                Ok(true)
            }
            Err(fault) => Err(fault),
            Ok(()) => Ok(false),
        }
    }

    fn first_message(&self, viewer: &Viewer, draft: Option<Draft>) -> Result<Option<Raw>> {
        let Some(draft) = draft else { return Ok(None) };
        self.check(viewer)?;
        let (mut outcomes, turn) = self.with(|journal| stamped(|stamp| journal.commit(vec![draft], stamp)))?;
        self.tell(&turn, Own::new())?;
        match outcomes.pop() {
            Some(Outcome::Stored { message, .. }) => Ok(Some(self.answered(message)?)),
            Some(Outcome::Refused(problem)) => Err(problem.into()),
            None => Ok(None),
        }
    }

    async fn on_say(&self, request: &mut Request) -> Result<Said> {
        let Say { viewer, text } = read_command(request).await?;
        self.check(&viewer)?;
        match self.write(&viewer, text).await? {
            Outcome::Stored { message, duplicate } => Ok(Said { message: self.answered(message)?, duplicate }),
            Outcome::Refused(problem) => Err(problem.into()),
        }
    }

    async fn on_view(&self, request: &mut Request) -> Result<Viewed> {
        let View { viewer } = read_command(request).await?;
        self.viewed(&viewer)
    }

    fn viewed(&self, viewer: &Viewer) -> Result<Viewed> {
        self.check(viewer)?;
        let status = self.with(|journal| journal.record.status)?;
        Ok(Viewed { conversation: self.view(viewer.sender.kind.into())?, status })
    }

    async fn on_history(&self, request: &mut Request) -> Result<MessagePage> {
        let History { viewer, from, limit } = read_command(request).await?;
        let audience = Audience::from(viewer.sender.kind);
        self.check(&viewer)?;
        let last_seq = self.with(|journal| journal.head(audience))?;
        let mut entries = match from {
            From::After(seq) => log::after(&self.sql, audience, seq, limit + 1)?,
            From::Before(seq) => log::before(&self.sql, audience, seq, limit + 1)?,
        };
        let more = entries.len() > limit as usize;
        let next = match from {
            From::After(_) => {
                entries.truncate(limit as usize);
                entries.last()
            }
            From::Before(_) => {
                entries.drain(..entries.len().saturating_sub(limit as usize));
                entries.first()
            }
        };
        let next_cursor = next.filter(|_| more).map(|entry| entry.seq.to_string());
        entries.iter_mut().try_for_each(|entry| self.link(&mut entry.json))?;
        let items = entries.into_iter().map(|entry| json::raw(entry.json));
        Ok(MessagePage { items: items.collect::<std::result::Result<_, _>>()?, last_seq, next_cursor })
    }

    async fn on_change(&self, request: &mut Request) -> Result<Changed> {
        let Change { viewer, changes, note } = read_command(request).await?;
        self.check(&viewer)?;
        let note = match note {
            Some(note) => {
                let id = self.with(|journal| journal.record.id)?;
                Some(self.draft(&viewer, id, note).await?)
            }
            None => None,
        };
        let before = self.with(|journal| json::write_raw(&journal.record.changeable()))?;
        let is_here = self.visitor_is_here();
        let turn =
            self.with(|journal| stamped(|stamp| journal.change(&changes, note, &viewer.sender, is_here, stamp)))??;
        self.tell(&turn, Own::new())?;
        self.arm().await?;
        Ok(Changed { conversation: self.view(viewer.sender.kind.into())?, before })
    }

    /// A room that has just woken may owe something and not know it yet: being looked at, it finds out.
    fn inspect(&self) -> Result<RoomState> {
        self.wake_up()?;
        self.arm_later()?;
        let last_seq = self.with(|journal| journal.head(Audience::Agents))?;
        let (inbox, database) = self.copied(last_seq);
        let sockets = self.state.get_websockets().len() as u32;
        let (rows_written, alarms) = (self.sql.rows_written(), self.alarms.get());
        Ok(RoomState { awake_since: self.awake_since, last_seq, sockets, rows_written, alarms, inbox, database })
    }

    async fn on_read(&self, request: &mut Request) -> Result<()> {
        let Read { viewer, seq } = read_command(request).await?;
        self.check(&viewer)?;
        self.mark(&viewer.party(), seq, 0, None).await
    }

    async fn on_typing(&self, request: &mut Request) -> Result<()> {
        let Typing { mut viewer, on } = read_command(request).await?;
        self.check(&viewer)?;
        viewer.sender = self.with(|journal| journal.record.named(viewer.sender))?;
        self.typing(&viewer, on, None, None)
    }
}

/// Gives work the time it is and ids to use, the same time for all of it.
pub(super) fn stamped<T>(work: impl FnOnce(&Stamp<'_>) -> T) -> T {
    let now = clock::now();
    work(&Stamp { now, new_id: &|| random::id(now) })
}

pub(super) fn no_conversation() -> Error {
    Problem::not_found("conversation").into()
}
