//! Canned replies: what all use is written by admins, one's own by anybody.

use super::{
    agent::{Agent, admin_required},
    answer::{Done, Json, Made},
    call::Call,
    choices::{self, Refusals, made},
};
use crate::{
    domain::canned_reply::checked,
    platform::{Result, clock, json::Raw, random},
    protocol::{
        Problem,
        agent::{List, Role},
        canned_reply::{ChangeCannedReply, NewCannedReply},
    },
    store::{
        self,
        canned_replies::{Writer, added, changed, removed},
    },
};

const FULL: Refusals = Refusals {
    nothing: || Problem::new(409, "too_many_canned_replies", "There are 500 of these, and can be no more."),
    refused: taken,
};
const UNKNOWN: Refusals =
    Refusals { nothing: || Problem::not_found("canned reply that you may change"), refused: taken };

fn taken() -> Problem {
    Problem::new(409, "shortcut_taken", "There is a reply with this shortcut already.")
}

pub async fn list(call: &Call, agent: Agent) -> Result<Json<List<Raw>>> {
    let db = store::database(&call.env, agent.organization())?;
    choices::all(store::canned_replies::all(&db, writer(&agent, None)?)).await
}

pub async fn create(call: &Call, agent: Agent, request: NewCannedReply) -> Result<Made<Raw>> {
    let NewCannedReply { shortcut, body, shared } = request;
    let by = writer(&agent, shared)?;
    let new = checked(ChangeCannedReply { shortcut: Some(shortcut), body: Some(body), shared })?;
    let (db, now) = (store::database(&call.env, agent.organization())?, clock::now());
    let added = added(&db, by, random::id(now), &new, now);
    Ok(made(choices::written(&db, vec![added], &FULL).await?))
}

pub async fn change(call: &Call, agent: Agent, request: ChangeCannedReply) -> Result<Json<Raw>> {
    let (by, change) = (writer(&agent, request.shared)?, checked(request)?);
    let db = store::database(&call.env, agent.organization())?;
    let changed = changed(&db, by, call.id()?, &change);
    Ok(Json(choices::written(&db, vec![changed], &UNKNOWN).await?))
}

pub async fn remove(call: &Call, agent: Agent) -> Result<Done> {
    let db = store::database(&call.env, agent.organization())?;
    let removed = removed(&db, writer(&agent, None)?, call.id()?);
    choices::written(&db, vec![removed], &UNKNOWN).await?;
    Ok(Done)
}

/// Who writes; only an admin shares.
fn writer(agent: &Agent, shared: Option<bool>) -> Result<Writer, Problem> {
    let is_admin = agent.0.agent.role >= Role::Admin;
    if shared == Some(true) && !is_admin {
        return Err(admin_required());
    }
    Ok(Writer { organization: agent.organization(), agent: agent.id(), is_admin })
}
