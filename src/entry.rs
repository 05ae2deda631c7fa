//! Where the runtime comes in: requests, and the crons of every minute and every day.

use worker::{Context, Env, Request, Response, Result, ScheduleContext, ScheduledEvent, event};

use crate::{
    http,
    platform::{self, clock, log},
    store,
};

#[event(start)]
fn start() {
    console_error_panic_hook::set_once();
}

#[event(fetch)]
async fn fetch(request: Request, env: Env, context: Context) -> Result<Response> {
    http::answer(request, env, context).await
}

/// The cron that comes every minute; the other one comes once a day.
const EVERY_MINUTE: &str = "* * * * *";

/// The runtime throws the result away, so a failure is logged here.
#[event(scheduled)]
async fn scheduled(event: ScheduledEvent, env: Env, _: ScheduleContext) {
    noted(http::mails::send_due(&env).await);
    if event.cron() != EVERY_MINUTE {
        maintain(&env).await;
    }
}

async fn maintain(env: &Env) {
    let now = clock::now();
    for done in [
        store::logins::forget_ended(env, now).await,
        store::sessions::forget_ended(env, now).await,
        store::invites::forget_ended(env, now).await,
        store::mails::forget_old(env, now).await,
        http::privacy::forget(env, now).await,
        http::privacy::forget_unsent(env, now).await,
    ] {
        noted(done);
    }
}

fn noted(done: platform::Result<()>) {
    if let Err(error) = done {
        log::fault(&format!("maintenance: {error}"));
    }
}
