//! The room's sockets: who is here, what they send, and what is only worth saying now: marks, typing, presence.

use worker::{Request, Response, WebSocket, WebSocketIncomingMessage};

use super::{
    commands::{Text, VIEWER_HEADER, Viewer},
    commit::{Reply, Waiting},
    fanout, frames,
    journal::Draft,
    log::{self, Audience, Mark},
    shell::Room,
};
use crate::{
    domain::budget::Budget,
    platform::{Result, clock, object, sockets},
    protocol::{
        Seq,
        frames::{ClientFrame, Named, Participant, Party, RoomFrame},
        message::{PartyKind, Sender},
    },
};

/// A reader who missed more than this reads the history over HTTP.
const MOST_MISSED: u32 = 500;
const BAD_FRAME: u16 = 4001;
/// So much of what is being typed is shown.
const TYPING_CHARS: usize = 500;

impl Room {
    pub(super) async fn on_socket(&self, request: &Request) -> Result<Response> {
        let mut viewer: Viewer = object::read_header(request, VIEWER_HEADER)?;
        self.check(&viewer)?;
        viewer.sender = self.with(|journal| journal.record.named(viewer.sender))?;
        let arrived = !self.is_here(&viewer.party(), None);
        sockets::answer_pings(&self.state)?;
        let tag = viewer.sender.kind.as_str();
        let (socket, response) = sockets::accept(&self.state, request, tag, &viewer)?;
        sockets::send(&socket, &self.welcome(&viewer)?);
        if let Some(after) = object::query_number(request, "after") {
            self.catch_up(&socket, &viewer, after)?;
        }
        if arrived {
            self.announce(&viewer, true, &socket).await?;
        }
        Ok(response)
    }

    fn welcome(&self, viewer: &Viewer) -> Result<String> {
        let audience = Audience::from(viewer.sender.kind);
        let welcome = RoomFrame::Welcome {
            conversation: self.view(audience)?,
            head: self.with(|journal| journal.head(audience))?,
            you: viewer.party(),
            participants: self.participants(audience)?,
            limits: frames::limits(),
        };
        Ok(serde_json::to_string(&welcome)?)
    }

    /// What a reader who has seen `after` missed.
    fn catch_up(&self, socket: &WebSocket, viewer: &Viewer, after: Seq) -> Result<()> {
        let audience = Audience::from(viewer.sender.kind);
        let head = self.with(|journal| journal.head(audience))?;
        let missed = log::after(&self.sql, audience, after, MOST_MISSED + 1)?;
        if after > head || missed.len() > MOST_MISSED as usize {
            sockets::send(socket, &serde_json::to_string(&RoomFrame::Reset { head })?);
            return Ok(());
        }
        let prev = log::prev(&self.sql, audience, after)?;
        for frame in fanout::batches(prev, &missed) {
            sockets::send(socket, &frame);
        }
        Ok(())
    }

    pub(super) async fn on_frames(&self, socket: &WebSocket, message: WebSocketIncomingMessage) -> Result<()> {
        let Some(viewer) = sockets::who::<Viewer>(socket) else { return Ok(()) };
        let WebSocketIncomingMessage::String(text) = message else {
            sockets::close(socket, BAD_FRAME, "frames are text");
            return Ok(());
        };
        let mut drafts = Vec::new();
        let mut others = Vec::new();
        for frame in frames::read(&text, viewer.sender.kind) {
            match frame {
                Ok(ClientFrame::Send { client_id, kind, body, attachments }) => {
                    let text = Text { client_id, kind, body, attachments: attachments.len() };
                    let draft = Draft::new(viewer.sender.clone(), text);
                    drafts.push(Waiting { draft, reply: Reply::Socket(socket.clone()) });
                }
                Ok(frame) => others.push(frame),
                Err(refused) => sockets::send(socket, &serde_json::to_string(&refused)?),
            }
        }
        // Messages first: nothing that goes wrong with the rest shall touch them.
        if !drafts.is_empty() {
            self.submit(drafts).await?;
        }
        self.on_others(socket, &viewer, others).await
    }

    async fn on_others(&self, socket: &WebSocket, viewer: &Viewer, others: Vec<ClientFrame>) -> Result<()> {
        // Only the last of several `resume` asks for anything new.
        let resume = others.iter().rposition(|frame| matches!(frame, ClientFrame::Resume { .. }));
        for (index, frame) in others.into_iter().enumerate() {
            if matches!(frame, ClientFrame::Resume { .. }) && Some(index) != resume {
                continue;
            }
            if let Err(seconds) = self.take_frame(viewer) {
                let refused = frames::too_many(seconds);
                sockets::send(socket, &serde_json::to_string(&refused)?);
                return Ok(());
            }
            self.on_frame(socket, viewer, frame).await?;
        }
        Ok(())
    }

    fn take_frame(&self, viewer: &Viewer) -> std::result::Result<(), u32> {
        let mut budgets = self.frames.borrow_mut();
        budgets.entry(viewer.party()).or_insert_with(Budget::frames).take(clock::now())
    }

    async fn on_frame(&self, socket: &WebSocket, viewer: &Viewer, frame: ClientFrame) -> Result<()> {
        match frame {
            ClientFrame::Read { seq } => self.mark(&viewer.party(), seq, 0, Some(socket)).await,
            ClientFrame::Delivered { seq } => self.mark(&viewer.party(), 0, seq, Some(socket)).await,
            ClientFrame::Typing { on, text } => self.typing(viewer, on, text, Some(socket)),
            ClientFrame::Resume { after } => self.catch_up(socket, viewer, after),
            ClientFrame::Send { .. } => Ok(()),
        }
    }

    pub(super) async fn on_close(&self, socket: &WebSocket) -> Result<()> {
        sockets::close(socket, 1000, "");
        let Some(viewer) = sockets::who::<Viewer>(socket) else { return Ok(()) };
        if self.is_here(&viewer.party(), Some(socket)) {
            return Ok(());
        }
        self.announce(&viewer, false, socket).await
    }

    /// Somebody has read or received up to here; the others hear of it.
    pub(super) async fn mark(&self, reader: &Party, read: Seq, delivered: Seq, but: Option<&WebSocket>) -> Result<()> {
        let moved = self.with(|journal| journal.mark(reader, read, delivered))??;
        let Some(mark) = moved else { return Ok(()) };
        let reader = || mark.reader.clone();
        // A visitor learns how far the agent who answers has read, and nothing of others who look in then.
        let answered = self.with(|journal| journal.record.assignee.is_some())?;
        let is_onlooker = mark.reader.kind == PartyKind::Agent && answered && !self.answers(&mark.reader.id)?;
        for (audience, tag) in AUDIENCES {
            if is_onlooker && audience == Audience::Visitor {
                continue;
            }
            let seq = log::prev(&self.sql, audience, if read > 0 { mark.read } else { mark.delivered })?;
            let frame = if read > 0 {
                RoomFrame::Read { reader: reader(), seq }
            } else {
                RoomFrame::Delivered { reader: reader(), seq }
            };
            self.send_all(tag, &frame, but)?;
        }
        self.arm().await
    }

    /// Typing goes to everyone else and is kept nowhere.
    pub(super) fn typing(
        &self,
        viewer: &Viewer,
        on: bool,
        text: Option<String>,
        but: Option<&WebSocket>,
    ) -> Result<()> {
        let text = text.map(|text| text.chars().take(TYPING_CHARS).collect());
        let frame = |text| RoomFrame::Typing { sender: viewer.sender.clone(), on, text };
        if viewer.sender.kind == PartyKind::Agent {
            self.send_all(PartyKind::Visitor, &frame(None), but)?;
        }
        self.send_all(PartyKind::Agent, &frame(text), but)
    }

    /// Agents learn who comes and goes; a visitor learns it of the agent who answers.
    async fn announce(&self, viewer: &Viewer, online: bool, socket: &WebSocket) -> Result<()> {
        let sender = &viewer.sender;
        let who = Named { kind: sender.kind, id: sender.id.clone(), name: sender.name.clone() };
        let frame = RoomFrame::Presence { who, online, last_seen_at: clock::now() };
        self.send_all(PartyKind::Agent, &frame, Some(socket))?;
        if sender.kind == PartyKind::Visitor {
            return self.presence_changed().await;
        }
        if self.answers(&sender.id)? {
            self.send_all(PartyKind::Visitor, &frame, Some(socket))?;
        }
        Ok(())
    }

    fn answers(&self, agent: &str) -> Result<bool> {
        self.with(|journal| journal.record.assignee.as_ref().is_some_and(|assignee| assignee.id.to_string() == agent))
    }

    /// The visitor, the agent who answers, and, for agents, whoever else is looking.
    fn participants(&self, audience: Audience) -> Result<Vec<Participant>> {
        let open = AUDIENCES.iter().flat_map(|(_, tag)| sockets::open(&self.state, tag.as_str()));
        let mut here: Vec<Viewer> = open.filter_map(|socket| sockets::who(&socket)).collect();
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

    fn is_here(&self, party: &Party, but: Option<&WebSocket>) -> bool {
        sockets::open(&self.state, party.kind.as_str()).iter().any(|socket| {
            but.is_none_or(|but| !sockets::same(socket, but))
                && sockets::who::<Viewer>(socket).is_some_and(|viewer| viewer.party() == *party)
        })
    }

    fn send_all(&self, tag: PartyKind, frame: &RoomFrame, but: Option<&WebSocket>) -> Result<()> {
        let text = serde_json::to_string(frame)?;
        for socket in self.state.get_websockets_with_tag(tag.as_str()) {
            if but.is_none_or(|but| !sockets::same(&socket, but)) {
                sockets::send(&socket, &text);
            }
        }
        Ok(())
    }
}

pub(super) const AUDIENCES: [(Audience, PartyKind); 2] =
    [(Audience::Visitor, PartyKind::Visitor), (Audience::Agents, PartyKind::Agent)];

fn participant(person: Sender, here: &[Viewer], marks: &[Mark]) -> Participant {
    let Sender { kind, id, name, avatar_url } = person;
    let party = Party { kind, id };
    let online = here.iter().any(|viewer| viewer.party() == party);
    let mark = marks.iter().find(|mark| mark.reader == party);
    let (read, delivered) = mark.map_or((0, 0), |mark| (mark.read, mark.delivered));
    Participant { kind, id: party.id, name, avatar_url, online, read, delivered }
}
