//! The inbox's Durable Object: hands requests and sockets to the list.

use std::cell::{Cell, RefCell, RefMut};

use worker::{DurableObject, Env, Request, Response, State, WebSocket, WebSocketIncomingMessage, durable_object};

use super::{
    commands::{AGENT_HEADER, Attended, Avail, Forget, Inspect, Page, Roll, SOCKET, Tell},
    list, page,
    tally::Tally,
};
use crate::{
    domain::{conversation::Listed, lag::Pace, listing::Part},
    platform::{
        Result, clock,
        crowd::Crowd,
        json::{self, Raw},
        log::unless_problem,
        object::{self, Command, answer, read_command},
        sockets,
        sql::ObjectSql,
    },
    protocol::{
        ConversationId, Problem, Seq, Timestamp,
        agent::{InboxState, List},
        conversation::Status,
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
}

impl DurableObject for Inbox {
    fn new(state: State, env: Env) -> Self {
        let sql = ObjectSql::new(state.storage().sql());
        unless_problem(list::migrate(&sql).map_err(Into::into));
        Self { state, env, sql, crowd: Crowd::default(), tally: RefCell::default(), alarm: Cell::default() }
    }

    async fn fetch(&self, mut request: Request) -> worker::Result<Response> {
        match request.path().trim_start_matches('/') {
            SOCKET => match self.open(&request).await {
                Ok(response) => Ok(response),
                Err(error) => answer::<()>(Err(error)),
            },
            Tell::NAME => answer(read_command(&mut request).await.and_then(|Tell(listed)| self.tell(listed))),
            Page::NAME => answer(self.page(&mut request).await),
            Attended::NAME => answer(self.attendants()),
            Roll::NAME => answer(self.call_roll()),
            Forget::NAME => answer(read_command(&mut request).await.and_then(|Forget(ids)| self.drop_all(&ids))),
            Avail::NAME => answer(read_command(&mut request).await.and_then(|avail| self.avail(avail))),
            Inspect::NAME => answer(self.inspect(&mut request).await),
            _ => answer::<()>(Err(Problem::not_found("command").into())),
        }
    }

    async fn alarm(&self) -> worker::Result<Response> {
        self.alarm.set(None);
        unless_problem(self.sweep().await);
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
        unless_problem(self.left(&socket));
        Ok(())
    }

    async fn websocket_error(&self, socket: WebSocket, _: worker::Error) -> worker::Result<()> {
        unless_problem(self.left(&socket));
        Ok(())
    }
}

impl Inbox {
    fn tell(&self, listed: Listed) -> Result<()> {
        let (changed, before, counts, seq) = {
            let mut tally = self.tally()?;
            let Some(told) = list::tell(&self.sql, &listed)? else { return Ok(()) };
            let before = tally.counts;
            let changed = tally.moved(told.before.as_ref(), Some(&told.after));
            (changed, before, tally.counts, told.seq)
        };
        let mut frames = vec![InboxFrame::Conversation { seq, conversation: listed.summary }];
        if counts != before {
            frames.push(InboxFrame::Counts { seq, counts });
        }
        self.broadcast(&frames, None);
        self.tell_mine(seq, &changed)?;
        if listed.status == Status::Closed {
            list::forget_closed(&self.sql, clock::now())?;
        }
        Ok(())
    }

    /// They are no more: agents' lists lose them.
    fn drop_all(&self, ids: &[ConversationId]) -> Result<()> {
        let (mut frames, mut changed) = (Vec::new(), Vec::new());
        for id in ids {
            let mut tally = self.tally()?;
            let Some((seq, gone)) = list::remove(&self.sql, *id)? else { continue };
            changed.extend(tally.moved(Some(&gone), None));
            frames.push(InboxFrame::Removed { seq, id: *id });
        }
        if frames.is_empty() {
            return Ok(());
        }
        let (seq, counts) = (list::head(&self.sql)?, self.tally()?.counts);
        frames.push(InboxFrame::Counts { seq, counts });
        self.broadcast(&frames, None);
        self.tell_mine(seq, &changed)
    }

    /// Each of these agents, and nobody else, what they have.
    fn tell_mine(&self, seq: Seq, agents: &[String]) -> Result<()> {
        for agent in agents {
            let mine = self.tally()?.mine(agent);
            self.send(&[InboxFrame::Mine { seq, mine }], &|_, who| who.id.to_string() == *agent);
        }
        Ok(())
    }

    /// Counted once, then kept up.
    fn tally(&self) -> Result<RefMut<'_, Tally>> {
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
        Ok(InboxState { counts: self.tally()?.counts, agents, conversations_behind, entries_behind })
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
        self.watch().await?;
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

    fn send(&self, frames: &[InboxFrame], is_for: &dyn Fn(&WebSocket, &AgentRef) -> bool) {
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
