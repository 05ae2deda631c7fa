//! What the operator's own programs watch.

use std::{cell::Cell, time::Duration};

use futures::future::LocalBoxFuture;

use super::{
    answer::{Answer, Special},
    call::Call,
    health,
    operator::Operator,
};
use crate::{
    domain::metrics::{NAMES, NUMBER, OF_DATABASE, Values, exposition, wants_exposition},
    inbox::{self, commands::Inspect},
    json::{Fields, ToJson},
    platform::{
        Result, clock,
        json::Raw,
        log, object,
        turns::{together, within},
    },
    protocol::{
        OrganizationId, Problem,
        agent::{HealthStatus, InboxState},
    },
    store,
};

const PATIENCE: Duration = Duration::from_secs(3);
const MOST_INBOXES: u32 = 50;

/// Answers in a few seconds whatever does not work, and says what that is.
pub async fn metrics(call: &Call, _: Operator) -> Result<Special<Raw>> {
    let inboxes = call.params().number("inboxes")?.unwrap_or(0);
    if inboxes > MOST_INBOXES {
        return Err(Problem::field("inboxes", "invalid_value", "This is 0 to 50.").into());
    }
    let mut values: Values = [None; NUMBER];
    let database = known(within(PATIENCE, "metrics", store::metrics::figures(&call.env, clock::now())).await);
    if let Some(figures) = &database {
        values[..OF_DATABASE].copy_from_slice(figures);
        if inboxes > 0 {
            ask_inboxes(call, inboxes, &mut values[OF_DATABASE..]).await;
        }
    }
    let objects = known(within(PATIENCE, "objects", health::ping_object(call)).await).is_some();
    Ok(Special::new(shown(call, database.is_some(), objects, &values)))
}

fn known<T>(asked: Result<T>) -> Option<T> {
    asked.inspect_err(|error| log::fault(&format!("metrics: {error}"))).ok()
}

fn shown(call: &Call, database: bool, objects: bool, values: &Values) -> Answer {
    let version = env!("CARGO_PKG_VERSION");
    if wants_exposition(&call.header("accept").unwrap_or_default()) {
        let text = exposition(version, [("database", database), ("objects", objects)], values);
        return Answer::text(200, text).with("content-type", "text/plain; version=0.0.4; charset=utf-8");
    }
    let fields = values.each_ref().map(|value| value as &dyn ToJson);
    let names = &["version", "at", "database", "objects", "figures"];
    let (database, objects) = (status(database), status(objects));
    Answer::json(200, &Fields(names, &[&version, &clock::now(), &database, &objects, &Fields(&NAMES, &fields)]))
}

const fn status(is_well: bool) -> HealthStatus {
    if is_well { HealthStatus::Ok } else { HealthStatus::Failing }
}

/// The busiest ones, at the same time; in the order of the names, from those that are silent on.
async fn ask_inboxes(call: &Call, most: u32, values: &mut [Option<i64>]) {
    let busiest = known(within(PATIENCE, "metrics", store::metrics::busiest(&call.env, most)).await);
    let sums = Cell::new([0; 6]);
    let mut asked: Vec<LocalBoxFuture<'_, ()>> = Vec::new();
    for organization in busiest.unwrap_or_default() {
        let sums = &sums;
        asked.push(Box::pin(async move {
            let told = ask_inbox(call, organization).await;
            sums.set(plus(sums.get(), &told));
        }));
    }
    together(asked).await;
    for (value, sum) in values.iter_mut().zip(sums.get()) {
        *value = Some(sum);
    }
}

fn plus(mut sums: [i64; 6], told: &Result<InboxState>) -> [i64; 6] {
    let told = match told {
        Ok(state) => [0, state.agents, state.sockets, state.visitors, state.conversations_behind, state.entries_behind],
        Err(_) => [1, 0, 0, 0, 0, 0],
    };
    for (sum, more) in sums.iter_mut().zip(told) {
        *sum += i64::from(more);
    }
    sums
}

async fn ask_inbox(call: &Call, organization: OrganizationId) -> Result<InboxState> {
    let stub = inbox::of_organization(&call.env, organization)?;
    within(PATIENCE, "inbox", object::call(&stub, &Inspect { rebuild: false })).await
}
