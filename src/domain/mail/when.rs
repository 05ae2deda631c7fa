//! Moments as mails show them: in the organization's time zone, and in no language.

use crate::protocol::{
    Timestamp,
    calendar::date_of,
    span::{DAY, MINUTE},
};

pub struct Moment {
    /// `2026-11-21`
    pub day: String,
    /// `14:05`
    pub time: String,
    /// For programs.
    pub stamp: String,
}

/// `ahead`: how many minutes the clocks there are ahead of UTC at a moment.
pub fn shown(at: Timestamp, ahead: &dyn Fn(Timestamp) -> i32) -> Moment {
    let clock = at.millis() + i64::from(ahead(at)) * MINUTE;
    let (year, month, day) = date_of(clock.div_euclid(DAY));
    let minute = clock.rem_euclid(DAY) / MINUTE;
    Moment {
        day: format!("{year:04}-{month:02}-{day:02}"),
        time: format!("{:02}:{:02}", minute / 60, minute % 60),
        stamp: at.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn f2_times_are_those_of_the_organizations_clocks() {
        let at: Timestamp = "2026-12-31T23:30:00.000Z".parse().unwrap();
        let berlin = shown(at, &|_| 60);
        assert_eq!((&*berlin.day, &*berlin.time), ("2027-01-01", "00:30"));
        let new_york = shown(at, &|_| -300);
        assert_eq!((&*new_york.day, &*new_york.time), ("2026-12-31", "18:30"));
        assert_eq!(berlin.stamp, "2026-12-31T23:30:00.000Z");
    }
}
