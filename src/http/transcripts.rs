//! A conversation as mail, for its visitor or for whom an agent wants to have it.

use super::{
    agent::Agent,
    answer::Done,
    call::Call,
    limit::{self, Limit},
    mails,
    messages::room_of,
    visitor::Visitor,
};
use crate::{
    domain::{
        check::Checks,
        hours::Zone,
        mail::{MOST_MESSAGES, Told, transcript},
    },
    json, mailing,
    platform::{Result, clock, object, zone},
    protocol::{ConversationId, Problem, Seq, message::Message, visitor::TranscriptRequest},
    room::commands::{From, History, Viewer},
    store::{self, mails::Setting},
};

/// Messages that are asked for at once.
const PAGE: u32 = 100;
/// What one mail holds, and a little more.
const ENOUGH_BYTES: usize = 400 * 1024;

pub async fn for_visitor(call: &Call, visitor: Visitor, request: TranscriptRequest) -> Result<Done> {
    limit::take(call, Limit::Auth, format!("transcript {}", visitor.0.customer)).await?;
    send(call, visitor.viewer(None), &request.email).await
}

pub async fn for_agent(call: &Call, agent: Agent, request: TranscriptRequest) -> Result<Done> {
    limit::take(call, Limit::Auth, format!("transcript {}", agent.id())).await?;
    send(call, agent.viewer(), &request.email).await
}

async fn send(call: &Call, viewer: Viewer, email: &str) -> Result<Done> {
    let mut checks = Checks::default();
    let email = checks.email("email", email);
    checks.done()?;
    let (organization, id): (_, ConversationId) = (viewer.organization_id, call.id()?);
    let (messages, is_cut) = newest(call, viewer, id).await?;
    mailing::check(&call.env)?;
    let setting = store::mails::setting(&call.env, organization, id).await?;
    let Setting { organization: name, timezone, language, .. } = setting.ok_or_else(Problem::unavailable)?;
    let zone = zone::of(&timezone);
    let mail = transcript(
        &email,
        &Told {
            id,
            organization: &name,
            language: language.as_deref(),
            timezone: &timezone,
            ahead: &|at| zone.as_ref().map_or(0, |zone| zone.offset_minutes(at)),
            messages: &messages,
            is_cut,
        },
    );
    if mails::post(call, organization, mail.clone()).await?
        || store::mails::is_recent(&call.env, organization, &mail, clock::now()).await?
    {
        return Ok(Done);
    }
    Err(Problem::too_many(3_600).into())
}

/// In order, and whether there were more before them.
async fn newest(call: &Call, viewer: Viewer, id: ConversationId) -> Result<(Vec<Message>, bool)> {
    let room = room_of(call, id)?;
    let mut history = History { viewer, from: From::Before(Seq::MAX), limit: PAGE };
    let (mut pages, mut bytes, mut count) = (Vec::new(), 0, 0);
    loop {
        let page = object::call(&room, &history).await?;
        bytes += page.items.iter().map(|item| item.get().len()).sum::<usize>();
        count += page.items.len();
        let messages = page.items.iter().map(|item| json::read(item.get()));
        pages.push(messages.collect::<std::result::Result<Vec<Message>, _>>()?);
        let before = page.next_cursor.and_then(|cursor| cursor.parse().ok());
        let Some(before) = before.filter(|_| count < MOST_MESSAGES && bytes < ENOUGH_BYTES) else {
            return Ok((pages.into_iter().rev().flatten().collect(), before.is_some()));
        };
        history.from = From::Before(before);
    }
}
