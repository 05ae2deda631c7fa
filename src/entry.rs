//! Where the runtime comes in: requests and the daily cron.

use worker::{Context, Env, Request, Response, Result, ScheduleContext, ScheduledEvent, event};

use crate::{
    courier,
    domain::webhook::LOGGED,
    http,
    platform::{self, clock, log},
    store,
};

/// When there is work of the day; else only what must not wait until then.
const NIGHTLY: &str = "17 3 * * *";

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
async fn scheduled(event: ScheduledEvent, env: Env, _: ScheduleContext) {
    let now = clock::now();
    unless_done(courier::wake_late(&env, now).await);
    if event.cron() != NIGHTLY {
        return;
    }
    for done in [
        store::deliveries::forget_before(&env, now.plus(-LOGGED)).await,
        store::accounts::forget_ended_sessions(&env, now).await,
        store::sessions::forget_ended(&env, now).await,
        http::privacy::forget(&env, now).await,
        http::privacy::forget_unsent(&env, now).await,
    ] {
        unless_done(done);
    }
}

fn unless_done(done: platform::Result<()>) {
    if let Err(error) = done {
        log::fault(&format!("maintenance: {error}"));
    }
}
