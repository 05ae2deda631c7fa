//! Reports, for agents.

use super::{agent::Agent, answer::Json, call::Call};
use crate::{
    domain::widget_error::KEPT_DAYS,
    platform::{Result, clock, json::Raw},
    protocol::{Problem, agent::List},
    store,
};

const DAYS: u32 = 7;
const MOST: u32 = 500;

/// What went wrong with the organization's widgets in visitors' browsers and with the dashboard in agents', today and in the
/// days before.
pub async fn errors(call: &Call, agent: Agent) -> Result<Json<List<Raw>>> {
    let days = call.params().number("days")?.unwrap_or(DAYS);
    if !(1..=KEPT_DAYS).contains(&days) {
        return Err(Problem::field("days", "invalid_value", "This is 1 to 90.").into());
    }
    Ok(Json(store::widget_errors::list(&call.env, agent.organization(), clock::now(), days, MOST).await?.into()))
}
