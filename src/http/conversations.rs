//! Conversations for agents.

use axum::response::Response;
use http::StatusCode;

use super::{
    Site,
    agent::Agent,
    body::{Body, Id, Json},
    messages::{range, room_of, stored},
    params::Params,
    sockets::Socket,
};
use crate::{
    domain::text,
    inbox,
    platform::{Result, json::Raw, object},
    protocol::{
        ConversationId,
        agent::{AgentMessage, ChangeConversation, List, OneConversation},
        conversation::Status,
        visitor::{MessagePage, ReadRequest, SentMessage, TypingRequest},
    },
    room::commands::{History, Read, SOCKET, Say, SetStatus, Text, Typing, VIEWER_HEADER, View},
};

/// The live list: all that is not closed, or one status.
#[worker::send]
pub async fn list(site: Site, agent: Agent, params: Params) -> Result<Json<List<Raw>>> {
    let live = || vec![Status::Waiting, Status::Open, Status::Snoozed];
    let page = inbox::commands::Page {
        statuses: params.status("status")?.map_or_else(live, |status| vec![status]),
        limit: params.number("limit")?.unwrap_or(50).clamp(1, 100),
        cursor: params.text("cursor").map(Into::into),
    };
    let stub = inbox::of_organization(&site.env, agent.organization())?;
    Ok(Json(object::call(&stub, &page).await?))
}

#[worker::send]
pub async fn one(site: Site, agent: Agent, Id(id): Id<ConversationId>) -> Result<Json<OneConversation>> {
    let viewed = object::call(&room_of(&site, id)?, &View { viewer: agent.viewer() }).await?;
    Ok(Json(OneConversation { conversation: viewed.conversation }))
}

#[worker::send]
pub async fn change(
    site: Site,
    agent: Agent,
    Id(id): Id<ConversationId>,
    Body(change): Body<ChangeConversation>,
) -> Result<Json<OneConversation>> {
    let (stub, viewer) = (room_of(&site, id)?, agent.viewer());
    let viewed = match change.status {
        Some(status) => object::call(&stub, &SetStatus { viewer, status }).await?,
        None => object::call(&stub, &View { viewer }).await?,
    };
    Ok(Json(OneConversation { conversation: viewed.conversation }))
}

#[worker::send]
pub async fn messages(
    site: Site,
    agent: Agent,
    Id(id): Id<ConversationId>,
    params: Params,
) -> Result<Json<MessagePage>> {
    let (from, limit) = range(&params)?;
    Ok(Json(object::call(&room_of(&site, id)?, &History { viewer: agent.viewer(), from, limit }).await?))
}

#[worker::send]
pub async fn send(
    site: Site,
    agent: Agent,
    Id(id): Id<ConversationId>,
    Body(message): Body<AgentMessage>,
) -> Result<(StatusCode, Json<SentMessage>)> {
    let AgentMessage { client_id, kind, body, attachments } = message;
    let text = Text { client_id, kind, body: text::clean(&body), attachments: attachments.len() };
    text::check_message(kind, &text.body, text.attachments)?;
    stored(object::call(&room_of(&site, id)?, &Say { viewer: agent.viewer(), text }).await)
}

#[worker::send]
pub async fn read(
    site: Site,
    agent: Agent,
    Id(id): Id<ConversationId>,
    Body(read): Body<ReadRequest>,
) -> Result<StatusCode> {
    object::call(&room_of(&site, id)?, &Read { viewer: agent.viewer(), seq: read.seq }).await?;
    Ok(StatusCode::NO_CONTENT)
}

#[worker::send]
pub async fn typing(
    site: Site,
    agent: Agent,
    Id(id): Id<ConversationId>,
    Body(typing): Body<TypingRequest>,
) -> Result<StatusCode> {
    object::call(&room_of(&site, id)?, &Typing { viewer: agent.viewer(), on: typing.typing }).await?;
    Ok(StatusCode::NO_CONTENT)
}

#[worker::send]
pub async fn socket(
    site: Site,
    agent: Result<Agent>,
    id: Result<Id<ConversationId>>,
    socket: Socket,
) -> Result<Response> {
    let open = async { socket.hand_over(&room_of(&site, id?.0)?, SOCKET, VIEWER_HEADER, &agent?.viewer()).await };
    socket.or_close(open.await)
}
