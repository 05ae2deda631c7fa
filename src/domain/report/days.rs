//! Days by an organization's clock: each lasts from the first moment at which the clock shows its date to the first at
//! which it shows the next one's. Some have 23 hours, some 25, some begin at one.

use std::fmt::Write;

use super::super::hours::{DAY, Zone, change, clock, date as parse, first_moment, minute, offset};
use crate::protocol::{Timestamp, calendar::date_of, span::MINUTE};

/// A part of a day in which clocks were not changed. In milliseconds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// Since 1970.
    pub day: i64,
    pub from: i64,
    /// Where the next one begins.
    pub to: i64,
    /// How far the clock is ahead of UTC.
    pub ahead: i64,
}

/// The day, since 1970, at a moment.
pub fn day_at(zone: &impl Zone, at: Timestamp) -> i64 {
    clock(zone, minute(at)).div_euclid(DAY)
}

/// These days, in parts.
pub fn spans(zone: &impl Zone, days: impl IntoIterator<Item = i64>) -> Vec<Span> {
    let mut spans = Vec::new();
    for day in days {
        let (from, to) = (first_moment(zone, day * DAY), first_moment(zone, (day + 1) * DAY));
        let (before, after) = (offset(zone, from), offset(zone, to - 1));
        let changed = if before == after { to } else { change(zone, from, to - 1) };
        for (from, to, ahead) in [(from, changed, before), (changed, to, after)] {
            if from < to {
                spans.push(Span { day, from: from * MINUTE, to: to * MINUTE, ahead: ahead * MINUTE });
            }
        }
    }
    spans
}

/// As the database reads them: `[day, from, to, ahead]` each.
#[must_use]
pub fn written(spans: &[Span]) -> String {
    let mut text = String::from("[");
    for Span { day, from, to, ahead } in spans {
        let comma = if text.len() == 1 { "" } else { "," };
        // Writing into a text cannot fail.
        let _ = write!(text, "{comma}[\"{}\",{from},{to},{ahead}]", date(*day));
    }
    text.push(']');
    text
}

/// `2026-11-21`
#[must_use]
pub fn date(day: i64) -> String {
    let (year, month, day) = date_of(day);
    format!("{year:04}-{month:02}-{day:02}")
}

/// The days since 1970 of a date.
#[must_use]
pub fn day_of(date: &str) -> Option<i64> {
    parse(date)
}

/// Monday is 0.
#[must_use]
pub const fn weekday(day: i64) -> usize {
    (day + 3).rem_euclid(7) as usize
}

#[cfg(test)]
mod tests {
    use chrono_tz::Tz;

    use super::*;

    fn zone(name: &str) -> Tz {
        name.parse().unwrap()
    }

    #[test]
    fn a8_days_follow_each_other_without_a_gap_in_every_zone() {
        for name in chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name()).step_by(7) {
            let zone = zone(name);
            let first = day_of("2025-12-30").unwrap();
            let spans = spans(&zone, first..first + 370);
            for pair in spans.windows(2) {
                assert_eq!(pair[0].to, pair[1].from, "{name}");
                assert!(pair[0].day == pair[1].day || pair[0].day + 1 == pair[1].day, "{name}");
            }
            for span in &spans {
                assert_eq!(span.from % 900_000, 0, "{name}: a day begins at a quarter of an hour");
                for at in [span.from, span.to - 1] {
                    let at = Timestamp::from_millis(at);
                    assert_eq!(day_at(&zone, at), span.day, "{name} {at}");
                    assert_eq!(i64::from(zone.offset_minutes(at)) * MINUTE, span.ahead, "{name} {at}");
                }
            }
        }
    }

    #[test]
    fn a8_a_day_can_have_23_or_25_hours() {
        let hours = |name: &str, date: &str| {
            let spans = spans(&zone(name), [day_of(date).unwrap()]);
            spans.iter().map(|span| (span.to - span.from) / 60 / MINUTE).collect::<Vec<_>>()
        };
        assert_eq!(hours("Europe/Berlin", "2026-03-29"), [2, 21]);
        assert_eq!(hours("Europe/Berlin", "2026-10-25"), [3, 22]);
        assert_eq!(hours("Europe/Berlin", "2026-10-26"), [24]);
        assert_eq!(hours("America/Santiago", "2026-09-06"), [23], "it begins at one");
    }

    #[test]
    fn dates_are_read_and_written() {
        for text in ["1970-01-01", "2026-11-21", "2028-02-29"] {
            assert_eq!(date(day_of(text).unwrap()), text);
        }
        assert_eq!(day_of("2026-02-29"), None);
        assert_eq!(weekday(day_of("2026-11-23").unwrap()), 0);
        let spans = [Span { day: 0, from: 1, to: 2, ahead: -3 }, Span { day: 1, from: 2, to: 3, ahead: 0 }];
        assert_eq!(written(&spans), r#"[["1970-01-01",1,2,-3],["1970-01-02",2,3,0]]"#);
    }
}
