//! Where the runtime comes in: requests, and the crons of every minute and every day.

use wasm_bindgen::{JsValue, prelude::wasm_bindgen};
use worker::{Context, Env, Request, Response, Result, ScheduleContext, ScheduledEvent, event};

use crate::{
    courier,
    domain::webhook::LOGGED,
    http, mailing,
    platform::{self, clock, log, postbox::Handed},
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

/// `worker`'s own macro lets the whole instance die of a mail that cannot be taken now; thrown, it is tried again, or its
/// sender hears of it.
#[wasm_bindgen(wasm_bindgen_futures = worker::wasm_bindgen_futures)]
pub async fn email(mail: Handed, env: Env, _context: JsValue) -> std::result::Result<JsValue, JsValue> {
    let taken = http::mail_answers::receive(&mail, &env).await;
    taken.map(|()| JsValue::UNDEFINED).map_err(|error| {
        log::fault(&format!("mail not taken: {error}"));
        js_sys::Error::new("try again later").into()
    })
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
