//! A visitor starts a conversation: once for each `clientId`, whose id names its room.

use std::time::Duration;

use uuid::Uuid;

use super::{
    config::{There, has_bot},
    conversations::{as_text, check_body},
    identity::{arrived, ended},
    rooms,
    session::sound,
};
use crate::{
    courier,
    domain::{
        bot::Talk,
        check::Checks,
        conversation::Record,
        ended::{Barred, Ended},
        pre_chat::{self, Answers},
        privacy::may_keep,
        report::facts::Facts,
        routing_rules::{self, Start},
        text,
        token::{self, Session},
        widget::offers,
    },
    http::{
        answer::Made,
        call::Call,
        limit::{self, Limit},
        visitor::Visitor,
    },
    platform::{Error, Result, clock, log, object, pattern, random, turns::within},
    protocol::{
        ConversationId, Problem, Timestamp,
        bot::BotSettings,
        conversation::{Channel, DepartmentRef, Fields, Priority, Status, WidgetCustomer},
        limits::{NAME_CHARS, PHONE_CHARS},
        pre_chat::{Mode, PreChat},
        visitor::{CustomerData, NewMessage, Page, StartConversation, StartedConversation},
    },
    room::{
        self,
        commands::{Open, Opened},
    },
    store::{self, sessions::Standing, visitors::KnownCustomer, widgets::Known},
};

/// The visitor waits for it, and D1 gets it in any case.
const PATIENCE: Duration = Duration::from_secs(2);
/// Conversations of one visitor that are not closed.
const MOST_OPEN: u32 = 20;

pub async fn start(call: &Call, visitor: Visitor, request: StartConversation) -> Result<Made<StartedConversation>> {
    let session = visitor.0;
    limit::take(call, Limit::Auth, format!("start {}", session.customer)).await?;
    limit::take(call, Limit::Api, format!("start {}", call.neighbours())).await?;
    let now = clock::now();
    let (known, standing) = arrived(call, &session, now).await?;
    let message = request.message.clone().map(|message| NewMessage { body: text::clean(&message.body), ..message });
    if let Some(message) = &message {
        check_body(message, "message.")?;
    }
    let id = id(call, &session, &standing, &request).await?;
    let barred = standing.ended.clone();
    let (record, wrong) = match record(call, &session, id, &known, standing, request).await {
        Ok(record) => (Some(record), None),
        Err(Error::Problem(problem)) if may_be_new(&problem) => (None, Some(problem)),
        Err(error) => return Err(error),
    };
    let open = Open { viewer: visitor.viewer(None), record, message: message.as_ref().map(as_text) };
    let opened = match (object::call(&room::stub(&call.env, id)?, &open).await, wrong) {
        // What is asked may have changed since it was answered: a conversation that was started is there all the same.
        (Err(Error::Problem(missing)), Some(wrong)) if missing.status == 404 => return Err(Error::Problem(wrong)),
        (opened, _) => opened?,
    };
    let standing = project(call, &session, &opened, now).await?;
    if standing.as_ref() != Some(&barred) {
        rooms::started_late(call, &session, id).await?;
    }
    standing.ok_or_else(ended)?;
    let Opened { conversation, message, created, .. } = opened;
    Ok(Made { is_new: created, body: StartedConversation { conversation, message } })
}

/// Is all that is wrong what admins may have changed since: the form, the departments?
fn may_be_new(problem: &Problem) -> bool {
    let is_theirs = |field: &str| field.starts_with("preChatData") || field == "departmentId";
    !problem.errors.is_empty() && problem.errors.iter().all(|error| is_theirs(&error.field))
}

/// D1 gets the conversation from the room's outbox in any case; doing it now too lets the visitor's own list show it at
/// once. Gives which of their sessions have ended; `None` when this one has, or they are being forgotten.
async fn project(call: &Call, session: &Session, opened: &Opened, now: Timestamp) -> Result<Option<Vec<Ended>>> {
    let Opened { snapshot, entries, .. } = opened;
    let organization = session.organization;
    let written = store::conversations::project(&call.env, organization, snapshot, entries, Some((session, now)));
    match within(PATIENCE, "database", written).await {
        Ok(written) => {
            if written.has_deliveries {
                courier::poke(&call.env, organization).await;
            }
            Ok(written.ended.filter(|_| !written.is_forgotten))
        }
        Err(error) => {
            log::fault(&format!("projection: {error}"));
            let found = store::sessions::with_widget(&call.env, organization, session, now).await?;
            Ok(found.and_then(|(_, standing)| standing).map(|standing| standing.ended))
        }
    }
}

/// What the visitor says of themselves comes from the form, or beside it.
fn check(request: StartConversation, form: &PreChat, asked: bool) -> Result<(StartConversation, Answers), Problem> {
    let mut checks = Checks::default();
    let data = &request.customer_data;
    let customer_data = CustomerData {
        name: checks.optional_line("customerData.name", data.name.as_deref(), NAME_CHARS),
        email: data.email.as_deref().filter(|e| !e.is_empty()).map(|email| checks.email("customerData.email", email)),
        phone: checks.optional_line("customerData.phone", data.phone.as_deref(), PHONE_CHARS),
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
    let customer_data = CustomerData {
        name: answers.name.clone().or(customer_data.name),
        email: answers.email.clone().or(customer_data.email),
        phone: answers.phone.clone().or(customer_data.phone),
    };
    Ok((StartConversation { customer_data, ..request }, answers))
}

/// Of a user whom the site has signed for, a form says nothing.
async fn described(
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
    standing: &Standing,
    request: &StartConversation,
) -> Result<ConversationId> {
    let given = request.client_id.or_else(|| request.message.as_ref().map(|message| message.client_id));
    let client_id = given.map_or_else(|| random::id::<Uuid>(clock::now()), |id| id.0);
    let (env, organization, key) = (&call.env, session.organization, call.session_key()?);
    let mut whose = vec![session.customer];
    if standing.known.user_id.is_some() {
        whose.extend(store::identities::merged_into(env, organization, session.customer).await?);
    }
    let ids = whose.into_iter().map(|customer| token::conversation_id(customer, client_id, &key).into());
    let ids = ids.collect::<Vec<ConversationId>>();
    if ids.len() == 1 && standing.open < MOST_OPEN {
        return Ok(ids[0]);
    }
    let started = store::conversations::started(env, organization, session.customer, &ids).await?;
    if started.is_none() && standing.open >= MOST_OPEN {
        let detail = "You have too many conversations that are not closed. Go on with one of them, or close some.";
        return Err(Problem::new(409, "too_many_open", detail).into());
    }
    Ok(started.unwrap_or(ids[0]))
}

/// The conversation as it begins.
async fn record(
    call: &Call,
    session: &Session,
    id: ConversationId,
    known: &Known,
    standing: Standing,
    request: StartConversation,
) -> Result<Record> {
    let form = &known.widget.settings.pre_chat;
    let is_attended = has_bot(known) || form.mode == Mode::Offline && There::of(&call.env, known).await.is_online();
    let (request, answers) = check(request, form, pre_chat::is_asked(form, is_attended))?;
    limit::take(call, Limit::Site, format!("start {}", session.widget)).await?;
    let pre_chat_data = answers.clone().into_fields();
    let department = department(call, known, &standing, (&request, &pre_chat_data))?;
    let keep = may_keep(&known.organization_settings, standing.consented, call.asks_for_privacy());
    let mut barred = Barred::default();
    barred.add(&standing.ended, clock::now());
    let customer = described(call, session, standing.known, &request.customer_data, &answers.custom).await?;
    Ok(Record {
        id,
        organization_id: session.organization,
        widget_id: session.widget,
        channel: Channel::Webchat,
        status: Status::Waiting,
        department,
        customer,
        assignee: None,
        pre_chat_data,
        labels: Vec::new(),
        priority: Priority::Normal,
        waiting_since: None,
        snoozed_until: None,
        rating: None,
        page: if keep.trail { sound(request.page) } else { Page::default() },
        created_at: clock::now(),
        changes: 0,
        ended: barred,
        bot: bot(known),
        facts: Facts::default(),
    })
}

/// As the widget has it, if the plan does.
fn bot(known: &Known) -> Talk {
    let BotSettings { name, avatar_url, .. } = known.widget.settings.bot.clone();
    Talk { on: has_bot(known), name, avatar_url, ..Talk::default() }
}

/// The one that the visitor picked, or else what the organization's rules say, or the only one that the widget offers.
fn department(
    call: &Call,
    known: &Known,
    standing: &Standing,
    (request, answers): (&StartConversation, &Fields),
) -> Result<Option<DepartmentRef>, Problem> {
    let departments = &standing.departments;
    let settings = &known.widget.settings;
    let mut offered = departments.iter().filter(|department| offers(settings, department.id));
    if let Some(wanted) = request.department_id {
        let found = offered.find(|department| department.id == wanted).cloned();
        let unknown = || Problem::field("departmentId", "unknown_department", "There is no such department.");
        return found.ok_or_else(unknown).map(Some);
    }
    let country = call.whereabouts().country;
    let (language, country) = (standing.language.as_deref(), country.as_deref());
    let start = Start { url: request.page.url.as_deref(), language, country, answers };
    let ruled = routing_rules::department(&known.organization_settings.routing_rules, &start, departments);
    let only = || offered.next().filter(|_| settings.department_ids.is_some() && offered.next().is_none()).cloned();
    Ok(ruled.or_else(only))
}
