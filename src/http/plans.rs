//! What each plan has.

use super::{agent::Agent, answer::Json, call::Call};
use crate::{
    domain::plan,
    platform::{
        Result,
        json::{self, Raw},
    },
    protocol::agent::List,
};

#[allow(clippy::unused_async)] // a handler
pub async fn list(_: &Call, _: Agent) -> Result<Json<Raw>> {
    Ok(Json(json::write_raw(&List::from(plan::table()))))
}
