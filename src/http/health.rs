//! Is everything there that a conversation needs?

use uuid::Uuid;

use super::{
    answer::{Answer, Special},
    call::Call,
    route::Anyone,
};
use crate::{
    platform::{Result, log, object},
    protocol::agent::{Health, HealthStatus},
    room::{self, commands::Ping},
    store,
};

pub async fn check(call: &Call, _: Anyone) -> Result<Special<Health>> {
    let database = judge("database", store::ping(&call.env).await);
    let objects = judge("objects", ping_object(call).await);
    let all_well = database == HealthStatus::Ok && objects == HealthStatus::Ok;
    let status = if all_well { HealthStatus::Ok } else { HealthStatus::Failing };
    let code = if all_well { 200 } else { 503 };
    let health = Health { status, database, objects, version: env!("CARGO_PKG_VERSION").into() };
    Ok(Special::new(Answer::json(code, &health)))
}

/// Any room will do; one that nobody has opened stores nothing.
pub async fn ping_object(call: &Call) -> Result<()> {
    object::call(&room::stub(&call.env, Uuid::nil().into())?, &Ping).await
}

fn judge(what: &str, result: Result<()>) -> HealthStatus {
    match result {
        Ok(()) => HealthStatus::Ok,
        Err(error) => {
            log::fault(&format!("health: {what}: {error}"));
            HealthStatus::Failing
        }
    }
}
