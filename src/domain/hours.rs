//! Business hours: open or not, and when next. Local times become moments through the time zone alone.
//!
//! A local time is the first moment at which the clock there shows it or a later one. So what starts in the hour that
//! spring skips starts after it, and what starts or ends in the hour that autumn repeats does so the first time.
//! Inside, everything is counted in whole minutes: since 1970 in UTC (`now`, `moment`), or as the local clock shows
//! them (`clock`, `from`, `to`).

use super::check::Checks;
use crate::protocol::{
    Timestamp,
    calendar::{days_in, days_since_1970},
    hours::{BusinessHours, Days, Range},
    limits::{HOLIDAYS, RANGES},
    span::MINUTE,
};

/// What a time zone must know. It changes its offset at most once in two days.
pub trait Zone {
    /// How far its clocks are ahead of UTC.
    fn offset_minutes(&self, at: Timestamp) -> i32;
}

/// In minutes, as everything below.
pub(super) const DAY: i64 = 24 * 60;
/// How far we look for the next opening.
const DAYS_AHEAD: i64 = 60;

/// The longest name there is has half of that.
const ZONE_CHARS: usize = 64;

#[must_use]
pub fn is_open(hours: &BusinessHours, zone: &impl Zone, now: Timestamp) -> bool {
    is_within(hours, clock(zone, minute(now)))
}

/// The next moment they open; `None` when they are open, or will not be within 60 days.
#[must_use]
pub fn opens_at(hours: &BusinessHours, zone: &impl Zone, now: Timestamp) -> Option<Timestamp> {
    let now = minute(now);
    let clock = clock(zone, now);
    if is_within(hours, clock) {
        return None;
    }
    let first_of = |day| {
        let later = starting_on(hours, day).filter(|(from, _)| *from > clock);
        later.filter_map(|(from, to)| opening(zone, from, to)).min()
    };
    let today = clock.div_euclid(DAY);
    let moment = (today..=today + DAYS_AHEAD + 1).find_map(first_of)?;
    (moment <= now + DAYS_AHEAD * DAY).then(|| timestamp(moment))
}

fn is_within(hours: &BusinessHours, clock: i64) -> bool {
    let today = clock.div_euclid(DAY);
    let mut ranges = starting_on(hours, today - 1).chain(starting_on(hours, today));
    ranges.any(|(from, to)| (from..to).contains(&clock))
}

/// The ranges that start on this day (counted since 1970), by the local clock. What cannot be read is closed.
pub(super) fn starting_on(hours: &BusinessHours, day: i64) -> impl Iterator<Item = (i64, i64)> {
    let (_, ranges) = hours.days.week()[(day + 3).rem_euclid(7) as usize];
    let is_off = !ranges.is_empty() && hours.holidays.iter().any(|holiday| date(holiday) == Some(day));
    let ranges = if is_off { &[] } else { ranges };
    ranges.iter().filter_map(span).map(move |(from, to)| (day * DAY + from, day * DAY + to))
}

/// When this range starts, unless the clock skips the whole of it.
fn opening(zone: &impl Zone, from: i64, to: i64) -> Option<i64> {
    let moment = first_moment(zone, from);
    (moment + offset(zone, moment) < to).then_some(moment)
}

/// The latest that the local clock has shown until now: when it is put back, it waits until it has caught up.
pub(super) fn clock(zone: &impl Zone, now: i64) -> i64 {
    let (before, after) = (offset(zone, now - DAY), offset(zone, now));
    let back = before - after;
    if back > 0 && offset(zone, now - back) == before {
        return change(zone, now - back, now) - 1 + before;
    }
    now + after
}

/// The first moment at which the local clock shows this or a later time.
pub(super) fn first_moment(zone: &impl Zone, clock: i64) -> i64 {
    let (before, after) = (offset(zone, clock - DAY), offset(zone, clock + DAY));
    let (early, late) = (clock - before, clock - after);
    if before == after || offset(zone, early) == before {
        early
    } else if offset(zone, late) == after {
        late
    } else {
        change(zone, late, early)
    }
}

/// The minute in which the offset is no longer what it was at `before`, and is what it is at `after`.
pub(super) fn change(zone: &impl Zone, mut before: i64, mut after: i64) -> i64 {
    let was = offset(zone, before);
    while after - before > 1 {
        let middle = i64::midpoint(before, after);
        if offset(zone, middle) == was {
            before = middle;
        } else {
            after = middle;
        }
    }
    after
}

pub(super) fn offset(zone: &impl Zone, moment: i64) -> i64 {
    zone.offset_minutes(timestamp(moment)).into()
}

pub(super) const fn minute(at: Timestamp) -> i64 {
    at.millis().div_euclid(MINUTE)
}

pub(super) const fn timestamp(moment: i64) -> Timestamp {
    Timestamp::from_millis(moment.saturating_mul(MINUTE))
}

/// A name that is not too long to be asked for.
pub(super) fn is_zone_name(name: &str, is_zone: impl FnOnce(&str) -> bool) -> bool {
    !name.is_empty() && name.len() <= ZONE_CHARS && is_zone(name)
}

/// What an admin wants to keep; `is_zone` says whether the runtime knows a time zone of this name.
pub fn check(hours: &BusinessHours, is_zone: impl FnOnce(&str) -> bool, checks: &mut Checks) {
    let zone = checks.required("businessHours.timezone", &hours.timezone);
    if !zone.is_empty() && !is_zone_name(zone, is_zone) {
        checks.wrong("businessHours.timezone", "unknown_timezone", "Use a name such as Europe/Berlin.");
    }
    check_week(&hours.days, checks);
    check_holidays(&hours.holidays, checks);
}

fn check_week(days: &Days, checks: &mut Checks) {
    let last_night = days.sun.iter().filter_map(span).map(|(_, to)| to - DAY).max();
    let mut busy_until = last_night.unwrap_or_default();
    for (name, ranges) in days.week() {
        let field = format!("businessHours.days.{name}");
        if ranges.len() > RANGES {
            checks.wrong(&field, "too_many", &format!("At most {RANGES} ranges a day, please."));
        } else {
            busy_until = check_day(&field, ranges, busy_until, checks);
        }
        busy_until -= DAY;
    }
}

/// Says until when the last range goes.
fn check_day(field: &str, ranges: &[Range], mut busy_until: i64, checks: &mut Checks) -> i64 {
    for (place, range) in ranges.iter().enumerate() {
        let field = format!("{field}[{place}]");
        let Some((from, to)) = span(range) else {
            checks.wrong(&field, "invalid_time", "Write times as HH:MM, from 00:00 on; only the end may be 24:00.");
            continue;
        };
        if from < busy_until {
            checks.wrong(&field, "overlap", "This must start after what is before it has ended.");
        }
        busy_until = busy_until.max(to);
    }
    busy_until
}

fn check_holidays(holidays: &[String], checks: &mut Checks) {
    if holidays.len() > HOLIDAYS {
        let detail = format!("At most {HOLIDAYS} holidays, please.");
        return checks.wrong("businessHours.holidays", "too_many", &detail);
    }
    for (place, _) in holidays.iter().enumerate().filter(|(_, holiday)| date(holiday).is_none()) {
        let field = format!("businessHours.holidays[{place}]");
        checks.wrong(&field, "invalid_date", "Write a date as YYYY-MM-DD, such as 2026-12-25.");
    }
}

/// From and to in minutes of the day it starts on.
fn span([from, to]: &Range) -> Option<(i64, i64)> {
    let (from, to) = (time(from)?, time(to)?);
    let to = if to > from { to } else { to + DAY };
    (from < DAY).then_some((from, to))
}

/// `00:00` to `24:00`, in minutes.
fn time(text: &str) -> Option<i64> {
    let (hours, minutes) = text.split_once(':')?;
    let (hours, minutes) = (number(hours, 2)?, number(minutes, 2)?);
    let time = hours * 60 + minutes;
    (minutes < 60 && time <= DAY).then_some(time)
}

/// The days since 1970 of `YYYY-MM-DD`.
pub(super) fn date(text: &str) -> Option<i64> {
    let (year, rest) = text.split_once('-')?;
    let (month, day) = rest.split_once('-')?;
    let (year, month, day) = (number(year, 4)?, number(month, 2)?, number(day, 2)?);
    (1..=days_in(year, month)).contains(&day).then(|| days_since_1970(year, month, day))
}

fn number(text: &str, digits: usize) -> Option<i64> {
    let is_number = text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.bytes().fold(0, |number, digit| number * 10 + i64::from(digit - b'0')))
}

#[cfg(test)]
#[path = "hours_tests.rs"]
mod tests;

#[cfg(test)]
#[path = "hours_check_tests.rs"]
mod check_tests;

#[cfg(test)]
#[path = "hours_oracle.rs"]
mod oracle;
