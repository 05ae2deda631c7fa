//! The organization's agents.

use super::{agent::Agent, answer::Json, call::Call, choices};
use crate::{
    platform::{Result, json::Raw},
    protocol::agent::List,
    store,
};

pub async fn list(call: &Call, agent: Agent) -> Result<Json<List<Raw>>> {
    let organization = agent.organization();
    let roll = choices::roll(call, organization).await?;
    let db = store::database(&call.env, organization)?;
    choices::all(store::accounts::colleagues(&db, organization, roll.as_deref())).await
}
