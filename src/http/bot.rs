//! What the bot knows, written by admins; and what it would say.

use worker::{D1Database, D1PreparedStatement};

use super::{
    agent::{Admin, Agent},
    answer::{Done, Json, Made},
    call::Call,
    choices::{self, Refusals, made},
};
use crate::{
    domain::{
        self,
        audit::{Action, Kind},
        plan::{self, Feature},
    },
    platform::{Result, clock, json::Raw, random, words::plain},
    protocol::{
        BotEntryId, OrganizationId, Problem,
        agent::List,
        bot::{ChangeBotEntry, NewBotEntry, TriedBot, TryBot},
    },
    store::{self, audit},
};

const FULL: Refusals = Refusals {
    nothing: || Problem::new(409, "too_many_bot_entries", "There are 500 of these, and can be no more."),
    refused: unknown,
};
const UNKNOWN: Refusals = Refusals { nothing: unknown, refused: unknown };

fn unknown() -> Problem {
    Problem::not_found("answer")
}

pub async fn list(call: &Call, agent: Agent) -> Result<Json<List<Raw>>> {
    let organization = agent.organization();
    choices::all(store::bot::all(&store::database(&call.env, organization)?, organization)).await
}

pub async fn create(call: &Call, Admin(admin): Admin, request: NewBotEntry) -> Result<Made<Raw>> {
    plan::require(admin.0.organization.plan, Feature::Bot)?;
    let NewBotEntry { question, wordings, answer, enabled } = request;
    let new = ChangeBotEntry { question: Some(question), wordings, answer: Some(answer), enabled };
    let new = domain::bot::checked(new)?;
    let (organization, now) = (admin.organization(), clock::now());
    let db = store::database(&call.env, organization)?;
    let id: BotEntryId = random::id(now);
    let words = words(new.question.clone().unwrap_or_default(), new.wordings.as_deref().unwrap_or_default());
    let added = store::bot::added(&db, organization, id, &new, &words, now);
    Ok(made(choices::written(&db, noted(&db, &admin, Action::BotEntryAdded, id, added), &FULL).await?))
}

pub async fn change(call: &Call, Admin(admin): Admin, request: ChangeBotEntry) -> Result<Json<Raw>> {
    let (organization, change, id) = (admin.organization(), domain::bot::checked(request)?, call.id()?);
    let db = store::database(&call.env, organization)?;
    let (change, words) = if change.question.is_some() || change.wordings.is_some() {
        let (change, words) = whole(&db, organization, id, change).await?;
        (change, Some(words))
    } else {
        (change, None)
    };
    let changed = store::bot::changed(&db, organization, id, &change, words.as_deref(), clock::now());
    Ok(Json(choices::written(&db, noted(&db, &admin, Action::BotEntryChanged, id, changed), &UNKNOWN).await?))
}

/// With all its wordings, as they are written together with the words by which they are found.
async fn whole(
    db: &D1Database,
    organization: OrganizationId,
    id: BotEntryId,
    mut change: ChangeBotEntry,
) -> Result<(ChangeBotEntry, Vec<String>)> {
    let mut known = store::first(store::bot::one(db, organization, id)).await?.ok_or_else(unknown)?;
    let question = change.question.get_or_insert_with(|| known.text(0)).clone();
    if change.wordings.is_none() {
        change.wordings = Some(crate::platform::json::read(known.text(1))?);
    }
    let words = words(question, change.wordings.as_deref().unwrap_or_default());
    Ok((change, words))
}

fn words(question: String, wordings: &[String]) -> Vec<String> {
    let mut all = vec![question];
    all.extend_from_slice(wordings);
    domain::bot::words(&all, plain)
}

pub async fn remove(call: &Call, Admin(admin): Admin) -> Result<Done> {
    let (organization, id) = (admin.organization(), call.id()?);
    let db = store::database(&call.env, organization)?;
    let removed = store::bot::removed(&db, organization, id);
    choices::written(&db, noted(&db, &admin, Action::BotEntryRemoved, id, removed), &UNKNOWN).await?;
    Ok(Done)
}

/// Asks the bot without anybody being told.
pub async fn ask(call: &Call, agent: Agent, TryBot { question }: TryBot) -> Result<Json<TriedBot>> {
    domain::bot::check_asked(&question)?;
    Ok(Json(store::bot::ask(&call.env, agent.organization(), &question).await?))
}

fn noted(
    db: &D1Database,
    admin: &Agent,
    action: Action,
    id: BotEntryId,
    written: Vec<Result<D1PreparedStatement>>,
) -> Vec<Result<D1PreparedStatement>> {
    audit::around(db, admin.does(action), (Kind::BotEntry, id.0), audit::BOT_ENTRY, written)
}
