//! Waiting: for those who are already here, and not for ever.

use std::{cell::Cell, future::poll_fn, task::Poll, time::Duration};

use futures::{
    FutureExt,
    future::{Either, LocalBoxFuture, select},
};
use wasm_bindgen::{JsValue, closure::Closure};
use worker::{Delay, State, Storage};

use super::{Error, Result};

/// Does all of these at the same time.
pub async fn together(mut tasks: Vec<LocalBoxFuture<'_, ()>>) {
    poll_fn(|context| {
        tasks.retain_mut(|task| task.poll_unpin(context).is_pending());
        if tasks.is_empty() { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
}

/// So many rounds in which nobody comes: all are here.
const QUIET_ROUNDS: u32 = 2;
/// So many are enough for one commit.
const ENOUGH: usize = 200;

/// Lets those who have already arrived join a turn before it begins, in rounds: in each, about one more frame gets its turn.
///
/// A round lasts until storage has nothing left to write: no time when it is idle, and as long as a commit under way takes
/// when it is busy, which is exactly how long others may as well join. A timer of zero would take more than a millisecond.
/// It is callbacks without a future, for there are as many rounds as frames.
pub struct Gathering {
    storage: Storage,
    on_round: Closure<dyn FnMut(JsValue)>,
    is_round: Cell<bool>,
    pace: Cell<Pace>,
}

impl Gathering {
    /// `on_round` is called at the end of each round.
    pub fn new(state: &State, on_round: impl Fn() + 'static) -> Self {
        let on_round = Closure::new(move |_| on_round());
        Self { storage: state.storage(), on_round, is_round: Cell::default(), pace: Cell::default() }
    }

    /// Somebody joined: so many are here now. Does the turn begin?
    pub fn joined(&self, length: usize) -> bool {
        !self.is_round.get() && self.decide(length)
    }

    /// A round ended: so many are here now. Does the turn begin?
    pub fn ended(&self, length: usize) -> bool {
        self.is_round.set(false);
        length > 0 && self.decide(length)
    }

    /// The turn has been written: those who come while that is committed gather for the next one.
    pub fn written(&self) {
        self.begin_round();
    }

    fn decide(&self, length: usize) -> bool {
        let (begins, pace) = self.pace.get().next(length);
        self.pace.set(pace);
        // If storage has failed, so will the turn, and those who wait for it shall hear of it.
        begins || !self.begin_round()
    }

    fn begin_round(&self) -> bool {
        let round = self.storage.as_raw().sync();
        let begun = round.map(|round| round.then2(&self.on_round, &self.on_round)).is_ok();
        self.is_round.set(begun);
        begun
    }
}

/// When a turn begins: where the last one was for somebody alone, at once; where many write, when no more come.
#[derive(Clone, Copy, Debug, Default)]
struct Pace {
    length: usize,
    quiet_rounds: u32,
    has_company: bool,
}

impl Pace {
    fn next(self, length: usize) -> (bool, Self) {
        let nobody_came = self.length == length;
        let quiet_rounds = if nobody_came { self.quiet_rounds + 1 } else { 0 };
        if !self.has_company || quiet_rounds >= QUIET_ROUNDS || length >= ENOUGH {
            return (true, Self { has_company: length > 1, ..Self::default() });
        }
        (false, Self { length, quiet_rounds, ..self })
    }
}

/// Does all of it at the same time. For a handful: each is looked at whenever one goes on.
///
/// # Errors
/// The first; the others are done all the same.
pub async fn all(mut work: Vec<LocalBoxFuture<'_, Result<()>>>) -> Result<()> {
    let mut done = Ok(());
    poll_fn(|context| {
        work.retain_mut(|future| match future.poll_unpin(context) {
            Poll::Ready(result) => {
                if done.is_ok() {
                    done = result;
                }
                false
            }
            Poll::Pending => true,
        });
        if work.is_empty() { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
    done
}

/// # Errors
/// When it took too long, beside its own.
pub async fn within<T>(patience: Duration, what: &str, work: impl Future<Output = Result<T>>) -> Result<T> {
    match select(Box::pin(work), Delay::from(patience)).await {
        Either::Left((result, _)) => result,
        Either::Right(_) => Err(Error::Unavailable(format!("{what} took too long"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether a turn began after each of these lengths.
    fn turns(lengths: &[usize]) -> Vec<bool> {
        let mut pace = Pace::default();
        let decide = |length: &usize| {
            let (begins, next) = pace.next(*length);
            pace = next;
            begins
        };
        lengths.iter().map(decide).collect()
    }

    #[test]
    fn somebody_alone_does_not_wait() {
        assert_eq!(turns(&[1, 1, 1]), [true, true, true]);
    }

    #[test]
    fn where_many_write_a_turn_waits_until_no_more_come() {
        assert_eq!(turns(&[2, 1, 2, 3, 3, 3]), [true, false, false, false, false, true]);
        assert_eq!(turns(&[2, 1, 1, 1, 1]), [true, false, false, true, true], "alone again");
        assert_eq!(turns(&[2, 1, ENOUGH]), [true, false, true], "and not for ever");
    }
}
