//! Where the runtime comes in: requests and the daily cron.

use worker::{Context, Env, Request, Response, Result, ScheduleContext, ScheduledEvent, event};

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
async fn fetch(request: Request, env: Env, _: Context) -> Result<Response> {
    http::answer(request, env).await
}

/// The runtime throws the result away, so a failure is logged here.
#[event(scheduled)]
async fn scheduled(_: ScheduledEvent, env: Env, _: ScheduleContext) {
    let now = clock::now();
    for done in [
        store::accounts::forget_ended_sessions(&env, now).await,
        store::sessions::forget_ended(&env, now).await,
        http::privacy::forget(&env, now).await,
        http::privacy::forget_unsent(&env, now).await,
    ] {
        if let Err(error) = done {
            log::fault(&format!("maintenance: {error}"));
        }
    }
}
