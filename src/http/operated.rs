//! Organizations, as the platform's operator sees and makes them.

use super::{
    answer::{Json, Made},
    auth::{account, default_plan},
    call::Call,
    invites, mails,
    operator::Operator,
};
use crate::{
    domain::{check::Checks, mail, secret},
    platform::{
        Result, clock,
        json::{self, Raw},
        random,
    },
    protocol::{
        OrganizationId, Problem,
        agent::List,
        limits::{NAME_CHARS, QUERY_CHARS},
        operator::{MadeOrganization, NewOrganization, OrganizationRef},
    },
    store::{
        self,
        operated::{Invite, PAGE},
    },
};

pub async fn list(call: &Call, _: Operator) -> Result<Json<List<Raw>>> {
    let params = call.params();
    let wanted = params.text("q").unwrap_or_default();
    if wanted.chars().count() > QUERY_CHARS {
        return Err(Problem::field("q", "too_long", "At most 200 characters, please.").into());
    }
    let unknown = |_| Problem::field("cursor", "invalid_cursor", "This is not a cursor of ours.");
    let before = params.text("cursor").map(str::parse::<OrganizationId>).transpose().map_err(unknown)?;
    let mut rows = store::operated::page(&call.env, wanted, before).await?;
    let has_more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let next_cursor = rows.last_mut().filter(|_| has_more).map(|row| row.text(1));
    let mut items = Vec::new();
    for mut row in rows {
        items.push(json::raw(row.text(0))?);
    }
    Ok(Json(List { items, next_cursor }))
}

/// Asked again before the owner has come, it is the same organization, with a new link to it.
pub async fn create(call: &Call, _: Operator, request: NewOrganization) -> Result<Made<Raw>> {
    let mut checks = Checks::default();
    let organization = checks.line("organization", &request.organization, NAME_CHARS);
    let name = checks.line("name", &request.name, NAME_CHARS);
    let email = checks.email("email", &request.email);
    checks.done()?;
    let (email, now, token) = (account(&email), clock::now(), secret::encode(&random::bytes::<32>()));
    let hash = secret::fingerprint(&token);
    let expires_at = now.plus(invites::LIFETIME);
    let invite = Invite { id: random::id(now), token_hash: &hash, email: &email, name: &name, now, expires_at };
    let known = store::operated::invited_again(&call.env, &organization, &invite).await?;
    let id = known.unwrap_or_else(|| random::id(now));
    if known.is_none() {
        let plan = request.plan.unwrap_or_else(|| default_plan(&call.env));
        let (key, identity_secret) = (secret::widget_key(&random::bytes()), secret::encode(&random::bytes::<32>()));
        let widget = (random::id(now), &*key, &*identity_secret);
        store::operated::make(&call.env, id, (&organization, plan), widget, &invite).await?;
    }
    let url = format!("{}/invite#{token}", call.origin);
    mails::post(call, id, mail::owner(&email, &url, &organization)).await?;
    let body = json::write_raw(&MadeOrganization { organization: OrganizationRef { id }, url });
    Ok(Made { is_new: known.is_none(), body })
}
