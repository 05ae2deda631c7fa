//! Searching all conversations and customers of an organization.

use uuid::Uuid;

use super::{agent::Agent, answer::Json, call::Call, params::Params};
use crate::{
    domain::{
        check::is_longer,
        search::{self, Query},
    },
    platform::{Error, Result, clock, json::Raw, words::plain},
    protocol::{
        ConversationId, OrganizationId, Problem, Timestamp, agent::List, conversation::Status, limits::QUERY_CHARS,
        search::Found,
    },
    store::search::{Filters, candidates, summaries},
};

pub async fn search(call: &Call, agent: Agent) -> Result<Json<List<Found>>> {
    let params = call.params();
    let wanted = match params.text("in").unwrap_or("all") {
        "all" => (true, true),
        "customers" => (true, false),
        "messages" => (false, true),
        _ => return Err(Problem::field("in", "invalid_value", "This is one of messages, customers, all.").into()),
    };
    find(call, &agent, &params, wanted).await.map(Json)
}

/// The conversations alone, for the list.
pub async fn conversations(call: &Call, agent: &Agent) -> Result<List<Raw>> {
    let found = find(call, agent, &call.params(), (true, true)).await?;
    let items = found.items.into_iter().filter_map(|found| found.conversation).collect();
    Ok(List { items, next_cursor: found.next_cursor })
}

async fn find(call: &Call, agent: &Agent, params: &Params, wanted: (bool, bool)) -> Result<List<Found>> {
    let (asked, filters) = (question(params)?, filters(params, agent)?);
    let limit = params.number("limit")?.unwrap_or(20).clamp(1, 50) as usize;
    let start = params.text("cursor").map(str::parse::<u16>).transpose().map_err(|_| wrong_cursor())?;
    let start = usize::from(start.unwrap_or_default());
    if asked.is_empty() {
        return Ok(Vec::new().into());
    }
    let organization = agent.organization();
    let (people, messages) = candidates(&call.env, organization, &asked, &filters, wanted).await?;
    let mut results = search::ranked(&asked, plain, &people, &messages, clock::now());
    let next_cursor = (results.len() > start + limit).then(|| (start + limit).to_string());
    results.truncate(start + limit);
    results.drain(..start.min(results.len()));
    Ok(List { items: shown(call, organization, results).await?, next_cursor })
}

/// With the conversations as they are now. One that went meanwhile is left out.
async fn shown(call: &Call, organization: OrganizationId, results: Vec<search::Match>) -> Result<Vec<Found>> {
    let ids: Vec<ConversationId> = results.iter().filter_map(|result| result.conversation).collect();
    let mut known = summaries(&call.env, organization, &ids).await?;
    let mut items = Vec::new();
    for search::Match { conversation, customer, message } in results {
        let place = known.iter().position(|(id, _)| Some(*id) == conversation);
        let conversation = place.map(|place| known.swap_remove(place).1);
        if conversation.is_some() || customer.is_some() {
            items.push(Found { conversation, customer, message });
        }
    }
    Ok(items)
}

fn question(params: &Params) -> Result<Query, Problem> {
    let text = params.text("q").unwrap_or_default().trim();
    if text.is_empty() {
        return Err(Problem::field("q", "required", "What are you looking for?"));
    }
    if is_longer(text, QUERY_CHARS) {
        return Err(Problem::field("q", "too_long", "At most 200 characters, please."));
    }
    Ok(Query::of(text))
}

fn filters(params: &Params, agent: &Agent) -> Result<Filters, Error> {
    let me = agent.0.agent.id.to_string();
    Ok(Filters {
        statuses: statuses(params)?,
        assignee: whose(params, "assignee", Some(&me))?,
        department: whose(params, "department", None)?,
        from: moment(params, "from")?,
        to: moment(params, "to")?,
    })
}

/// One, or several with commas between them.
fn statuses(params: &Params) -> Result<Option<Vec<Status>>, Problem> {
    let Some(text) = params.text("status") else { return Ok(None) };
    let mut statuses = Vec::new();
    for name in text.split(',') {
        let wrong = || Problem::field("status", "invalid_value", "These are waiting, open, snoozed, closed.");
        statuses.push(Status::parse(name).ok_or_else(wrong)?);
    }
    Ok(Some(statuses))
}

/// An id, `none`, or `me`.
fn whose(params: &Params, name: &str, me: Option<&str>) -> Result<Option<String>, Problem> {
    let Some(text) = params.text(name) else { return Ok(None) };
    match (text, me) {
        ("none", _) => Ok(Some(String::new())),
        ("me", Some(me)) => Ok(Some(me.to_owned())),
        _ => {
            let wrong = |_| Problem::field(name, "invalid_value", "This is an id or `none`.");
            Uuid::try_parse(text).map(|id| Some(id.to_string())).map_err(wrong)
        }
    }
}

fn moment(params: &Params, name: &str) -> Result<Option<Timestamp>, Problem> {
    let wrong = |_| Problem::field(name, "invalid_value", "This is a time such as 2026-01-31T00:00:00.000Z.");
    params.text(name).map(str::parse).transpose().map_err(wrong)
}

fn wrong_cursor() -> Problem {
    Problem::field("cursor", "invalid_cursor", "This is not a cursor of ours.")
}
