//! The organization, for its agents; its admins change it.

use super::{
    agent::{Admin, Agent},
    answer::Json,
    call::Call,
    changes,
};
use crate::{
    domain::{self, audit::Action, check::Checks},
    inbox,
    json::{self, Raw},
    platform::{Result, zone},
    protocol::{
        OrganizationId, Problem,
        organization::{ChangeOrganization, Organization},
    },
    store::{self, organizations::Stored},
};

pub async fn one(call: &Call, agent: Agent) -> Result<Json<Organization>> {
    Ok(Json(known(call, agent.organization()).await?.organization))
}

pub async fn storage(call: &Call, agent: Agent) -> Result<Json<Raw>> {
    let found = store::organizations::storage(&call.env, agent.organization()).await?;
    Ok(Json(json::raw(found.ok_or_else(|| Problem::not_found("organization"))?)?))
}

pub async fn change(call: &Call, Admin(admin): Admin, request: ChangeOrganization) -> Result<Json<Organization>> {
    let organization = admin.organization();
    for _ in 0..TRIES {
        let before = known(call, organization).await?;
        let changed = domain::organization::checked(changed(&before.organization, &request)?, &zone::is_known)?;
        if changed.settings.routing_rules != before.organization.settings.routing_rules {
            check_departments(call, &changed).await?;
        }
        if store::organizations::save(&call.env, admin.does(Action::OrganizationChanged), &before, &changed).await? {
            inbox::tell_of_changes(&call.env, organization).await;
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

/// A rule names a department of this organization.
async fn check_departments(call: &Call, changed: &Organization) -> Result<()> {
    let known = store::departments::list(&call.env, changed.id).await?;
    let mut checks = Checks::default();
    for (index, rule) in changed.settings.routing_rules.iter().enumerate() {
        if !known.iter().any(|department| department.id == rule.department_id) {
            let field = format!("routingRules[{index}].department_id");
            checks.wrong(&field, "unknown", "There is no such department.");
        }
    }
    Ok(checks.done()?)
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
