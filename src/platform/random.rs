//! The one source of randomness.

use uuid::{Builder, Uuid};

use crate::protocol::Timestamp;

/// # Panics
/// Never in the runtime: its random source cannot fail.
#[must_use]
pub fn bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the runtime always has randomness");
    bytes
}

/// A new UUIDv7.
#[must_use]
pub fn id<T: From<Uuid>>(now: Timestamp) -> T {
    let millis = now.millis().unsigned_abs();
    Builder::from_unix_timestamp_millis(millis, &bytes()).into_uuid().into()
}
