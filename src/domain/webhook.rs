//! Webhooks: what can be kept of one, how what is sent is signed, when it is tried again.

use hmac::Mac;

use super::{check::Checks, secret};
use crate::protocol::{
    AttachmentId, Problem, Timestamp,
    span::{DAY, HOUR, MINUTE},
    webhook::ChangeWebhook,
};

const PREFIX: &str = "whsec_";
const SECOND: i64 = 1000;
/// Until the next attempt, after each that failed: about three days in all.
const WAITS: [i64; 8] = [10 * SECOND, MINUTE, 10 * MINUTE, HOUR, 6 * HOUR, 12 * HOUR, DAY, DAY];
/// Nothing is sent to an address that has just failed for so long, so that what follows does not fail too.
const PAUSE: i64 = MINUTE;
/// One that has failed for so long is turned off.
const PATIENCE: i64 = 3 * DAY;

/// Milliseconds after which somebody looks why something has not been sent yet.
pub const LATE: i64 = 30 * SECOND;
/// How long the log of what was sent goes back, in milliseconds.
pub const LOGGED: i64 = 30 * DAY;
const ANSWER_CHARS: usize = 1_000;

#[must_use]
pub fn secret(random: &[u8; 32]) -> String {
    format!("{PREFIX}{}", secret::encode(random))
}

/// As it can be kept; the address is looked at elsewhere.
///
/// # Errors
/// A problem that names all that is wrong.
pub fn checked(mut change: ChangeWebhook) -> Result<ChangeWebhook, Problem> {
    let mut checks = Checks::default();
    if let Some(events) = &mut change.events {
        events.sort_unstable();
        events.dedup();
        if events.is_empty() {
            checks.wrong("events", "required", "This is required.");
        }
    }
    checks.done().map(|()| change)
}

/// What the receiver checks: made of the id, the time in seconds and the body, with dots between them.
#[must_use]
pub fn signature(secret: &str, id: &str, seconds: i64, body: &str) -> String {
    let mac = secret::mac(secret.as_bytes(), &[format!("{id}.{seconds}.").as_bytes(), body.as_bytes()]);
    let mut text = "v1=".to_owned();
    for byte in mac.finalize().into_bytes() {
        text.extend([byte >> 4, byte & 15].map(|digit| char::from_digit(digit.into(), 16).unwrap_or('0')));
    }
    text
}

/// The files of a message as they can be fetched from now on: what is kept has no addresses.
#[must_use]
pub fn with_links(payload: &str, link: &dyn Fn(AttachmentId) -> String) -> String {
    // What people wrote has no bare quotes, and what is known of the conversation comes behind the message.
    let (message, rest) = payload.split_at(payload.find(r#","conversation":{"#).unwrap_or_default());
    let mut parts = message.split(r#""url":"""#);
    let mut whole = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let id = whole.rfind(r#"{"id":""#).and_then(|at| whole.get(at + 7..at + 43)).and_then(|id| id.parse().ok());
        let address = id.map(link).unwrap_or_default();
        whole += &[r#""url":""#, &address, "\"", part].concat();
    }
    whole + rest
}

/// The beginning of what was answered, as text.
#[must_use]
pub fn answer_told(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).chars().filter(|c| *c != '\0').take(ANSWER_CHARS).collect()
}

/// What follows a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Next {
    /// `None`: it is given up.
    pub at: Option<Timestamp>,
    pub paused_until: Timestamp,
    /// It has failed for too long.
    pub is_over: bool,
}

/// After so many attempts, the first failure of all that followed one another being `since`; `random` spreads attempts by a
/// fifth.
#[must_use]
pub fn after_failure(attempts: u32, since: Timestamp, now: Timestamp, random: u8) -> Next {
    let spread = |wait: i64| wait * (900 + i64::from(random) * 200 / 255) / 1000;
    let wait = WAITS.get(attempts.saturating_sub(1) as usize).copied().map(spread);
    let is_over = now.since(since) >= PATIENCE;
    Next {
        at: wait.filter(|_| !is_over).map(|wait| now.plus(wait)),
        paused_until: now.plus(wait.unwrap_or(PAUSE).min(spread(PAUSE))),
        is_over,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::webhook::WebhookEvent;

    const fn at(millis: i64) -> Timestamp {
        Timestamp::from_millis(millis)
    }

    #[test]
    fn a9_what_is_sent_is_signed_as_anybody_can_compute() {
        // printf 'evt.1700000000.{}' | openssl dgst -sha256 -hmac whsec_test
        let expected = "v1=8a171350177d718b2d027273066699ecbe4a58029b155abe351f8036f72b1748";
        let signed = signature("whsec_test", "evt", 1_700_000_000, "{}");
        assert_eq!(signed, expected);
        assert_ne!(signed, signature("whsec_other", "evt", 1_700_000_000, "{}"));
        assert_ne!(signed, signature("whsec_test", "evt", 1_700_000_001, "{}"));
        assert_ne!(signed, signature("whsec_test", "evt", 1_700_000_000, "{} "));
    }

    #[test]
    fn a9_it_is_tried_again_ever_more_slowly_for_about_three_days() {
        let wait = |attempts| after_failure(attempts, at(0), at(0), 128).at.map(|at| at.millis() / SECOND);
        let waits: Vec<_> = (1..=9).map(wait).collect();
        assert_eq!(waits[..3], [Some(10), Some(60), Some(600)]);
        assert_eq!((waits[7], waits[8]), (Some(86_400), None), "and then given up");
        let days = waits.iter().flatten().sum::<i64>() as f64 / 86_400.0;
        assert!((2.5..=3.0).contains(&days), "{days}");
        for random in [0, 255] {
            let wait = after_failure(1, at(0), at(0), random).at.unwrap().millis();
            assert!((9_000..=11_000).contains(&wait), "{wait}");
        }
    }

    #[test]
    fn a9_what_follows_a_failure_waits_a_little_and_after_three_days_it_is_over() {
        assert_eq!(after_failure(1, at(0), at(0), 0).paused_until, at(9_000));
        assert!(after_failure(6, at(0), at(0), 255).paused_until <= at(66_000));
        assert!(!after_failure(1, at(0), at(PATIENCE - 1), 0).is_over);
        let over = after_failure(1, at(0), at(PATIENCE), 0);
        assert!(over.is_over && over.at.is_none());
    }

    #[test]
    fn a9_files_can_be_fetched_by_who_is_told_of_them() {
        let id = |n: u32| format!("0190a5c8-1111-7000-8000-00000000000{n}");
        let file = |n, url: &str| format!(r#"{{"id":"{}","name":"\"url\":\"\"","url":"{url}"}}"#, id(n));
        let sent = |one: &str, two: &str| {
            let files = format!("{},{}", file(1, one), file(2, two));
            let custom = r#"{"custom_fields":{"url":""}}"#;
            format!(r#"{{"data":{{"message":{{"attachments":[{files}]}},"conversation":{custom}}}}}"#)
        };
        let links = with_links(&sent("", ""), &|id| format!("/{id}"));
        assert_eq!(links, sent(&format!("/{}", id(1)), &format!("/{}", id(2))));
        let other = r#"{"data":{"conversation":{"custom_fields":{"url":""}}}}"#;
        assert_eq!(with_links(other, &|_| unreachable!()), other);
    }

    #[test]
    fn s7_events_are_named_once_and_not_none() {
        use WebhookEvent::{ConversationCreated, MessageCreated};
        let change = |events: &[WebhookEvent]| ChangeWebhook { events: Some(events.to_vec()), ..Default::default() };
        let kept = checked(change(&[MessageCreated, ConversationCreated, MessageCreated])).unwrap();
        assert_eq!(kept.events.unwrap(), [ConversationCreated, MessageCreated]);
        assert_eq!(checked(change(&[])).unwrap_err().errors[0].field, "events");
    }
}
