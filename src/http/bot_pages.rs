//! Pages that the bot knows, written by admins.

use worker::D1Database;

use super::{
    agent::{Admin, Agent},
    answer::{Done, Json, Made},
    call::Call,
    choices::{self, Logged, Refusals, Writes, made},
};
use crate::{
    domain::{
        audit::{Action, Kind},
        bot::{checked_page, passages},
        plan::{self, Feature},
    },
    platform::{
        Result, clock,
        json::{self, Raw},
        random,
        sql::Row,
        words::plain,
    },
    protocol::{
        BotPageId, OrganizationId, Problem,
        agent::List,
        bot::{ChangeBotPage, NewBotPage},
    },
    store::{
        self, audit,
        bot_pages::{self, Page},
    },
};

const FULL: Refusals = Refusals {
    nothing: || Problem::new(409, "too_many_bot_pages", "There are 50 of these, and can be no more."),
    refused: unknown,
};
const UNKNOWN: Refusals = Refusals { nothing: unknown, refused: unknown };

fn unknown() -> Problem {
    Problem::not_found("page")
}

pub async fn list(call: &Call, agent: Agent) -> Result<Json<List<Raw>>> {
    let organization = agent.organization();
    choices::all(bot_pages::all(&store::database(&call.env, organization)?, organization)).await
}

pub async fn show(call: &Call, agent: Agent) -> Result<Json<Raw>> {
    Ok(Json(json::raw(known(call, agent.organization(), call.id()?).await?.text(0))?))
}

async fn known(call: &Call, organization: OrganizationId, id: BotPageId) -> Result<Row> {
    let db = store::database(&call.env, organization)?;
    Ok(store::first(bot_pages::one(&db, organization, id)).await?.ok_or_else(unknown)?)
}

pub async fn create(call: &Call, Admin(admin): Admin, request: NewBotPage) -> Result<Made<Raw>> {
    plan::require(admin.0.organization.plan, Feature::Bot)?;
    let NewBotPage { title, url, text, enabled } = request;
    let enabled = Some(enabled != Some(false));
    let new = checked_page(ChangeBotPage { title: Some(title), url, text: Some(text), enabled })?;
    let (organization, now) = (admin.organization(), clock::now());
    let page = whole(random::id(now), new, &mut Row::default());
    let add = |db: &D1Database| bot_pages::added(db, organization, &page, now);
    Ok(made(logged(call, &admin, Action::BotPageAdded, page.id, &add, &FULL).await?))
}

/// Whole: page and passages are of one writing, whoever else writes.
pub async fn change(call: &Call, Admin(admin): Admin, request: ChangeBotPage) -> Result<Json<Raw>> {
    let (organization, change, id) = (admin.organization(), checked_page(request)?, call.id()?);
    let mut row = known(call, organization, id).await?;
    let page = whole(id, change, &mut row);
    let now = clock::now();
    let write = |db: &D1Database| bot_pages::changed(db, organization, &page, now);
    Ok(Json(logged(call, &admin, Action::BotPageChanged, id, &write, &UNKNOWN).await?))
}

pub async fn remove(call: &Call, Admin(admin): Admin) -> Result<Done> {
    let (organization, id) = (admin.organization(), call.id()?);
    let remove = |db: &D1Database| bot_pages::removed(db, organization, id);
    logged(call, &admin, Action::BotPageRemoved, id, &remove, &UNKNOWN).await?;
    Ok(Done)
}

/// With what it was where it does not change, cut into passages.
fn whole(id: BotPageId, change: ChangeBotPage, known: &mut Row) -> Page {
    let title = change.title.unwrap_or_else(|| known.text(1));
    let url = change.url.unwrap_or_else(|| known.text(2));
    let text = change.text.unwrap_or_else(|| known.text(3));
    let enabled = change.enabled.unwrap_or_else(|| known.number(4) != 0);
    let passages = passages(&title, &text, &|| random::id(clock::now()), plain);
    Page { id, title, url, text, enabled, passages }
}

fn logged<'a>(
    call: &'a Call,
    admin: &Agent,
    action: Action,
    id: BotPageId,
    writes: &'a Writes<'a>,
    refusals: &'a Refusals,
) -> Logged<'a> {
    choices::logged(call, admin.does(action), (Kind::BotPage, id.0), audit::BOT_PAGE, writes, refusals)
}
