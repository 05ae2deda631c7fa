//! Pages of conversations: what is asked for, which index finds it, and where a page ends that comes out of several lists.

use super::cursor::Cursor;
use crate::json::{FromJson, Raw, ToJson};

/// Only conversations that are so. Each as text: ids, `none`, names, numbers, `true`.
#[derive(Clone, Debug, Default, PartialEq, Eq, FromJson, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize))]
pub struct Filter {
    pub label: Option<String>,
    pub rating: Option<String>,
    pub assignee: Option<String>,
    pub department: Option<String>,
    pub priority: Option<String>,
    pub unread: Option<String>,
    pub channel: Option<String>,
    /// What of the summary has to be true.
    pub bot: Option<String>,
}

/// What an index finds at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    Status,
    Label,
    Rating,
    Assignee,
    Department,
}

/// So many that an index finds are looked at for the other filters; a page that ends there may be short.
pub const LOOKED_AT: u32 = 1_000;

impl Filter {
    /// The index that finds the fewest, as a rule, and what is looked for in it; and is something else asked for too?
    #[must_use]
    pub fn key<'a>(&'a self, status: &'a str) -> (Key, &'a str, bool) {
        let Self { label, rating, assignee, department, priority, unread, channel, bot } = self;
        let (mut key, mut value, mut others) = (Key::Status, status, 0);
        let keys =
            [(Key::Department, department), (Key::Assignee, assignee), (Key::Rating, rating), (Key::Label, label)];
        for (known, given) in keys {
            if let Some(given) = given {
                (key, value) = (known, given);
                others += 1;
            }
        }
        let rest = [priority, unread, channel, bot].iter().any(|given| given.is_some());
        (key, value, rest || others > 1)
    }
}

/// A page, latest activity first. What is older than `next` has not been looked at.
#[derive(Debug)]
pub struct Part {
    pub rows: Vec<(Cursor, Raw)>,
    pub next: Option<Cursor>,
}

impl Part {
    /// Of one row more than there may be, if there are so many; `bound`: nothing older was looked at.
    #[must_use]
    pub fn of(mut rows: Vec<(Cursor, Raw)>, bound: Option<Cursor>, limit: u32) -> Self {
        let more = rows.len() > limit as usize;
        rows.truncate(limit as usize);
        let next = if more { rows.last().map(|(cursor, _)| *cursor) } else { bound };
        Self { rows, next }
    }

    fn front(&self) -> Option<Cursor> {
        self.rows.last().map(|(cursor, _)| *cursor)
    }
}

/// One page of several. Not by sorting, which is 3 KB for each type.
#[must_use]
pub fn merged(mut parts: Vec<Part>, limit: u32) -> Part {
    let (mut rows, mut bound): (Vec<(Cursor, Raw)>, _) = (Vec::new(), None);
    for part in &mut parts {
        part.rows.reverse();
        bound = bound.max(part.next);
    }
    while rows.len() <= limit as usize {
        let mut latest = 0;
        for (at, part) in parts.iter().enumerate() {
            if part.front() > parts[latest].front() {
                latest = at;
            }
        }
        let next = parts.get_mut(latest).and_then(|part| part.rows.pop());
        let Some(row) = next.filter(|(cursor, _)| Some(*cursor) >= bound) else { break };
        // One that moves from one list to another may be in both.
        if rows.iter().all(|(cursor, _)| cursor.id != row.0.id) {
            rows.push(row);
        }
    }
    Part::of(rows, bound, limit)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::protocol::Timestamp;

    fn at(n: i64) -> Cursor {
        Cursor { updated_at: Timestamp::from_millis(n), id: Uuid::from_u128(n.unsigned_abs().into()).into() }
    }

    fn part(rows: &[i64], next: Option<i64>) -> Part {
        let row = |n: &i64| (at(*n), crate::json::raw("{}").unwrap());
        Part { rows: rows.iter().map(row).collect(), next: next.map(at) }
    }

    fn page(parts: Vec<Part>, limit: u32) -> (Vec<i64>, Option<i64>) {
        let Part { rows, next } = merged(parts, limit);
        let time = |cursor: Cursor| cursor.updated_at.millis();
        (rows.iter().map(|(cursor, _)| time(*cursor)).collect(), next.map(time))
    }

    #[test]
    fn a_page_ends_where_one_of_its_lists_was_not_looked_at_any_more() {
        let both = |next| vec![part(&[9, 5], next), part(&[8, 2], None)];
        assert_eq!(page(both(None), 9), (vec![9, 8, 5, 2], None));
        assert_eq!(page(both(Some(5)), 9), (vec![9, 8, 5], Some(5)));
        assert_eq!(page(vec![part(&[], Some(7)), part(&[8, 2], None)], 9), (vec![8], Some(7)), "short");
        assert_eq!(page(both(None), 2), (vec![9, 8], Some(8)));
        assert_eq!(page(both(None), 4), (vec![9, 8, 5, 2], None), "just enough");
        assert_eq!(page(vec![part(&[9], None), part(&[9], None)], 5), (vec![9], None), "in both for a moment");
        assert_eq!(page(vec![], 5), (vec![], None));
    }

    #[test]
    fn the_index_is_the_one_that_finds_the_fewest() {
        let some = |text: &str| Some(text.to_owned());
        let mine = Filter { assignee: some("a"), ..Filter::default() };
        assert_eq!(mine.key("open"), (Key::Assignee, "a", false));
        let labelled = Filter { label: some("vip"), ..mine };
        assert_eq!(labelled.key("open"), (Key::Label, "vip", true));
        let urgent = Filter { priority: some("urgent"), ..Filter::default() };
        assert_eq!(urgent.key("open"), (Key::Status, "open", true));
        assert_eq!(Filter::default().key("open"), (Key::Status, "open", false));
    }
}
