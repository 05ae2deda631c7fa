//! Canned replies: what all use is written by admins, one's own by anybody.

use super::{
    agent::{Agent, admin_required},
    answer::{Done, Json, Made},
    call::Call,
};
use crate::{
    domain,
    platform::{Result, clock, random},
    protocol::{
        CannedReplyId, Problem,
        agent::{List, Role},
        canned_reply::{CannedReply, ChangeCannedReply, NewCannedReply},
        limits::CANNED_REPLIES,
    },
    store::{self, canned_replies::Room},
};

pub async fn list(call: &Call, agent: Agent) -> Result<Json<List<CannedReply>>> {
    Ok(Json(store::canned_replies::list(&call.env, agent.organization(), agent.id()).await?.into()))
}

pub async fn create(call: &Call, agent: Agent, request: NewCannedReply) -> Result<Made<CannedReply>> {
    let NewCannedReply { shortcut, body, shared } = request;
    let checked =
        domain::canned_reply::checked(ChangeCannedReply { shortcut: Some(shortcut), body: Some(body), shared })?;
    let (shortcut, body) = (checked.shortcut.unwrap_or_default(), checked.body.unwrap_or_default());
    let created_at = clock::now();
    let reply = CannedReply { id: random::id(created_at), shortcut, body, shared: shared.unwrap_or(false), created_at };
    may_write(&agent, &reply)?;
    make_room(call, &agent, &reply).await?;
    if !store::canned_replies::add(&call.env, agent.organization(), agent.id(), &reply).await? {
        return Err(taken().into());
    }
    Ok(Made { is_new: true, body: reply })
}

pub async fn change(call: &Call, agent: Agent, request: ChangeCannedReply) -> Result<Json<CannedReply>> {
    let change = domain::canned_reply::checked(request)?;
    let known = known(call, &agent, call.id()?).await?;
    let shared = change.shared.unwrap_or(known.shared);
    if shared != known.shared || change.shortcut.is_some() {
        let shortcut = change.shortcut.clone().unwrap_or_else(|| known.shortcut.clone());
        let reply = CannedReply { shortcut, shared, ..known.clone() };
        may_write(&agent, &reply)?;
        make_room(call, &agent, &reply).await?;
    }
    let changed = store::canned_replies::change(&call.env, agent.organization(), agent.id(), known.id, &change).await?;
    Ok(Json(changed.ok_or_else(taken)?))
}

pub async fn remove(call: &Call, agent: Agent) -> Result<Done> {
    let id = known(call, &agent, call.id()?).await?.id;
    store::canned_replies::remove(&call.env, agent.organization(), agent.id(), id).await?;
    Ok(Done)
}

/// One that is there, and theirs to change.
async fn known(call: &Call, agent: &Agent, id: CannedReplyId) -> Result<CannedReply> {
    let known = store::canned_replies::one(&call.env, agent.organization(), agent.id(), id).await?;
    let known = known.ok_or_else(|| Problem::not_found("canned reply"))?;
    may_write(agent, &known)?;
    Ok(known)
}

fn may_write(agent: &Agent, reply: &CannedReply) -> Result<(), Problem> {
    if reply.shared && agent.0.agent.role < Role::Admin { Err(admin_required()) } else { Ok(()) }
}

async fn make_room(call: &Call, agent: &Agent, reply: &CannedReply) -> Result<()> {
    match store::canned_replies::room(&call.env, agent.organization(), agent.id(), reply).await? {
        Room::There => Ok(()),
        Room::Taken => Err(taken().into()),
        Room::Full => {
            let detail = format!("There are {CANNED_REPLIES} of these, and can be no more.");
            Err(Problem::new(409, "too_many_canned_replies", detail).into())
        }
    }
}

fn taken() -> Problem {
    Problem::new(409, "shortcut_taken", "There is a reply with this shortcut already.")
}
