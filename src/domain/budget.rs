//! How often somebody may do something: so many times in a sliding window.

use std::collections::VecDeque;

use crate::protocol::Timestamp;

/// Messages a sender may write to one room.
pub const MESSAGES: u32 = 20;
pub const MESSAGES_WINDOW_SECONDS: u32 = 10;

#[derive(Debug)]
pub struct Budget {
    times: VecDeque<Timestamp>,
    most: usize,
    window: i64,
}

impl Budget {
    #[must_use]
    pub fn messages() -> Self {
        Self { times: VecDeque::new(), most: MESSAGES as usize, window: i64::from(MESSAGES_WINDOW_SECONDS) * 1000 }
    }

    /// All other frames: marks, typing, asking for what was missed.
    #[must_use]
    pub fn frames() -> Self {
        Self { most: 120, ..Self::messages() }
    }

    /// Takes one, or says after how many seconds there will be one.
    ///
    /// # Errors
    /// The whole seconds to wait.
    pub fn take(&mut self, now: Timestamp) -> Result<(), u32> {
        while self.times.front().is_some_and(|first| now.since(*first) >= self.window) {
            self.times.pop_front();
        }
        match self.times.front() {
            Some(first) if self.times.len() >= self.most => Err(seconds(self.window - now.since(*first))),
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
        let mut budget = Budget::messages();
        let at = |millis: i64| Timestamp::from_millis(1_000_000 + millis);
        for n in 0..20 {
            assert_eq!(budget.take(at(n * 10)), Ok(()));
        }
        assert_eq!(budget.take(at(200)), Err(10));
        assert_eq!(budget.take(at(9_500)), Err(1));
        assert_eq!(budget.take(at(10_000)), Ok(()), "the first has left the window");
        assert_eq!(budget.take(at(10_000)), Err(1), "the second has not");
    }
}
