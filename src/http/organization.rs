//! The organization, for its agents; its admins change it.

use super::{
    agent::{Admin, Agent},
    answer::Json,
    call::Call,
    changes,
};
use crate::{
    domain,
    platform::Result,
    protocol::{
        OrganizationId, Problem,
        organization::{ChangeOrganization, Organization},
    },
    store::{self, organizations::Stored},
};

pub async fn one(call: &Call, agent: Agent) -> Result<Json<Organization>> {
    Ok(Json(known(call, agent.organization()).await?.organization))
}

pub async fn change(call: &Call, Admin(admin): Admin, request: ChangeOrganization) -> Result<Json<Organization>> {
    let organization = admin.organization();
    for _ in 0..TRIES {
        let before = known(call, organization).await?;
        let changed = domain::organization::checked(changed(&before.organization, &request)?)?;
        if store::organizations::save(&call.env, organization, &before, &changed).await? {
            return Ok(Json(changed));
        }
    }
    Err(too_many_at_once().into())
}

fn changed(organization: &Organization, changes: &ChangeOrganization) -> Result<Organization> {
    let settings = changes::lay_over(&organization.settings, changes)?;
    let name = changes::one(changes, "name")?.unwrap_or_else(|| organization.name.clone());
    Ok(Organization { name, settings, ..organization.clone() })
}

/// Somebody else may have changed something in between: their change and this one shall both be there.
pub const TRIES: u32 = 5;

pub fn too_many_at_once() -> Problem {
    Problem::new(409, "changed_meanwhile", "Somebody else is changing this too. Please try again.")
}

async fn known(call: &Call, organization: OrganizationId) -> Result<Stored> {
    let known = store::organizations::get(&call.env, organization).await?;
    Ok(known.ok_or_else(|| Problem::not_found("organization"))?)
}
