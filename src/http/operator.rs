//! The platform's operator, by `OPERATOR_TOKEN`.

use axum::extract::FromRequestParts;
use http::{StatusCode, header, request::Parts};
use serde::Deserialize;

use super::{
    Site,
    body::{Body, Id, Json},
    messages::room_of,
};
use crate::{
    domain::secret,
    inbox,
    platform::{Error, Result, object},
    protocol::{
        ConversationId, OrganizationId, Problem,
        agent::{InboxState, Plan, RoomState},
    },
    room, store,
};

pub struct Operator;

impl<S: Sync> FromRequestParts<S> for Operator {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        let site = Site::from_request_parts(parts, state).await?;
        let given = parts.headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        let given = given.and_then(|value| value.strip_prefix("Bearer ")).unwrap_or_default();
        // Fingerprints, so that the time of the comparison tells nothing of the token.
        if secret::fingerprint(given) == secret::fingerprint(&site.secret("OPERATOR_TOKEN")?) {
            return Ok(Self);
        }
        Err(Problem::unauthorized("operator_token_required", "This needs the operator's token.").into())
    }
}

#[derive(Deserialize)]
pub struct SetPlan {
    plan: Plan,
}

#[worker::send]
pub async fn set_plan(
    _: Operator,
    site: Site,
    Id(organization): Id<OrganizationId>,
    Body(request): Body<SetPlan>,
) -> Result<StatusCode> {
    if store::accounts::set_plan(&site.env, organization, request.plan).await? {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(Problem::not_found("organization").into())
    }
}

/// How an organization's inbox is, and how far its archive is behind.
#[worker::send]
pub async fn inbox(_: Operator, site: Site, Id(organization): Id<OrganizationId>) -> Result<Json<InboxState>> {
    inspect_inbox(&site, organization, false).await
}

/// Makes the inbox's list anew from D1.
#[worker::send]
pub async fn rebuild_inbox(_: Operator, site: Site, Id(organization): Id<OrganizationId>) -> Result<Json<InboxState>> {
    inspect_inbox(&site, organization, true).await
}

async fn inspect_inbox(site: &Site, organization: OrganizationId, rebuild: bool) -> Result<Json<InboxState>> {
    if !store::accounts::exists(&site.env, organization).await? {
        return Err(Problem::not_found("organization").into());
    }
    let stub = inbox::of_organization(&site.env, organization)?;
    Ok(Json(object::call(&stub, &inbox::commands::Inspect { rebuild }).await?))
}

/// What a room has done since it woke.
#[worker::send]
pub async fn room(_: Operator, site: Site, Id(conversation): Id<ConversationId>) -> Result<Json<RoomState>> {
    Ok(Json(object::call(&room_of(&site, conversation)?, &room::commands::Inspect).await?))
}
