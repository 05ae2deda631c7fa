//! The room's sockets: they come, send frames, and go.

use worker::{Request, Response, WebSocket};

use super::{
    commands::{Text, VIEWER_HEADER, Viewer},
    commit::{Reply, Waiting},
    fanout, frames,
    log::{self, Audience},
    shell::Room,
    voice::Worth,
};
use crate::{
    domain::budget::Budget,
    json,
    platform::{Result, clock, log::unless_problem, object, sockets},
    protocol::{
        Problem, Seq,
        frames::{ClientFrame, RoomFrame},
    },
};

/// A reader who missed more than this reads the history over HTTP.
const MOST_MISSED: u32 = 500;
const MOST_MISSED_BYTES: u32 = 1024 * 1024;
/// Sockets of one room, and of one person in it unless the operator says otherwise.
const MOST_SOCKETS: usize = 500;
pub(super) const SOCKETS_EACH: usize = 30;
const MANY_SOCKETS_WAIT: u32 = 30;
/// A frame so large is not even looked into.
const LUDICROUS: usize = 256 * 1024;

/// Why the room hangs up.
const NORMAL: u16 = 1000;
const BROKEN: u16 = 1011;
const BAD_FRAME: u16 = 4001;
const FLOOD: u16 = 4008;
pub(super) const TOO_SLOW: u16 = 4013;
pub(super) const RENEW: u16 = 4401;
pub(super) const AGAIN: u16 = 1012;
pub(super) const GONE: u16 = 4404;
pub(super) const SILENT: u16 = 4408;

/// What is left of a text message after it was read.
pub(super) struct Left {
    socket: WebSocket,
    viewer: Viewer,
    others: Vec<ClientFrame>,
    /// Messages whose files have to be looked for first.
    unready: Vec<Text>,
}

impl Room {
    pub(super) async fn on_socket(&self, request: &Request) -> Result<Response> {
        let mut viewer: Viewer = object::read_header(request, VIEWER_HEADER)?;
        self.check(&viewer)?;
        self.check_crowd(&viewer)?;
        viewer.sender = self.with(|journal| journal.record.named(viewer.sender))?;
        let arrived = !self.is_here(&viewer.party(), None);
        sockets::answer_pings(&self.state)?;
        let tag = viewer.sender.kind.as_str();
        let (socket, response) = sockets::accept(&self.state, request, tag, &viewer)?;
        self.crowd_changed();
        if let Err(error) = self.greet(&socket, &viewer, object::query_number(request, "after")) {
            self.crowd.hang_up(&socket, BROKEN, true);
            return Err(error);
        }
        if arrived {
            self.announce(&viewer, true, clock::now(), Some(&socket))?;
        }
        // The socket stands; that nobody is looked after would be no reason to close it.
        unless_problem(self.set_alarm().await);
        Ok(response)
    }

    /// Nobody needs that many, and the runtime has a limit of its own.
    fn check_crowd(&self, viewer: &Viewer) -> Result<()> {
        let (all, own) = self.count_sockets(&viewer.party());
        if all >= MOST_SOCKETS || own >= self.sockets_each {
            return Err(Problem::too_many(MANY_SOCKETS_WAIT).into());
        }
        self.take_frame(viewer).map_err(|seconds| Problem::too_many(seconds).into())
    }

    fn greet(&self, socket: &WebSocket, viewer: &Viewer, after: Option<Seq>) -> Result<()> {
        self.say(socket, &self.welcome(viewer)?, Worth::Lasting);
        after.map_or(Ok(()), |after| self.catch_up(socket, viewer, after))
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
        Ok(json::write(&welcome))
    }

    /// What a reader who has seen `after` missed, or that it is too much for a socket.
    fn catch_up(&self, socket: &WebSocket, viewer: &Viewer, after: Seq) -> Result<()> {
        let audience = Audience::from(viewer.sender.kind);
        let head = self.with(|journal| journal.head(audience))?;
        let (number, bytes) = log::missed(&self.sql, audience, after, MOST_MISSED + 1)?;
        let is_too_much = after > head || number > MOST_MISSED || bytes > MOST_MISSED_BYTES;
        if is_too_much || self.take_catch_up(viewer).is_err() {
            self.say_frame(socket, &RoomFrame::Reset { head });
            return Ok(());
        }
        let mut missed = log::after(&self.sql, audience, after, MOST_MISSED)?;
        missed.iter_mut().try_for_each(|entry| self.link(&mut entry.json))?;
        let prev = log::prev(&self.sql, audience, after)?;
        for frame in fanout::batches(prev, &missed) {
            self.say(socket, &frame, Worth::Lasting);
        }
        Ok(())
    }

    fn take_catch_up(&self, viewer: &Viewer) -> std::result::Result<(), u32> {
        let mut budgets = self.catch_ups.borrow_mut();
        budgets.entry(viewer.party()).or_insert_with(Budget::catch_ups).take(clock::now())
    }

    /// What cannot be done at once is left to `go_on`. No text: it was binary.
    pub(super) fn on_frames(&self, socket: WebSocket, text: Option<String>) -> Result<Option<Left>> {
        let Some(member) = self.crowd.member(&socket).filter(|member| !member.is_dismissed.get()) else {
            return Ok(None);
        };
        sockets::heard(&socket, &mut member.card.borrow_mut())?;
        let Some(text) = text.filter(|text| text.len() <= LUDICROUS) else {
            self.crowd.hang_up(&socket, BAD_FRAME, false);
            return Ok(None);
        };
        let viewer = member.card.borrow().who.clone();
        let mut drafts = Vec::new();
        let (mut others, mut unready) = (Vec::new(), Vec::new());
        for frame in frames::read(&text, viewer.sender.kind) {
            match frame {
                Ok(ClientFrame::Send { client_id, .. }) if !member.may_write(&socket, client_id)? => {
                    self.refuse(&socket, &viewer.sender.id, &frames::out_of_turn(client_id));
                }
                Ok(ClientFrame::Send { client_id, kind, body, attachments, mentions }) => {
                    let text = Text { client_id, kind, body, attachments, mentions };
                    let Some(draft) = self.draft_at_hand(&socket, &viewer, text, &mut unready)? else { continue };
                    drafts.push(Waiting { draft, reply: Reply::Socket(socket.clone(), member.number) });
                }
                Ok(frame) => others.push(frame),
                Err(refused) => self.refuse(&socket, &viewer.sender.id, &refused),
            }
        }
        // Messages first: nothing that goes wrong with the rest shall touch them.
        if !drafts.is_empty() {
            self.join(drafts)?;
        }
        if others.is_empty() && unready.is_empty() {
            return Ok(None);
        }
        Ok(Some(Left { socket, viewer, others, unready }))
    }

    pub(super) async fn go_on(&self, Left { socket, viewer, others, unready }: Left) -> Result<()> {
        self.on_others(&socket, &viewer, others).await?;
        for text in unready {
            self.look_for_files(&viewer, text).await?;
        }
        Ok(())
    }

    /// Says no. Somebody who has not listened to that for long enough is hung up on.
    pub(super) fn refuse(&self, socket: &WebSocket, sender: &str, refused: &RoomFrame) {
        if self.crowd.member(socket).is_none_or(|member| member.is_dismissed.get()) {
            return;
        }
        let mut refusals = self.refusals.borrow_mut();
        let budget = refusals.entry(sender.to_owned()).or_insert_with(Budget::refusals);
        if budget.take(clock::now()).is_ok() {
            self.say_frame(socket, refused);
        } else {
            self.crowd.hang_up(socket, FLOOD, true);
        }
    }

    async fn on_others(&self, socket: &WebSocket, viewer: &Viewer, others: Vec<ClientFrame>) -> Result<()> {
        // Only the last of several `resume` asks for anything new.
        let resume = others.iter().rposition(|frame| matches!(frame, ClientFrame::Resume { .. }));
        for (index, frame) in others.into_iter().enumerate() {
            if matches!(frame, ClientFrame::Resume { .. }) && Some(index) != resume {
                continue;
            }
            if let Err(seconds) = self.take_frame(viewer) {
                self.refuse(socket, &viewer.sender.id, &frames::too_many(seconds));
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
        sockets::close(socket, NORMAL);
        self.crowd_changed();
        // Read anew: whether it was dismissed is attached to the socket.
        self.crowd.forget(socket);
        let Some(card) = sockets::card::<Viewer>(socket).filter(|card| !card.dismissed) else { return Ok(()) };
        if self.is_here(&card.who.party(), Some(socket)) {
            return Ok(());
        }
        self.typing(&card.who, false, None, Some(socket))?;
        self.announce(&card.who, false, clock::now(), Some(socket))?;
        self.set_alarm().await
    }
}
