//! What people change by hand: status, snooze, assignment, department, labels, priority, rating. What the log tells of it
//! is an event, so that everyone sees it in the same order.

use super::{check::Checks, conversation::Record};
use crate::{
    json::{FromJson, ToJson},
    protocol::{
        Problem, Seq, Timestamp,
        bot::Why,
        conversation::{DepartmentRef, Priority, Rating, Status},
        limits::{LABEL_CHARS, LABELS, SCORE_LEAST, SCORE_MOST},
        message::{AgentRef, Event, PartyKind},
        span::DAY,
    },
};

#[derive(Clone, Debug, PartialEq, FromJson, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize))]
pub enum Change {
    Status(Status),
    Snooze(Timestamp),
    Assignee(Option<AgentRef>),
    Department(Option<DepartmentRef>),
    Labels(Vec<String>),
    Priority(Priority),
    Rating {
        score: u8,
        comment: Option<String>,
    },
    /// Does the bot answer?
    Bot(bool),
    /// The visitor wants somebody instead of it.
    Person,
    /// What the visitor says of its answer to their message.
    BotRating {
        seq: Seq,
        helped: bool,
    },
}

const LONGEST_SNOOZE: i64 = 366 * DAY;

/// Labels as they are kept: trimmed, each once.
///
/// # Errors
/// A problem that says what is wrong with them.
pub fn labels(labels: Vec<String>) -> Result<Vec<String>, Problem> {
    let mut kept: Vec<String> = Vec::new();
    let mut checks = Checks::default();
    if labels.len() > LABELS {
        checks.wrong("labels", "too_many", &format!("At most {LABELS} labels, please."));
    }
    for label in labels.into_iter().take(LABELS) {
        let label = checks.line("labels", &label, LABEL_CHARS);
        if !kept.contains(&label) {
            kept.push(label);
        }
    }
    checks.done()?;
    Ok(kept)
}

impl Record {
    /// Somebody changes something by hand: what the log tells of it. The same again changes nothing.
    ///
    /// # Errors
    /// A problem when it is not theirs to change, or cannot be so.
    pub fn change(&mut self, change: &Change, by: PartyKind, now: Timestamp) -> Result<Option<Event>, Problem> {
        let is_only_visitors = matches!(change, Change::Rating { .. } | Change::Person | Change::BotRating { .. });
        let is_visitors = is_only_visitors || matches!(change, Change::Status(Status::Closed));
        let is_agents = !is_only_visitors;
        if (by == PartyKind::Visitor && !is_visitors) || (by == PartyKind::Agent && !is_agents) {
            return Err(Problem::forbidden("not_allowed", "This is not yours to change."));
        }
        let changed = match change.clone() {
            Change::Status(status) => self.set_status(status),
            Change::Snooze(until) => self.snooze(until, now),
            Change::Assignee(assignee) => Ok(self.assign(assignee)),
            Change::Department(department) => Ok(self.transfer(department)),
            Change::Labels(labels) => {
                self.labels = labels;
                Ok(None)
            }
            Change::Priority(priority) => {
                self.priority = priority;
                Ok(None)
            }
            Change::Rating { score, comment } => self.rate(score, comment, now),
            Change::Bot(true) => {
                self.bot.on = true;
                Ok(None)
            }
            Change::Bot(false) => {
                self.stop_bot();
                Ok(None)
            }
            Change::Person => Ok(self.hand_over(Why::Asked, None, now)),
            Change::BotRating { seq, helped } => Ok(self.rate_bot(seq, helped)),
        };
        self.facts.on_status(self.status, now);
        changed
    }

    fn set_status(&mut self, status: Status) -> Result<Option<Event>, Problem> {
        match (self.status, status) {
            (now, wanted) if now == wanted => Ok(None),
            (_, Status::Closed) => {
                self.status = Status::Closed;
                self.waiting_since = None;
                self.bot.asked.clear();
                self.snoozed_until = None;
                Ok(Some(Event::Closed))
            }
            (Status::Closed, Status::Open) => Ok(Some(self.reopen())),
            (Status::Snoozed, Status::Open) => Ok(Some(self.unsnooze())),
            (_, Status::Open) => {
                self.status = Status::Open;
                Ok(None)
            }
            (_, Status::Snoozed) => {
                Err(Problem::field("snoozedUntil", "required", "Say until when: give `snoozedUntil`."))
            }
            (_, Status::Waiting) => {
                Err(Problem::field("status", "not_allowed", "A conversation can be set to open, snoozed or closed."))
            }
        }
    }

    fn snooze(&mut self, until: Timestamp, now: Timestamp) -> Result<Option<Event>, Problem> {
        if until <= now {
            return Err(Problem::field("snoozedUntil", "in_the_past", "This time has passed."));
        }
        if until.since(now) > LONGEST_SNOOZE {
            return Err(Problem::field("snoozedUntil", "too_far", "At most a year from now, please."));
        }
        if self.status == Status::Closed {
            return Err(Problem::field("snoozedUntil", "not_allowed", "This conversation is closed. Open it first."));
        }
        if self.snoozed_until == Some(until) {
            return Ok(None);
        }
        (self.status, self.snoozed_until) = (Status::Snoozed, Some(until));
        Ok(Some(Event::Snoozed { until }))
    }

    /// It comes back when its time has come.
    pub fn end_snooze(&mut self, now: Timestamp) -> Vec<Event> {
        if self.snoozed_until.is_some_and(|until| until <= now) { vec![self.unsnooze()] } else { Vec::new() }
    }

    fn unsnooze(&mut self) -> Event {
        self.reopen();
        Event::Unsnoozed
    }

    fn assign(&mut self, assignee: Option<AgentRef>) -> Option<Event> {
        let id = |agent: &Option<AgentRef>| agent.as_ref().map(|agent| agent.id);
        if id(&assignee) == id(&self.assignee) {
            return None;
        }
        self.assignee.clone_from(&assignee);
        self.stop_bot();
        Some(Event::Assigned { assignee })
    }

    fn transfer(&mut self, department: Option<DepartmentRef>) -> Option<Event> {
        if department == self.department {
            return None;
        }
        self.department.clone_from(&department);
        Some(Event::Transferred { department })
    }

    /// Once; of what it never said, nothing.
    fn rate_bot(&mut self, seq: Seq, helped: bool) -> Option<Event> {
        let told = self.bot.told.iter_mut().find(|told| told.seq == seq && told.helped.is_none())?;
        told.helped = Some(helped);
        Some(Event::BotRated { seq, helped })
    }

    fn rate(&mut self, score: u8, comment: Option<String>, now: Timestamp) -> Result<Option<Event>, Problem> {
        if !(SCORE_LEAST..=SCORE_MOST).contains(&score) {
            return Err(Problem::field("score", "out_of_range", "A score is 1 to 5."));
        }
        if self.rating.as_ref().is_some_and(|known| known.score == score && known.comment == comment) {
            return Ok(None);
        }
        let rating = Rating { score, comment, rated_at: now };
        self.rating = Some(rating.clone());
        Ok(Some(Event::Rated { rating }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::conversation::testing::{AGENT, agent, record, visitor},
        protocol::message::MessageKind,
    };

    const NOW: Timestamp = Timestamp::from_millis(5_000);

    fn by_agent(record: &mut Record, change: &Change) -> Result<Option<Event>, Problem> {
        record.change(change, PartyKind::Agent, NOW)
    }

    #[test]
    fn snoozing_needs_a_time_to_come_and_ends_by_itself() {
        let mut record = record();
        let without = by_agent(&mut record, &Change::Status(Status::Snoozed)).unwrap_err();
        assert_eq!(without.errors[0].field, "snoozedUntil");
        assert_eq!(by_agent(&mut record, &Change::Snooze(NOW)).unwrap_err().errors[0].code, "in_the_past");
        let far = by_agent(&mut record, &Change::Snooze(Timestamp::from_millis(i64::MAX))).unwrap_err();
        assert_eq!(far.errors[0].code, "too_far");
        let until = NOW.plus(60_000);
        assert_eq!(by_agent(&mut record, &Change::Snooze(until)).unwrap(), Some(Event::Snoozed { until }));
        assert_eq!(by_agent(&mut record, &Change::Snooze(until)).unwrap(), None, "twice is once");
        assert!(record.end_snooze(until.plus(-1)).is_empty());
        assert_eq!(record.end_snooze(until), [Event::Unsnoozed]);
        assert_eq!((record.status, record.snoozed_until), (Status::Waiting, None));
    }

    #[test]
    fn assignment_and_department_are_told_once() {
        let mut record = record();
        let ada = AgentRef { id: AGENT.parse().unwrap(), name: "Ada".into(), avatar_url: None };
        assert!(by_agent(&mut record, &Change::Assignee(Some(ada.clone()))).unwrap().is_some());
        assert_eq!(by_agent(&mut record, &Change::Assignee(Some(ada))).unwrap(), None);
        assert!(by_agent(&mut record, &Change::Assignee(None)).unwrap().is_some());
        assert_eq!(by_agent(&mut record, &Change::Department(None)).unwrap(), None);
    }

    #[test]
    fn labels_are_trimmed_each_once_and_few() {
        let named = |names: &[&str]| labels(names.iter().map(|name| (*name).to_owned()).collect());
        assert_eq!(named(&[" vip ", "vip", "refund"]).unwrap(), ["vip", "refund"]);
        assert_eq!(named(&[" "]).unwrap_err().errors[0].field, "labels");
        let many: Vec<String> = (0..21).map(|n| n.to_string()).collect();
        assert_eq!(labels(many).unwrap_err().errors[0].code, "too_many");
    }

    #[test]
    fn visitors_close_and_rate_and_nothing_else() {
        let mut record = record();
        let mut by_visitor = |change| record.change(&change, PartyKind::Visitor, NOW);
        let rated = |score| Change::Rating { score, comment: None };
        assert_eq!(by_visitor(rated(6)).unwrap_err().errors[0].field, "score");
        assert!(matches!(by_visitor(rated(5)), Ok(Some(Event::Rated { rating })) if rating.score == 5));
        assert_eq!(by_visitor(rated(5)).unwrap(), None, "the same again");
        assert_eq!(by_visitor(Change::Status(Status::Closed)).unwrap(), Some(Event::Closed));
        for change in [Change::Status(Status::Open), Change::Labels(vec![]), Change::Assignee(None)] {
            assert_eq!(by_visitor(change).unwrap_err().status, 403);
        }
        assert_eq!(by_agent(&mut record, &rated(5)).unwrap_err().status, 403);
    }

    #[test]
    fn i5_the_visitors_next_message_reopens_a_closed_conversation() {
        let mut record = record();
        assert_eq!(by_agent(&mut record, &Change::Status(Status::Closed)).unwrap(), Some(Event::Closed));
        assert_eq!(by_agent(&mut record, &Change::Status(Status::Closed)).unwrap(), None, "twice is once");
        assert_eq!(record.on_message(&visitor(), MessageKind::Text, NOW), [Event::Reopened]);
        assert_eq!(record.status, Status::Waiting, "nobody had answered");
    }

    #[test]
    fn an_agents_message_reopens_too() {
        let mut record = record();
        record.on_message(&agent(), MessageKind::Text, NOW);
        by_agent(&mut record, &Change::Status(Status::Closed)).unwrap();
        assert_eq!(record.on_message(&agent(), MessageKind::Text, NOW), [Event::Reopened]);
        assert_eq!(record.status, Status::Open);
    }
}
