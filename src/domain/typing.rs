//! Typing is never stored: it is passed on at most every three seconds, and ends by itself after five.

use std::collections::HashMap;

use crate::protocol::{Timestamp, frames::Party};

/// Milliseconds between two frames of one person, and until typing ends that nobody took back.
const EVERY: i64 = 3_000;
pub const LASTS: u64 = 5_000;

#[derive(Debug, Default)]
pub struct Typists(HashMap<Party, Typist>);

#[derive(Debug)]
struct Typist {
    said_at: Timestamp,
    is_on: bool,
}

impl Typists {
    /// Somebody says that they type, or no more. False: that is not to be passed on.
    pub fn say(&mut self, party: &Party, on: bool, now: Timestamp) -> bool {
        match self.0.get_mut(party) {
            Some(typist) if on => {
                let is_due = now.since(typist.said_at) >= EVERY;
                if is_due {
                    *typist = Typist { said_at: now, is_on: true };
                }
                is_due
            }
            Some(typist) => std::mem::take(&mut typist.is_on),
            None if on => {
                self.0.insert(party.clone(), Typist { said_at: now, is_on: true });
                true
            }
            None => false,
        }
    }

    /// True if what they said then is still the last word: it ends now.
    pub fn expire(&mut self, party: &Party, said_at: Timestamp) -> bool {
        self.0.get_mut(party).is_some_and(|typist| typist.said_at == said_at && std::mem::take(&mut typist.is_on))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::message::PartyKind;

    const fn at(millis: i64) -> Timestamp {
        Timestamp::from_millis(millis)
    }

    fn ada() -> Party {
        Party { kind: PartyKind::Agent, id: "ada".into() }
    }

    #[test]
    fn r5_at_most_one_in_three_seconds_and_an_end_at_once() {
        let mut typists = Typists::default();
        assert!(!typists.say(&ada(), false, at(0)), "nothing to take back");
        assert!(typists.say(&ada(), true, at(0)));
        assert!(!typists.say(&ada(), true, at(2_999)));
        assert!(typists.say(&ada(), false, at(2_999)));
        assert!(!typists.say(&ada(), false, at(2_999)), "once");
        assert!(!typists.say(&ada(), true, at(2_999)));
        assert!(typists.say(&ada(), true, at(3_000)));
    }

    #[test]
    fn r5_typing_ends_by_itself_unless_it_went_on() {
        let mut typists = Typists::default();
        typists.say(&ada(), true, at(0));
        typists.say(&ada(), true, at(3_000));
        assert!(!typists.expire(&ada(), at(0)), "it went on");
        assert!(typists.expire(&ada(), at(3_000)));
        assert!(!typists.expire(&ada(), at(3_000)), "once");
    }
}
