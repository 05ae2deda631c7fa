//! How much of a time was within business hours.

use super::super::hours::{DAY, Zone, clock, first_moment, minute, starting_on};
use crate::protocol::{Timestamp, hours::BusinessHours, span::MINUTE};

/// Of longer times the rest is not looked at.
const MOST_DAYS: i64 = 92;

/// The milliseconds from one moment to another in which they are open.
#[must_use]
pub fn open_between(hours: &BusinessHours, zone: &impl Zone, from: Timestamp, to: Timestamp) -> i64 {
    let first = clock(zone, minute(from)).div_euclid(DAY) - 1;
    let last = clock(zone, minute(to)).div_euclid(DAY).min(first + MOST_DAYS);
    let mut open = 0;
    for day in first..=last {
        for (opens, closes) in starting_on(hours, day) {
            let opens = first_moment(zone, opens) * MINUTE;
            let closes = first_moment(zone, closes) * MINUTE;
            open += (closes.min(to.millis()) - opens.max(from.millis())).max(0);
        }
    }
    open
}

#[cfg(test)]
mod tests {
    use chrono_tz::Tz;

    use super::*;
    use crate::domain::hours::is_open;

    #[test]
    fn a8_only_open_minutes_count_also_where_clocks_change() {
        let hours: BusinessHours = serde_json::from_str(
            r#"{"timezone":"","days":{"mon":[["09:00","12:30"],["13:30","18:00"]],"wed":[["22:00","03:00"]],
            "sat":[["00:00","24:00"]],"sun":[["01:30","02:30"]]},"holidays":["2026-03-30"]}"#,
        )
        .unwrap();
        for name in ["Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "America/Santiago"] {
            let zone: Tz = name.parse().unwrap();
            for start in [1_774_569_600_000, 1_792_713_600_000, 1_772_755_200_000] {
                let mut open = 0;
                for minute in 0..6 * DAY {
                    let (from, at) = (Timestamp::from_millis(start), Timestamp::from_millis(start + minute * MINUTE));
                    if minute % 997 == 0 {
                        assert_eq!(open_between(&hours, &zone, from, at), open * MINUTE, "{name} {at}");
                    }
                    open += i64::from(is_open(&hours, &zone, at));
                }
            }
        }
    }

    #[test]
    fn a8_part_of_a_minute_counts_in_part() {
        let hours: BusinessHours =
            serde_json::from_str(r#"{"timezone":"","days":{"thu":[["00:00","01:00"]]}}"#).unwrap();
        let zone = Tz::UTC;
        let open = |from, to| open_between(&hours, &zone, Timestamp::from_millis(from), Timestamp::from_millis(to));
        assert_eq!(open(1_500, 2_750), 1_250);
        assert_eq!(open(3_599_000, 7_200_000), 1_000);
        assert_eq!(open(3_600_000, 7_200_000), 0);
    }
}
