//! Days are added up once what belongs to them is known, and again when it changes. Nothing depends on when: until it was
//! done, reports count these days themselves.

use std::fmt::Write;

use worker::Env;

use super::asked::zone_of;
use crate::{
    domain::report::{
        days::{date, day_at, spans, written},
        figures::Counters,
        open::open_between,
        reply_time::reply_time,
    },
    platform::{Result, zone},
    protocol::{OrganizationId, Timestamp, hours::BusinessHours, span::DAY},
    store::{
        self,
        reports::{Clocks, Unreckoned},
    },
};

/// Quarters of an hour that one run looks at.
const SLOTS: u32 = 2_000;
/// Days that one run adds up.
const DAYS: usize = 60;
/// Of one day, at once.
const ANSWERS: u32 = 2_000;
const MONTH: i64 = 30;

/// Adds up what is due. When it ends half way, the next run goes on.
pub async fn run(env: &Env, now: Timestamp) -> Result<()> {
    let mut due = store::reports::due(env, now, SLOTS).await?;
    let mut left = DAYS;
    while let Some((organization, _)) = due.first().copied().filter(|_| left > 0) {
        let slots = due.iter().filter(|(of, _)| *of == organization).map(|(_, slot)| *slot);
        left = of_organization(env, organization, slots.collect(), left, now).await?;
        due.retain(|(of, _)| *of != organization);
    }
    Ok(())
}

/// Says how many more days there may be.
async fn of_organization(
    env: &Env,
    organization: OrganizationId,
    slots: Vec<Timestamp>,
    mut left: usize,
    now: Timestamp,
) -> Result<usize> {
    let clocks = store::reports::clocks(env, organization).await?;
    let zone = zone_of(&clocks)?;
    let mut days = Vec::new();
    for slot in slots {
        let day = day_at(&zone, slot);
        if days.contains(&day) || left == 0 {
            continue;
        }
        days.push(day);
        left -= 1;
        let spans = spans(&zone, [day]);
        reckon(env, organization, &clocks, &written(&spans)).await?;
        store::reports::add_up(env, organization, &spans, now).await?;
    }
    Ok(left)
}

/// Finds out how much of the time until first answers was within business hours, where that is not known yet.
pub async fn reckon(env: &Env, organization: OrganizationId, clocks: &Clocks, spans: &str) -> Result<()> {
    let unreckoned = store::reports::unreckoned(env, organization, spans, ANSWERS).await?;
    if unreckoned.is_empty() {
        return Ok(());
    }
    let mut waits = String::from("[");
    for answer in unreckoned {
        let (created, id) = &answer.conversation;
        let comma = if waits.len() == 1 { "" } else { "," };
        // Ids of ours have nothing that would have to be escaped, and writing into a text cannot fail.
        let _ = write!(waits, "{comma}[{},\"{id}\",{}]", created.millis(), open_wait(clocks, &answer));
    }
    waits.push(']');
    store::reports::reckoned(env, organization, &waits).await
}

/// By the hours of its department, or else of its widget; where there are none, all of it counts.
fn open_wait(clocks: &Clocks, answer: &Unreckoned) -> i64 {
    let (from, to) = (answer.asked_at, answer.answered_at);
    let hours = hours_of(clocks, answer.department).or_else(|| hours_of(clocks, answer.widget));
    let timezone = |hours: &BusinessHours| {
        let is_named = !hours.timezone.is_empty();
        zone::of(if is_named { &hours.timezone } else { &clocks.timezone })
    };
    match hours.and_then(|hours| Some((hours, timezone(hours)?))) {
        Some((hours, zone)) => open_between(hours, &zone, from, to),
        None => to.since(from),
    }
}

fn hours_of(clocks: &Clocks, id: Option<uuid::Uuid>) -> Option<&BusinessHours> {
    let (_, hours) = clocks.hours.iter().find(|(known, _)| Some(*known) == id)?;
    hours.as_ref()
}

/// The first day that counts for what visitors are told.
pub fn lately(now: Timestamp) -> String {
    date(now.millis().div_euclid(DAY) - MONTH)
}

/// What visitors are told, of the days since then that were added up.
pub fn told_reply_time(lately: &Counters) -> Option<u32> {
    let times = lately.figures(false).first_response;
    reply_time(times.count, times.median)
}
