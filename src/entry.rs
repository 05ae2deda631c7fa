//! Where the runtime comes in: requests, and the crons of every minute and every day.

use worker::{Context, Env, Request, Response, Result, ScheduleContext, ScheduledEvent, event};

use crate::{
    courier,
    domain::webhook::LOGGED,
    http, mailing,
    platform::{self, clock, log},
    protocol::Timestamp,
    store,
};

/// When there is work of the day; else only what must not wait until then.
const NIGHTLY: &str = "17 3 * * *";

#[event(start)]
fn start() {
    std::panic::set_hook(Box::new(log::panic));
}

#[event(fetch)]
async fn fetch(request: Request, env: Env, context: Context) -> Result<Response> {
    http::answer(request, env, context).await
}

/// The runtime throws the result away, so a failure is logged here.
#[event(scheduled)]
async fn scheduled(event: ScheduledEvent, env: Env, _: ScheduleContext) {
    let now = clock::now();
    noted(mailing::send_due(&env).await);
    noted(courier::wake_late(&env, now).await);
    noted(http::reports::adding_up::run(&env, now).await);
    noted(http::notifications::mail_waiting(&env, now).await);
    if event.cron() == NIGHTLY {
        maintain(&env, now).await;
    }
}

async fn maintain(env: &Env, now: Timestamp) {
    for done in [
        store::logins::forget_ended(env, now).await,
        store::sessions::forget_ended(env, now).await,
        store::invites::forget_ended(env, now).await,
        store::mails::forget_old(env, now).await,
        store::deliveries::forget_before(env, now.plus(-LOGGED)).await,
        http::privacy::forget(env, now).await,
        http::privacy::forget_unsent(env, now).await,
        http::privacy::forget_removed(env, now).await,
    ] {
        noted(done);
    }
}

fn noted(done: platform::Result<()>) {
    if let Err(error) = done {
        log::fault(&format!("maintenance: {error}"));
    }
}
