//! Reports, for agents.

pub mod adding_up;
mod asked;

use self::asked::Asked;
use super::{
    agent::{Agent, admin_required},
    answer::{Answer, Json, Special},
    call::Call,
};
use crate::{
    domain::{
        report::{
            csv,
            days::{date, day_of, weekday},
            figures::Counters,
        },
        widget_error::KEPT_DAYS,
    },
    json::ToJson,
    platform::{Result, clock, json::Raw},
    protocol::{
        Problem,
        agent::{List, Role},
        report::{BusiestHours, DayFigures, NamedFigures, Overview, Table},
    },
    store,
};

const DAYS: u32 = 7;
const MOST: u32 = 500;

/// What went wrong with the organization's widgets in visitors' browsers and with the dashboard in agents', today and in the
/// days before.
pub async fn errors(call: &Call, agent: Agent) -> Result<Json<List<Raw>>> {
    let days = call.params().number("days")?.unwrap_or(DAYS);
    if !(1..=KEPT_DAYS).contains(&days) {
        return Err(Problem::field("days", "invalid_value", "This is 1 to 90.").into());
    }
    Ok(Json(store::widget_errors::list(&call.env, agent.organization(), clock::now(), days, MOST).await?.into()))
}

/// All figures, day by day, and those of as many days before.
pub async fn overview(call: &Call, agent: Agent) -> Result<Special<Overview>> {
    let asked = Asked::of(call, &agent).await?;
    let (from, count) = (asked.from, asked.to - asked.from + 1);
    let mut days = vec![Counters::default(); count as usize];
    let mut previous = Counters::default();
    for (day, counters) in asked.sums(call, from - count, true).await? {
        let place = day_of(&day).unwrap_or_default() - from;
        match usize::try_from(place).ok().and_then(|place| days.get_mut(place)) {
            Some(sum) => sum.add(&counters),
            None => previous.add(&counters),
        }
    }
    let mut totals = Counters::default();
    for day in &days {
        totals.add(day);
    }
    let has_opens = asked.has_openings();
    let days = days.iter().zip(from..).map(|(sum, day)| DayFigures { day: date(day), figures: sum.figures(has_opens) });
    let days: Vec<_> = days.collect();
    let csv = asked.wants_csv.then(|| csv::days(&days));
    let (totals, previous) = (totals.figures(has_opens), previous.figures(has_opens));
    Ok(answer(csv, "overview", &Overview { period: asked.period(), totals, previous, days }))
}

/// When conversations begin.
pub async fn hours(call: &Call, agent: Agent) -> Result<Special<BusiestHours>> {
    let asked = Asked::of(call, &agent).await?;
    let mut hours = vec![vec![0; 24]; 7];
    for (day, counters) in asked.sums(call, asked.from, true).await? {
        let counts = &mut hours[weekday(day_of(&day).unwrap_or_default())];
        for (sum, count) in counts.iter_mut().zip(counters.hours()) {
            *sum += count;
        }
    }
    let csv = asked.wants_csv.then(|| csv::hours(&hours));
    Ok(answer(csv, "hours", &BusiestHours { period: asked.period(), hours }))
}

/// Of each agent; to those who are no admins, of themselves.
pub async fn agents(call: &Call, agent: Agent) -> Result<Special<Table>> {
    table(call, &agent, "agent", "agents").await
}

pub async fn departments(call: &Call, agent: Agent) -> Result<Special<Table>> {
    table(call, &agent, "department", "departments").await
}

pub async fn widgets(call: &Call, agent: Agent) -> Result<Special<Table>> {
    table(call, &agent, "widget", "widgets").await
}

pub async fn pages(call: &Call, agent: Agent) -> Result<Special<Table>> {
    table(call, &agent, "page", "pages").await
}

async fn table(call: &Call, agent: &Agent, dimension: &'static str, file: &'static str) -> Result<Special<Table>> {
    let mut asked = Asked::of(call, agent).await?;
    if asked.name.is_some() {
        let detail = "A table has all of them. Filter the overview or the hours instead.";
        return Err(Problem::field(asked.dimension, "not_allowed", detail).into());
    }
    asked.dimension = dimension;
    if dimension == "agent" && !is_admin(agent) {
        asked.name = Some(agent.id().to_string());
    }
    let names = store::reports::names(&call.env, agent.organization(), dimension).await?;
    let mut items = Vec::new();
    for (id, sum) in asked.sums(call, asked.from, false).await? {
        let name = names.iter().find(|(known, _)| *known == id).map(|(_, name)| name.clone());
        let id = Some(id).filter(|id| !id.is_empty());
        items.push(NamedFigures { id, name, figures: sum.figures(dimension == "widget") });
    }
    let csv = asked.wants_csv.then(|| csv::table(&items));
    Ok(answer(csv, file, &Table { period: asked.period(), items }))
}

fn is_admin(agent: &Agent) -> bool {
    agent.0.agent.role >= Role::Admin
}

/// What others do is for admins.
fn check_agent(agent: &Agent, of: &str) -> Result<(), Problem> {
    if is_admin(agent) || of == agent.id().to_string() { Ok(()) } else { Err(admin_required()) }
}

fn answer<T: ToJson>(csv: Option<String>, name: &str, report: &T) -> Special<T> {
    let answer = match csv {
        Some(text) => Answer::text(200, text)
            .with("content-type", "text/csv; charset=utf-8")
            .with("content-disposition", format!("attachment; filename=\"chatdesk-{name}.csv\"")),
        None => Answer::json(200, report),
    };
    Special::new(answer.with("vary", "accept"))
}
