//! Forgetting: a person at their wish, old conversations by themselves. First the room, which is the truth; then the copies.

use worker::Env;

use crate::{
    domain::files::KEPT_UNSENT,
    platform::{Error, Result, clock, files, log, object, random},
    protocol::{AgentId, ConversationId, CustomerId, OrganizationId, Timestamp, customer::ErasureReceipt},
    room::{self, commands::Erase},
    store::{self, erasures::Erasure},
};

/// In one run of the daily cron; what is left is for the next.
const MOST_ERASED: u32 = 500;
const DAY: i64 = 24 * 3600 * 1000;

/// Forgets a customer: conversations in rooms, inbox and database, files, sessions, events, and their row.
///
/// # Errors
/// When something does not answer; it is finished by the daily cron then.
pub async fn erase_customer(
    env: &Env,
    organization: OrganizationId,
    customer: CustomerId,
    by: AgentId,
) -> Result<ErasureReceipt> {
    let now = clock::now();
    let id = random::id::<uuid::Uuid>(now).to_string();
    let erasure = Erasure { id, organization_id: organization, customer_id: customer };
    store::erasures::begin(env, organization, &erasure, &by.to_string(), now).await?;
    go_on(env, &erasure).await
}

/// Each step may have been done before.
async fn go_on(env: &Env, erasure: &Erasure) -> Result<ErasureReceipt> {
    let (organization, customer) = (erasure.organization_id, erasure.customer_id);
    // From now on nothing new is started; what just was looks again when it is there.
    store::erasures::end_sessions(env, erasure, clock::now()).await?;
    loop {
        let ids = store::conversations::ids_of_customer(env, organization, customer).await?;
        if ids.is_empty() {
            break;
        }
        for id in ids {
            erase_conversation(env, organization, id, Some(erasure)).await?;
        }
    }
    files::delete(env, &store::attachments::unsent_of(env, organization, customer).await?).await?;
    store::erasures::finish(env, erasure, clock::now()).await?;
    store::erasures::receipt(env, erasure).await
}

/// A conversation was started while its customer was being forgotten.
pub async fn erase_late(env: &Env, organization: OrganizationId, id: ConversationId) -> Result<()> {
    erase_conversation(env, organization, id, None).await
}

async fn erase_conversation(
    env: &Env,
    organization: OrganizationId,
    id: ConversationId,
    erasure: Option<&Erasure>,
) -> Result<()> {
    let messages = object::call(&room::stub(env, id)?, &Erase { organization_id: organization }).await?;
    room::erase_copies(env, organization, id, erasure, messages).await
}

/// Files that were uploaded and not sent within a day.
pub async fn forget_unsent(env: &Env, now: Timestamp) -> Result<()> {
    let before = now.plus(-KEPT_UNSENT);
    files::delete(env, &store::attachments::unsent_before(env, before, MOST_ERASED).await?).await?;
    store::attachments::forget_before(env, before, MOST_ERASED).await
}

/// The daily work: erasures that ended half way, and what organizations keep for some time only.
pub async fn forget(env: &Env, now: Timestamp) -> Result<()> {
    for erasure in store::erasures::unfinished(env, MOST_ERASED).await? {
        noted(go_on(env, &erasure).await.map(drop));
    }
    let mut left = MOST_ERASED;
    for organization in store::erasures::forgetful(env).await? {
        let before = now.plus(-i64::from(organization.retention_days) * DAY);
        noted(forget_before(env, organization.id, before, &mut left).await);
    }
    Ok(())
}

async fn forget_before(env: &Env, organization: OrganizationId, before: Timestamp, left: &mut u32) -> Result<()> {
    for id in store::erasures::closed_before(env, organization, before, *left).await? {
        erase_conversation(env, organization, id, None).await?;
        *left -= 1;
    }
    store::erasures::forget_before(env, organization, before).await.map(drop)
}

/// One that fails shall not keep the others.
fn noted(done: Result<(), Error>) {
    if let Err(error) = done {
        log::fault(&format!("forgetting: {error}"));
    }
}
