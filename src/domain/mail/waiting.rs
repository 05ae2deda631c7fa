//! People who wait for an answer, for an agent who is not there.

use super::{
    Mail,
    when::shown,
    writing::{Draft, name},
};
use crate::protocol::{
    ConversationId, Timestamp,
    span::{DAY, MINUTE},
};

/// The next mail to the same agent comes no sooner.
pub const SPACING: i64 = 30 * MINUTE;
/// The least that an agent may wait before they want to know.
pub const SOONEST: i64 = 5 * MINUTE;
/// Who has waited for longer is told of no more.
pub const LONGEST: i64 = 3 * DAY;
/// Conversations of one mail.
pub const MOST: u32 = 20;
/// After how many minutes an agent may want to know.
pub const CHOICES: [u16; 3] = [5, 15, 60];

/// Somebody who waits.
pub struct Waiting {
    pub conversation: ConversationId,
    pub who: String,
    pub since: Timestamp,
    /// What they said last, in short.
    pub said: String,
}

/// `links`: to the inbox, and to the end of such mails.
#[must_use]
pub fn waiting(to: &str, organization: &str, waits: &[Waiting], now: Timestamp, links: Option<(&str, &str)>) -> Mail {
    let organization = name(organization);
    // Without names: that a mail was sent is remembered for longer than some people are.
    let subject = match waits {
        [_] => format!("Somebody waits for an answer at {organization}"),
        _ => format!("{} people wait for an answer at {organization}", waits.len()),
    };
    let mut draft = Draft::default();
    for wait in waits {
        let mut at = shown(wait.since, &|_| 0);
        at.time = since(now.since(wait.since) / MINUTE);
        draft.said(&name(&wait.who), &at, &wait.said);
    }
    if let Some((inbox, unsubscribe)) = links {
        draft.link("Open the inbox", inbox);
        draft.small("You choose in your settings, under Notifications, when you get mails like this one.");
        draft.small_link("No more mails like this", unsubscribe);
    }
    let unsubscribe = links.map(|(_, unsubscribe)| unsubscribe.to_owned());
    let tells_of = waits.iter().map(|wait| wait.conversation).collect();
    Mail { tells_of, unsubscribe, ..draft.addressed(to, "waiting", &subject, "en") }
}

fn since(minutes: i64) -> String {
    match minutes {
        0..120 => format!("for {minutes} min"),
        120..2880 => format!("for {} h", minutes / 60),
        _ => format!("for {} days", minutes / 1440),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn i10_one_mail_tells_of_all_who_wait_and_for_how_long() {
        let wait = |who: &str, minutes: i64| Waiting {
            conversation: uuid::Uuid::from_u128(minutes as u128).into(),
            who: who.into(),
            since: Timestamp::from_millis(10_000_000_000 - minutes * MINUTE),
            said: "Is <b>anybody</b> there?".into(),
        };
        let now = Timestamp::from_millis(10_000_000_000);
        let links = Some(("https://chat.example.com/inbox", "https://chat.example.com/u"));
        let mail =
            waiting("ada@example.com", "Fern & Oak", &[wait("Grace", 15), wait("bo.example.com", 180)], now, links);
        assert_eq!(mail.subject, "2 people wait for an answer at Fern & Oak");
        assert!(mail.text.contains("Grace, for 15 min:") && mail.text.contains("bo. example. com, for 3 h:"));
        assert!(mail.text.contains("https://chat.example.com/inbox") && !mail.html.contains("<b>"));
        assert_eq!(mail.unsubscribe.as_deref(), Some("https://chat.example.com/u"));
        assert_eq!(mail.tells_of.len(), 2);
        let one = waiting("ada@example.com", "Fern", &[wait("Grace", 5)], now, None);
        assert_eq!((&*one.subject, one.unsubscribe), ("Somebody waits for an answer at Fern", None));
    }
}
