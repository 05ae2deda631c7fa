//! The inbox's Durable Object: hands requests and sockets to the list.

use std::{
    cell::{Cell, RefCell, RefMut},
    rc::Rc,
};

use worker::{DurableObject, Env, Request, Response, State, WebSocket, WebSocketIncomingMessage, durable_object};

use super::{
    commands::{AGENT_HEADER, Attended, Avail, Forget, Inspect, Learn, Leave, Look, Notices, Page, Roll, SOCKET, Tell},
    list, page,
    tally::Tally,
};
use crate::{
    domain::{conversation::Listed, lag::Pace, listing::Part, routing::Routes},
    platform::{
        Result,
        crowd::Crowd,
        json::{self, Raw},
        log::unless_problem,
        object::{self, Command, answer, read_command},
        sockets,
        sql::ObjectSql,
    },
    protocol::{
        Problem, Seq, Timestamp,
        agent::{InboxState, List},
        frames::InboxFrame,
        message::AgentRef,
    },
};

/// An agent who missed more than this reads the list again.
const MOST_MISSED: u32 = 500;
/// Frames in one text, when an agent gets many at once.
const WELCOME_FRAMES: usize = 25;
const NORMAL: u16 = 1000;
const TOO_SLOW: u16 = 4013;

#[durable_object]
pub struct Inbox {
    pub(super) state: State,
    pub(super) env: Env,
    pub(super) sql: ObjectSql,
    pub(super) crowd: Crowd<AgentRef>,
    tally: RefCell<Option<Tally>>,
    pub(super) alarm: Cell<Option<Timestamp>>,
    pub(super) ringing: Cell<bool>,
    pub(super) routes: RefCell<Option<Rc<Routes>>>,
    /// Who gets what is to be looked into. An object that wakes cannot know, so it does.
    pub(super) kicked: Cell<bool>,
    pub(super) look_at: Cell<Option<Timestamp>>,
}

impl DurableObject for Inbox {
    fn new(state: State, env: Env) -> Self {
        let sql = ObjectSql::new(state.storage().sql());
        unless_problem(list::migrate(&sql).map_err(Into::into));
        let inbox = Self {
            state,
            env,
            sql,
            crowd: Crowd::default(),
            tally: RefCell::default(),
            alarm: Cell::default(),
            ringing: Cell::default(),
            routes: RefCell::default(),
            kicked: Cell::default(),
            look_at: Cell::default(),
        };
        inbox.kick();
        inbox
    }

    async fn fetch(&self, mut request: Request) -> worker::Result<Response> {
        match request.path().trim_start_matches('/') {
            SOCKET => match self.open(&request).await {
                Ok(response) => Ok(response),
                Err(error) => answer::<()>(Err(error)),
            },
            Tell::NAME => answer(self.on_tell(&mut request).await),
            Page::NAME => answer(self.page(&mut request).await),
            Attended::NAME => answer(self.attendants()),
            Roll::NAME => answer(self.call_roll()),
            Forget::NAME => answer(read_command(&mut request).await.and_then(|Forget(ids)| self.drop_all(&ids))),
            Avail::NAME => answer(self.on_avail(&mut request).await),
            Learn::NAME => answer(self.relearn().await),
            Look::NAME => answer(self.on_look(&mut request).await),
            Leave::NAME => answer(self.on_leave(&mut request).await),
            Notices::NAME => answer(self.notices(&mut request).await),
            Inspect::NAME => answer(self.inspect(&mut request).await),
            _ => answer::<()>(Err(Problem::not_found("command").into())),
        }
    }

    async fn alarm(&self) -> worker::Result<Response> {
        self.ring().await;
        Response::empty()
    }

    async fn websocket_message(&self, socket: WebSocket, _: WebSocketIncomingMessage) -> worker::Result<()> {
        if let Some(member) = self.crowd.member(&socket) {
            unless_problem(sockets::heard(&socket, &mut member.card.borrow_mut()));
        }
        Ok(())
    }

    async fn websocket_close(&self, socket: WebSocket, _: usize, _: String, _: bool) -> worker::Result<()> {
        sockets::close(&socket, NORMAL);
        self.on_left(&socket).await;
        Ok(())
    }

    async fn websocket_error(&self, socket: WebSocket, _: worker::Error) -> worker::Result<()> {
        self.on_left(&socket).await;
        Ok(())
    }
}

impl Inbox {
    async fn on_left(&self, socket: &WebSocket) {
        unless_problem(self.left(socket));
        unless_problem(self.set_alarm().await);
    }

    async fn on_avail(&self, request: &mut Request) -> Result<()> {
        self.avail(read_command(request).await?).await
    }

    /// Counted once, then kept up.
    pub(super) fn tally(&self) -> Result<RefMut<'_, Tally>> {
        let mut tally = self.tally.borrow_mut();
        if tally.is_none() {
            *tally = Some(Tally::of(&self.sql)?);
        }
        Ok(RefMut::map(tally, |tally| tally.get_or_insert_default()))
    }

    pub(super) fn forget(&self) -> Result<()> {
        self.tally.take();
        Ok(list::forget_all(&self.sql)?)
    }

    /// A conversation as D1 has it, which may be older than what is here.
    pub(super) fn restore(&self, listed: &Listed) -> Result<()> {
        self.tally.take();
        Ok(list::restore(&self.sql, listed)?)
    }

    async fn page(&self, request: &mut Request) -> Result<List<Raw>> {
        let page: Page = read_command(request).await?;
        let cursor = page.cursor.as_deref().map(str::parse).transpose()?;
        self.build_once().await?;
        let Part { rows, next } = page::page(&self.sql, &page.statuses, &page.filter, cursor, page.limit)?;
        let items = rows.into_iter().map(|(_, summary)| summary).collect();
        Ok(List { items, next_cursor: next.map(|cursor| cursor.to_string()) })
    }

    async fn inspect(&self, request: &mut Request) -> Result<InboxState> {
        let Inspect { rebuild } = read_command(request).await?;
        if rebuild {
            self.forget()?;
            let built = self.build().await;
            let (seq, counts) = (list::head(&self.sql)?, self.tally()?.counts);
            self.broadcast(&[InboxFrame::Reset { seq }, InboxFrame::Counts { seq, counts }], None);
            let here: Vec<_> = self.agents()?.iter().map(|agent| agent.agent.id.to_string()).collect();
            self.tell_mine(seq, &here)?;
            built?;
        }
        let (conversations_behind, entries_behind) = list::behind(&self.sql)?;
        let agents = self.agents()?.len() as u32;
        let (sockets, visitors) = (self.state.get_websockets().len() as u32, list::visitors_here(&self.sql)?);
        let counts = self.tally()?.counts;
        Ok(InboxState { counts, agents, sockets, visitors, conversations_behind, entries_behind })
    }

    async fn open(&self, request: &Request) -> Result<Response> {
        let agent: AgentRef = object::read_header(request, AGENT_HEADER)?;
        self.build_once().await?;
        let after = object::query_number(request, "after");
        let arrived = !self.is_here(&agent, None);
        sockets::answer_pings(&self.state)?;
        let (socket, response) = self.accept(request, &agent)?;
        for part in self.welcome(&agent, after)?.chunks(WELCOME_FRAMES) {
            sockets::send(&socket, &json::write(&part));
        }
        if arrived {
            self.announce(agent, true, Some(&socket))?;
        }
        self.set_alarm().await?;
        Ok(response)
    }

    fn welcome(&self, agent: &AgentRef, after: Option<Seq>) -> Result<Vec<InboxFrame>> {
        let (seq, agents) = (list::head(&self.sql)?, self.agents()?);
        let (counts, mine) = {
            let tally = self.tally()?;
            (tally.counts, tally.mine(&agent.id.to_string()))
        };
        let mut frames = vec![InboxFrame::Welcome { seq, agents, counts }, InboxFrame::Mine { seq, mine }];
        let Some(after) = after else { return Ok(frames) };
        let missed = list::changes(&self.sql, after, MOST_MISSED + 1)?;
        if list::is_too_late(&self.sql, after)? || missed.len() > MOST_MISSED as usize {
            frames.push(InboxFrame::Reset { seq });
            return Ok(frames);
        }
        for (seq, summary) in missed {
            frames.push(InboxFrame::Conversation { seq, conversation: json::raw(summary)? });
        }
        Ok(frames)
    }

    pub(super) fn broadcast(&self, frames: &[InboxFrame], but: Option<&WebSocket>) {
        self.send(frames, &|socket, _| but.is_none_or(|but| !sockets::same(socket, but)));
    }

    pub(super) fn send(&self, frames: &[InboxFrame], is_for: &dyn Fn(&WebSocket, &AgentRef) -> bool) {
        let text = json::write(&frames);
        for socket in self.state.get_websockets() {
            let Some(member) = self.crowd.member(&socket) else { continue };
            if !is_for(&socket, &member.card.borrow().who) {
                continue;
            }
            match member.judge(&self.state, &socket, &text) {
                Pace::Lost => self.crowd.hang_up(&socket, TOO_SLOW, true),
                _ => sockets::send(&socket, &text),
            }
        }
    }
}
