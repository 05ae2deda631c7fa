//! The inbox, for agents: its socket, and whether they take conversations.

use axum::response::Response;
use http::StatusCode;

use super::{Site, agent::Agent, body::Body, sockets::Socket};
use crate::{
    inbox::{
        self,
        commands::{AGENT_HEADER, Avail, SOCKET},
    },
    platform::{Result, object},
    protocol::agent::SetAvailability,
};

#[worker::send]
pub async fn socket(site: Site, agent: Result<Agent>, socket: Socket) -> Result<Response> {
    socket.or_close(open(&site, agent, &socket).await)
}

async fn open(site: &Site, agent: Result<Agent>, socket: &Socket) -> Result<Response> {
    let agent = agent?;
    let stub = inbox::of_organization(&site.env, agent.organization())?;
    socket.hand_over(&stub, SOCKET, AGENT_HEADER, &agent.as_ref()).await
}

/// The agent takes conversations, or no more for now.
#[worker::send]
pub async fn set_availability(site: Site, agent: Agent, Body(request): Body<SetAvailability>) -> Result<StatusCode> {
    let stub = inbox::of_organization(&site.env, agent.organization())?;
    let avail = Avail { agent: agent.as_ref(), availability: request.availability };
    object::call(&stub, &avail).await?;
    Ok(StatusCode::NO_CONTENT)
}
