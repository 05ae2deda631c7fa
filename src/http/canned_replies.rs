//! Canned replies: what all use is written by admins, one's own by anybody.

use worker::{D1Database, D1PreparedStatement};

use super::{
    agent::{Agent, admin_required},
    answer::{Done, Json, Made},
    call::Call,
    choices::{self, Refusals, made},
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
    let (db, now) = (store::database(&call.env, agent.organization())?, clock::now());
    let id: CannedReplyId = random::id(now);
    let added = noted(&db, &agent, Action::ReplyAdded, id, added(&db, by, id, &new, now));
    Ok(made(choices::written(&db, added, &FULL).await?))
}

pub async fn change(call: &Call, agent: Agent, request: ChangeCannedReply) -> Result<Json<Raw>> {
    let (by, change) = (writer(&agent, request.shared)?, checked(request)?);
    let db = store::database(&call.env, agent.organization())?;
    let id = call.id()?;
    let changed = noted(&db, &agent, Action::ReplyChanged, id, changed(&db, by, id, &change));
    Ok(Json(choices::written(&db, changed, &UNKNOWN).await?))
}

pub async fn remove(call: &Call, agent: Agent) -> Result<Done> {
    let db = store::database(&call.env, agent.organization())?;
    let (by, id) = (writer(&agent, None)?, call.id()?);
    let removed = noted(&db, &agent, Action::ReplyRemoved, id, removed(&db, by, id));
    choices::written(&db, removed, &UNKNOWN).await?;
    Ok(Done)
}

/// What is personal is not in the log.
fn noted(
    db: &D1Database,
    agent: &Agent,
    action: Action,
    id: CannedReplyId,
    written: Result<D1PreparedStatement>,
) -> Vec<Result<D1PreparedStatement>> {
    audit::around(db, agent.does(action), (Kind::Reply, id.0), audit::REPLY, vec![written])
}

/// Who writes; only an admin shares.
fn writer(agent: &Agent, shared: Option<bool>) -> Result<Writer, Problem> {
    let is_admin = agent.0.agent.role >= Role::Admin;
    if shared == Some(true) && !is_admin {
        return Err(admin_required());
    }
    Ok(Writer { organization: agent.organization(), agent: agent.id(), is_admin })
}
