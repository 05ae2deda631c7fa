//! How many conversations there are of each kind, and of each agent: counted once, then kept up.

use super::list::{self, NOBODY, Result};
use crate::{
    platform::sql::{Row, Sql},
    protocol::{
        conversation::Status,
        frames::{Counts, Mine},
    },
};

/// What of a conversation is counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    pub status: Status,
    pub unread: bool,
    pub assignee: String,
}

impl Standing {
    /// Of a row that has its status, unread and assignee from this column on.
    pub fn of(row: &mut Row, column: usize) -> Self {
        let status = list::status(&row.text(column));
        Self { status, unread: row.integer(column + 1) > 0, assignee: row.text(column + 2) }
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub counts: Counts,
    /// By agent, in their order; those who have any.
    mine: Vec<(String, Mine)>,
}

impl Tally {
    /// Counted anew.
    pub fn of(sql: &impl Sql) -> Result<Self> {
        let query = "SELECT status, 1, assignee, COUNT(*), SUM(unread > 0) FROM list GROUP BY assignee, status";
        let mut tally = Self::default();
        for mut row in sql.exec(query, &[])? {
            let (all, unread) = (row.integer(3), row.integer(4));
            let standing = Standing::of(&mut row, 0);
            tally.add(&standing, unread as i32);
            tally.add(&Standing { unread: false, ..standing }, (all - unread) as i32);
        }
        Ok(tally)
    }

    #[must_use]
    pub fn mine(&self, agent: &str) -> Mine {
        self.place(agent).map_or_else(|_| Mine::default(), |at| self.mine[at].1)
    }

    fn place(&self, agent: &str) -> std::result::Result<usize, usize> {
        self.mine.binary_search_by(|(known, _)| known.as_str().cmp(agent))
    }

    /// A conversation was so and is so now: which agents have more or less than before?
    pub fn moved(&mut self, before: Option<&Standing>, after: Option<&Standing>) -> Vec<String> {
        let was = |standing: Option<&Standing>| standing.map(|one| (one.assignee.clone(), self.mine(&one.assignee)));
        let (first, second) = (was(before), was(after));
        if let Some(before) = before {
            self.add(before, -1);
        }
        if let Some(after) = after {
            self.add(after, 1);
        }
        let mut changed = Vec::new();
        for (agent, was) in [first, second].into_iter().flatten() {
            if self.mine(&agent) != was && !changed.contains(&agent) {
                changed.push(agent);
            }
        }
        changed
    }

    fn add(&mut self, Standing { status, unread, assignee }: &Standing, number: i32) {
        let is_here = matches!(status, Status::Waiting | Status::Open);
        let unread = if *unread && is_here { number } else { 0 };
        let Counts { waiting, open, snoozed, unread: all_unread, unassigned } = &mut self.counts;
        match status {
            Status::Waiting => change(waiting, number),
            Status::Open => change(open, number),
            Status::Snoozed => change(snoozed, number),
            Status::Closed => {}
        }
        change(all_unread, unread);
        if !is_here {
            return;
        }
        if assignee == NOBODY {
            return change(unassigned, number);
        }
        let at = self.place(assignee).unwrap_or_else(|at| {
            self.mine.insert(at, (assignee.clone(), Mine::default()));
            at
        });
        let mine = &mut self.mine[at].1;
        change(&mut mine.open, number);
        change(&mut mine.unread, unread);
        if *mine == Mine::default() {
            self.mine.remove(at);
        }
    }
}

fn change(number: &mut u32, by: i32) {
    *number = number.saturating_add_signed(by);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inbox::list::{
        remove, tell,
        testing::{AGENTS, assigned, list, listed},
    };

    #[test]
    fn counts_by_status_and_unread_and_whose() {
        let sql = list();
        for (id, status) in [(1, Status::Open), (2, Status::Open), (3, Status::Waiting), (4, Status::Snoozed)] {
            tell(&sql, &listed(id, status, 1_000, 1)).unwrap();
        }
        tell(&sql, &assigned(5, Status::Open, 1, AGENTS[0])).unwrap();
        tell(&sql, &assigned(6, Status::Snoozed, 1, AGENTS[0])).unwrap();
        let tally = Tally::of(&sql).unwrap();
        assert_eq!(tally.counts, Counts { waiting: 1, open: 3, snoozed: 2, unread: 4, unassigned: 3 });
        assert_eq!(tally.mine(AGENTS[0].unwrap()), Mine { open: 1, unread: 1 });
        assert_eq!(tally.mine(AGENTS[1].unwrap()), Mine::default());
    }

    #[test]
    fn i1_counting_on_is_the_same_as_counting_anew() {
        let sql = list();
        let mut tally = Tally::default();
        let all = [Status::Waiting, Status::Open, Status::Snoozed, Status::Closed];
        for (n, status) in all.into_iter().cycle().enumerate().take(400) {
            let id = (n * n % 7) as u128;
            let before = tally.clone();
            let changed = if n % 11 == 0 {
                let gone = remove(&sql, crate::inbox::list::testing::id(id)).unwrap();
                gone.map_or_else(Vec::new, |(_, gone)| tally.moved(Some(&gone), None))
            } else {
                let mut news = assigned(id, status, n.try_into().unwrap(), AGENTS[n * n % 5 % 3]);
                news.unread = u32::from(n % 3 == 0);
                let told = tell(&sql, &news).unwrap();
                told.map_or_else(Vec::new, |told| tally.moved(told.before.as_ref(), Some(&told.after)))
            };
            assert_eq!(tally, Tally::of(&sql).unwrap(), "after {n}");
            for agent in AGENTS.into_iter().flatten() {
                let is_told = changed.iter().any(|changed| changed == agent);
                assert_eq!(is_told, tally.mine(agent) != before.mine(agent), "{agent} after {n}");
            }
        }
    }
}
