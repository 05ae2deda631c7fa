//! The one clock.

use crate::protocol::Timestamp;

#[must_use]
pub fn now() -> Timestamp {
    Timestamp::from_millis(js_sys::Date::now() as i64)
}
