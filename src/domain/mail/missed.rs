//! Answers that a visitor has not seen.

use super::{
    Mail,
    languages::{self, with},
    transcript::{Told, lines},
    writing::{Draft, name},
};
use crate::protocol::message::Message;

const MINUTE: i64 = 60_000;
/// An answer waits so long for its reader, unless the organization says otherwise.
pub const PATIENCE: i64 = 5 * MINUTE;
/// The next mail about the same conversation comes no sooner.
pub const SPACING: i64 = 15 * MINUTE;
/// What nobody has seen for so long is not mailed any more.
pub const STALE: i64 = 24 * 60 * MINUTE;
/// Messages of one mail.
pub const MOST: u32 = 50;

/// Where its reader can go from there.
pub struct Ways<'a> {
    pub link: Option<&'a str>,
    /// Is it they who are let in, or does it only lead to the page?
    pub is_resume: bool,
    pub unsubscribe: Option<String>,
    pub reply_to: Option<String>,
}

#[must_use]
pub fn missed(to: &str, told: &Told<'_>, ways: Ways<'_>) -> Mail {
    let phrases = languages::of(told.language);
    let messages: Vec<&Message> = told.messages.iter().collect();
    let mut draft = Draft::default();
    lines(&mut draft, &messages, phrases, told.ahead);
    if let Some(link) = ways.link {
        draft.link(phrases.resume, link);
        if ways.is_resume {
            draft.small(phrases.by_link);
        }
    }
    if ways.reply_to.is_some() {
        draft.paragraph(phrases.by_mail);
    }
    draft.small(&with(phrases.times, told.timezone));
    if let Some(url) = &ways.unsubscribe {
        draft.small_link(phrases.unsubscribe, url);
    }
    let subject = with(phrases.answered, &name(told.organization));
    Mail {
        conversation: Some(told.id),
        unsubscribe: ways.unsubscribe,
        reply_to: ways.reply_to,
        ..draft.addressed(to, "missed_reply", &subject, phrases.language)
    }
}
