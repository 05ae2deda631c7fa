//! The courier: one object per organization, which sends what others shall hear of. D1 keeps what is to be sent and when; the
//! object keeps nothing but its alarm, and what it is sending. So nothing is lost with it: what was sent and not yet written
//! down as sent is sent again, under the same id.

mod hook;
mod shell;

use worker::{Env, Stub};

use crate::{
    domain::webhook::LATE,
    platform::{Result, log::fault, object},
    protocol::{OrganizationId, Timestamp},
    store,
};

const POKE: &str = "poke";

fn of_organization(env: &Env, organization: OrganizationId) -> Result<Stub> {
    Ok(env.durable_object("COURIER")?.get_by_name(&organization.to_string())?)
}

/// There is something to send. If it does not hear of it now, it does within minutes.
pub async fn poke(env: &Env, organization: OrganizationId) {
    let told = async { object::tell(&of_organization(env, organization)?, POKE, "").await };
    if let Err(error) = told.await {
        fault(&format!("courier not told: {error}"));
    }
}

/// Pokes those who are late: they may not have heard of what there is to send.
///
/// # Errors
/// When the database fails.
pub async fn wake_late(env: &Env, now: Timestamp) -> Result<()> {
    for organization in store::webhooks::overdue(env, now.plus(-LATE)).await? {
        poke(env, organization).await;
    }
    Ok(())
}

/// What is sent: today what webhooks are told.
trait Parcel {
    /// Where one thing is sent after the other.
    fn place(&self) -> String;
    /// Sends it, and writes down what came of that. False: nothing more goes there now.
    async fn send(&self, env: &Env, organization: OrganizationId) -> Result<bool>;
}

/// Sends these in their order, until one does not arrive.
async fn send_in_order<P: Parcel>(env: &Env, organization: OrganizationId, parcels: Vec<P>) -> Result<()> {
    for parcel in parcels {
        if !parcel.send(env, organization).await? {
            break;
        }
    }
    Ok(())
}
