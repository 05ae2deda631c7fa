//! Waiting: for those who are already here, and not for ever.

use std::time::Duration;

use futures::future::{Either, select};
use js_sys::futures::JsFuture;
use worker::{Delay, State};

use super::{Error, Result};

/// Rounds in which events that have arrived get their turn; one is not enough for all of them, more are no faster.
const ROUNDS: usize = 2;
/// So many are enough for one commit.
const ENOUGH: usize = 200;

/// Waits as long as the queue grows. Each round waits until storage has nothing left to write: at once when it is idle,
/// and as long as a commit under way takes when it is busy, which is exactly how long others may as well join. A timer
/// of zero would take more than a millisecond each time.
///
/// # Errors
/// When storage fails.
pub async fn gather(state: &State, length: impl Fn() -> usize) -> Result<()> {
    loop {
        let before = length();
        for _ in 0..ROUNDS {
            let written = state.storage().as_raw().sync().map_err(|error| Error::fault(format!("{error:?}")))?;
            JsFuture::from(written).await.map_err(|error| Error::fault(format!("{error:?}")))?;
        }
        if length() == before || length() >= ENOUGH {
            return Ok(());
        }
    }
}

/// # Errors
/// When it took too long, beside its own.
pub async fn within<T>(patience: Duration, what: &str, work: impl Future<Output = Result<T>>) -> Result<T> {
    match select(Box::pin(work), Delay::from(patience)).await {
        Either::Left((result, _)) => result,
        Either::Right(_) => Err(Error::Unavailable(format!("{what} took too long"))),
    }
}
