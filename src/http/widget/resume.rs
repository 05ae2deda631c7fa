//! The link in a mail about an answer: whoever follows it first is the visitor again, in whatever browser.

use super::identity::Person;
use crate::{
    domain::{mail::Resume, secret, token::Session},
    http::call::Call,
    platform::Result,
    protocol::{ConversationId, Timestamp, conversation::Conversation, visitor::InitRequest},
    store::{self, identities::Used, visitors::KnownCustomer, widgets::Known},
};

/// Whom the request's link lets in. One that is too old or was used elsewhere is as if it were not there: who follows it may
/// start anew, and loses nothing that is theirs.
pub async fn read(
    call: &Call,
    request: &InitRequest,
    known: &Known,
    earlier: Option<&(Session, KnownCustomer)>,
    now: Timestamp,
) -> Result<Option<(Resume, Person)>> {
    let Some(token) = request.identity_token.as_deref().filter(|token| Resume::is_one(token)) else { return Ok(None) };
    let read = Resume::read(token, &call.session_key()?, now);
    let organization = known.organization_id;
    let Some(resume) = read.filter(|resume| resume.organization == organization) else { return Ok(None) };
    if let Some((session, known)) = earlier.filter(|(session, _)| session.customer == resume.customer) {
        return Ok(Some((resume, Person::of((*session, known.clone())))));
    }
    let found = store::visitors::seen_again(&call.env, organization, resume.customer, now).await?;
    // Of a user of the site's own only the site says who they are.
    let Some(customer) = found.filter(|customer| !customer.is_protected()) else { return Ok(None) };
    let once = secret::fingerprint(token);
    let used = store::identities::take(&call.env, organization, &once, None, resume.expires_at).await?;
    Ok(matches!(used, Used::Now).then_some((resume, Person { session: None, known: customer })))
}

/// The conversation that the link is about goes before others.
pub fn first(mut newest: Vec<Conversation>, wanted: Option<ConversationId>) -> Vec<Conversation> {
    newest.sort_by_key(|conversation| Some(conversation.id) != wanted);
    newest
}
