//! The inbox's socket, for agents.

use axum::response::Response;

use super::{Site, agent::Agent, sockets::Socket};
use crate::{
    inbox::{
        self,
        commands::{AGENT_HEADER, SOCKET},
    },
    platform::Result,
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
