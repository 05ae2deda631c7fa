//! The visitor who is asking: out of a signed token in `Authorization`, in the body, or among a socket's subprotocols.

use super::{
    call::Call,
    limit::{self, Limit},
    route::Asker,
};
use crate::{
    domain::{
        customer, origin,
        token::{self, Invalid, Session},
    },
    json::FromJson,
    platform::{Error, Result, clock},
    protocol::{
        Problem,
        message::{PartyKind, Sender},
        problem::DOMAIN_NOT_ALLOWED,
    },
    room::commands::Viewer,
    store,
};

/// A visitor with a valid session.
#[derive(Clone, Copy, Debug)]
pub struct Visitor(pub Session);

impl Visitor {
    /// As a room knows them. `name`: what they are called, if that is known here.
    pub fn viewer(&self, name: Option<&str>) -> Viewer {
        let customer = self.0.customer;
        let name = customer::display_name(customer, name);
        let sender = Sender { kind: PartyKind::Visitor, id: customer.to_string(), name, avatar_url: None };
        Viewer { organization_id: self.0.organization, sender, session: Some(self.0.id), previews: false }
    }
}

impl Asker for Visitor {
    async fn of(call: &Call) -> Result<Self> {
        let in_headers = bearer(call).or_else(|| subprotocol(call));
        let token = match in_headers {
            Some(token) => Some(token),
            None if call.is_write() && !call.is_form() => in_body(call).await?,
            None => None,
        };
        verify(call, token.as_deref()).await
    }
}

#[derive(Default, FromJson)]
#[cfg_attr(test, derive(serde::Deserialize))]
#[serde(rename_all = "camelCase")]
struct WithToken {
    session_token: Option<String>,
}

/// The token, if the body has one. What else is wrong with the body is for the handler to say.
async fn in_body(call: &Call) -> Result<Option<String>> {
    match call.body::<WithToken>().await {
        Ok(body) => Ok(body.session_token),
        Err(Error::Problem(problem)) if matches!(problem.status, 400 | 422) => Ok(None),
        Err(error) => Err(error),
    }
}

fn bearer(call: &Call) -> Option<String> {
    let value = call.header("authorization")?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim().to_owned())
}

/// Browsers cannot give a socket headers, so the token comes as a subprotocol: never in the URL.
fn subprotocol(call: &Call) -> Option<String> {
    let offered = call.header("sec-websocket-protocol")?;
    offered.split(',').map(str::trim).find(|name| name.starts_with("st_")).map(str::to_owned)
}

async fn verify(call: &Call, token: Option<&str>) -> Result<Visitor> {
    let missing = || Problem::unauthorized("session_required", "Start a session first: POST /api/widget/init.");
    let token = token.ok_or_else(missing)?;
    let session = token::verify(token, &call.session_key()?, clock::now()).map_err(|invalid| match invalid {
        Invalid::Forged => Problem::unauthorized("invalid_session", "This session is not valid."),
        Invalid::Expired => Problem::unauthorized("session_expired", "This session has ended. Start a new one."),
    })?;
    call.organization.set(Some(session.organization));
    limit::take(call, Limit::Visitor, session.customer.to_string()).await?;
    check_origin(call, &session).await?;
    Ok(Visitor(session))
}

/// Calls from our own frame, which only allowed pages can embed, need no look at the list.
async fn check_origin(call: &Call, session: &Session) -> Result<()> {
    let Some(from) = call.from().filter(|from| *from != call.origin) else { return Ok(()) };
    let known = store::widgets::by_id(&call.env, session.organization, session.widget).await?;
    let list = known.ok_or_else(domain_not_allowed)?.widget.settings.allowed_domains;
    if origin::allowed(&list, &call.origin, Some(&from)) { Ok(()) } else { Err(domain_not_allowed().into()) }
}

pub fn domain_not_allowed() -> Problem {
    Problem::forbidden(DOMAIN_NOT_ALLOWED, "This widget is not allowed on this site.")
}
