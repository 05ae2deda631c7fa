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
pub async fn socket(site: Site, agent: Agent, socket: Socket) -> Result<Response> {
    let stub = inbox::of_organization(&site.env, agent.organization())?;
    socket.hand_over(&stub, SOCKET, AGENT_HEADER, &agent.as_ref()).await
}
