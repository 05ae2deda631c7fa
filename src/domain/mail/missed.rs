//! Answers that a visitor has not seen.

use super::{
    Mail,
    languages::{self, Phrases, with},
    transcript::{Told, lines},
    writing::{Draft, name},
};
use crate::protocol::{
    ConversationId,
    message::Message,
    span::{DAY, MINUTE},
};

/// An answer waits so long for its reader, unless the organization says otherwise.
pub const PATIENCE: i64 = 5 * MINUTE;
/// The next mail about the same conversation comes no sooner.
pub const SPACING: i64 = 15 * MINUTE;
/// What nobody has seen for so long is not mailed any more.
pub const STALE: i64 = DAY;
/// Messages of one mail.
pub const MOST: u32 = 50;

/// Where its reader can go from there.
pub struct Ways {
    pub link: Option<String>,
    /// Is it they who are let in, or does it only lead to the page?
    pub is_resume: bool,
    pub unsubscribe: Option<String>,
    pub reply_to: Option<String>,
}

impl Ways {
    /// `note`: what else there is to say, in small.
    pub(super) fn write(&self, draft: &mut Draft, phrases: &Phrases, note: Option<&str>) {
        if let Some(link) = &self.link {
            draft.link(phrases.resume, link);
            if self.is_resume {
                draft.small(phrases.by_link);
            }
        }
        if self.reply_to.is_some() {
            draft.paragraph(phrases.by_mail);
        }
        if let Some(note) = note {
            draft.small(note);
        }
        if let Some(url) = &self.unsubscribe {
            draft.small_link(phrases.unsubscribe, url);
        }
    }

    pub(super) fn addressed(self, mail: Mail, conversation: ConversationId) -> Mail {
        let Self { unsubscribe, reply_to, .. } = self;
        Mail { conversation: Some(conversation), unsubscribe, reply_to, ..mail }
    }
}

#[must_use]
pub fn missed(to: &str, told: &Told<'_>, ways: Ways) -> Mail {
    let phrases = languages::of(told.language);
    let messages: Vec<&Message> = told.messages.iter().collect();
    let mut draft = Draft::default();
    lines(&mut draft, &messages, phrases, told.ahead);
    ways.write(&mut draft, phrases, Some(&with(phrases.times, told.timezone)));
    let subject = with(phrases.answered, &name(told.organization));
    ways.addressed(draft.addressed(to, "missed_reply", &subject, phrases.language), told.id)
}
