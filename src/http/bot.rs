//! What the bot knows, written by admins; and what it would say.

use worker::D1Database;

use super::{
    agent::{Admin, Agent},
    answer::{Done, Json, Made},
    call::Call,
    choices::{self, Logged, Refusals, Writes, made},
};
use crate::{
    bot,
    domain::{
        self,
        audit::{Action, Kind},
        plan::{self, Feature},
    },
    platform::{
        Result, clock,
        json::{self, Raw},
        model, random,
        words::plain,
    },
    protocol::{
        BotEntryId, OrganizationId, Problem,
        agent::List,
        bot::{BotModel, BotSynonyms, ChangeBotEntry, NewBotEntry, TriedBot, TryBot},
    },
    store::{self, audit},
};

const DAYS: u32 = 30;
const MOST_DAYS: u32 = 90;
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
    let id: BotEntryId = random::id(now);
    let words = words(new.question.clone().unwrap_or_default(), new.wordings.as_deref().unwrap_or_default());
    let add = |db: &D1Database| store::bot::added(db, organization, id, &new, &words, now);
    Ok(made(logged(call, &admin, Action::BotEntryAdded, id, &add, &FULL).await?))
}

pub async fn change(call: &Call, Admin(admin): Admin, request: ChangeBotEntry) -> Result<Json<Raw>> {
    let (organization, change, id) = (admin.organization(), domain::bot::checked(request)?, call.id()?);
    let (change, words) = if change.question.is_some() || change.wordings.is_some() {
        let (change, words) = whole(call, organization, id, change).await?;
        (change, Some(words))
    } else {
        (change, None)
    };
    let now = clock::now();
    let write = |db: &D1Database| store::bot::changed(db, organization, id, &change, words.as_deref(), now);
    Ok(Json(logged(call, &admin, Action::BotEntryChanged, id, &write, &UNKNOWN).await?))
}

/// With all its wordings, as they are written together with the words by which they are found.
async fn whole(
    call: &Call,
    organization: OrganizationId,
    id: BotEntryId,
    mut change: ChangeBotEntry,
) -> Result<(ChangeBotEntry, Vec<String>)> {
    let db = &store::database(&call.env, organization)?;
    let mut known = store::first(store::bot::one(db, organization, id)).await?.ok_or_else(unknown)?;
    let question = change.question.get_or_insert_with(|| known.text(0)).clone();
    if change.wordings.is_none() {
        change.wordings = Some(json::read(known.text(1))?);
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
    let remove = |db: &D1Database| store::bot::removed(db, organization, id);
    logged(call, &admin, Action::BotEntryRemoved, id, &remove, &UNKNOWN).await?;
    Ok(Done)
}

fn logged<'a>(
    call: &'a Call,
    admin: &Agent,
    action: Action,
    id: BotEntryId,
    writes: &'a Writes<'a>,
    refusals: &'a Refusals,
) -> Logged<'a> {
    choices::logged(call, admin.does(action), (Kind::BotEntry, id.0), audit::BOT_ENTRY, writes, refusals)
}

pub async fn synonyms(call: &Call, agent: Agent) -> Result<Json<Raw>> {
    let organization = agent.organization();
    let row = store::first(store::bot::synonyms(&store::database(&call.env, organization)?, organization)).await?;
    Ok(Json(json::raw(row.map_or_else(|| r#"{"groups":[]}"#.into(), |mut row| row.text(0)))?))
}

pub async fn set_synonyms(call: &Call, Admin(admin): Admin, request: BotSynonyms) -> Result<Json<Raw>> {
    plan::require(admin.0.organization.plan, Feature::Bot)?;
    let BotSynonyms { groups } = domain::bot::checked_synonyms(request)?;
    let (organization, now) = (admin.organization(), clock::now());
    let set = |db: &D1Database| vec![store::bot::synonyms_set(db, organization, &groups, now)];
    let (by, target) = (admin.does(Action::BotSynonymsChanged), (Kind::BotSynonyms, organization.0));
    Ok(Json(choices::logged(call, by, target, audit::BOT_SYNONYMS, &set, &UNKNOWN).await?))
}

/// Which model may be asked too.
pub async fn model(call: &Call, _: Agent) -> Result<Json<BotModel>> {
    Ok(Json(BotModel { name: model::name(&call.env) }))
}

/// What became of what it was asked.
pub async fn report(call: &Call, agent: Agent) -> Result<Json<Raw>> {
    let days = call.params().number("days")?.unwrap_or(DAYS);
    if !(1..=MOST_DAYS).contains(&days) {
        return Err(Problem::field("days", "invalid_value", "This is 1 to 90.").into());
    }
    Ok(Json(store::bot_answers::report(&call.env, agent.organization(), clock::now(), days).await?))
}

/// Asks the bot without anybody being told.
pub async fn ask(call: &Call, agent: Agent, TryBot { question }: TryBot) -> Result<Json<TriedBot>> {
    domain::bot::check_asked(&question)?;
    Ok(Json(bot::ask(&call.env, agent.organization(), &question).await?))
}
