//! The inbox, for agents: its socket, and whether they take conversations.

use super::{
    agent::Agent,
    answer::{Answer, Done},
    call::Call,
    sockets::Socket,
};
use crate::{
    inbox::{
        self,
        commands::{AGENT_HEADER, Avail, SOCKET},
    },
    platform::{Result, object},
    protocol::agent::SetAvailability,
};

pub async fn socket(call: &Call, agent: Result<Agent>) -> Result<Answer> {
    let socket = Socket::of(call)?;
    socket.or_close(open(call, agent, &socket).await)
}

async fn open(call: &Call, agent: Result<Agent>, socket: &Socket) -> Result<Answer> {
    let agent = agent?;
    let stub = inbox::of_organization(&call.env, agent.organization())?;
    socket.hand_over(&stub, SOCKET, AGENT_HEADER, &agent.as_ref()).await
}

/// The agent takes conversations, or no more for now.
pub async fn set_availability(call: &Call, agent: Agent, request: SetAvailability) -> Result<Done> {
    let stub = inbox::of_organization(&call.env, agent.organization())?;
    let avail = Avail { agent: agent.as_ref(), availability: request.availability };
    object::call(&stub, &avail).await?;
    Ok(Done)
}
