//! When a room tells the inbox and D1, and how it waits after a failure.
//!
//! What is owed is remembered by the room's alarm, which outlives the object: an object that wakes by alarm and knows
//! nothing tells everyone. Copies only move forward, so telling twice is harmless.

use crate::protocol::{Timestamp, span::MINUTE};

/// At most four updates a second per conversation reach the inbox.
pub const INBOX_SPACING: i64 = 250;
/// Messages are gathered this long before D1 gets them in one batch.
pub const DATABASE_DELAY: i64 = 700;

const FIRST_RETRY: i64 = 1_000;
const LONGEST_RETRY: i64 = MINUTE;

/// How long to wait after so many failures in a row: doubling, with a ceiling, never giving up.
#[must_use]
pub fn backoff(failures: u32) -> i64 {
    FIRST_RETRY.saturating_mul(1 << failures.saturating_sub(1).min(20)).min(LONGEST_RETRY)
}

/// The one alarm serves all timers: the earliest wins.
#[must_use]
pub fn earliest(due: &[Option<Timestamp>]) -> Option<Timestamp> {
    due.iter().flatten().min().copied()
}

/// What a copy was made of: the room's revision, and how often presence changed since the object woke.
pub type Version = (i64, u32);

/// Somebody who keeps a copy.
#[derive(Clone, Debug)]
pub struct Target {
    /// How long changes are gathered.
    delay: i64,
    /// How long to leave it alone after telling it.
    spacing: i64,
    told: Version,
    failures: u32,
    not_before: Timestamp,
    owed: bool,
}

impl Target {
    #[must_use]
    pub const fn new(delay: i64, spacing: i64) -> Self {
        Self { delay, spacing, told: (0, 0), failures: 0, not_before: Timestamp::from_millis(0), owed: false }
    }

    /// The object woke: so many attempts in a row have failed before.
    pub fn restore(&mut self, failures: u32) {
        self.failures = failures;
    }

    /// It has this version, as was made sure of before the object slept.
    pub fn knows(&mut self, version: Version) {
        self.told = version;
    }

    #[must_use]
    pub fn failures(&self) -> u32 {
        self.failures
    }

    /// The room is at this version now.
    pub fn changed(&mut self, version: Version, now: Timestamp) {
        if version != self.told {
            self.owe(now);
        }
    }

    /// Something changed that it is to hear of.
    pub fn owe(&mut self, now: Timestamp) {
        if !self.owed {
            self.owed = true;
            self.not_before = self.not_before.max(now.plus(self.delay));
        }
    }

    #[must_use]
    pub fn due(&self) -> Option<Timestamp> {
        self.owed.then_some(self.not_before)
    }

    /// Told of this version; what changed meanwhile is still owed. True when that ends a series of failures.
    pub fn succeeded(&mut self, version: Version, now: Timestamp) -> bool {
        let recovered = self.failures > 0;
        self.told = version;
        self.owed = false;
        self.failures = 0;
        self.not_before = now.plus(self.spacing);
        recovered
    }

    /// True for the first failure of a series, which is the one to report.
    pub fn failed(&mut self, now: Timestamp) -> bool {
        self.failures += 1;
        self.not_before = now.plus(backoff(self.failures));
        self.failures == 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn at(millis: i64) -> Timestamp {
        Timestamp::from_millis(millis)
    }

    #[test]
    fn r6_after_a_failure_the_outbox_waits_longer_and_never_gives_up() {
        assert_eq!([1, 2, 3, 4].map(backoff), [1_000, 2_000, 4_000, 8_000]);
        assert_eq!(backoff(u32::MAX), LONGEST_RETRY);
        let mut target = Target::new(0, 0);
        target.changed((1, 0), at(0));
        assert!(target.failed(at(0)) && !target.failed(at(1_000)), "only the first of a series is reported");
        assert_eq!(target.due(), Some(at(3_000)));
        target.changed((2, 0), at(1_500));
        assert_eq!(target.due(), Some(at(3_000)), "a new message does not hurry a failing target");
        assert!(target.succeeded((2, 0), at(3_000)), "and the recovery");
        assert_eq!(target.due(), None);
    }

    #[test]
    fn an_object_that_wakes_goes_on_waiting_as_long_as_before() {
        let mut target = Target::new(0, 0);
        target.restore(5);
        target.changed((1, 0), at(0));
        assert!(!target.failed(at(0)), "the series was reported when it began");
        assert_eq!(target.due(), Some(at(32_000)));
        assert!(target.succeeded((1, 0), at(32_000)), "and its end is");
    }

    #[test]
    fn one_alarm_serves_the_earliest_timer() {
        assert_eq!(earliest(&[Some(at(5)), None, Some(at(3))]), Some(at(3)));
        assert_eq!(earliest(&[None, None]), None);
    }

    #[test]
    fn the_inbox_hears_at_once_but_four_times_a_second_at_most() {
        let mut inbox = Target::new(0, INBOX_SPACING);
        inbox.changed((1, 0), at(1_000));
        assert_eq!(inbox.due(), Some(at(1_000)));
        inbox.succeeded((1, 0), at(1_000));
        inbox.changed((2, 0), at(1_001));
        assert_eq!(inbox.due(), Some(at(1_250)));
    }

    #[test]
    fn the_database_gets_a_burst_as_one_batch() {
        let mut database = Target::new(DATABASE_DELAY, 0);
        database.changed((1, 0), at(1_000));
        database.changed((2, 0), at(1_300));
        assert_eq!(database.due(), Some(at(1_700)), "counted from the first");
        database.succeeded((2, 0), at(1_700));
        database.changed((2, 0), at(1_800));
        assert_eq!(database.due(), None, "nothing new");
    }

    #[test]
    fn presence_that_changes_while_the_inbox_is_being_told_is_told_again() {
        let mut inbox = Target::new(0, INBOX_SPACING);
        inbox.changed((1, 0), at(1_000));
        inbox.changed((1, 1), at(1_005));
        inbox.succeeded((1, 0), at(1_010));
        assert_eq!(inbox.due(), None);
        inbox.changed((1, 1), at(1_010));
        assert_eq!(inbox.due(), Some(at(1_260)));
    }
}
