//! Lists of conversations, by what agents ask for. What is live comes from the inbox, what is closed from the archive.

use super::{agent::Agent, answer::Json, call::Call, params::Params, search};
use crate::{
    domain::{
        check::Checks,
        cursor::Cursor,
        listing::{Filter, Part, merged},
    },
    inbox,
    json::FromJson,
    platform::{
        Result,
        json::{self, Raw},
        object,
    },
    protocol::{
        AgentId, ConversationId, OrganizationId, Problem, Timestamp,
        agent::List,
        conversation::Status,
        limits::{LABEL_CHARS, SCORE_LEAST, SCORE_MOST},
    },
    store,
};

/// All that is not closed, or these statuses; or what a search finds.
pub async fn list(call: &Call, agent: Agent) -> Result<Json<List<Raw>>> {
    let params = call.params();
    if params.text("q").is_some() {
        return search::conversations(call, &agent).await.map(Json);
    }
    let live = || vec![Status::Waiting, Status::Open, Status::Snoozed];
    let mut statuses = params.statuses("status")?.unwrap_or_else(live);
    let filter = filter(&params, agent.id())?;
    let limit = params.number("limit")?.unwrap_or(50).clamp(1, 100);
    let before = params.text("cursor").map(str::parse).transpose()?;
    let asked = statuses.len();
    statuses.retain(|status| *status != Status::Closed);
    let is_closed = statuses.len() < asked;
    if !is_closed {
        return Ok(Json(live_page(call, agent.organization(), statuses, filter, before, limit).await?));
    }
    let closed = store::listing::closed(&call.env, agent.organization(), &filter, before, limit).await?;
    if statuses.is_empty() {
        return Ok(Json(listed(closed)));
    }
    let live = live_page(call, agent.organization(), statuses, filter, before, limit).await?;
    Ok(Json(listed(merged(vec![part(live)?, closed], limit))))
}

async fn live_page(
    call: &Call,
    organization: OrganizationId,
    statuses: Vec<Status>,
    filter: Filter,
    before: Option<Cursor>,
    limit: u32,
) -> Result<List<Raw>> {
    let cursor = before.map(|before| before.to_string());
    let page = inbox::commands::Page { statuses, filter, limit, cursor };
    object::call(&inbox::of_organization(&call.env, organization)?, &page).await
}

fn listed(Part { rows, next }: Part) -> List<Raw> {
    List {
        items: rows.into_iter().map(|(_, summary)| summary).collect(),
        next_cursor: next.map(|next| next.to_string()),
    }
}

/// Where a conversation stands in its list.
#[derive(FromJson)]
#[cfg_attr(test, derive(serde::Deserialize))]
struct Place {
    id: ConversationId,
    updated_at: Timestamp,
}

fn part(list: List<Raw>) -> Result<Part> {
    let mut rows = Vec::new();
    for summary in list.items {
        let Place { id, updated_at } = json::read(summary.get())?;
        rows.push((Cursor { updated_at, id }, summary));
    }
    Ok(Part { rows, next: list.next_cursor.map(|cursor| cursor.parse()).transpose()? })
}

/// Does a conversation carry this label?
pub async fn is_label_in_use(call: &Call, organization: OrganizationId, label: String) -> Result<bool> {
    let filter = Filter { label: Some(label), ..Filter::default() };
    if !store::listing::closed(&call.env, organization, &filter, None, 1).await?.rows.is_empty() {
        return Ok(true);
    }
    let statuses = vec![Status::Waiting, Status::Open, Status::Snoozed, Status::Closed];
    Ok(!live_page(call, organization, statuses, filter, None, 1).await?.items.is_empty())
}

fn filter(params: &Params, me: AgentId) -> Result<Filter, Problem> {
    let mut checks = Checks::default();
    let label = params.text("label").map(|label| checks.line("label", label, LABEL_CHARS));
    let assignee =
        params.text("assignee").map(|assignee| if assignee == "me" { me.to_string() } else { assignee.into() });
    let assignee = assignee.map(|assignee| id_or_none(&mut checks, "assignee", &assignee));
    let department = params.text("department").map(|department| id_or_none(&mut checks, "department", department));
    let rating = params.text("rating");
    if rating.is_some_and(|rating| !is_score(rating)) {
        checks.wrong("rating", "invalid_value", "A score is 1 to 5.");
    }
    checks.done()?;
    Ok(Filter {
        label,
        rating: rating.map(str::to_owned),
        assignee,
        department,
        priority: params.choice("priority", &["low", "normal", "high", "urgent"])?,
        unread: params.choice("unread", &["true", "false"])?,
        channel: params.choice("channel", &["webchat"])?,
        bot: params
            .choice("bot", &["on", "handed_over"])?
            .map(|bot| if bot == "on" { "bot" } else { "bot_handed_over" }.into()),
    })
}

fn is_score(text: &str) -> bool {
    text.len() == 1 && text.parse().is_ok_and(|score| (SCORE_LEAST..=SCORE_MOST).contains(&score))
}

/// As the lists have it.
fn id_or_none(checks: &mut Checks, name: &str, text: &str) -> String {
    if let Ok(id) = text.parse::<AgentId>() {
        return id.to_string();
    }
    if text != "none" {
        checks.wrong(name, "invalid_value", "This is an id, or `none`.");
    }
    text.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ME: &str = "0190a5c8-1111-7000-8000-0000000000a6";

    fn asked(query: &str) -> Result<Filter, Problem> {
        filter(&Params::parse(query), ME.parse().unwrap())
    }

    #[test]
    fn i1_filters_are_read_as_the_lists_have_them() {
        let filter = asked(concat!(
            "assignee=me&department=0190A5C8-1111-7000-8000-0000000000E1&label=%20vip%20&rating=5",
            "&priority=urgent&unread=true&channel=webchat&bot=handed_over"
        ));
        let filter = filter.unwrap();
        assert_eq!(filter.assignee.as_deref(), Some(ME));
        assert_eq!(filter.department.as_deref(), Some("0190a5c8-1111-7000-8000-0000000000e1"));
        assert_eq!((filter.label.as_deref(), filter.rating.as_deref()), (Some("vip"), Some("5")));
        assert_eq!(filter.bot.as_deref(), Some("bot_handed_over"));
        assert_eq!(asked("bot=on").unwrap().bot.as_deref(), Some("bot"));
        assert_eq!(asked("assignee=none").unwrap().assignee.as_deref(), Some("none"));
        assert_eq!(asked("").unwrap(), Filter::default());
    }

    #[test]
    fn s7_a_filter_that_cannot_be_is_named() {
        let wrong = [
            "assignee=nobody",
            "department=me",
            "label=",
            "label=%20",
            "rating=0",
            "rating=6",
            "rating=+5",
            "rating=05",
            "rating=",
            "priority=big",
            "unread=1",
            "channel=mail",
            "bot=off",
        ];
        for query in wrong {
            let problem = asked(query).unwrap_err();
            assert_eq!((problem.status, &*problem.errors[0].field), (422, query.split('=').next().unwrap()), "{query}");
        }
    }
}
