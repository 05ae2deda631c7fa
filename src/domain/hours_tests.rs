use std::cell::Cell;

use chrono::{DateTime, Offset, TimeZone};
use chrono_tz::Tz;

use super::*;

impl Zone for Tz {
    fn offset_minutes(&self, at: Timestamp) -> i32 {
        let moment = DateTime::from_timestamp_millis(at.millis()).unwrap_or_default();
        self.offset_from_utc_datetime(&moment.naive_utc()).fix().local_minus_utc() / 60
    }
}

/// Counts how often it is asked.
struct Counted(Tz, Cell<u32>);

impl Zone for Counted {
    fn offset_minutes(&self, at: Timestamp) -> i32 {
        self.1.set(self.1.get() + 1);
        self.0.offset_minutes(at)
    }
}

fn at(text: &str) -> Timestamp {
    format!("{}:00{}", &text[..16], &text[16..]).parse().unwrap()
}

pub(super) fn hours(days: &serde_json::Value, holidays: &[&str]) -> BusinessHours {
    serde_json::from_value(serde_json::json!({"timezone": "Europe/Berlin", "days": days, "holidays": holidays}))
        .unwrap()
}

/// The same ranges every day.
pub(super) fn daily(ranges: &[[&str; 2]], holidays: &[&str]) -> BusinessHours {
    let names = Days::default().week().map(|(name, _)| name.to_owned());
    let days: serde_json::Map<_, _> = names.into_iter().map(|name| (name, serde_json::json!(ranges))).collect();
    hours(&days.into(), holidays)
}

pub(super) fn office() -> BusinessHours {
    let day = [["09:00", "12:00"], ["13:00", "17:00"]];
    hours(&serde_json::json!({"mon": day, "tue": day, "wed": day, "thu": day, "fri": [["09:00", "15:00"]]}), &[])
}

/// What they see who come at a moment: open, or the next opening, or neither.
#[track_caller]
fn assert_seen(hours: &BusinessHours, zone: Tz, table: &[(&str, &str)]) {
    for (now, expected) in table {
        let seen = match (is_open(hours, &zone, at(now)), opens_at(hours, &zone, at(now))) {
            (true, None) => "open".into(),
            (false, None) => "closed".into(),
            (false, Some(moment)) => moment.to_string(),
            (true, Some(moment)) => panic!("open at {now}, and opens at {moment}"),
        };
        let expected = if expected.len() < 16 { (*expected).into() } else { at(expected).to_string() };
        assert_eq!(seen, expected, "at {now}");
    }
}

#[test]
fn w14_open_from_the_first_minute_to_the_last_and_else_back_at_the_next_opening() {
    assert_seen(
        &office(),
        Tz::Europe__Berlin,
        &[
            ("2026-01-12T08:59+01:00", "2026-01-12T09:00+01:00"),
            ("2026-01-12T09:00+01:00", "open"),
            ("2026-01-12T11:59+01:00", "open"),
            ("2026-01-12T12:00+01:00", "2026-01-12T13:00+01:00"),
            ("2026-01-12T17:00+01:00", "2026-01-13T09:00+01:00"),
            ("2026-01-16T15:00+01:00", "2026-01-19T09:00+01:00"),
            ("2026-03-27T16:00+01:00", "2026-03-30T09:00+02:00"),
            ("2026-07-14T07:00+00:00", "open"),
        ],
    );
}

#[test]
fn w14_open_within_a_minute_and_the_moment_it_closes() {
    let at_millis = |text| Timestamp::from_millis(at("2026-01-12T08:00+00:00").millis() + text);
    assert!(!is_open(&office(), &Tz::Europe__Berlin, at_millis(-1)));
    assert_eq!(opens_at(&office(), &Tz::Europe__Berlin, at_millis(-1)), Some(at_millis(0)));
    assert!(is_open(&office(), &Tz::Europe__Berlin, at_millis(0)));
    assert!(is_open(&office(), &Tz::Europe__Berlin, at_millis(3 * 3_600_000 - 1)));
    assert!(!is_open(&office(), &Tz::Europe__Berlin, at_millis(3 * 3_600_000)));
}

#[test]
fn w14_a_range_over_midnight_belongs_to_the_day_it_starts_on() {
    assert_seen(
        &hours(&serde_json::json!({"fri": [["22:00", "06:00"]], "sun": [["18:00", "00:00"]]}), &[]),
        Tz::Europe__Berlin,
        &[
            ("2026-01-16T05:00+01:00", "2026-01-16T22:00+01:00"),
            ("2026-01-16T22:00+01:00", "open"),
            ("2026-01-17T05:59+01:00", "open"),
            ("2026-01-17T06:00+01:00", "2026-01-18T18:00+01:00"),
            ("2026-01-18T23:59+01:00", "open"),
            ("2026-01-19T00:00+01:00", "2026-01-23T22:00+01:00"),
        ],
    );
}

#[test]
fn w14_a_whole_day_can_be_written_three_ways() {
    for day in [["00:00", "24:00"], ["00:00", "00:00"], ["09:00", "09:00"]] {
        let always = daily(&[day], &[]);
        assert_seen(
            &always,
            Tz::Europe__Berlin,
            &[("2026-01-13T00:00+01:00", "open"), ("2026-01-13T23:59+01:00", "open")],
        );
        assert_seen(
            &always,
            Tz::Europe__Berlin,
            &[("2026-03-29T03:00+02:00", "open"), ("2026-10-25T02:30+01:00", "open")],
        );
    }
}

#[test]
fn w14_on_a_holiday_nothing_starts_but_the_night_before_goes_on() {
    assert_seen(
        &daily(&[["08:00", "12:00"], ["22:00", "06:00"]], &["2026-12-25"]),
        Tz::Europe__Berlin,
        &[
            ("2026-12-25T05:59+01:00", "open"),
            ("2026-12-25T06:00+01:00", "2026-12-26T08:00+01:00"),
            ("2026-12-25T23:00+01:00", "2026-12-26T08:00+01:00"),
            ("2026-12-26T00:00+01:00", "2026-12-26T08:00+01:00"),
            ("2026-12-26T08:00+01:00", "open"),
        ],
    );
}

#[test]
fn w14_a_holiday_is_a_date_of_the_teams_own_calendar() {
    let new_year = daily(&[["00:00", "24:00"]], &["2026-01-01"]);
    assert_seen(
        &new_year,
        Tz::Pacific__Kiritimati,
        &[
            ("2025-12-31T09:59Z", "open"),
            ("2025-12-31T10:00Z", "2026-01-02T00:00+14:00"),
            ("2026-01-01T10:00Z", "open"),
        ],
    );
}

#[test]
fn w14_what_starts_in_the_hour_that_spring_skips_opens_after_it() {
    assert_seen(
        &daily(&[["02:30", "10:00"]], &[]),
        Tz::Europe__Berlin,
        &[
            ("2026-03-28T02:29+01:00", "2026-03-28T02:30+01:00"),
            ("2026-03-28T20:00+01:00", "2026-03-29T03:00+02:00"),
            ("2026-03-29T01:59+01:00", "2026-03-29T03:00+02:00"),
            ("2026-03-29T03:00+02:00", "open"),
        ],
    );
    let skipped = daily(&[["02:00", "02:50"], ["02:30", "03:00"]], &[]);
    assert_seen(&skipped, Tz::Europe__Berlin, &[("2026-03-29T00:00+01:00", "2026-03-30T02:00+02:00")]);
}

#[test]
fn w14_in_the_hour_that_autumn_repeats_the_first_time_counts() {
    assert_seen(
        &daily(&[["02:30", "10:00"]], &[]),
        Tz::Europe__Berlin,
        &[
            ("2026-10-25T02:29+02:00", "2026-10-25T02:30+02:00"),
            ("2026-10-25T02:30+02:00", "open"),
            ("2026-10-25T02:10+01:00", "open"),
            ("2026-10-25T09:59+01:00", "open"),
        ],
    );
    assert_seen(
        &daily(&[["01:00", "02:30"]], &[]),
        Tz::Europe__Berlin,
        &[("2026-10-25T02:29+02:00", "open"), ("2026-10-25T02:10+01:00", "2026-10-26T01:00+01:00")],
    );
}

#[test]
fn w14_back_within_sixty_days_or_not_said() {
    let one_day = |holidays: &[&str]| hours(&serde_json::json!({"mon": [["09:00", "10:00"]]}), holidays);
    let mondays = [
        "2026-06-08",
        "2026-06-15",
        "2026-06-22",
        "2026-06-29",
        "2026-07-06",
        "2026-07-13",
        "2026-07-20",
        "2026-07-27",
    ];
    assert_seen(
        &one_day(&mondays),
        Tz::Europe__Berlin,
        &[
            ("2026-06-01T10:00+02:00", "closed"),
            ("2026-06-04T08:59+02:00", "closed"),
            ("2026-06-04T09:00+02:00", "2026-08-03T09:00+02:00"),
        ],
    );
    assert_seen(&BusinessHours::default(), Tz::Europe__Berlin, &[("2026-06-01T10:00+02:00", "closed")]);
}

#[test]
fn w14_nonsense_that_was_stored_is_closed() {
    let nonsense = [
        ["9:00", "10:00"],
        ["", ""],
        ["24:00", "08:00"],
        ["08:00", "24:01"],
        ["ab:cd", "10:00"],
        ["08:60", "10:00"],
        ["-1:00", "10:00"],
        ["٠٨:٠٠", "10:00"],
        ["10:00", "11:00"],
    ];
    let days = serde_json::json!({"mon": nonsense});
    let odd = hours(&days, &["", "2026-02-30", "2026-13-01", "9999999999-01-01", "２026-01-01", "--", "2026-1-1"]);
    assert_seen(
        &odd,
        Tz::Europe__Berlin,
        &[("2026-01-12T08:30+01:00", "2026-01-12T10:00+01:00"), ("2026-01-12T10:30+01:00", "open")],
    );
    for zone in [Tz::UTC, Tz::Pacific__Apia] {
        for millis in [i64::MIN, -1, 0, i64::MAX] {
            let now = Timestamp::from_millis(millis);
            assert!(!is_open(&odd, &zone, now) || opens_at(&odd, &zone, now).is_none());
        }
    }
}

/// A zone that makes no sense at all.
struct Mad;

impl Zone for Mad {
    fn offset_minutes(&self, at: Timestamp) -> i32 {
        [i32::MIN, i32::MAX, 0, 840, -720][at.millis().div_euclid(MINUTE).rem_euclid(5) as usize]
    }
}

#[test]
fn w14_even_a_mad_zone_breaks_nothing() {
    for minute in 0..3_000 {
        let _ = opens_at(&office(), &Mad, timestamp(minute * 7));
    }
}

#[test]
fn w14_the_time_zone_is_asked_a_few_times_only() {
    let asked = |hours: &BusinessHours, now| {
        let zone = Counted(Tz::Europe__Berlin, Cell::default());
        let _ = opens_at(hours, &zone, at(now));
        zone.1.get()
    };
    assert_eq!(asked(&office(), "2026-01-12T10:00+01:00"), 2, "open");
    assert_eq!(asked(&office(), "2026-01-12T12:00+01:00"), 5, "closed at noon");
    assert_eq!(asked(&BusinessHours::default(), "2026-01-12T12:00+01:00"), 2, "never open");
    assert!(asked(&daily(&[["02:30", "03:30"]], &[]), "2026-03-29T00:00+01:00") < 16, "in spring");
    assert!(asked(&daily(&[["02:30", "02:45"]], &[]), "2026-10-25T02:00+01:00") < 16, "in autumn");
}

#[test]
fn dates_are_the_calendars() {
    for (days, expected) in
        [(-719_528, "0000-01-01"), (0, "1970-01-01"), (11_016, "2000-02-29"), (20_811, "2026-12-24")]
    {
        assert_eq!(date(expected), Some(days), "{expected}");
    }
    let mut day = chrono::NaiveDate::from_ymd_opt(1999, 1, 1).unwrap();
    for number in 10_592..20_000 {
        assert_eq!(date(&day.to_string()), Some(number), "{day}");
        day = day.succ_opt().unwrap();
    }
    assert_eq!(
        (date("2100-02-29"), date("2026-04-31"), date("2026-00-10"), date("2026-01-00")),
        (None, None, None, None)
    );
}
