//! What a site tells of its visitors, where the organization turned that on.

use crate::{
    domain::{check::Checks, privacy::may_keep},
    http::{answer::Done, call::Call, visitor::Visitor},
    platform::{Result, clock, random},
    protocol::{
        Problem, Timestamp,
        limits::{EVENTS, NAME_CHARS},
        span::DAY,
        visitor::{Event, TrackRequest, TrackedEvent},
    },
    store,
};

use super::{identity::ended, session::plain};

const MOST_DATA: usize = 2 * 1024;

/// Kept only where tracking is on, and as far as the visitor wants it; the answer is the same.
pub async fn track(call: &Call, Visitor(session): Visitor, request: TrackRequest) -> Result<Done> {
    let events = check(request, clock::now())?;
    let found = store::sessions::with_widget(&call.env, session.organization, &session, clock::now()).await?;
    let (known, standing) = found.ok_or_else(|| Problem::not_found("widget"))?;
    let (settings, consented) = (known.organization_settings, standing.ok_or_else(ended)?.consented);
    if !settings.tracking || events.is_empty() {
        return Ok(Done);
    }
    if may_keep(&settings, consented, call.asks_for_privacy()).trail {
        store::sessions::track(&call.env, session.organization, &session, &events).await?;
    }
    Ok(Done)
}

fn check(request: TrackRequest, now: Timestamp) -> Result<Vec<Event>, Problem> {
    let mut checks = Checks::default();
    if request.events.len() > EVENTS {
        checks.wrong("events", "too_many", "At most 50 events at once, please.");
    }
    let events = request.events.into_iter().take(EVENTS).enumerate();
    let events = events.map(|(n, event)| check_event(&mut checks, &format!("events[{n}]"), event, now)).collect();
    checks.done()?;
    Ok(events)
}

fn check_event(checks: &mut Checks, field: &str, event: TrackedEvent, now: Timestamp) -> Event {
    let TrackedEvent { name, url, title, data, at } = event;
    if data.as_ref().is_some_and(|data| data.get().len() > MOST_DATA) {
        checks.wrong(&format!("{field}.data"), "too_long", "At most 2 KiB, please.");
    }
    if data.as_ref().is_some_and(|data| !data.get().starts_with('{')) {
        checks.wrong(&format!("{field}.data"), "invalid_value", "This is an object.");
    }
    let at = at.filter(|at| *at <= now && now.since(*at) < DAY).unwrap_or(now);
    Event {
        id: random::id(now),
        name: checks.line(&format!("{field}.name"), &name, NAME_CHARS),
        url: url.map(|url| plain(&url)),
        title: title.map(|title| plain(&title)),
        data,
        at: at.millis(),
    }
}
