//! The platform's operator, by `OPERATOR_TOKEN`.

use axum::extract::FromRequestParts;
use http::{StatusCode, header, request::Parts};
use serde::Deserialize;

use super::{
    Site,
    body::{Body, Id},
};
use crate::{
    domain::secret,
    platform::{Error, Result},
    protocol::{OrganizationId, Problem, agent::Plan},
    store,
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
