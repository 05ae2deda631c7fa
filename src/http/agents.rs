//! The organization's agents.

use super::{agent::Agent, answer::Json, call::Call};
use crate::{
    inbox::{self, commands::Roll},
    platform::{Result, object},
    protocol::{
        agent::{AgentInfo, Colleague, List},
        frames::Availability,
    },
    store,
};

/// When the inbox cannot say who is there, that is left open.
pub async fn list(call: &Call, agent: Agent) -> Result<Json<List<Colleague>>> {
    let stub = inbox::of_organization(&call.env, agent.organization())?;
    let roll = object::call(&stub, &Roll).await.ok();
    let colleague = |agent: AgentInfo| Colleague {
        active: true,
        online: roll.as_ref().map(|roll| roll.here.contains(&agent.id)),
        availability: roll.as_ref().map(|roll| match roll.away.contains(&agent.id) {
            true => Availability::Away,
            false => Availability::Available,
        }),
        agent,
    };
    let agents = store::accounts::all(&call.env, agent.organization()).await?;
    Ok(Json(agents.into_iter().map(colleague).collect::<Vec<_>>().into()))
}
