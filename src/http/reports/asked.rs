//! What a report is asked for: which days, by whose clock, of whom.

use super::{
    super::{agent::Agent, call::Call, params::Params},
    adding_up, check_agent,
};
use crate::{
    domain::{
        check::Checks,
        report::{
            days::{date, day_at, day_of, spans, written},
            figures::Counters,
        },
    },
    platform::{
        Result, clock,
        zone::{self, Zone},
    },
    protocol::{OrganizationId, Problem, Timestamp, report::Period, span::DAY},
    store::{
        self,
        reports::{Clocks, Wanted},
    },
};

const MOST_DAYS: i64 = 366;
/// The one that is the same everywhere.
const UTC: &str = "UTC";
/// Clocks are at most so far from UTC.
const ELSEWHERE: i64 = DAY;

pub struct Asked {
    organization: OrganizationId,
    clocks: Clocks,
    zone: Zone,
    now: Timestamp,
    /// Days since 1970.
    pub from: i64,
    pub to: i64,
    pub dimension: &'static str,
    pub name: Option<String>,
    pub wants_csv: bool,
}

impl Asked {
    pub async fn of(call: &Call, agent: &Agent) -> Result<Self> {
        let (params, organization, now) = (call.params(), agent.organization(), clock::now());
        let (dimension, name) = filter(&params, agent)?;
        let wants_csv = match params.choice("format", &["json", "csv"])? {
            Some(format) => format == "csv",
            None => call.header("accept").is_some_and(|accept| accept.starts_with("text/csv")),
        };
        let given = (day(&params, "from")?, day(&params, "to")?);
        let clocks = store::reports::clocks(&call.env, organization).await?;
        let zone = zone_of(&clocks)?;
        let to = given.1.unwrap_or_else(|| given.0.map_or(0, |from| from).max(day_at(&zone, now)));
        let from = given.0.unwrap_or(to - 6);
        check(from, to)?;
        Ok(Self { organization, clocks, zone, now, from, to, dimension, name, wants_csv })
    }

    /// Is it known how often the widget was opened for what is asked?
    pub fn has_openings(&self) -> bool {
        matches!(self.dimension, "all" | "widget")
    }

    pub fn period(&self) -> Period {
        let timezone = self.clocks.timezone.clone();
        Period { from: date(self.from), to: date(self.to), timezone, counted_at: self.now }
    }

    /// By day, or by name. Days that were not added up since something changed are counted now.
    pub async fn sums(&self, call: &Call, from: i64, by_day: bool) -> Result<Vec<(String, Counters)>> {
        let (env, organization) = (&call.env, self.organization);
        let (first, next) = (from * DAY - ELSEWHERE, (self.to + 1) * DAY + ELSEWHERE);
        let stale = store::reports::stale(env, organization, first, next).await?;
        let is_stale = |day: &i64| stale.iter().any(|utc| (utc - 1..=utc + 1).contains(day));
        let days: Vec<i64> = (from..=self.to).filter(is_stale).collect();
        let is_any_stale = !days.is_empty();
        let spans = written(&spans(&self.zone, days));
        if is_any_stale {
            adding_up::reckon(env, organization, &self.clocks, &spans).await?;
        }
        let (from, to) = (date(from), date(self.to));
        let wanted = Wanted { dimension: self.dimension, name: self.name.as_deref(), from: &from, to: &to, by_day };
        store::reports::sums(env, organization, &wanted, &spans, self.now).await
    }
}

pub fn zone_of(clocks: &Clocks) -> Result<Zone> {
    let zone = zone::of(&clocks.timezone).or_else(|| zone::of(UTC));
    zone.ok_or_else(|| crate::platform::Error::fault("the runtime knows no time zone"))
}

fn day(params: &Params, name: &str) -> Result<Option<i64>, Problem> {
    let Some(text) = params.text(name) else { return Ok(None) };
    let wrong = || Problem::field(name, "invalid_date", "Write a date as YYYY-MM-DD, such as 2026-12-25.");
    day_of(text).map(Some).ok_or_else(wrong)
}

fn check(from: i64, to: i64) -> Result<(), Problem> {
    let mut checks = Checks::default();
    if to < from {
        checks.wrong("to", "before_start", "This is before the first day.");
    }
    if to - from >= MOST_DAYS {
        checks.wrong("from", "too_far", "At most 366 days at a time, please.");
    }
    checks.done()
}

/// One at a time: nothing is added up by two of them.
fn filter(params: &Params, agent: &Agent) -> Result<(&'static str, Option<String>), Problem> {
    let mut filter = ("all", None);
    for dimension in ["agent", "department", "widget", "page"] {
        let Some(text) = params.text(dimension) else { continue };
        if filter.1.is_some() {
            return Err(Problem::field(dimension, "too_many", "Filter by one of them at a time, please."));
        }
        let name = if text == "none" {
            String::new()
        } else if dimension == "page" {
            text.to_owned()
        } else {
            params.id::<uuid::Uuid>(dimension)?.unwrap_or_default().to_string()
        };
        if dimension == "agent" {
            check_agent(agent, &name)?;
        }
        filter = (dimension, Some(name));
    }
    Ok(filter)
}
