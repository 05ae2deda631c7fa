//! Canned replies: what all use is written by admins, one's own by anybody.

use worker::D1Database;

use super::{
    agent::{Agent, admin_required},
    answer::{Done, Json, Made},
    call::Call,
    choices::{self, Logged, Refusals, Writes, made},
};
use crate::{
    domain::{
        audit::{Action, Kind},
        canned_reply::checked,
    },
    platform::{Result, clock, json::Raw, random},
    protocol::{
        CannedReplyId, Problem,
        agent::{List, Role},
        canned_reply::{ChangeCannedReply, NewCannedReply},
    },
    store::{
        self, audit,
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
    let now = clock::now();
    let id: CannedReplyId = random::id(now);
    let add = |db: &D1Database| vec![added(db, by, id, &new, now)];
    Ok(made(logged(call, &agent, Action::ReplyAdded, id, &add, &FULL).await?))
}

pub async fn change(call: &Call, agent: Agent, request: ChangeCannedReply) -> Result<Json<Raw>> {
    let (by, change, id) = (writer(&agent, request.shared)?, checked(request)?, call.id()?);
    let write = |db: &D1Database| vec![changed(db, by, id, &change)];
    Ok(Json(logged(call, &agent, Action::ReplyChanged, id, &write, &UNKNOWN).await?))
}

pub async fn remove(call: &Call, agent: Agent) -> Result<Done> {
    let (by, id) = (writer(&agent, None)?, call.id()?);
    let remove = |db: &D1Database| vec![removed(db, by, id)];
    logged(call, &agent, Action::ReplyRemoved, id, &remove, &UNKNOWN).await?;
    Ok(Done)
}

/// What is personal is not in the log.
fn logged<'a>(
    call: &'a Call,
    agent: &Agent,
    action: Action,
    id: CannedReplyId,
    writes: &'a Writes<'a>,
    refusals: &'a Refusals,
) -> Logged<'a> {
    choices::logged(call, agent.does(action), (Kind::Reply, id.0), audit::REPLY, writes, refusals)
}

/// Who writes; only an admin shares.
fn writer(agent: &Agent, shared: Option<bool>) -> Result<Writer, Problem> {
    let is_admin = agent.0.agent.role >= Role::Admin;
    if shared == Some(true) && !is_admin {
        return Err(admin_required());
    }
    Ok(Writer { organization: agent.organization(), agent: agent.id(), is_admin })
}
