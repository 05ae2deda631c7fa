//! Pictures of customers, from Gravatar. It is we who ask, with a hash: no address of anybody's gets there.

use super::{
    agent::Agent,
    answer::{Answer, bytes},
    call::Call,
};
use crate::{
    domain::{
        files::{content::Seen, kind_of},
        gravatar,
    },
    platform::{
        Result,
        outside::{Fetched, fetch},
        words::folded,
    },
    protocol::Problem,
    store,
};

const MOST_BYTES: usize = 256 * 1024;
/// In milliseconds.
const PATIENCE: u32 = 3_000;

pub async fn show(call: &Call, agent: Agent) -> Result<Answer> {
    let email = store::trail::email_of_picture(&call.env, agent.organization(), call.id()?).await?;
    let Some(email) = email.ok_or_else(|| Problem::not_found("customer"))? else { return Ok(none()) };
    let host = call.env.var("GRAVATAR")?.to_string();
    match fetch(&format!("{host}{}", gravatar::path(&folded(&email))), PATIENCE, MOST_BYTES).await {
        Fetched::Bytes(picture) => Ok(shown(&picture)?.unwrap_or_else(none)),
        Fetched::Nothing => Ok(none().with("cache-control", "private, max-age=3600")),
        Fetched::Failed => Ok(none()),
    }
}

/// `None`: it is no picture.
fn shown(picture: &[u8]) -> Result<Option<Answer>> {
    let Some(kind) = kind_of(Seen::whole(picture)).ok().filter(|kind| kind.is_picture) else { return Ok(None) };
    Ok(Some(
        bytes(picture)?
            .with("content-type", kind.content_type)
            .with("cache-control", "private, max-age=86400")
            .with("content-security-policy", "default-src 'none'; sandbox"),
    ))
}

fn none() -> Answer {
    Answer::empty(204)
}
