//! What a webhook is told, as the courier sends it.

use worker::Env;

use super::Parcel;
use crate::{
    domain::{
        files::link,
        public_url,
        webhook::{after_failure, answer_told, signature, with_links},
    },
    platform::{
        Result, clock,
        post::post,
        random,
        resolver::{self, OverHttps, Way},
        secrets,
    },
    protocol::OrganizationId,
    store::deliveries::{Attempt, Due, arrived, failed},
};

/// Milliseconds.
const PATIENCE: u32 = 10_000;
/// Of an answer, so much is looked at.
const MOST_BYTES: usize = 4_000;

impl Parcel for Due {
    fn place(&self) -> String {
        self.webhook.to_string()
    }

    async fn send(&self, env: &Env, organization: OrganizationId) -> Result<bool> {
        let (status, error, response) = attempt(env, organization, self).await;
        let now = clock::now();
        let attempt = Attempt { status, error, response: response.as_deref(), at: now };
        if error.is_none() {
            arrived(env, organization, self, &attempt).await?;
            return Ok(true);
        }
        let [random] = random::bytes();
        let next = after_failure(self.attempts + 1, self.failing_since.unwrap_or(now), now, random);
        failed(env, organization, self, &attempt, next).await?;
        Ok(false)
    }
}

/// What was answered, what went wrong, and the beginning of the answer.
async fn attempt(
    env: &Env,
    organization: OrganizationId,
    due: &Due,
) -> (Option<u16>, Option<&'static str>, Option<String>) {
    let reach = resolver::reach(env);
    let Ok(url) = public_url::parse(&due.url, reach) else { return (None, Some("private_address"), None) };
    // Looked at each time: a name may lead elsewhere by now.
    match resolver::way(&OverHttps::of(env), &url, reach).await {
        Way::Open => {}
        Way::Private => return (None, Some("private_address"), None),
        Way::Unknown => return (None, Some("unknown_host"), None),
    }
    let now = clock::now();
    let Ok(key) = secrets::session_key(env) else { return (None, Some("no_answer"), None) };
    let payload = with_links(&due.payload, &|id| link::path(organization, id, now, &key));
    let seconds = now.millis() / 1000;
    let signature = signature(&due.secret, &due.id, seconds, &payload);
    let headers = [
        ("content-type", "application/json"),
        ("user-agent", "ChatDesk"),
        ("chatdesk-id", &due.id),
        ("chatdesk-timestamp", &seconds.to_string()),
        ("chatdesk-signature", &signature),
    ];
    let Some(posted) = post(&url.text(), &headers, &payload, PATIENCE, MOST_BYTES).await else {
        return (None, Some("no_answer"), None);
    };
    let error = match posted.status {
        200..=299 => None,
        300..=399 => Some("redirected"),
        _ => Some("refused"),
    };
    (Some(posted.status), error, Some(answer_told(&posted.answer)))
}
