//! What a visitor's rooms are told: who they are now, and which of their sessions have ended.

use crate::{
    domain::{ended::Ended, token::Session},
    http::{call::Call, privacy},
    platform::{Result, clock, log::unless_problem, object::Command},
    protocol::{ConversationId, CustomerId, OrganizationId, conversation::WidgetCustomer},
    room::{
        self,
        commands::{Bar, Describe},
    },
    store::{self, identities::Fate},
};

/// So many conversations that are not closed are told when somebody is known better.
const AT_ONCE: u32 = 20;

/// What is known of somebody, for all who have their conversations in front of them. What a room misses now it shows
/// late, but no wrong name for long: the next change tells it again.
pub async fn describe(call: &Call, organization: OrganizationId, customer: &WidgetCustomer) -> Result<()> {
    let ids = store::conversations::newest_ids(&call.env, organization, customer.id, AT_ONCE).await?;
    unless_problem(room::tell(&call.env, &ids, &described(organization, customer.id, customer, Vec::new())).await);
    Ok(())
}

fn described(
    organization_id: OrganizationId,
    was: CustomerId,
    customer: &WidgetCustomer,
    ended: Vec<Ended>,
) -> Describe {
    Describe { organization_id, was, customer: customer.clone(), ended }
}

/// The session's token is worth nothing from now on, and whoever listens with it is hung up on.
pub async fn end(call: &Call, session: &Session) -> Result<()> {
    store::sessions::revoke(&call.env, session.organization, session.id, clock::now()).await?;
    bar(call, session.organization, session.customer).await
}

/// Whichever of a customer's sessions has ended opens none of their rooms.
pub async fn bar(call: &Call, organization: OrganizationId, customer: CustomerId) -> Result<()> {
    let ended = store::sessions::ended(&call.env, organization, customer, clock::now()).await?;
    tell_all(call, organization, customer, &Bar { organization_id: organization, ended }).await
}

/// The same, for a customer of whom more than that has changed.
pub async fn tell(call: &Call, organization: OrganizationId, customer: &WidgetCustomer) -> Result<()> {
    let ended = store::sessions::ended(&call.env, organization, customer.id, clock::now()).await?;
    tell_all(call, organization, customer.id, &described(organization, customer.id, customer, ended)).await
}

async fn tell_all<C: Command<Answer = ()>>(
    call: &Call,
    organization: OrganizationId,
    customer: CustomerId,
    command: &C,
) -> Result<()> {
    let ids = store::conversations::ids_of_customer(&call.env, organization, customer).await?;
    room::tell(&call.env, &ids, command).await
}

/// What those who became this customer have still is this customer's too: rooms first, as they say what the copies will
/// be. Until nothing is left: something may have been started meanwhile, or this ended half way the last time.
pub async fn gather(call: &Call, organization: OrganizationId, customer: &WidgetCustomer) -> Result<()> {
    while let Some(was) = store::identities::unmoved(&call.env, organization, customer.id).await? {
        let ids = store::conversations::ids_of_customer(&call.env, organization, was).await?;
        let ended = store::sessions::ended(&call.env, organization, customer.id, clock::now()).await?;
        room::tell(&call.env, &ids, &described(organization, was, customer, ended)).await?;
        store::identities::move_conversations(&call.env, organization, was, customer.id, &ids).await?;
    }
    Ok(())
}

/// Its session ended while this conversation was being started: it is whose it would be by now.
pub async fn started_late(call: &Call, session: &Session, id: ConversationId) -> Result<()> {
    let organization = session.organization;
    let mut owner = session.customer;
    if let Fate::MergedInto(into) = store::identities::fate(&call.env, organization, owner).await?
        && let Some(customer) = store::customers::one(&call.env, organization, into).await?
    {
        gather(call, organization, &customer.known).await?;
        owner = into;
    }
    match store::identities::fate(&call.env, organization, owner).await? {
        Fate::Here => {
            let ended = store::sessions::ended(&call.env, organization, owner, clock::now()).await?;
            room::tell(&call.env, &[id], &Bar { organization_id: organization, ended }).await
        }
        Fate::MergedInto(_) | Fate::Gone => privacy::erase_late(&call.env, organization, id).await,
    }
}
