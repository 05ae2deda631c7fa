//! The room's Durable Object: hands requests, frames and alarms to the journal, and answers.

use std::{
    cell::{Cell, RefCell},
    collections::HashMap,
};

use worker::{
    DurableObject, Env, Request, Response, SqlStorage, State, WebSocket, WebSocketIncomingMessage, durable_object,
};

use super::{
    commands::{From, History, Open, Opened, Ping, Read, SOCKET, Said, Say, SetStatus, Typing, View, Viewed, Viewer},
    commit::Waiting,
    journal::{Draft, Journal, Outcome, Stamp},
    log::{self, Audience},
    outbox::Outbox,
};
use crate::{
    domain::budget::Budget,
    platform::{
        Error, Result, clock,
        json::{self, Raw},
        log::unless_problem,
        object::{Command, answer, read_command},
        random, sockets,
        sql::Sql,
    },
    protocol::{Problem, frames::Party, message::PartyKind, visitor::MessagePage},
};

#[durable_object]
pub struct Room {
    pub(super) state: State,
    pub(super) env: Env,
    pub(super) sql: SqlStorage,
    /// `None` until it is read from storage, or while there is no conversation.
    journal: RefCell<Option<Journal<SqlStorage>>>,
    pub(super) queue: RefCell<Vec<Waiting>>,
    pub(super) committing: Cell<bool>,
    pub(super) outbox: Outbox,
    /// What each party may still send beside messages; only a courtesy limit.
    pub(super) frames: RefCell<HashMap<Party, Budget>>,
}

impl DurableObject for Room {
    fn new(state: State, env: Env) -> Self {
        let sql = state.storage().sql();
        Self {
            state,
            env,
            sql,
            journal: RefCell::default(),
            queue: RefCell::default(),
            committing: Cell::default(),
            outbox: Outbox::default(),
            frames: RefCell::default(),
        }
    }

    async fn fetch(&self, mut request: Request) -> worker::Result<Response> {
        let request = &mut request;
        match request.path().trim_start_matches('/') {
            SOCKET => match self.on_socket(request).await {
                Ok(response) => Ok(response),
                Err(error) => answer::<()>(Err(error)),
            },
            Open::NAME => answer(self.on_open(request).await),
            Say::NAME => answer(self.on_say(request).await),
            View::NAME => answer(self.on_view(request).await),
            History::NAME => answer(self.on_history(request).await),
            Read::NAME => answer(self.on_read(request).await),
            Typing::NAME => answer(self.on_typing(request).await),
            SetStatus::NAME => answer(self.on_status(request).await),
            Ping::NAME => answer(Sql::exec(&self.sql, "SELECT 1", &[]).map(drop).map_err(Into::into)),
            _ => answer::<()>(Err(Problem::not_found("command").into())),
        }
    }

    async fn alarm(&self) -> worker::Result<Response> {
        self.ring().await?;
        Response::empty()
    }

    async fn websocket_message(&self, socket: WebSocket, message: WebSocketIncomingMessage) -> worker::Result<()> {
        unless_problem(self.on_frames(&socket, message).await);
        Ok(())
    }

    async fn websocket_close(&self, socket: WebSocket, _: usize, _: String, _: bool) -> worker::Result<()> {
        unless_problem(self.on_close(&socket).await);
        Ok(())
    }

    async fn websocket_error(&self, socket: WebSocket, _: worker::Error) -> worker::Result<()> {
        DurableObject::websocket_close(self, socket, 1011, String::new(), false).await
    }
}

impl Room {
    /// Works on the conversation. A closure, so that the journal cannot stay borrowed over an await or another call.
    /// Asking a room that nobody has opened stores nothing.
    pub(super) fn with<T>(&self, work: impl FnOnce(&mut Journal<SqlStorage>) -> T) -> Result<T> {
        let mut slot = self.journal.borrow_mut();
        if slot.is_none() && log::exists(&self.sql)? {
            log::migrate(&self.sql)?;
            *slot = Journal::load(self.sql.clone())?;
        }
        slot.as_mut().map(work).ok_or_else(no_conversation)
    }

    /// The conversation must be this viewer's to see; anybody else learns only that there is none.
    pub(super) fn check(&self, viewer: &Viewer) -> Result<()> {
        if self.with(|journal| viewer.may_see(&journal.record))? { Ok(()) } else { Err(no_conversation()) }
    }

    pub(super) fn view(&self, audience: Audience) -> Result<Raw> {
        let online = self.visitor_is_here();
        let view = self.with(|journal| match audience {
            Audience::Visitor => json::write_raw(&journal.record.for_visitor(&journal.heads)),
            Audience::Agents => json::write_raw(&journal.record.for_agents(&journal.heads, online)),
        })?;
        Ok(view?)
    }

    pub(super) fn visitor_is_here(&self) -> bool {
        !sockets::open(&self.state, PartyKind::Visitor.as_str()).is_empty()
    }

    async fn on_open(&self, request: &mut Request) -> Result<Opened> {
        let Open { viewer, record, message } = read_command(request).await?;
        let created = self.create(record)?;
        let draft = message.map(|text| Draft::new(viewer.sender.clone(), text));
        let message = self.first_message(&viewer, draft);
        self.arm().await?;
        let message = message?;
        self.check(&viewer)?;
        let (conversation, snapshot) = (self.view(Audience::Visitor)?, self.snapshot()?);
        Ok(Opened { conversation, message, snapshot, created })
    }

    /// Makes the conversation unless it is there. No await: two at once make one.
    fn create(&self, record: crate::domain::conversation::Record) -> Result<bool> {
        match self.with(|_| ()) {
            Err(Error::Problem(_)) => {
                log::migrate(&self.sql)?;
                *self.journal.borrow_mut() = Some(Journal::create(self.sql.clone(), record)?);
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
        self.tell(&turn, Vec::new())?;
        match outcomes.pop() {
            Some(Outcome::Stored { message, .. }) => Ok(Some(json::write_raw(&message)?)),
            Some(Outcome::Refused(problem)) => Err(problem.into()),
            None => Ok(None),
        }
    }

    async fn on_say(&self, request: &mut Request) -> Result<Said> {
        let Say { viewer, text } = read_command(request).await?;
        self.check(&viewer)?;
        match self.say(&viewer, text).await? {
            Outcome::Stored { message, duplicate } => Ok(Said { message: json::write_raw(&message)?, duplicate }),
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
        let items = entries.into_iter().map(|entry| json::raw(entry.json));
        Ok(MessagePage { items: items.collect::<std::result::Result<_, _>>()?, last_seq, next_cursor })
    }

    async fn on_status(&self, request: &mut Request) -> Result<Viewed> {
        let SetStatus { viewer, status } = read_command(request).await?;
        self.check(&viewer)?;
        let turn = self.with(|journal| stamped(|stamp| journal.set_status(status, stamp)))??;
        self.tell(&turn, Vec::new())?;
        self.arm().await?;
        self.viewed(&viewer)
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

fn no_conversation() -> Error {
    Problem::not_found("conversation").into()
}
