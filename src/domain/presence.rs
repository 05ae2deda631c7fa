//! Who is here: everyone sends a heartbeat every 30 seconds, which wakes nobody; who is silent for 60 is gone.

use crate::protocol::{Timestamp, frames::Party, message::PartyKind, span::MINUTE};

/// Two heartbeats missed.
pub const SILENT_AFTER: i64 = MINUTE;

#[must_use]
pub fn is_silent(last_heard: Timestamp, now: Timestamp) -> bool {
    now.since(last_heard) >= SILENT_AFTER
}

/// Somebody watches: an agent looks, and there is another person to see, or another agent to see them.
#[must_use]
pub fn is_watched(here: &[Party]) -> bool {
    here.iter().any(|party| party.kind == PartyKind::Agent) && here.iter().any(|party| *party != here[0])
}

/// When the first of these will have been silent for too long.
#[must_use]
pub fn next_sweep(last_heard: impl Iterator<Item = Timestamp>) -> Option<Timestamp> {
    last_heard.min().map(|heard| heard.plus(SILENT_AFTER))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn party(kind: PartyKind, id: &str) -> Party {
        Party { kind, id: id.into() }
    }

    #[test]
    fn r4_silent_for_sixty_seconds_is_gone() {
        let heard = Timestamp::from_millis(1_000);
        assert!(!is_silent(heard, Timestamp::from_millis(60_999)));
        assert!(is_silent(heard, Timestamp::from_millis(61_000)));
        let others = [Timestamp::from_millis(5_000), heard];
        assert_eq!(next_sweep(others.into_iter()), Some(Timestamp::from_millis(61_000)));
        assert_eq!(next_sweep([].into_iter()), None);
    }

    #[test]
    fn r4_nobody_watches_a_visitor_alone_however_many_tabs() {
        let (visitor, ada) = (party(PartyKind::Visitor, "v"), party(PartyKind::Agent, "a"));
        assert!(!is_watched(&[]));
        assert!(!is_watched(&[visitor.clone(), visitor.clone()]));
        assert!(!is_watched(&[ada.clone(), ada.clone()]), "an agent alone watches nobody");
        assert!(is_watched(&[visitor, ada.clone()]));
        assert!(is_watched(&[ada, party(PartyKind::Agent, "b")]));
    }
}
