//! Where the runtime comes in: requests and the daily cron.

use axum::{body::Body, http::Response};
use worker::{Context, Env, HttpRequest, Result, ScheduleContext, ScheduledEvent, event};

use crate::{
    http,
    platform::{clock, log},
    store,
};

#[event(start)]
fn start() {
    console_error_panic_hook::set_once();
}

#[event(fetch)]
async fn fetch(request: HttpRequest, env: Env, _: Context) -> Result<Response<Body>> {
    Ok(http::answer(request, env).await)
}

/// The runtime throws the result away, so a failure is logged here.
#[event(scheduled)]
async fn scheduled(_: ScheduledEvent, env: Env, _: ScheduleContext) {
    if let Err(error) = store::accounts::forget_ended_sessions(&env, clock::now()).await {
        log::fault(&format!("maintenance: {error}"));
    }
}
