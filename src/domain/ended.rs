//! Sessions that ended before their tokens do: a token is good for as long as it says, wherever no database is asked.

use crate::{
    json::{FromJson, ToJson},
    protocol::{SessionId, Timestamp},
};

/// A session that ended, and when its tokens will have too, in milliseconds.
pub type Ended = (SessionId, i64);

/// What a room remembers of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, FromJson, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize))]
#[serde(default)]
pub struct Barred {
    sessions: Vec<Ended>,
    /// There were too many: whichever is as old as this is not let in either.
    up_to: Option<SessionId>,
}

const MOST: usize = 500;

impl Barred {
    /// These are not let in from now on. Those whose tokens have ended need no remembering.
    pub fn add(&mut self, ended: &[Ended], now: Timestamp) {
        self.sessions.retain(|known| known.1 > now.millis());
        for new in ended.iter().filter(|new| new.1 > now.millis()) {
            if !self.sessions.iter().any(|known| known.0 == new.0) {
                self.sessions.push(*new);
            }
        }
        while self.sessions.len() > MOST {
            // Ids are in the order of time.
            let oldest = self.sessions.iter().map(|known| known.0).min();
            self.sessions.retain(|known| Some(known.0) != oldest);
            self.up_to = self.up_to.max(oldest);
        }
    }

    #[must_use]
    pub fn has(&self, session: SessionId) -> bool {
        self.up_to.is_some_and(|up_to| session <= up_to) || self.sessions.iter().any(|known| known.0 == session)
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn id(n: u128) -> SessionId {
        Uuid::from_u128(n).into()
    }

    const NOW: Timestamp = Timestamp::from_millis(1_000);

    #[test]
    fn v1_an_ended_session_is_barred_until_its_token_ends_however_many_end_after_it() {
        let mut barred = Barred::default();
        barred.add(&[(id(7), 2_000)], NOW);
        for n in 100..200 {
            barred.add(&[(id(n), 3_000)], NOW);
        }
        assert!(barred.has(id(7)) && barred.has(id(199)) && !barred.has(id(8)));
        barred.add(&[], Timestamp::from_millis(2_000));
        assert!(!barred.has(id(7)), "its token is worth nothing by itself");
        assert!(barred.has(id(100)));
        barred.add(&[], Timestamp::from_millis(3_000));
        assert_eq!(barred, Barred::default());
    }

    #[test]
    fn v1_where_too_many_have_ended_the_oldest_stay_out_too() {
        let mut barred = Barred::default();
        let many: Vec<_> = (1..=MOST as u128 + 3).map(|n| (id(n * 10), 2_000)).collect();
        barred.add(&many, NOW);
        barred.add(&many[5..], NOW);
        assert_eq!(barred.sessions.len(), MOST);
        assert!(many.iter().all(|ended| barred.has(ended.0)));
        assert!(barred.has(id(11)) && !barred.has(id(35)) && !barred.has(id(1_000_000)));
    }

    #[test]
    fn what_is_stored_reads_the_same_for_ever() {
        let stored = r#"{"sessions":[["00000000-0000-0000-0000-000000000007",2000]],"up_to":null}"#;
        let mut barred = Barred::default();
        barred.add(&[(id(7), 2_000)], NOW);
        assert_eq!(serde_json::from_str::<Barred>(stored).unwrap(), barred);
        assert_eq!(serde_json::to_string(&barred).unwrap(), stored);
    }
}
