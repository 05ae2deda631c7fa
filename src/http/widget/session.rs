//! A visitor opens the chat: a session starts, or goes on.

use http::{HeaderMap, StatusCode};

use super::config::{public, usable};
use crate::{
    domain::{
        check::Checks,
        secret,
        token::{self, Session},
    },
    http::{
        Site,
        body::{Body, Json},
        limit::{self, Limit},
        site::address,
        visitor::Visitor,
    },
    platform::{
        Result, clock,
        json::{self, Raw},
        log, object, random,
    },
    protocol::{
        Problem, Timestamp,
        conversation::{Status, WidgetCustomer},
        visitor::{InitAnswer, InitRequest, Page},
    },
    room::{self, commands::View},
    store::{self, visitors::Visit, widgets::Known},
};

#[worker::send]
pub async fn init(
    site: Site,
    headers: HeaderMap,
    Body(request): Body<InitRequest>,
) -> Result<(StatusCode, Json<InitAnswer>)> {
    limit::take(&site, Limit::Api, format!("init {}", address(&headers))).await?;
    let request = check(request)?;
    let known = usable(&site, &headers, &request.widget_key).await?;
    let now = clock::now();
    let earlier = earlier(&site, &request, &known, now).await?;
    // The token's customer, unless another one is asked for by id.
    let earlier = earlier.filter(|(_, known)| request.visitor_id.as_ref().is_none_or(|id| *id == known.visitor_id));
    let (id, visitor_id) = match earlier {
        Some((session, customer)) => (session.id, customer.visitor_id),
        None => (random::id(now), request.visitor_id.clone().unwrap_or_else(new_visitor_id)),
    };
    let customer = store::visitors::seen(&site.env, known.organization_id, random::id(now), &visitor_id, now).await?;
    let session = Session {
        id,
        organization: known.organization_id,
        widget: known.widget.id,
        customer: customer.id,
        expires_at: now.plus(token::LIFETIME),
    };
    store::visitors::start_session(&site.env, known.organization_id, &session, &visit(&request, &headers), now).await?;
    let config = public(&site.env, &known).await?;
    let answer = InitAnswer {
        session_token: token::sign(&session, &site.session_key()?),
        visitor_id,
        expires_at: session.expires_at,
        conversation: latest(&site, &session).await?,
        departments: config.departments.clone(),
        widget_customer: customer,
        config,
    };
    Ok((StatusCode::CREATED, Json(answer)))
}

/// Page data is only kept as far as it is sound; what cannot be an id of ours is refused.
fn check(request: InitRequest) -> Result<InitRequest, Problem> {
    let mut checks = Checks::default();
    if request.visitor_id.as_deref().is_some_and(|id| !is_visitor_id(id)) {
        checks.wrong("visitorId", "invalid_value", "Use the visitor id that an earlier call gave.");
    }
    checks.done()?;
    let page = sound(request.page);
    Ok(InitRequest { page, language: request.language.filter(|language| language.len() <= 35), ..request })
}

fn is_visitor_id(id: &str) -> bool {
    (16..=64).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-".contains(&b))
}

/// A page as far as it can be kept.
pub fn sound(page: Page) -> Page {
    Page { url: shortened(page.url), title: shortened(page.title), referrer: shortened(page.referrer) }
}

fn shortened(text: Option<String>) -> Option<String> {
    text.map(|text| text.chars().filter(|c| !c.is_control()).take(2_000).collect())
}

/// The session that the token names, with its customer, if it is on this widget and was not ended.
async fn earlier(
    site: &Site,
    request: &InitRequest,
    known: &Known,
    now: Timestamp,
) -> Result<Option<(Session, WidgetCustomer)>> {
    let key = site.session_key()?;
    let session = request.session_token.as_deref().and_then(|token| token::verify(token, &key, now).ok());
    let Some(session) = session.filter(|session| session.widget == known.widget.id) else { return Ok(None) };
    let customer = store::visitors::of_session(&site.env, known.organization_id, &session).await?;
    Ok(customer.map(|customer| (session, customer)))
}

fn new_visitor_id() -> String {
    secret::encode(&random::bytes::<18>())
}

fn visit<'a>(request: &'a InitRequest, headers: &'a HeaderMap) -> Visit<'a> {
    let from_edge = |name| headers.get(name).and_then(|value| value.to_str().ok());
    Visit {
        page: &request.page,
        language: request.language.as_deref(),
        country: from_edge("cf-ipcountry"),
        city: from_edge("cf-ipcity"),
    }
}

/// The visitor's latest conversation that is not closed, as its room knows it.
async fn latest(site: &Site, session: &Session) -> Result<Option<Raw>> {
    let newest = store::conversations::of_customer(&site.env, session.organization, session.customer, 5).await?;
    let Some(open) = newest.into_iter().find(|conversation| conversation.status != Status::Closed) else {
        return Ok(None);
    };
    let viewer = Visitor(*session).viewer(None);
    match object::call(&room::stub(&site.env, open.id)?, &View { viewer }).await {
        Ok(known) => Ok((known.status != Status::Closed).then_some(known.conversation)),
        // A room that cannot answer now shall not keep the visitor from the chat: D1 knows it well enough.
        Err(error) => {
            log::fault(&format!("latest conversation: {error}"));
            Ok(Some(json::write_raw(&open)?))
        }
    }
}
