//! The room's sockets: they come, send frames, and go.

use worker::{Request, Response, WebSocket, WebSocketIncomingMessage};

use super::{
    commands::{Text, VIEWER_HEADER, Viewer},
    commit::{Reply, Waiting},
    fanout, frames,
    journal::Draft,
    log::{self, Audience},
    shell::Room,
    voice::Worth,
};
use crate::{
    domain::budget::Budget,
    platform::{Result, clock, object, sockets},
    protocol::{
        Seq,
        frames::{ClientFrame, RoomFrame},
    },
};

/// A reader who missed more than this reads the history over HTTP.
const MOST_MISSED: u32 = 500;

/// Why the room hangs up.
const NORMAL: u16 = 1000;
const BAD_FRAME: u16 = 4001;
const FLOOD: u16 = 4008;
pub(super) const TOO_SLOW: u16 = 4013;
pub(super) const SILENT: u16 = 4408;

impl Room {
    pub(super) async fn on_socket(&self, request: &Request) -> Result<Response> {
        let mut viewer: Viewer = object::read_header(request, VIEWER_HEADER)?;
        self.check(&viewer)?;
        viewer.sender = self.with(|journal| journal.record.named(viewer.sender))?;
        let arrived = !self.is_here(&viewer.party(), None);
        sockets::answer_pings(&self.state)?;
        let tag = viewer.sender.kind.as_str();
        let (socket, response) = sockets::accept(&self.state, request, tag, &viewer)?;
        self.crowd_changed();
        self.say(&socket, &self.welcome(&viewer)?, Worth::Lasting);
        if let Some(after) = object::query_number(request, "after") {
            self.catch_up(&socket, &viewer, after)?;
        }
        if arrived {
            self.announce(&viewer, true, clock::now(), Some(&socket))?;
        }
        self.set_alarm().await?;
        Ok(response)
    }

    fn welcome(&self, viewer: &Viewer) -> Result<String> {
        let audience = Audience::from(viewer.sender.kind);
        let welcome = RoomFrame::Welcome {
            conversation: self.view(audience)?,
            head: self.with(|journal| journal.head(audience))?,
            you: viewer.party(),
            participants: self.participants(audience)?,
            limits: frames::limits(self.messages_per_window),
        };
        Ok(serde_json::to_string(&welcome)?)
    }

    /// What a reader who has seen `after` missed.
    fn catch_up(&self, socket: &WebSocket, viewer: &Viewer, after: Seq) -> Result<()> {
        let audience = Audience::from(viewer.sender.kind);
        let head = self.with(|journal| journal.head(audience))?;
        let missed = log::after(&self.sql, audience, after, MOST_MISSED + 1)?;
        if after > head || missed.len() > MOST_MISSED as usize {
            return self.say_frame(socket, &RoomFrame::Reset { head });
        }
        let prev = log::prev(&self.sql, audience, after)?;
        for frame in fanout::batches(prev, &missed) {
            self.say(socket, &frame, Worth::Lasting);
        }
        Ok(())
    }

    pub(super) async fn on_frames(&self, socket: &WebSocket, message: WebSocketIncomingMessage) -> Result<()> {
        let Some(member) = self.crowd.member(socket) else { return Ok(()) };
        sockets::heard(socket, &mut member.card.borrow_mut())?;
        let WebSocketIncomingMessage::String(text) = message else {
            sockets::bye(socket, BAD_FRAME, false);
            return Ok(());
        };
        let viewer = member.card.borrow().who.clone();
        let mut drafts = Vec::new();
        let mut others = Vec::new();
        for frame in frames::read(&text, viewer.sender.kind) {
            match frame {
                Ok(ClientFrame::Send { client_id, kind, body, attachments }) => {
                    let text = Text { client_id, kind, body, attachments: attachments.len() };
                    let draft = Draft::new(viewer.sender.clone(), text);
                    drafts.push(Waiting { draft, reply: Reply::Socket(socket.clone(), member.place) });
                }
                Ok(frame) => others.push(frame),
                Err(refused) => self.refuse(socket, &viewer.sender.id, &refused)?,
            }
        }
        // Messages first: nothing that goes wrong with the rest shall touch them.
        if !drafts.is_empty() {
            self.submit(drafts).await?;
        }
        self.on_others(socket, &viewer, others).await
    }

    /// Says no. Somebody who has not listened to that for long enough is hung up on.
    pub(super) fn refuse(&self, socket: &WebSocket, sender: &str, refused: &RoomFrame) -> Result<()> {
        let mut refusals = self.refusals.borrow_mut();
        let budget = refusals.entry(sender.to_owned()).or_insert_with(Budget::refusals);
        if budget.take(clock::now()).is_ok() {
            return self.say_frame(socket, refused);
        }
        sockets::bye(socket, FLOOD, true);
        Ok(())
    }

    async fn on_others(&self, socket: &WebSocket, viewer: &Viewer, others: Vec<ClientFrame>) -> Result<()> {
        // Only the last of several `resume` asks for anything new.
        let resume = others.iter().rposition(|frame| matches!(frame, ClientFrame::Resume { .. }));
        for (index, frame) in others.into_iter().enumerate() {
            if matches!(frame, ClientFrame::Resume { .. }) && Some(index) != resume {
                continue;
            }
            if let Err(seconds) = self.take_frame(viewer) {
                return self.refuse(socket, &viewer.sender.id, &frames::too_many(seconds));
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
        sockets::close(socket, NORMAL);
        self.crowd_changed();
        // Read anew: whether it was dismissed is attached to the socket.
        let Some(card) = sockets::card::<Viewer>(socket).filter(|card| !card.dismissed) else { return Ok(()) };
        if self.is_here(&card.who.party(), Some(socket)) {
            return Ok(());
        }
        self.typing(&card.who, false, None, Some(socket))?;
        self.announce(&card.who, false, clock::now(), Some(socket))?;
        self.set_alarm().await
    }
}
