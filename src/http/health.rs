//! Is everything there that a conversation needs?

use axum::response::IntoResponse;
use http::StatusCode;
use uuid::Uuid;

use super::{Site, body::Json};
use crate::{
    platform::{Result, log, object},
    protocol::agent::{Health, HealthStatus},
    room::{self, commands::Ping},
    store,
};

#[worker::send]
pub async fn check(site: Site) -> impl IntoResponse {
    let database = judge("database", store::ping(&site.env).await);
    let objects = judge("objects", ping_object(&site).await);
    let all_well = database == HealthStatus::Ok && objects == HealthStatus::Ok;
    let status = if all_well { HealthStatus::Ok } else { HealthStatus::Failing };
    let code = if all_well { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (code, Json(Health { status, database, objects, version: env!("CARGO_PKG_VERSION").into() }))
}

/// Any room will do; one that nobody has opened stores nothing.
async fn ping_object(site: &Site) -> Result<()> {
    object::call(&room::stub(&site.env, Uuid::nil().into())?, &Ping).await
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
