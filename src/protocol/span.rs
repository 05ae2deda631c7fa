//! Spans of time in milliseconds, as `Timestamp::plus` takes and `Timestamp::since` gives them.

pub const MINUTE: i64 = 60_000;
pub const HOUR: i64 = 60 * MINUTE;
pub const DAY: i64 = 24 * HOUR;
