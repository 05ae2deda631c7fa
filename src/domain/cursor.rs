//! Where a page of conversations ended: latest activity first, the id decides among equals.

use std::{fmt, str::FromStr};

use crate::protocol::{ConversationId, Problem, Timestamp};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cursor {
    pub updated_at: Timestamp,
    pub id: ConversationId,
}

impl Cursor {
    /// As databases compare it.
    #[must_use]
    pub fn position(self) -> (i64, String) {
        (self.updated_at.millis(), self.id.to_string())
    }

    /// The same, of where a list begins that has no page before this one: at the largest time that JavaScript's numbers hold.
    #[must_use]
    pub fn start(before: Option<Self>) -> (i64, String) {
        before.map_or((i64::MAX >> 11, String::new()), Self::position)
    }

    /// The same, of where it ends if nothing bounds it.
    #[must_use]
    pub fn end(bound: Option<Self>) -> (i64, String) {
        bound.map_or((-1, String::new()), Self::position)
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.updated_at.millis(), self.id)
    }
}

impl FromStr for Cursor {
    type Err = Problem;
    fn from_str(text: &str) -> Result<Self, Problem> {
        let read = || {
            let (updated_at, id) = text.split_once('.')?;
            Some(Self { updated_at: Timestamp::from_millis(updated_at.parse().ok()?), id: id.parse().ok()? })
        };
        read().ok_or_else(|| Problem::field("cursor", "invalid_cursor", "This is not a cursor of ours."))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_reads_back_and_nothing_else_does() {
        let text = "1700000000000.0190a5c8-1111-7000-8000-0000000000a6";
        assert_eq!(text.parse::<Cursor>().unwrap().to_string(), text);
        for wrong in ["", "x.y", "1.2", "1700000000000"] {
            assert_eq!(wrong.parse::<Cursor>().unwrap_err().errors[0].field, "cursor");
        }
    }
}
