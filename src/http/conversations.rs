//! Conversations for agents.

use super::{
    agent::{self, Agent},
    answer::{Answer, Done, Json, Made},
    call::Call,
    messages::{range, room_of, stored},
    sockets::Socket,
};
use crate::{
    domain::{
        change,
        plan::{self, Feature},
        text,
    },
    platform::{Result, object},
    protocol::{
        AgentId, DepartmentId, OrganizationId, Patch, Problem,
        agent::{AgentMessage, ChangeConversation, NewNote, OneConversation},
        conversation::{self, DepartmentRef},
        message::{AgentRef, MessageKind},
        visitor::{MessagePage, ReadRequest, SentMessage, TypingRequest},
    },
    room::commands::{Change, History, Read, SOCKET, Say, Text, Typing, VIEWER_HEADER, View},
    store,
};

pub async fn one(call: &Call, agent: Agent) -> Result<Json<OneConversation>> {
    let viewed = object::call(&room_of(call, call.id()?)?, &View { viewer: agent.viewer() }).await?;
    Ok(Json(OneConversation { conversation: viewed.conversation }))
}

pub async fn change(call: &Call, agent: Agent, request: ChangeConversation) -> Result<Json<OneConversation>> {
    let id = call.id()?;
    let note = request.note.clone().map(note).transpose()?;
    let changes = changes(call, &agent, request).await?;
    let viewed = object::call(&room_of(call, id)?, &Change { viewer: agent.viewer(), changes, note }).await?;
    Ok(Json(OneConversation { conversation: viewed.conversation }))
}

fn note(NewNote { client_id, body, mentions }: NewNote) -> Result<Text, Problem> {
    let text = Text { client_id, kind: MessageKind::Note, body: text::clean(&body), attachments: Vec::new(), mentions };
    check(&text).map_err(|mut problem| {
        problem.errors.iter_mut().for_each(|error| error.field = format!("note.{}", error.field));
        problem
    })?;
    Ok(text)
}

fn check(text: &Text) -> Result<(), Problem> {
    text::check_message(text.kind, &text.body, text.attachments.len())?;
    text::check_mentions(text.kind, &text.mentions)
}

/// What is asked for, with the names that ids stand for.
pub async fn changes(call: &Call, agent: &Agent, request: ChangeConversation) -> Result<Vec<change::Change>> {
    use change::Change::{Assignee, Bot, Department, Labels, Priority, Snooze, Status};
    let organization = agent.organization();
    if request.bot == Some(true) {
        plan::require(agent.0.organization.plan, Feature::Bot)?;
    }
    let mut changes = Vec::new();
    if let Patch::Set(id) = request.department_id {
        changes.push(Department(department(call, organization, id).await?));
    }
    if let Patch::Set(id) = request.assignee_id {
        changes.push(Assignee(assignee(call, organization, id).await?));
    }
    changes.extend(request.labels.map(change::labels).transpose()?.map(Labels));
    changes.extend(request.priority.map(Priority));
    let is_other = |status: &conversation::Status| *status != conversation::Status::Snoozed;
    if request.snoozed_until.is_some() && request.status.as_ref().is_some_and(is_other) {
        let detail = "A time is only for a conversation that is snoozed.";
        return Err(Problem::field("snoozedUntil", "not_allowed", detail).into());
    }
    let snooze = request.snoozed_until.map(Snooze);
    // `snoozed` with its time is one change.
    let status = request.status.filter(|status| snooze.is_none() || is_other(status));
    changes.extend(status.map(Status));
    changes.extend(snooze);
    changes.extend(request.bot.map(Bot));
    Ok(changes)
}

async fn assignee(call: &Call, organization: OrganizationId, id: Option<AgentId>) -> Result<Option<AgentRef>> {
    let Some(id) = id else { return Ok(None) };
    let known = store::members::agent(&call.env, organization, id).await?;
    let unknown = || Problem::field("assigneeId", "unknown", "There is no such agent.");
    Ok(Some(known.ok_or_else(unknown)?))
}

async fn department(
    call: &Call,
    organization: OrganizationId,
    id: Option<DepartmentId>,
) -> Result<Option<DepartmentRef>> {
    let Some(id) = id else { return Ok(None) };
    let known = store::departments::list(&call.env, organization).await?.into_iter().find(|known| known.id == id);
    let unknown = || Problem::field("departmentId", "unknown", "There is no such department.");
    let department = known.ok_or_else(unknown)?;
    Ok(Some(DepartmentRef { id, name: department.name }))
}

pub async fn messages(call: &Call, agent: Agent) -> Result<Json<MessagePage>> {
    let (from, limit) = range(&call.params())?;
    Ok(Json(object::call(&room_of(call, call.id()?)?, &History { viewer: agent.viewer(), from, limit }).await?))
}

pub async fn send(call: &Call, agent: Agent, message: AgentMessage) -> Result<Made<SentMessage>> {
    let AgentMessage { client_id, kind, body, attachments, mentions } = message;
    let text = Text { client_id, kind, body: text::clean(&body), attachments, mentions };
    check(&text)?;
    stored(object::call(&room_of(call, call.id()?)?, &Say { viewer: agent.viewer(), text }).await)
}

pub async fn read(call: &Call, agent: Agent, read: ReadRequest) -> Result<Done> {
    object::call(&room_of(call, call.id()?)?, &Read { viewer: agent.viewer(), seq: read.seq }).await?;
    Ok(Done)
}

pub async fn typing(call: &Call, agent: Agent, typing: TypingRequest) -> Result<Done> {
    object::call(&room_of(call, call.id()?)?, &Typing { viewer: agent.viewer(), on: typing.typing }).await?;
    Ok(Done)
}

pub async fn socket(call: &Call, agent: Result<Agent>) -> Result<Answer> {
    let socket = Socket::of(call)?;
    socket.or_close(open(call, agent, &socket).await)
}

async fn open(call: &Call, agent: Result<Agent>, socket: &Socket) -> Result<Answer> {
    let (agent, conversation) = (agent?, call.id()?);
    let answer = socket.hand_over(&room_of(call, conversation)?, SOCKET, VIEWER_HEADER, &agent.viewer()).await?;
    agent::watch(call, &agent, Some(conversation));
    Ok(answer)
}
