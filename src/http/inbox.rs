//! The inbox, for agents: its socket, what they are told of, and whether they take conversations.

use super::{
    agent::{self, Agent},
    answer::{Answer, Done, Json},
    call::Call,
    sockets::Socket,
};
use crate::{
    inbox::{
        self,
        commands::{AGENT_HEADER, Avail, Notices, SOCKET},
    },
    platform::{Result, json::Raw, object},
    protocol::{
        Problem,
        agent::{List, SetAvailability},
        limits::NOTICES,
        notice::ReadNotices,
    },
};

pub async fn socket(call: &Call, agent: Result<Agent>) -> Result<Answer> {
    let socket = Socket::of(call)?;
    socket.or_close(open(call, agent, &socket).await)
}

async fn open(call: &Call, agent: Result<Agent>, socket: &Socket) -> Result<Answer> {
    let agent = agent?;
    let stub = inbox::of_organization(&call.env, agent.organization())?;
    let answer = socket.hand_over(&stub, SOCKET, AGENT_HEADER, &agent.as_ref()).await?;
    agent::watch(call, &agent, None);
    Ok(answer)
}

/// The agent takes conversations, or no more for now.
pub async fn set_availability(call: &Call, agent: Agent, request: SetAvailability) -> Result<Done> {
    let stub = inbox::of_organization(&call.env, agent.organization())?;
    let avail = Avail { agent: agent.as_ref(), availability: request.availability };
    object::call(&stub, &avail).await?;
    Ok(Done)
}

pub async fn notices(call: &Call, agent: Agent) -> Result<Json<List<Raw>>> {
    Ok(Json(told(call, agent, ReadNotices::default()).await?))
}

pub async fn read_notices(call: &Call, agent: Agent, read: ReadNotices) -> Result<Done> {
    if read.ids.len() > NOTICES {
        return Err(Problem::field("ids", "too_many", &format!("There are at most {NOTICES} notices.")).into());
    }
    told(call, agent, read).await.map(|_| Done)
}

async fn told(call: &Call, agent: Agent, ReadNotices { ids, all }: ReadNotices) -> Result<List<Raw>> {
    let stub = inbox::of_organization(&call.env, agent.organization())?;
    object::call(&stub, &Notices { agent: agent.0.agent.id, read: ids, all }).await
}
