//! Mail that a call sends, and those who want no more of a kind.

use super::{
    answer::Answer,
    call::Call,
    limit::{self, Limit},
    route::Anyone,
};
use crate::{
    domain::mail::{Mail, Reader, unsubscriber},
    mailing,
    platform::{Result, clock},
    protocol::{OrganizationId, Problem},
    store,
};

/// Writes it down, and sends it while the asker has the answer already. False: there were too many like it.
///
/// # Errors
/// When the database fails.
pub async fn post(call: &Call, organization: OrganizationId, mail: Mail) -> Result<bool> {
    let env = call.env.clone();
    let (is_added, due) = mailing::add(&env, organization, None, mail).await?;
    if let Some(due) = due {
        call.later(Box::pin(async move { mailing::deliver(&env, due).await }));
    }
    Ok(is_added)
}

/// What a reader who follows the link sees: nothing happens until they say so, for programs follow links too.
pub async fn ask_unsubscribe(call: &Call, _: Anyone) -> Result<Answer> {
    reader(call).await?;
    Ok(page(
        "<p>You get mails about messages that you have not seen.</p>\
        <form method=\"post\"><button>No more mails like this</button></form>",
    ))
}

/// By the button, or by the reader's mail program (RFC 8058).
pub async fn unsubscribe(call: &Call, _: Anyone) -> Result<Answer> {
    let (organization, reader) = reader(call).await?;
    match reader {
        Reader::Visitor(hash) => store::mails::refuse(&call.env, organization, &hash, clock::now()).await?,
        Reader::Agent(agent) => store::mails::stop_waiting(&call.env, organization, agent).await?,
    }
    Ok(page("<p>Done. You get no more mails like this one.</p>"))
}

async fn reader(call: &Call) -> Result<(OrganizationId, Reader)> {
    limit::take(call, Limit::Site, format!("unsubscribe {}", call.neighbours())).await?;
    let reader = unsubscriber(call.named(0), &call.session_key()?);
    Ok(reader.ok_or_else(|| Problem::not_found("link"))?)
}

fn page(words: &str) -> Answer {
    let html = format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
         <meta name=\"color-scheme\" content=\"light dark\"><meta name=\"robots\" content=\"noindex\"><title>Mails</title></head>\
         <body><main><h1>Mails</h1>{words}</main></body></html>"
    );
    let policy = "default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    Answer::text(200, html)
        .with("content-type", "text/html; charset=utf-8")
        .with("content-security-policy", policy)
        .with("cache-control", "no-store")
        .with("referrer-policy", "no-referrer")
}
