//! The inbox's Durable Object: hands requests and sockets to the list.

use worker::{
    DurableObject, Env, Request, Response, SqlStorage, State, WebSocket, WebSocketIncomingMessage, durable_object,
};

use super::{
    commands::{AGENT_HEADER, Attended, Page, SOCKET, Tell},
    list,
};
use crate::{
    platform::{
        Result,
        json::{self, Raw},
        log::unless_problem,
        object::{self, Command, answer, read_command},
        sockets,
    },
    protocol::{
        Problem, Seq,
        agent::List,
        frames::{AgentPresence, InboxFrame},
        message::AgentRef,
    },
};

/// An agent who missed more than this reads the list again.
const MOST_MISSED: u32 = 500;
/// Frames in one text, when an agent gets many at once.
const WELCOME_FRAMES: usize = 25;
const AGENTS: &str = "agent";

#[durable_object]
pub struct Inbox {
    state: State,
    sql: SqlStorage,
}

impl DurableObject for Inbox {
    fn new(state: State, _: Env) -> Self {
        let sql = state.storage().sql();
        unless_problem(list::migrate(&sql).map_err(Into::into));
        Self { state, sql }
    }

    async fn fetch(&self, mut request: Request) -> worker::Result<Response> {
        match request.path().trim_start_matches('/') {
            SOCKET => self.open(&request).or_else(|error| answer::<()>(Err(error))),
            Tell::NAME => answer(read_command(&mut request).await.and_then(|tell| self.tell(&tell))),
            Page::NAME => answer(read_command(&mut request).await.and_then(|page| self.page(&page))),
            Attended::NAME => answer(Ok(!sockets::open(&self.state, AGENTS).is_empty())),
            _ => answer::<()>(Err(Problem::not_found("command").into())),
        }
    }

    async fn websocket_message(&self, _: WebSocket, _: WebSocketIncomingMessage) -> worker::Result<()> {
        Ok(())
    }

    async fn websocket_close(&self, socket: WebSocket, _: usize, _: String, _: bool) -> worker::Result<()> {
        sockets::close(&socket, 1000, "");
        self.left(&socket);
        Ok(())
    }

    async fn websocket_error(&self, socket: WebSocket, _: worker::Error) -> worker::Result<()> {
        self.left(&socket);
        Ok(())
    }
}

impl Inbox {
    fn tell(&self, tell: &Tell) -> Result<()> {
        let before = list::counts(&self.sql)?;
        let Some(seq) = list::tell(&self.sql, &tell.0)? else { return Ok(()) };
        let mut frames = vec![InboxFrame::Conversation { seq, conversation: tell.0.summary.clone() }];
        let counts = list::counts(&self.sql)?;
        if counts != before {
            frames.push(InboxFrame::Counts { seq, counts });
        }
        self.broadcast(&frames, None)
    }

    fn page(&self, page: &Page) -> Result<List<Raw>> {
        let cursor = page.cursor.as_deref().map(str::parse).transpose();
        let cursor =
            cursor.map_err(|()| Problem::field("cursor", "invalid_cursor", "This is not a cursor of ours."))?;
        let (rows, next) = list::page(&self.sql, &page.statuses, cursor, page.limit)?;
        let items = rows.into_iter().map(json::raw).collect::<std::result::Result<_, _>>()?;
        Ok(List { items, next_cursor: next.map(|cursor| cursor.to_string()) })
    }

    fn open(&self, request: &Request) -> Result<Response> {
        let agent: AgentRef = object::read_header(request, AGENT_HEADER)?;
        let after = object::query_number(request, "after");
        let arrived = !self.is_here(&agent, None);
        sockets::answer_pings(&self.state)?;
        let (socket, response) = sockets::accept(&self.state, request, AGENTS, &agent)?;
        for part in self.welcome(after)?.chunks(WELCOME_FRAMES) {
            sockets::send(&socket, &serde_json::to_string(part)?);
        }
        if arrived {
            self.announce(agent, true, Some(&socket))?;
        }
        Ok(response)
    }

    fn welcome(&self, after: Option<Seq>) -> Result<Vec<InboxFrame>> {
        let seq = list::head(&self.sql)?;
        let mut frames = vec![InboxFrame::Welcome { seq, agents: self.agents(), counts: list::counts(&self.sql)? }];
        let Some(after) = after else { return Ok(frames) };
        let missed = list::changes(&self.sql, after, MOST_MISSED + 1)?;
        if after > seq || missed.len() > MOST_MISSED as usize {
            frames.push(InboxFrame::Reset { seq });
            return Ok(frames);
        }
        for (seq, summary) in missed {
            frames.push(InboxFrame::Conversation { seq, conversation: json::raw(summary)? });
        }
        Ok(frames)
    }

    /// Everyone with a socket here, once.
    fn agents(&self) -> Vec<AgentPresence> {
        let open = sockets::open(&self.state, AGENTS);
        let mut agents: Vec<AgentRef> = open.iter().filter_map(sockets::who).collect();
        agents.sort_by_key(|agent| agent.id);
        agents.dedup_by_key(|agent| agent.id);
        agents.into_iter().map(|agent| AgentPresence { agent, online: true }).collect()
    }

    fn is_here(&self, agent: &AgentRef, but: Option<&WebSocket>) -> bool {
        sockets::open(&self.state, AGENTS).iter().any(|socket| {
            but.is_none_or(|but| !sockets::same(socket, but))
                && sockets::who::<AgentRef>(socket).is_some_and(|here| here.id == agent.id)
        })
    }

    fn left(&self, socket: &WebSocket) {
        let Some(agent) = sockets::who::<AgentRef>(socket) else { return };
        if !self.is_here(&agent, Some(socket)) {
            unless_problem(self.announce(agent, false, Some(socket)));
        }
    }

    fn announce(&self, agent: AgentRef, online: bool, but: Option<&WebSocket>) -> Result<()> {
        let seq = list::head(&self.sql)?;
        self.broadcast(&[InboxFrame::Agent { seq, agent: AgentPresence { agent, online } }], but)
    }

    fn broadcast(&self, frames: &[InboxFrame], but: Option<&WebSocket>) -> Result<()> {
        let text = serde_json::to_string(frames)?;
        for socket in self.state.get_websockets() {
            if but.is_none_or(|but| !sockets::same(&socket, but)) {
                sockets::send(&socket, &text);
            }
        }
        Ok(())
    }
}
