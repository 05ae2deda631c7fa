//! A visitor's own conversations.

use std::time::Duration;

use axum::response::Response;
use http::StatusCode;
use uuid::Uuid;

use super::session::sound;
use crate::{
    domain::{
        change,
        check::Checks,
        conversation::Record,
        text,
        token::{self, Session},
    },
    http::{
        Site,
        body::{Id, Json},
        limit::{self, Limit},
        messages::{range, room_of, stored},
        params::Params,
        sockets::Socket,
        visitor::{Visitor, VisitorBody},
    },
    platform::{Result, clock, log, object, random, turns::within},
    protocol::{
        ConversationId, Problem,
        agent::List,
        conversation::{Channel, Conversation, DepartmentRef, Fields, Priority, Status, WidgetCustomer},
        visitor::{
            CustomerData, MessagePage, NewMessage, Nothing, RatingRequest, ReadRequest, SentMessage, StartConversation,
            StartedConversation, TypingRequest,
        },
    },
    room::{
        self,
        commands::{Change, History, Open, Opened, Read, SOCKET, Say, Text, Typing, VIEWER_HEADER, View, Viewed},
    },
    store,
};

/// The visitor waits for it, and D1 gets it in any case.
const PROJECT_PATIENCE: Duration = Duration::from_secs(2);

/// Starts a conversation, once for each `clientId`: its room is named by it, and the room makes it once.
#[worker::send]
pub async fn start(
    site: Site,
    VisitorBody(visitor, request): VisitorBody<StartConversation>,
) -> Result<(StatusCode, Json<StartedConversation>)> {
    let session = visitor.0;
    limit::take(&site, Limit::Auth, format!("start {}", session.customer)).await?;
    let request = check(request)?;
    check_widget(&site, &session).await?;
    let department = department(&site, &session, &request).await?;
    let customer = customer(&site, &session, &request.customer_data).await?;
    let id = id(&site, &session, &request)?;
    let viewer = visitor.viewer(customer.full_name.as_deref());
    let message = request.message.as_ref().map(as_text);
    let record = record(&session, id, customer, department, request);
    let opened = object::call(&room::stub(&site.env, id)?, &Open { viewer, record, message }).await?;
    project(&site, &session, &opened).await;
    let status = if opened.created { StatusCode::CREATED } else { StatusCode::OK };
    Ok((status, Json(StartedConversation { conversation: opened.conversation, message: opened.message })))
}

fn check(request: StartConversation) -> Result<StartConversation, Problem> {
    let mut checks = Checks::default();
    let data = &request.customer_data;
    let customer_data = CustomerData {
        name: checks.optional_line("customerData.name", data.name.as_deref(), 100),
        email: data.email.as_deref().filter(|e| !e.is_empty()).map(|email| checks.email("customerData.email", email)),
        phone: checks.optional_line("customerData.phone", data.phone.as_deref(), 40),
    };
    let answers = &request.pre_chat_data;
    if answers.len() > 50 || answers.iter().map(|(field, answer)| field.len() + answer.len()).sum::<usize>() > 8 * 1024
    {
        checks.wrong("preChatData", "too_long", "At most 50 answers and 8 KiB in all, please.");
    }
    checks.done()?;
    let message = request.message.map(|message| NewMessage { body: text::clean(&message.body), ..message });
    if let Some(message) = &message {
        check_body(message, "message.")?;
    }
    Ok(StartConversation { customer_data, message, ..request })
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

/// Where a conversation starts, the session is checked against the database.
async fn customer(site: &Site, session: &Session, data: &CustomerData) -> Result<WidgetCustomer> {
    let ended = || Problem::unauthorized("session_expired", "This session has ended. Start a new one.");
    let known = store::visitors::of_session(&site.env, session.organization, session).await?.ok_or_else(ended)?;
    if *data == CustomerData::default() {
        return Ok(known);
    }
    let described = store::visitors::describe(&site.env, session.organization, session.customer, data).await?;
    Ok(described.unwrap_or(known))
}

fn id(site: &Site, session: &Session, request: &StartConversation) -> Result<ConversationId> {
    let given = request.client_id.or_else(|| request.message.as_ref().map(|message| message.client_id));
    let client_id = given.map_or_else(|| random::id::<Uuid>(clock::now()), |id| id.0);
    Ok(token::conversation_id(session.customer, client_id, &site.session_key()?).into())
}

async fn check_widget(site: &Site, session: &Session) -> Result<()> {
    let known = store::widgets::by_id(&site.env, session.organization, session.widget).await?;
    super::config::check(&known.ok_or_else(|| Problem::not_found("widget"))?)?;
    Ok(())
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
        pre_chat_data: answers(request.pre_chat_data),
        labels: Vec::new(),
        priority: Priority::Normal,
        waiting_since: None,
        snoozed_until: None,
        rating: None,
        page: sound(request.page),
        created_at: clock::now(),
        changes: 0,
    }
}

async fn department(site: &Site, session: &Session, request: &StartConversation) -> Result<Option<DepartmentRef>> {
    let Some(wanted) = request.department_id else { return Ok(None) };
    let departments = store::departments::list(&site.env, session.organization).await?;
    let found = departments.into_iter().find(|department| department.id == wanted);
    let found =
        found.ok_or_else(|| Problem::field("departmentId", "unknown_department", "There is no such department."))?;
    Ok(Some(DepartmentRef { id: found.id, name: found.name }))
}

fn answers(given: Fields) -> Fields {
    given.into_iter().map(|(field, answer)| (field, text::clean(&answer))).collect()
}

/// D1 gets the conversation from the room's outbox in any case; doing it now too lets the visitor's own list show it at
/// once.
async fn project(site: &Site, session: &Session, opened: &Opened) {
    let written = store::conversations::project(&site.env, session.organization, &opened.snapshot, "");
    let written = within(PROJECT_PATIENCE, "database", written).await;
    if let Err(error) = written {
        log::fault(&format!("projection: {error}"));
    }
}

#[worker::send]
pub async fn list(site: Site, Visitor(session): Visitor) -> Result<Json<List<Conversation>>> {
    let own = store::conversations::of_customer(&site.env, session.organization, session.customer, 100).await?;
    Ok(Json(own.into()))
}

#[worker::send]
pub async fn one(site: Site, visitor: Visitor, Id(id): Id<ConversationId>) -> Result<Json<StartedConversation>> {
    let viewed = object::call(&room_of(&site, id)?, &View { viewer: visitor.viewer(None) }).await?;
    Ok(Json(StartedConversation { conversation: viewed.conversation, message: None }))
}

#[worker::send]
pub async fn messages(
    site: Site,
    visitor: Visitor,
    Id(id): Id<ConversationId>,
    params: Params,
) -> Result<Json<MessagePage>> {
    let (from, limit) = range(&params)?;
    Ok(Json(object::call(&room_of(&site, id)?, &History { viewer: visitor.viewer(None), from, limit }).await?))
}

#[worker::send]
pub async fn send(
    site: Site,
    Id(id): Id<ConversationId>,
    VisitorBody(visitor, message): VisitorBody<NewMessage>,
) -> Result<(StatusCode, Json<SentMessage>)> {
    let message = NewMessage { body: text::clean(&message.body), ..message };
    check_body(&message, "")?;
    stored(object::call(&room_of(&site, id)?, &Say { viewer: visitor.viewer(None), text: as_text(&message) }).await)
}

#[worker::send]
pub async fn read(
    site: Site,
    Id(id): Id<ConversationId>,
    VisitorBody(visitor, read): VisitorBody<ReadRequest>,
) -> Result<StatusCode> {
    object::call(&room_of(&site, id)?, &Read { viewer: visitor.viewer(None), seq: read.seq }).await?;
    Ok(StatusCode::NO_CONTENT)
}

#[worker::send]
pub async fn typing(
    site: Site,
    Id(id): Id<ConversationId>,
    VisitorBody(visitor, typing): VisitorBody<TypingRequest>,
) -> Result<StatusCode> {
    object::call(&room_of(&site, id)?, &Typing { viewer: visitor.viewer(None), on: typing.typing }).await?;
    Ok(StatusCode::NO_CONTENT)
}

#[worker::send]
pub async fn close(
    site: Site,
    Id(id): Id<ConversationId>,
    VisitorBody(visitor, Nothing {}): VisitorBody<Nothing>,
) -> Result<StatusCode> {
    change(&site, &visitor, id, change::Change::Status(Status::Closed)).await?;
    Ok(StatusCode::NO_CONTENT)
}

#[worker::send]
pub async fn rate(
    site: Site,
    Id(id): Id<ConversationId>,
    VisitorBody(visitor, rating): VisitorBody<RatingRequest>,
) -> Result<Json<StartedConversation>> {
    let mut checks = Checks::default();
    let comment = text::clean(rating.comment.as_deref().unwrap_or_default());
    if comment.chars().count() > 1_000 {
        checks.wrong("comment", "too_long", "At most 1,000 characters, please.");
    }
    checks.done()?;
    let comment = Some(comment).filter(|comment| !comment.is_empty());
    let rated = change::Change::Rating { score: rating.score, comment };
    let conversation = change(&site, &visitor, id, rated).await?.conversation;
    Ok(Json(StartedConversation { conversation, message: None }))
}

async fn change(site: &Site, visitor: &Visitor, id: ConversationId, change: change::Change) -> Result<Viewed> {
    let change = Change { viewer: visitor.viewer(None), changes: vec![change] };
    object::call(&room_of(site, id)?, &change).await
}

#[worker::send]
pub async fn socket(
    site: Site,
    visitor: Result<Visitor>,
    id: Result<Id<ConversationId>>,
    socket: Socket,
) -> Result<Response> {
    let open = async {
        let viewer = visitor?.viewer(None);
        socket.hand_over(&room_of(&site, id?.0)?, SOCKET, VIEWER_HEADER, &viewer).await
    };
    socket.or_close(open.await)
}
