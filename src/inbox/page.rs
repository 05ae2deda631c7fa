//! Pages of the live list, by what agents ask for.

use super::list::Result;
use crate::{
    domain::{
        cursor::Cursor,
        listing::{Filter, Key, LOOKED_AT, Part, merged},
    },
    json,
    platform::sql::{Sql, SqlError, Value},
    protocol::conversation::Status,
    store::listing::{ASKED, cursor},
};

/// What a key finds.
const fn place(key: Key) -> &'static str {
    match key {
        Key::Status => "list AS k INDEXED BY list_by_status WHERE k.status = ?2",
        Key::Label => "list_labels AS k CROSS JOIN list AS c ON c.id = k.id WHERE k.label = ?2",
        Key::Rating => "list AS k INDEXED BY list_by_rating WHERE k.rating = ?2",
        Key::Assignee => "list AS k INDEXED BY list_by_assignee WHERE k.assignee = ?2",
        Key::Department => "list AS k INDEXED BY list_by_department WHERE k.department = ?2",
    }
}

/// A page of these statuses, latest activity first; `before` is where the last one ended.
///
/// # Errors
/// When the database fails.
pub fn page(sql: &impl Sql, statuses: &[Status], filter: &Filter, before: Option<Cursor>, limit: u32) -> Result<Part> {
    let mut parts = Vec::new();
    for status in statuses {
        parts.push(part(sql, status.as_str(), filter, before, limit)?);
    }
    Ok(merged(parts, limit))
}

fn part(sql: &impl Sql, status: &str, filter: &Filter, before: Option<Cursor>, limit: u32) -> Result<Part> {
    let (key, value, is_mixed) = filter.key(status);
    let place = place(key);
    let (at, id) = Cursor::start(before);
    let mut values: Vec<Value> = vec![status.into(), value.into(), at.into(), id.into()];
    let bound = if is_mixed { bound(sql, place, &values)? } else { None };
    let query = format!(
        "SELECT k.updated_at, k.id, summary FROM {place} AND k.status = ?1
            AND (k.updated_at, k.id) < (?3, ?4) AND (k.updated_at, k.id) >= (?5, ?6) AND {ASKED}
        ORDER BY k.updated_at DESC, k.id DESC LIMIT ?7"
    );
    let (from, least) = Cursor::end(bound);
    for value in [from.into(), least.into(), (limit + 1).into(), json::write(filter).into()] {
        values.push(value);
    }
    let mut rows = Vec::new();
    for mut row in sql.exec(&query, &values)? {
        if let Some(cursor) = cursor(&row) {
            rows.push((cursor, json::raw(row.text(2)).map_err(|error| SqlError(error.to_string()))?));
        }
    }
    Ok(Part::of(rows, bound, limit))
}

/// Where the last row is that is looked at.
fn bound(sql: &impl Sql, place: &str, start: &[Value]) -> Result<Option<Cursor>> {
    let query = format!(
        "SELECT k.updated_at, k.id FROM {place} AND k.status = ?1 AND (k.updated_at, k.id) < (?3, ?4)
        ORDER BY k.updated_at DESC, k.id DESC LIMIT 1 OFFSET ?5"
    );
    let mut values = start.to_vec();
    values.push((LOOKED_AT - 1).into());
    Ok(sql.first(&query, &values)?.as_ref().and_then(cursor))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::conversation::{Record, testing::record},
        inbox::list::{
            tell,
            testing::{AGENTS, id, list, told},
        },
        platform::sql::testing::Memory,
        protocol::{
            Timestamp,
            conversation::{DepartmentRef, Priority, Rating},
            message::AgentRef,
        },
    };

    const ALL: [Status; 4] = [Status::Waiting, Status::Open, Status::Snoozed, Status::Closed];
    const SALES: &str = "0190a5c8-1111-7000-8000-0000000000e1";

    /// One of many conversations that differ in all that is asked for.
    fn shaped(n: u32) -> Record {
        let agent = AGENTS[n as usize % 3];
        Record {
            id: id(n.into()),
            status: ALL[n as usize / 2 % 4],
            assignee: agent.map(|id| AgentRef { id: id.parse().unwrap(), name: "Ada".into(), avatar_url: None }),
            department: (n % 4 == 1).then(|| DepartmentRef { id: SALES.parse().unwrap(), name: "Sales".into() }),
            labels: ["VIP", "refund"].iter().take(n as usize % 3).map(|label| (*label).to_owned()).collect(),
            priority: if n.is_multiple_of(5) { Priority::Urgent } else { Priority::Normal },
            rating: n.is_multiple_of(2).then(|| Rating {
                score: (n % 5 + 1) as u8,
                comment: None,
                rated_at: Timestamp::from_millis(1),
            }),
            ..record()
        }
    }

    fn told_of(number: u32) -> Memory {
        let sql = list();
        for n in 0..number {
            let mut news = told(|record| *record = shaped(n), 2_000 + i64::from(n / 3), 1);
            news.unread = n % 2;
            tell(&sql, &news).unwrap();
        }
        sql
    }

    /// All pages, in the order they come.
    fn pages(sql: &Memory, statuses: &[Status], filter: &Filter, limit: u32) -> Vec<Vec<Cursor>> {
        let (mut before, mut pages) = (None, Vec::new());
        loop {
            let part = page(sql, statuses, filter, before, limit).unwrap();
            pages.push(part.rows.into_iter().map(|(cursor, _)| cursor).collect());
            let Some(next) = part.next else { return pages };
            assert!(before.is_none_or(|before| next < before), "it goes on");
            before = Some(next);
        }
    }

    type Rule = fn(u32, &Record) -> bool;

    fn rules() -> [(Filter, Rule); 9] {
        let text = |text: &str| Some(text.to_owned());
        let none = Filter::default;
        [
            (none(), |_, _| true),
            (Filter { assignee: text(AGENTS[0].unwrap()), ..none() }, |n, _| n % 3 == 0),
            (Filter { assignee: text("none"), ..none() }, |_, one| one.assignee.is_none()),
            (Filter { department: text(SALES), ..none() }, |_, one| one.department.is_some()),
            (Filter { department: text("none"), ..none() }, |_, one| one.department.is_none()),
            (Filter { label: text("vip"), ..none() }, |_, one| !one.labels.is_empty()),
            (Filter { rating: text("5"), ..none() }, |_, one| one.rating.as_ref().is_some_and(|it| it.score == 5)),
            (Filter { priority: text("urgent"), channel: text("webchat"), ..none() }, |n, _| n % 5 == 0),
            (Filter { unread: text("true"), label: text("REFUND"), ..none() }, |n, one| {
                n % 2 == 1 && one.labels.len() > 1
            }),
        ]
    }

    #[test]
    fn i1_each_filter_gives_all_that_are_so_and_nothing_else_latest_first() {
        let number = 300;
        let sql = told_of(number);
        for statuses in [&ALL[..3], &ALL[3..], &ALL[1..2], &ALL[..]] {
            for (filter, rule) in rules() {
                let found = pages(&sql, statuses, &filter, 7).concat();
                let fits = |n: &u32| statuses.contains(&shaped(*n).status) && rule(*n, &shaped(*n));
                let mut wanted: Vec<_> =
                    (0..number).filter(fits).map(|n| (2_000 + i64::from(n / 3), id(n.into()))).collect();
                wanted.sort_by_key(|place| std::cmp::Reverse(*place));
                let found: Vec<_> = found.iter().map(|cursor| (cursor.updated_at.millis(), cursor.id)).collect();
                assert_eq!(found, wanted, "{filter:?} {statuses:?}");
            }
        }
    }

    #[test]
    fn i1_a_page_that_hardly_anything_fits_ends_before_it_has_looked_at_everything_and_goes_on() {
        let sql = told_of(6_000);
        let filter = Filter { priority: Some("low".into()), ..Filter::default() };
        let found = pages(&sql, &[Status::Open], &filter, 50);
        assert_eq!((found.len(), found.concat().len()), (2, 0), "1,500 open ones, 1,000 a page");
        let rare = Filter { rating: Some("5".into()), assignee: Some(AGENTS[1].unwrap().into()), ..Filter::default() };
        let found = pages(&sql, &ALL[..3], &rare, 1_000).concat();
        let fits = |one: &Record| one.rating.as_ref().is_some_and(|it| it.score == 5) && one.status != Status::Closed;
        assert_eq!(found.len(), (0..6_000).filter(|n| n % 3 == 1 && fits(&shaped(*n))).count());
    }

    #[test]
    fn i5_a_label_that_was_taken_off_finds_nothing_any_more() {
        let sql = list();
        let vip = Filter { label: Some("vip".into()), ..Filter::default() };
        let found = |sql: &Memory| page(sql, &ALL, &vip, None, 9).unwrap().rows.len();
        for (revision, labels) in [(1, &["VIP", "vip"][..]), (2, &["vip"]), (3, &[]), (4, &["vip"])] {
            let labels: Vec<String> = labels.iter().map(|label| (*label).to_owned()).collect();
            let is_labelled = usize::from(!labels.is_empty());
            tell(&sql, &told(|record| record.labels = labels, 1_000 + revision, revision)).unwrap();
            assert_eq!(found(&sql), is_labelled, "{revision}");
        }
        crate::inbox::list::remove(&sql, record().id).unwrap();
        assert_eq!(sql.first("SELECT COUNT(*) FROM list_labels", &[]).unwrap().unwrap().integer(0), 0);
    }
}
