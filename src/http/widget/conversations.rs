//! A visitor's own conversations.

use super::identity::ended;
use crate::{
    domain::{
        change,
        check::{Checks, is_longer},
        cursor::Cursor,
        text,
    },
    http::{
        answer::{Answer, Done, Json, Made},
        call::Call,
        messages::{range, room_of, stored},
        sockets::Socket,
        visitor::Visitor,
    },
    platform::{Result, clock, object},
    protocol::{
        Problem,
        agent::List,
        bot::{BotRequest, BotWish},
        conversation::{Conversation, Status},
        limits::WORDS_CHARS,
        message::MessageKind,
        visitor::{
            MessagePage, NewMessage, Nothing, RatingRequest, ReadRequest, SentMessage, StartedConversation,
            TypingRequest,
        },
    },
    room::commands::{Change, Changed, History, Read, SOCKET, Say, Text, Typing, VIEWER_HEADER, View},
    store,
};

/// The rules of a message's text, before anything is done; `prefix` says where in the body it was.
pub fn check_body(message: &NewMessage, prefix: &str) -> Result<(), Problem> {
    let text = as_text(message);
    text::check_message(text.kind, &text.body, text.attachments.len()).map_err(|mut problem| {
        problem.errors.iter_mut().for_each(|error| error.field.insert_str(0, prefix));
        problem
    })
}

pub fn as_text(message: &NewMessage) -> Text {
    let is_file = message.body.is_empty() && !message.attachments.is_empty();
    let kind = if is_file { MessageKind::File } else { MessageKind::Text };
    let NewMessage { client_id, body, attachments } = message.clone();
    Text { client_id, kind, body, attachments, mentions: Vec::new() }
}

pub async fn list(call: &Call, Visitor(session): Visitor) -> Result<Json<List<Conversation>>> {
    let found = store::sessions::with_widget(&call.env, session.organization, &session, clock::now()).await?;
    found.and_then(|(_, standing)| standing).ok_or_else(ended)?;
    let params = call.params();
    let limit = params.number("limit")?.unwrap_or(100).clamp(1, 100);
    let before = params.text("cursor").map(str::parse::<Cursor>).transpose()?;
    let (organization, customer) = (session.organization, session.customer);
    let mut own = store::conversations::of_customer(&call.env, organization, customer, before, limit + 1).await?;
    let more = own.len() > limit as usize;
    own.truncate(limit as usize);
    let cursor = |last: &Conversation| Cursor { updated_at: last.created_at, id: last.id }.to_string();
    let next_cursor = own.last().filter(|_| more).map(cursor);
    Ok(Json(List { items: own, next_cursor }))
}

pub async fn one(call: &Call, visitor: Visitor) -> Result<Json<StartedConversation>> {
    let viewed = object::call(&room_of(call, call.id()?)?, &View { viewer: visitor.viewer(None) }).await?;
    Ok(Json(StartedConversation { conversation: viewed.conversation, message: None }))
}

pub async fn messages(call: &Call, visitor: Visitor) -> Result<Json<MessagePage>> {
    let (from, limit) = range(&call.params())?;
    let history = History { viewer: visitor.viewer(None), from, limit };
    Ok(Json(object::call(&room_of(call, call.id()?)?, &history).await?))
}

pub async fn send(call: &Call, visitor: Visitor, message: NewMessage) -> Result<Made<SentMessage>> {
    let message = NewMessage { body: text::clean(&message.body), ..message };
    check_body(&message, "")?;
    let say = Say { viewer: visitor.viewer(None), text: as_text(&message) };
    stored(object::call(&room_of(call, call.id()?)?, &say).await)
}

pub async fn read(call: &Call, visitor: Visitor, read: ReadRequest) -> Result<Done> {
    object::call(&room_of(call, call.id()?)?, &Read { viewer: visitor.viewer(None), seq: read.seq }).await?;
    Ok(Done)
}

pub async fn typing(call: &Call, visitor: Visitor, typing: TypingRequest) -> Result<Done> {
    object::call(&room_of(call, call.id()?)?, &Typing { viewer: visitor.viewer(None), on: typing.typing }).await?;
    Ok(Done)
}

pub async fn close(call: &Call, visitor: Visitor, _: Nothing) -> Result<Done> {
    change(call, &visitor, change::Change::Status(Status::Closed)).await?;
    Ok(Done)
}

/// What the visitor wants of the bot, or says of its answer.
pub async fn bot(call: &Call, visitor: Visitor, request: BotRequest) -> Result<Done> {
    let seq = || request.seq.ok_or_else(|| Problem::field("seq", "required", "Say of which answer."));
    let wish = match request.wish {
        BotWish::Person => change::Change::Person,
        BotWish::Helped => change::Change::BotRating { seq: seq()?, helped: true },
        BotWish::Wrong => change::Change::BotRating { seq: seq()?, helped: false },
    };
    change(call, &visitor, wish).await?;
    Ok(Done)
}

pub async fn rate(call: &Call, visitor: Visitor, rating: RatingRequest) -> Result<Json<StartedConversation>> {
    let mut checks = Checks::default();
    let comment = rating.comment.as_deref().unwrap_or_default();
    if is_longer(comment, WORDS_CHARS) {
        checks.wrong("comment", "too_long", "At most 1,000 characters, please.");
    }
    checks.done()?;
    let comment = text::clean(comment);
    let comment = Some(comment).filter(|comment| !comment.is_empty());
    let rated = change::Change::Rating { score: rating.score, comment };
    let conversation = change(call, &visitor, rated).await?.conversation;
    Ok(Json(StartedConversation { conversation, message: None }))
}

async fn change(call: &Call, visitor: &Visitor, change: change::Change) -> Result<Changed> {
    let change = Change { viewer: visitor.viewer(None), changes: vec![change], note: None };
    object::call(&room_of(call, call.id()?)?, &change).await
}

pub async fn socket(call: &Call, visitor: Result<Visitor>) -> Result<Answer> {
    let socket = Socket::of(call)?;
    let open = async {
        let viewer = visitor?.viewer(None);
        socket.hand_over(&room_of(call, call.id()?)?, SOCKET, VIEWER_HEADER, &viewer).await
    };
    socket.or_close(open.await)
}
