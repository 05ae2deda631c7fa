//! A visitor's own conversations.

use std::time::Duration;

use uuid::Uuid;

use super::{config::There, identity::ended, session::sound};
use crate::{
    domain::{
        change,
        check::Checks,
        conversation::Record,
        pre_chat::{self, Answers},
        text,
        token::{self, Session},
    },
    http::{
        answer::{Answer, Done, Json, Made},
        call::Call,
        limit::{self, Limit},
        messages::{range, room_of, stored},
        privacy,
        sockets::Socket,
        visitor::Visitor,
    },
    platform::{Result, clock, log, object, pattern, random, turns::within},
    protocol::{
        ConversationId, Problem,
        agent::List,
        conversation::{Channel, Conversation, DepartmentRef, Fields, Priority, Status, WidgetCustomer},
        message::MessageKind,
        pre_chat::{Mode, PreChat},
        visitor::{
            CustomerData, MessagePage, NewMessage, Nothing, RatingRequest, ReadRequest, SentMessage, StartConversation,
            StartedConversation, TranscriptRequest, TypingRequest,
        },
    },
    room::{
        self,
        commands::{Change, History, Open, Opened, Read, SOCKET, Say, Text, Typing, VIEWER_HEADER, View, Viewed},
    },
    store::{self, widgets::Known},
};

/// The visitor waits for it, and D1 gets it in any case.
const PROJECT_PATIENCE: Duration = Duration::from_secs(2);

/// Starts a conversation, once for each `clientId`: its room is named by it, and the room makes it once.
pub async fn start(call: &Call, visitor: Visitor, request: StartConversation) -> Result<Made<StartedConversation>> {
    let session = visitor.0;
    limit::take(call, Limit::Auth, format!("start {}", session.customer)).await?;
    limit::take(call, Limit::Site, session.widget.to_string()).await?;
    let known = widget(call, &session).await?;
    let form = &known.widget.settings.pre_chat;
    let asked = form.mode != Mode::Never && pre_chat::is_asked(form, There::of(&call.env, &known).await.is_online());
    let (request, answers) = check(request, form, asked)?;
    let department = department(call, &session, &request).await?;
    let customer = customer(call, &session, &request.customer_data, &answers.custom).await?;
    let id = id(call, &session, &request)?;
    let viewer = visitor.viewer(customer.full_name.as_deref());
    let message = request.message.as_ref().map(as_text);
    let request = StartConversation { pre_chat_data: answers.into_fields(), ..request };
    let record = record(&session, id, customer, department, request);
    let opened = object::call(&room::stub(&call.env, id)?, &Open { viewer, record, message }).await?;
    project(call, &session, &opened).await;
    if store::visitors::of_session(&call.env, session.organization, &session).await?.is_none() {
        privacy::erase_late(&call.env, session.organization, id).await?;
        return Err(ended().into());
    }
    let Opened { conversation, message, created, .. } = opened;
    Ok(Made { is_new: created, body: StartedConversation { conversation, message } })
}

/// What the visitor says of themselves comes from the form, or beside it.
fn check(request: StartConversation, form: &PreChat, asked: bool) -> Result<(StartConversation, Answers), Problem> {
    let mut checks = Checks::default();
    let data = &request.customer_data;
    let customer_data = CustomerData {
        name: checks.optional_line("customerData.name", data.name.as_deref(), 100),
        email: data.email.as_deref().filter(|e| !e.is_empty()).map(|email| checks.email("customerData.email", email)),
        phone: checks.optional_line("customerData.phone", data.phone.as_deref(), 40),
    };
    // What was given beside the form need not be given again in it.
    let mut given = request.pre_chat_data.clone();
    for (id, known) in [("name", &customer_data.name), ("email", &customer_data.email), ("phone", &customer_data.phone)]
    {
        if let Some(known) = known {
            given.entry(id.into()).or_insert_with(|| known.clone());
        }
    }
    let matches = |pattern: &str, answer: &str| pattern::matches(pattern, answer).unwrap_or(true);
    let answers = pre_chat::check_answers(form, asked, &given, &matches, &mut checks);
    checks.done()?;
    let message = request.message.map(|message| NewMessage { body: text::clean(&message.body), ..message });
    if let Some(message) = &message {
        check_body(message, "message.")?;
    }
    let customer_data = CustomerData {
        name: answers.name.clone().or(customer_data.name),
        email: answers.email.clone().or(customer_data.email),
        phone: answers.phone.clone().or(customer_data.phone),
    };
    Ok((StartConversation { customer_data, message, ..request }, answers))
}

/// The rules of a message's text, before anything is done; `prefix` says where in the body it was.
fn check_body(message: &NewMessage, prefix: &str) -> Result<(), Problem> {
    let text = as_text(message);
    text::check_message(text.kind, &text.body, text.attachments.len()).map_err(|mut problem| {
        problem.errors.iter_mut().for_each(|error| error.field.insert_str(0, prefix));
        problem
    })
}

fn as_text(message: &NewMessage) -> Text {
    let is_file = message.body.is_empty() && !message.attachments.is_empty();
    let kind = if is_file { MessageKind::File } else { MessageKind::Text };
    let NewMessage { client_id, body, attachments } = message.clone();
    Text { client_id, kind, body, attachments }
}

/// Where a conversation starts, the session is checked against the database. Of a user whom the site has signed for, a
/// form says nothing.
async fn customer(call: &Call, session: &Session, data: &CustomerData, fields: &Fields) -> Result<WidgetCustomer> {
    let known = store::visitors::of_session(&call.env, session.organization, session).await?.ok_or_else(ended)?;
    if known.is_protected() || (*data == CustomerData::default() && fields.is_empty()) {
        return Ok(known.customer);
    }
    let described = store::visitors::describe(&call.env, session.organization, session.customer, data, fields).await?;
    Ok(described.unwrap_or(known.customer))
}

fn id(call: &Call, session: &Session, request: &StartConversation) -> Result<ConversationId> {
    let given = request.client_id.or_else(|| request.message.as_ref().map(|message| message.client_id));
    let client_id = given.map_or_else(|| random::id::<Uuid>(clock::now()), |id| id.0);
    Ok(token::conversation_id(session.customer, client_id, &call.session_key()?).into())
}

async fn widget(call: &Call, session: &Session) -> Result<Known> {
    let known = super::config::of_session(call, session).await?;
    super::config::check(&known)?;
    Ok(known)
}

fn record(
    session: &Session,
    id: ConversationId,
    customer: WidgetCustomer,
    department: Option<DepartmentRef>,
    request: StartConversation,
) -> Record {
    Record {
        id,
        organization_id: session.organization,
        widget_id: session.widget,
        channel: Channel::Webchat,
        status: Status::Waiting,
        department,
        customer,
        assignee: None,
        pre_chat_data: request.pre_chat_data,
        labels: Vec::new(),
        priority: Priority::Normal,
        waiting_since: None,
        snoozed_until: None,
        rating: None,
        page: sound(request.page),
        created_at: clock::now(),
        changes: 0,
        barred: Vec::new(),
    }
}

async fn department(call: &Call, session: &Session, request: &StartConversation) -> Result<Option<DepartmentRef>> {
    let Some(wanted) = request.department_id else { return Ok(None) };
    let departments = store::departments::list(&call.env, session.organization).await?;
    let found = departments.into_iter().find(|department| department.id == wanted);
    let found =
        found.ok_or_else(|| Problem::field("departmentId", "unknown_department", "There is no such department."))?;
    Ok(Some(DepartmentRef { id: found.id, name: found.name }))
}

/// D1 gets the conversation from the room's outbox in any case; doing it now too lets the visitor's own list show it at
/// once.
async fn project(call: &Call, session: &Session, opened: &Opened) {
    let written = store::conversations::project(&call.env, session.organization, &opened.snapshot, "");
    let written = within(PROJECT_PATIENCE, "database", written).await;
    if let Err(error) = written {
        log::fault(&format!("projection: {error}"));
    }
}

pub async fn list(call: &Call, Visitor(session): Visitor) -> Result<Json<List<Conversation>>> {
    let own = store::conversations::of_customer(&call.env, session.organization, session.customer, 100).await?;
    Ok(Json(own.into()))
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

pub async fn rate(call: &Call, visitor: Visitor, rating: RatingRequest) -> Result<Json<StartedConversation>> {
    let mut checks = Checks::default();
    let comment = text::clean(rating.comment.as_deref().unwrap_or_default());
    if comment.chars().count() > 1_000 {
        checks.wrong("comment", "too_long", "At most 1,000 characters, please.");
    }
    checks.done()?;
    let comment = Some(comment).filter(|comment| !comment.is_empty());
    let rated = change::Change::Rating { score: rating.score, comment };
    let conversation = change(call, &visitor, rated).await?.conversation;
    Ok(Json(StartedConversation { conversation, message: None }))
}

async fn change(call: &Call, visitor: &Visitor, change: change::Change) -> Result<Viewed> {
    let change = Change { viewer: visitor.viewer(None), changes: vec![change] };
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

/// Somebody wants the conversation as mail. It is noted; sending comes by itself.
pub async fn transcript(call: &Call, visitor: Visitor, request: TranscriptRequest) -> Result<Done> {
    let mut checks = Checks::default();
    let email = checks.email("email", &request.email);
    checks.done()?;
    let id: ConversationId = call.id()?;
    limit::take(call, Limit::Auth, format!("transcript {}", visitor.0.customer)).await?;
    object::call(&room_of(call, id)?, &View { viewer: visitor.viewer(None) }).await?;
    store::conversations::ask_for_transcript(&call.env, visitor.0.organization, id, &email, clock::now()).await?;
    Ok(Done)
}
