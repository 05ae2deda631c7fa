//! A visitor opens the chat: a session starts, or goes on. And ends it.

use super::{
    config::{notice, public, usable},
    identity::{self, Person, recognise},
    resume, rooms,
};
use crate::{
    domain::{
        address,
        check::Checks,
        mail::Resume,
        privacy::{self, MayKeep},
        secret,
        token::{self, Session},
        user_agent,
    },
    http::{
        answer::{Done, Made},
        call::Call,
        limit::{self, Limit},
        reports::adding_up,
        route::Anyone,
        visitor::Visitor,
    },
    platform::{
        Result, clock,
        json::{self, Raw},
        log, object, random,
        whereabouts::Whereabouts,
    },
    protocol::{
        Problem, Timestamp,
        conversation::{Conversation, Status},
        limits::{VISITOR_ID_LEAST, VISITOR_ID_MOST},
        visitor::{InitAnswer, InitRequest, Nothing, Page},
    },
    room::{self, commands::View},
    store::{
        self,
        sessions::{Standing, Visit},
        visitors::KnownCustomer,
        widgets::Known,
    },
};

/// The open conversation is among so many of the newest.
pub const LATEST: u32 = 5;

pub async fn init(call: &Call, _: Anyone, request: InitRequest) -> Result<Made<InitAnswer>> {
    limit::take(call, Limit::Api, format!("init {}", call.neighbours())).await?;
    let request = check(request)?;
    let known = usable(call, &request.widget_key).await?;
    notice(call, &known).await;
    limit::take(call, Limit::Site, format!("init {}", known.widget.id)).await?;
    let now = clock::now();
    let (earlier, consented) = earlier(call, &request, &known, now).await?;
    let before = earlier.as_ref().map(|(session, _)| *session);
    let keep = privacy::may_keep(&known.organization_settings, consented, call.asks_for_privacy());
    let resumed = resume::read(call, &request, &known, earlier.as_ref(), now).await?;
    let conversation = resumed.as_ref().map(|(resume, _)| resume.conversation);
    let identity = request.identity_token.as_ref().filter(|token| !Resume::is_one(token));
    let person = if let Some((_, person)) = resumed {
        person
    } else if let Some(token) = identity {
        recognise(call, &known, earlier.map(Person::of), token, keep).await?
    } else {
        let person = person(call, &request, &known, earlier, now).await?;
        identity::describe(call, known.organization_id, person, &request.user_data, keep).await?
    };
    let session = person.session(&known, now);
    if let Some(before) = before.filter(|before| before.id != session.id && identity.is_some()) {
        rooms::end(call, &before).await?;
    }
    let came = Visit {
        page: request.page.clone(),
        language: request.language.clone(),
        consented: request.consent,
        is_opened: !request.unopened,
        ..Visit::default()
    };
    let visit = visit(call, came, &known, keep);
    let sight = identity::open(call, &session, &person, &visit, Some(&adding_up::lately(now)), now).await?;
    let config = public(&call.env, &known, sight.departments).await;
    let answer = InitAnswer {
        session_token: token::sign(&session, &call.session_key()?),
        visitor_id: person.known.customer.visitor_id.clone(),
        expires_at: session.expires_at,
        conversation: latest(call, &session, resume::first(sight.conversations, conversation)).await?,
        departments: config.departments.clone(),
        widget_customer: person.known.customer,
        config,
        reply_time: adding_up::told_reply_time(&sight.lately),
    };
    Ok(Made { is_new: true, body: answer })
}

/// Page data is only kept as far as it is sound; what cannot be an id of ours is refused.
fn check(request: InitRequest) -> Result<InitRequest, Problem> {
    let mut checks = Checks::default();
    if request.visitor_id.as_deref().is_some_and(|id| !is_visitor_id(id)) {
        checks.wrong("visitorId", "invalid_value", "Use the visitor id that an earlier call gave.");
    }
    let user_data = identity::check_data(&mut checks, "userData.", &request.user_data);
    checks.done()?;
    let page = sound(request.page);
    let language = request.language.filter(|language| language.len() <= 35).map(|text| plain(&text));
    Ok(InitRequest { page, language, user_data, ..request })
}

fn is_visitor_id(id: &str) -> bool {
    (VISITOR_ID_LEAST..=VISITOR_ID_MOST).contains(&id.len())
        && id.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-".contains(&b))
}

/// A page as far as it can be kept.
pub fn sound(page: Page) -> Page {
    let shortened = |text: Option<String>| text.map(|text| plain(&text));
    Page { url: shortened(page.url), title: shortened(page.title), referrer: shortened(page.referrer) }
}

/// One line of a bounded length.
pub fn plain(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(2_000).collect()
}

/// The session that the token names, with its customer, if it is on this widget and was not ended. And whether they
/// consented, then or now.
async fn earlier(
    call: &Call,
    request: &InitRequest,
    known: &Known,
    now: Timestamp,
) -> Result<(Option<(Session, KnownCustomer)>, bool)> {
    let key = call.session_key()?;
    let session = request.session_token.as_deref().and_then(|token| token::verify(token, &key, now).ok());
    let Some(session) = session.filter(|session| session.widget == known.widget.id) else {
        return Ok((None, request.consent));
    };
    let found = store::sessions::with_widget(&call.env, known.organization_id, &session, now).await?;
    let Some(Standing { known, consented, .. }) = found.and_then(|(_, standing)| standing) else {
        return Ok((None, request.consent));
    };
    Ok((Some((session, known)), request.consent || consented))
}

/// The token's customer, unless another one is asked for by id. A visitor id alone makes nobody a user that the site has
/// signed for: they get a new one.
async fn person(
    call: &Call,
    request: &InitRequest,
    known: &Known,
    earlier: Option<(Session, KnownCustomer)>,
    now: Timestamp,
) -> Result<Person> {
    let asked = request.visitor_id.as_ref();
    let is_asked = |known: &KnownCustomer| asked.is_none_or(|id| *id == known.customer.visitor_id);
    if let Some(earlier) = earlier.filter(|(_, known)| is_asked(known)) {
        return Ok(Person::of(earlier));
    }
    let organization = known.organization_id;
    let mut new = new_visitor_id();
    if let Some(id) = asked {
        match store::visitors::seen(&call.env, organization, id, now).await? {
            Some(known) if !known.is_protected() => return Ok(Person { session: None, known }),
            Some(_) => {}
            None => new.clone_from(id),
        }
    }
    limit::take(call, Limit::New, format!("visitor {}", call.neighbours())).await?;
    let known = store::visitors::make(&call.env, organization, random::id(now), &new, now).await?;
    // Somebody else was as fast, and is a user by now.
    if known.is_protected() { Err(Problem::unavailable().into()) } else { Ok(Person { session: None, known }) }
}

pub fn new_visitor_id() -> String {
    secret::encode(&random::bytes::<18>())
}

/// What may be kept of where they come from: without a trail, nothing but their language.
pub fn visit(call: &Call, came: Visit, known: &Known, keep: MayKeep) -> Visit {
    if !keep.trail {
        return Visit { page: Page::default(), ..came };
    }
    let client = user_agent::classify(&call.header("user-agent").unwrap_or_default());
    let Whereabouts { country, city, timezone } = call.whereabouts();
    Visit {
        country,
        city: city.map(|city| plain(&city)),
        timezone,
        device: Some(client.device.as_str()),
        browser: client.browser,
        os: client.os,
        address: address::kept(known.organization_settings.ip_policy, &call.address()),
        ..came
    }
}

/// The visitor's latest conversation that is not closed, as its room knows it.
pub async fn latest(call: &Call, session: &Session, newest: Vec<Conversation>) -> Result<Option<Raw>> {
    let Some(open) = newest.into_iter().find(|conversation| conversation.status != Status::Closed) else {
        return Ok(None);
    };
    let viewer = Visitor(*session).viewer(None);
    match object::call(&room::stub(&call.env, open.id)?, &View { viewer }).await {
        Ok(known) => Ok((known.status != Status::Closed).then_some(known.conversation)),
        // A room that cannot answer now shall not keep the visitor from the chat: D1 knows it well enough.
        Err(error) => {
            log::fault(&format!("latest conversation: {error}"));
            Ok(Some(json::write_raw(&open)))
        }
    }
}

/// The visitor logs out: their session ends, here and in their conversations.
pub async fn reset(call: &Call, Visitor(session): Visitor, _: Nothing) -> Result<Done> {
    rooms::end(call, &session).await?;
    Ok(Done)
}
