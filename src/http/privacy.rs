//! Forgetting: a person at their wish, old conversations by themselves. First the room, which is the truth; then the copies.

use worker::Env;

use crate::{
    domain::files::{KEPT_UNSENT, UNDER_WAY},
    platform::{Error, Result, clock, files, log, object, random},
    protocol::{
        AgentId, ConversationId, CustomerId, OrganizationId, Timestamp,
        customer::ErasureReceipt,
        span::{DAY, MINUTE},
    },
    room::{self, commands::Erase},
    store::{
        self,
        attachments::MOST_AT_ONCE,
        erasures::{Erasure, Forgetful},
    },
};

/// Erasures that are looked for at once, and conversations of one organization before it is the next one's turn.
const MOST_ERASURES: u32 = 500;
const SHARE: u32 = 50;
/// One run of the daily cron, in milliseconds; what is left is for the next.
const LONGEST: i64 = 10 * MINUTE;

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
    let erasure = Erasure { id: random::id(now), organization_id: organization, customer_id: customer };
    store::erasures::begin(env, organization, &erasure, by, now).await?;
    go_on(env, &erasure).await
}

/// Each step may have been done before.
async fn go_on(env: &Env, erasure: &Erasure) -> Result<ErasureReceipt> {
    // From now on nothing new is started; what just was looks again when it is there.
    store::erasures::end_sessions(env, erasure, clock::now()).await?;
    while erase_conversations(env, erasure).await? {}
    let unsent = store::attachments::unsent_of(env, erasure.organization_id, erasure.customer_id).await?;
    files::delete(env, &unsent).await?;
    store::erasures::finish(env, erasure, clock::now()).await?;
    // Whoever was in before the session ended, and died before it looked again, may have left something.
    erase_conversations(env, erasure).await?;
    store::erasures::receipt(env, erasure).await
}

async fn erase_conversations(env: &Env, erasure: &Erasure) -> Result<bool> {
    let ids = store::erasures::conversations(env, erasure).await?;
    for id in &ids {
        erase_conversation(env, erasure.organization_id, *id, Some(erasure)).await?;
    }
    Ok(!ids.is_empty())
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
    for _ in 0..MOST_ERASURES {
        let keys = store::attachments::unsent_before(env, before).await?;
        files::delete(env, &keys).await?;
        store::attachments::forget_before(env, before).await?;
        if keys.len() < MOST_AT_ONCE as usize {
            break;
        }
    }
    Ok(())
}

/// Files that were removed are deleted once more: an upload that was under way may have ended after.
pub async fn forget_removed(env: &Env, now: Timestamp) -> Result<()> {
    let before = now.plus(-UNDER_WAY);
    for _ in 0..MOST_ERASURES {
        let keys = store::attachments::removed_before(env, before).await?;
        files::delete(env, &keys).await?;
        store::attachments::forget_removed(env, before).await?;
        if keys.len() < MOST_AT_ONCE as usize {
            break;
        }
    }
    Ok(())
}

/// The daily work: erasures that ended half way, and what organizations keep for some time only. Each in its turn, until
/// nothing is left or it has been long enough.
pub async fn forget(env: &Env, now: Timestamp) -> Result<()> {
    for erasure in store::erasures::unfinished(env, MOST_ERASURES).await? {
        noted(go_on(env, &erasure).await.map(drop));
    }
    let organizations = store::erasures::forgetful(env).await?;
    let mut turns: Vec<Turn> = organizations.into_iter().map(|organization| Turn::of(&organization, now)).collect();
    while !turns.is_empty() && clock::now().since(now) < LONGEST {
        let mut left = Vec::new();
        for mut turn in turns {
            match turn.take(env).await {
                Ok(true) => left.push(turn),
                done => noted(done.map(drop)),
            }
        }
        turns = left;
    }
    Ok(())
}

/// An organization's part of the daily work.
struct Turn {
    organization: OrganizationId,
    before: Timestamp,
    /// Conversations that cannot be erased now. They keep nobody from the others.
    failed: Vec<ConversationId>,
}

impl Turn {
    fn of(organization: &Forgetful, now: Timestamp) -> Self {
        let before = now.plus(-i64::from(organization.retention_days) * DAY);
        Self { organization: organization.id, before, failed: Vec::new() }
    }

    /// Says whether there is more to do.
    async fn take(&mut self, env: &Env) -> Result<bool> {
        let (organization, before) = (self.organization, self.before);
        let ids = store::erasures::silent_since(env, organization, before, &self.failed, SHARE).await?;
        for id in &ids {
            if let Err(error) = erase_conversation(env, organization, *id, None).await {
                noted(Err(error));
                self.failed.push(*id);
            }
        }
        if !ids.is_empty() {
            return Ok(true);
        }
        store::erasures::forget_before(env, organization, before).await
    }
}

/// One that fails shall not keep the others.
fn noted(done: Result<(), Error>) {
    if let Err(error) = done {
        log::fault(&format!("forgetting: {error}"));
    }
}
