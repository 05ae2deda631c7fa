//! What each plan has.

use super::{agent::Agent, answer::Json, call::Call};
use crate::{
    domain::plan,
    platform::Result,
    protocol::{agent::List, plan::PlanFeatures},
};

#[allow(clippy::unused_async)] // a handler
pub async fn list(_: &Call, _: Agent) -> Result<Json<List<PlanFeatures>>> {
    Ok(Json(plan::table().into()))
}
