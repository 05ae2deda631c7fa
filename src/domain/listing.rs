//! Pages of conversations: what is asked for, which index finds it, and where a page ends that comes out of several lists.

use super::cursor::Cursor;
use crate::json::{FromJson, ToJson};

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

/// In the order of a filter's fields.
const KEYS: [Key; 4] = [Key::Label, Key::Rating, Key::Assignee, Key::Department];

/// So many that an index finds are looked at for the other filters; a page that ends there may be short.
pub const LOOKED_AT: u32 = 1_000;

impl Filter {
    fn values(&self) -> [Option<&str>; 7] {
        let Self { label, rating, assignee, department, priority, unread, channel } = self;
        [label, rating, assignee, department, priority, unread, channel].map(Option::as_deref)
    }

    /// The index that finds the fewest, as a rule, and what is looked for in it.
    #[must_use]
    pub fn key<'a>(&'a self, status: &'a str) -> (Key, &'a str) {
        let known = KEYS.into_iter().zip(self.values()).find_map(|(key, value)| Some((key, value?)));
        known.unwrap_or((Key::Status, status))
    }

    /// What is asked for besides what the index finds.
    #[must_use]
    pub fn rest(&self, key: Key) -> [Option<&str>; 7] {
        let mut values = self.values();
        if let Some(at) = KEYS.iter().position(|known| *known == key) {
            values[at] = None;
        }
        values
    }
}

/// A page, latest activity first. What is older than `next` has not been looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part<T> {
    pub rows: Vec<(Cursor, T)>,
    pub next: Option<Cursor>,
}

impl<T> Part<T> {
    /// Of one row more than there may be, if there are so many; `bound`: nothing older was looked at.
    #[must_use]
    pub fn of(mut rows: Vec<(Cursor, T)>, bound: Option<Cursor>, limit: u32) -> Self {
        let more = rows.len() > limit as usize;
        rows.truncate(limit as usize);
        let next = if more { rows.last().map(|(cursor, _)| *cursor) } else { bound };
        Self { rows, next }
    }
}

/// One page of several.
#[must_use]
pub fn merged<T>(parts: Vec<Part<T>>, limit: u32) -> Part<T> {
    let bound = parts.iter().filter_map(|part| part.next).max();
    let mut rows: Vec<_> = parts.into_iter().flat_map(|part| part.rows).collect();
    rows.retain(|(cursor, _)| bound.is_none_or(|bound| *cursor >= bound));
    rows.sort_by_key(|(cursor, _)| std::cmp::Reverse(*cursor));
    // One that moves from one list to another may be in both.
    rows.dedup_by_key(|(cursor, _)| cursor.id);
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

    fn part(rows: &[i64], next: Option<i64>) -> Part<()> {
        Part { rows: rows.iter().map(|n| (at(*n), ())).collect(), next: next.map(at) }
    }

    #[test]
    fn a_page_ends_where_one_of_its_lists_was_not_looked_at_any_more() {
        assert_eq!(merged(vec![part(&[9, 5], None), part(&[8, 2], None)], 9), part(&[9, 8, 5, 2], None));
        assert_eq!(merged(vec![part(&[9, 5], Some(5)), part(&[8, 2], None)], 9), part(&[9, 8, 5], Some(5)));
        assert_eq!(merged(vec![part(&[], Some(7)), part(&[8, 2], None)], 9), part(&[8], Some(7)), "short");
        assert_eq!(merged(vec![part(&[9, 5], None), part(&[8, 2], None)], 2), part(&[9, 8], Some(8)));
        assert_eq!(merged(vec![part(&[9], None), part(&[9], None)], 5), part(&[9], None), "in both for a moment");
    }

    #[test]
    fn the_index_is_the_one_that_finds_the_fewest() {
        let some = |text: &str| Some(text.to_owned());
        let mine = Filter { assignee: some("a"), ..Filter::default() };
        assert_eq!(mine.key("open"), (Key::Assignee, "a"));
        assert_eq!(mine.rest(Key::Assignee), [None; 7]);
        let labelled = Filter { label: some("vip"), ..mine };
        assert_eq!(labelled.key("open"), (Key::Label, "vip"));
        assert_eq!(labelled.rest(Key::Label), [None, None, Some("a"), None, None, None, None]);
        let urgent = Filter { priority: some("urgent"), ..Filter::default() };
        assert_eq!(urgent.key("open"), (Key::Status, "open"));
        assert_eq!(urgent.rest(Key::Status)[4], Some("urgent"));
    }
}
