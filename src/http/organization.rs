//! The organization, for its agents; its admins change it.

use super::{
    agent::{Admin, Agent},
    answer::Json,
    call::Call,
};
use crate::{
    domain,
    platform::Result,
    protocol::{
        OrganizationId, Problem,
        organization::{ChangeOrganization, Organization},
    },
    store,
};

pub async fn one(call: &Call, agent: Agent) -> Result<Json<Organization>> {
    Ok(Json(known(call, agent.organization()).await?))
}

pub async fn change(call: &Call, Admin(admin): Admin, request: ChangeOrganization) -> Result<Json<Organization>> {
    let organization = admin.organization();
    let changed = domain::organization::changed(known(call, organization).await?, request)?;
    store::organizations::save(&call.env, organization, &changed).await?;
    Ok(Json(changed))
}

async fn known(call: &Call, organization: OrganizationId) -> Result<Organization> {
    let known = store::organizations::get(&call.env, organization).await?;
    Ok(known.ok_or_else(|| Problem::not_found("organization"))?)
}
