//! A visitor's own conversations.

use std::time::Duration;

use uuid::Uuid;

use super::{config::There, identity::ended, rooms, session::sound};
use crate::{
    domain::{
        change,
        check::Checks,
        conversation::Record,
        ended::Barred,
        pre_chat::{self, Answers},
        privacy::may_keep,
        text,
        token::{self, Session},
    },
    http::{
        answer::{Answer, Done, Json, Made},
        call::Call,
        limit::{self, Limit},
        messages::{range, room_of, stored},
        sockets::Socket,
        visitor::Visitor,
    },
    platform::{Result, clock, log, object, pattern, random, turns::within},
    protocol::{
        ConversationId, Problem,
        agent::List,
        conversation::{Channel, Conversation, DepartmentRef, Fields, Priority, Status, WidgetCustomer},
        pre_chat::{Mode, PreChat},
        visitor::{
            CustomerData, MessagePage, NewMessage, Nothing, Page, RatingRequest, ReadRequest, SentMessage,
            StartConversation, StartedConversation, TranscriptRequest, TypingRequest,
        },
    },
    room::{
        self,
        commands::{Change, History, Open, Opened, Read, SOCKET, Say, Text, Typing, VIEWER_HEADER, View, Viewed},
    },
    store::{self, sessions::Standing, visitors::KnownCustomer, widgets::Known},
};

/// The visitor waits for it, and D1 gets it in any case.
const PROJECT_PATIENCE: Duration = Duration::from_secs(2);
/// Conversations of one visitor that are not closed.
const MOST_OPEN: u32 = 20;

/// Starts a conversation, once for each `clientId`: its room is named by it, and the room makes it once.
pub async fn start(call: &Call, visitor: Visitor, request: StartConversation) -> Result<Made<StartedConversation>> {
    let session = visitor.0;
    limit::take(call, Limit::Auth, format!("start {}", session.customer)).await?;
    limit::take(call, Limit::Api, format!("start {}", call.neighbours())).await?;
    let known = widget(call, &session).await?;
    let form = &known.widget.settings.pre_chat;
    let asked = form.mode != Mode::Never && pre_chat::is_asked(form, There::of(&call.env, &known).await.is_online());
    let (request, answers) = check(request, form, asked)?;
    limit::take(call, Limit::Site, format!("start {}", session.widget)).await?;
    let department = department(call, &session, &request).await?;
    let now = clock::now();
    let standing = store::sessions::standing(&call.env, session.organization, &session, now).await?;
    let Standing { known: who, consented, ended: barred } = standing.ok_or_else(ended)?;
    let id = id(call, &session, &who, &request).await?;
    let keep = may_keep(&known.organization_settings, consented, call.asks_for_privacy());
    let customer = customer(call, &session, who, &request.customer_data, &answers.custom).await?;
    let viewer = visitor.viewer(customer.full_name.as_deref());
    let message = request.message.as_ref().map(as_text);
    let page = if keep.trail { sound(request.page) } else { Page::default() };
    let request = StartConversation { pre_chat_data: answers.into_fields(), page, ..request };
    let mut record = record(&session, id, customer, department, request);
    record.ended.add(&barred, now);
    let opened = object::call(&room::stub(&call.env, id)?, &Open { viewer, record, message }).await?;
    project(call, &session, &opened).await;
    let standing = store::sessions::standing(&call.env, session.organization, &session, now).await?;
    if standing.as_ref().is_none_or(|standing| standing.ended != barred) {
        rooms::started_late(call, &session, id).await?;
    }
    standing.ok_or_else(ended)?;
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
    text::check_message(text.kind, &text.body, text.attachments).map_err(|mut problem| {
        problem.errors.iter_mut().for_each(|error| error.field.insert_str(0, prefix));
        problem
    })
}

fn as_text(message: &NewMessage) -> Text {
    let kind = crate::protocol::message::MessageKind::Text;
    Text { client_id: message.client_id, kind, body: message.body.clone(), attachments: message.attachments.len() }
}

/// Of a user whom the site has signed for, a form says nothing.
async fn customer(
    call: &Call,
    session: &Session,
    known: KnownCustomer,
    data: &CustomerData,
    fields: &Fields,
) -> Result<WidgetCustomer> {
    if known.is_protected() || (*data == CustomerData::default() && fields.is_empty()) {
        return Ok(known.customer);
    }
    let described = store::visitors::describe(&call.env, session.organization, session.customer, data, fields).await?;
    Ok(described.unwrap_or(known.customer))
}

/// The conversation that this request started before, also as whoever they were before they logged in. Or a new one.
async fn id(
    call: &Call,
    session: &Session,
    known: &KnownCustomer,
    request: &StartConversation,
) -> Result<ConversationId> {
    let given = request.client_id.or_else(|| request.message.as_ref().map(|message| message.client_id));
    let client_id = given.map_or_else(|| random::id::<Uuid>(clock::now()), |id| id.0);
    let (env, organization, key) = (&call.env, session.organization, call.session_key()?);
    let mut whose = vec![session.customer];
    if known.user_id.is_some() {
        whose.extend(store::identities::merged_into(env, organization, session.customer).await?);
    }
    let ids = whose.into_iter().map(|customer| token::conversation_id(customer, client_id, &key).into());
    let ids = ids.collect::<Vec<ConversationId>>();
    let (started, open) = store::conversations::started(env, organization, session.customer, &ids).await?;
    if started.is_none() && open >= MOST_OPEN {
        let detail = "You have too many conversations that are not closed. Go on with one of them, or close some.";
        return Err(Problem::new(409, "too_many_open", detail).into());
    }
    Ok(started.unwrap_or(ids[0]))
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
        page: request.page,
        created_at: clock::now(),
        changes: 0,
        ended: Barred::default(),
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
    let standing = store::sessions::standing(&call.env, session.organization, &session, clock::now()).await?;
    standing.ok_or_else(ended)?;
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
    let (env, organization) = (&call.env, visitor.0.organization);
    if store::conversations::ask_for_transcript(env, organization, id, &email, clock::now()).await? {
        return Ok(Done);
    }
    Err(Problem::unavailable().into())
}
