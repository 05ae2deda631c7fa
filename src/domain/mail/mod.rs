//! Mails, as plain functions: what they say, and when one that was not taken is tried again.

mod file;
pub mod incoming;
mod languages;
mod letters;
mod missed;
mod received;
mod shown;
mod signed;
mod transcript;
pub mod waiting;
mod when;
mod writing;

pub use file::file;
pub use letters::{changed, invite, owner, reset};
pub use missed::{MOST, PATIENCE, SPACING, STALE, Ways, missed};
pub use received::{PATIENCE as RECEIVED_PATIENCE, received};
pub use shown::shown;
pub use signed::{RESUMES, Reader, Resume, address_hash, digest_id, unsubscribe, unsubscriber};
pub use transcript::{MOST_MESSAGES, Told, transcript};

use crate::protocol::{
    ConversationId,
    span::{DAY, HOUR, MINUTE},
};

/// Ready to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    /// What it is for, in a word.
    pub kind: String,
    pub to: String,
    pub subject: String,
    pub text: String,
    pub html: String,
    /// What it tells of: it is forgotten with it.
    pub conversation: Option<ConversationId>,
    /// The same, of one that tells of several.
    pub tells_of: Vec<ConversationId>,
    /// Where its reader gets no more of its kind.
    pub unsubscribe: Option<String>,
    /// Where an answer to it goes, if not to its sender.
    pub reply_to: Option<String>,
}

/// The header by which a mail of ours is known: its id.
pub const OWN_HEADER: &str = "x-chatdesk-mail";
/// A mail that is being sent is nobody else's for so long (milliseconds).
pub const LEASE: i64 = 2 * MINUTE;
/// Mails of one kind that one address gets in an hour, and that tell of one conversation.
pub const MOST_AN_HOUR: u32 = 5;
/// The same mail asked for again so soon is one that was asked for twice.
pub const AGAIN: i64 = MINUTE;
/// So long is remembered that a mail was sent.
pub const KEPT: i64 = 30 * DAY;

const WAITS: [i64; 7] = [MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 6 * HOUR, 12 * HOUR, DAY];

/// From when a mail is written down until it is given up.
#[must_use]
pub fn patience() -> i64 {
    WAITS.iter().sum()
}

/// How long to wait after so many attempts that failed; `None`: it is given up.
#[must_use]
pub fn wait(failures: u32) -> Option<i64> {
    WAITS.get(failures.checked_sub(1)? as usize).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn f2_a_mail_is_tried_for_more_than_a_day_ever_more_slowly() {
        let waits: Vec<i64> = (1..).map_while(wait).collect();
        assert!(waits.is_sorted() && waits[0] == MINUTE);
        let days = patience() / DAY;
        assert_eq!((days, waits.len(), wait(0)), (1, 7, None));
    }
}
