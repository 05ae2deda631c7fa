//! How often somebody may do something: so many times in a sliding window.

use std::collections::VecDeque;

use crate::protocol::Timestamp;

/// Messages a sender may write to one room in this window, unless the operator says otherwise.
pub const MESSAGES: u32 = 20;
pub const WINDOW_SECONDS: u32 = 10;
const WINDOW: i64 = WINDOW_SECONDS as i64 * 1000;

/// All other frames: marks, typing, asking for what was missed.
const FRAMES: u32 = 120;
/// Refusals after which a sender is not listening to them.
const REFUSALS: u32 = 200;

/// Messages that were sent before and are sent again; a client that lost its answers sends what it had under way.
const RESENT: u32 = 400;
/// Questions for what was missed, each of which may be answered with a megabyte.
const CATCH_UPS: u32 = 20;

#[derive(Debug)]
pub struct Budget {
    times: VecDeque<Timestamp>,
    most: usize,
    /// Once something was refused, all is until then: what comes after must not overtake it.
    refused_until: Timestamp,
}

impl Budget {
    #[must_use]
    pub fn new(most: u32) -> Self {
        Self { times: VecDeque::new(), most: most as usize, refused_until: Timestamp::from_millis(0) }
    }

    #[must_use]
    pub fn frames() -> Self {
        Self::new(FRAMES)
    }

    #[must_use]
    pub fn resent() -> Self {
        Self::new(RESENT)
    }

    #[must_use]
    pub fn catch_ups() -> Self {
        Self::new(CATCH_UPS)
    }

    #[must_use]
    pub fn refusals() -> Self {
        Self::new(REFUSALS)
    }

    /// Takes one, or says after how many seconds there will be one.
    ///
    /// # Errors
    /// The whole seconds to wait.
    pub fn take(&mut self, now: Timestamp) -> Result<(), u32> {
        if now < self.refused_until {
            return Err(seconds(self.refused_until.since(now)));
        }
        while self.times.front().is_some_and(|first| now.since(*first) >= WINDOW) {
            self.times.pop_front();
        }
        match self.times.front() {
            Some(first) if self.times.len() >= self.most => {
                let wait = seconds(WINDOW - now.since(*first));
                self.refused_until = now.plus(i64::from(wait) * 1000);
                Err(wait)
            }
            _ => {
                self.times.push_back(now);
                Ok(())
            }
        }
    }
}

fn seconds(millis: i64) -> u32 {
    u32::try_from(millis / 1000 + i64::from(millis % 1000 > 0)).unwrap_or(1).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r7_twenty_messages_in_ten_seconds_and_a_clear_time_to_wait() {
        let mut budget = Budget::new(MESSAGES);
        let at = |millis: i64| Timestamp::from_millis(1_000_000 + millis);
        for n in 0..20 {
            assert_eq!(budget.take(at(n * 10)), Ok(()));
        }
        assert_eq!(budget.take(at(9_500)), Err(1));
        assert_eq!(budget.take(at(10_499)), Err(1), "what comes later does not overtake what was refused");
        assert_eq!(budget.take(at(10_500)), Ok(()), "as it was told");
    }

    #[test]
    fn r7_no_more_than_the_most_in_any_window() {
        let mut budget = Budget::new(3);
        let times = (0..400).map(|n| Timestamp::from_millis(1_000_000 + n * 100));
        let taken: Vec<i64> = times.filter(|now| budget.take(*now).is_ok()).map(Timestamp::millis).collect();
        assert!(taken.len() >= 9 && taken.windows(4).all(|four| four[3] - four[0] >= 10_000), "{taken:?}");
    }
}
