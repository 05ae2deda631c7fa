//! The platform's operator, by `OPERATOR_TOKEN`.

use super::{
    answer::{Done, Json},
    call::Call,
    limit::{self, Limit},
    messages::room_of,
    route::Asker,
};
use crate::{
    domain::secret,
    inbox,
    platform::{Result, object},
    protocol::{
        OrganizationId, Problem,
        agent::{InboxState, RoomState, SetPlan},
    },
    room, store,
};

pub struct Operator;

impl Asker for Operator {
    async fn of(call: &Call) -> Result<Self> {
        let given = call.header("authorization").unwrap_or_default();
        let given = given.strip_prefix("Bearer ").unwrap_or_default();
        if secret::is_same(given, &call.secret("OPERATOR_TOKEN", 32)?) {
            return Ok(Self);
        }
        limit::take(call, Limit::Auth, format!("operator {}", call.neighbours())).await?;
        Err(Problem::unauthorized("operator_token_required", "This needs the operator's token.").into())
    }
}

pub async fn set_plan(call: &Call, _: Operator, request: SetPlan) -> Result<Done> {
    store::accounts::set_plan(&call.env, known(call).await?, request.plan).await?;
    Ok(Done)
}

async fn known(call: &Call) -> Result<OrganizationId> {
    let organization = call.id()?;
    if store::accounts::exists(&call.env, organization).await? {
        return Ok(organization);
    }
    Err(Problem::not_found("organization").into())
}

/// How an organization's inbox is, and how far its archive is behind.
pub async fn inbox(call: &Call, _: Operator) -> Result<Json<InboxState>> {
    inspect_inbox(call, false).await
}

/// Makes the inbox's list anew from D1.
pub async fn rebuild_inbox(call: &Call, _: Operator) -> Result<Json<InboxState>> {
    inspect_inbox(call, true).await
}

async fn inspect_inbox(call: &Call, rebuild: bool) -> Result<Json<InboxState>> {
    let organization = known(call).await?;
    let stub = inbox::of_organization(&call.env, organization)?;
    Ok(Json(object::call(&stub, &inbox::commands::Inspect { rebuild }).await?))
}

/// What a room has done since it woke.
pub async fn room(call: &Call, _: Operator) -> Result<Json<RoomState>> {
    Ok(Json(object::call(&room_of(call, call.id()?)?, &room::commands::Inspect).await?))
}
