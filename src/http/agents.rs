//! The organization's agents: what they may do, and that they leave.

use super::{
    agent::{Admin, Agent},
    answer::{Done, Json},
    call::Call,
    choices::{self, Refusals},
};
use crate::{
    domain::{
        audit::{Action, Kind},
        member::{Standing, last_owner, may_become},
    },
    inbox::{self, commands::Leave},
    platform::{Result, json::Raw},
    protocol::{AgentId, Problem, account::ChangeAgent, agent::List},
    store::{self, audit},
};

/// What was allowed a moment ago is not any more.
const REFUSALS: Refusals = Refusals { nothing: last_owner, refused: last_owner };

pub async fn list(call: &Call, agent: Agent) -> Result<Json<List<Raw>>> {
    let organization = agent.organization();
    let inactive = call.params().choice("inactive", &["0", "1"])?.is_some_and(|value| value == "1");
    let roll = choices::roll(call, organization).await?;
    let db = store::database(&call.env, organization)?;
    choices::all(store::members::all(&db, organization, roll.as_deref(), inactive)).await
}

pub async fn change(call: &Call, Admin(admin): Admin, request: ChangeAgent) -> Result<Json<Raw>> {
    Ok(Json(become_of(call, &admin, call.id()?, request).await?))
}

/// They do not answer here any more; what they said stays.
pub async fn remove(call: &Call, Admin(admin): Admin) -> Result<Done> {
    let change = ChangeAgent { active: Some(false), role: None };
    become_of(call, &admin, call.id()?, change).await.map(|_| Done)
}

async fn become_of(call: &Call, admin: &Agent, id: AgentId, request: ChangeAgent) -> Result<Raw> {
    let organization = admin.organization();
    let known = store::members::standing(&call.env, organization, id).await?;
    let (is, owners) = known.ok_or_else(|| Problem::not_found("agent"))?;
    let becomes = Standing { role: request.role.unwrap_or(is.role), active: request.active.unwrap_or(is.active) };
    may_become(admin.0.agent.role, is, becomes, owners)?;
    let roll = choices::roll(call, organization).await?;
    let db = store::database(&call.env, organization)?;
    let changed = store::members::changed(&db, organization, id, admin.id(), becomes, roll.as_deref());
    let changed = audit::around(&db, admin.does(Action::AgentChanged), (Kind::Agent, id.0), audit::AGENT, changed);
    let written = choices::written(&db, changed, &REFUSALS).await?;
    if !becomes.active {
        inbox::leave(&call.env, organization, &Leave { agent: id, for_good: true }).await?;
        inbox::tell_of_changes(&call.env, organization).await;
    }
    Ok(written)
}
