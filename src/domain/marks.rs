//! Read and delivered marks only move forward, and never past what is there.

use crate::protocol::Seq;

/// Where the mark stands after a report, if it moves.
#[must_use]
pub fn advance(current: Seq, reported: Seq, head: Seq) -> Option<Seq> {
    let next = reported.min(head);
    (next > current).then_some(next)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r5_marks_only_move_forward_and_stay_within_the_log() {
        assert_eq!(advance(0, 3, 5), Some(3));
        assert_eq!(advance(3, 3, 5), None);
        assert_eq!(advance(3, 2, 5), None);
        assert_eq!(advance(3, 4_000_000_000, 5), Some(5));
        assert_eq!(advance(5, u32::MAX, 5), None);
    }
}
