//! What reports count of a conversation, noted in its room as it happens: nobody ever looks through messages for it.

use crate::{
    json::{FromJson, ToJson},
    protocol::{
        AgentId, Timestamp,
        conversation::Status,
        message::{MessageKind, PartyKind, Sender},
    },
};

#[derive(Clone, Debug, Default, PartialEq, Eq, FromJson, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize))]
#[serde(default)]
pub struct Facts {
    /// The visitor's first message.
    pub asked_at: Option<Timestamp>,
    /// The first message of a person after it.
    pub answered_at: Option<Timestamp>,
    pub answered_by: Option<AgentId>,
    /// The first answer of the bot after it, as long as nothing is left to a person since. Asking back is none.
    pub bot_at: Option<Timestamp>,
    /// While it is closed: since when.
    pub closed_at: Option<Timestamp>,
    /// The visitor closed it, or was gone when it was closed.
    pub left: bool,
}

impl Facts {
    pub fn on_message(&mut self, sender: &Sender, kind: MessageKind, now: Timestamp) {
        if !matches!(kind, MessageKind::Text | MessageKind::File) {
            return;
        }
        let is_asked = self.asked_at.is_some();
        match sender.kind {
            PartyKind::Visitor => self.asked_at = self.asked_at.or(Some(now)),
            PartyKind::Bot if is_asked => self.bot_at = self.bot_at.or(Some(now)),
            PartyKind::Agent if is_asked && self.answered_at.is_none() => {
                self.answered_at = Some(now);
                self.answered_by = sender.id.parse().ok();
            }
            _ => {}
        }
    }

    pub fn on_status(&mut self, status: Status, now: Timestamp) {
        self.closed_at = if status == Status::Closed { self.closed_at.or(Some(now)) } else { None };
        self.left &= self.closed_at.is_some();
    }

    /// Somebody changed it, while the visitor was there or not; `before`: what was noted until then.
    pub fn on_change(&mut self, before: &Self, by: PartyKind, is_visitor_here: bool) {
        if before.closed_at.is_none() && self.closed_at.is_some() {
            self.left = by == PartyKind::Visitor || !is_visitor_here;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{
            change::Change,
            conversation::testing::{AGENT, agent, record, visitor},
        },
        protocol::message::Sender,
    };

    const NOW: Timestamp = Timestamp::from_millis(5_000);

    #[test]
    fn a8_the_first_answer_of_a_person_after_the_first_question_counts() {
        let mut record = record();
        record.on_message(&agent(), MessageKind::Text, NOW);
        assert_eq!(record.facts, Facts::default(), "a greeting is no answer");
        record.on_message(&visitor(), MessageKind::File, NOW.plus(1));
        record.on_message(&agent(), MessageKind::Note, NOW.plus(2));
        assert_eq!(record.facts.answered_at, None, "nor is a note");
        record.on_message(&agent(), MessageKind::Text, NOW.plus(3));
        record.on_message(&visitor(), MessageKind::Text, NOW.plus(4));
        record.on_message(&agent(), MessageKind::Text, NOW.plus(5));
        let Facts { asked_at, answered_at, answered_by, .. } = record.facts;
        assert_eq!((asked_at, answered_at), (Some(NOW.plus(1)), Some(NOW.plus(3))));
        assert_eq!(answered_by, Some(AGENT.parse().unwrap()));
    }

    #[test]
    fn a8_an_answer_of_the_bot_is_another_thing() {
        let mut facts = Facts::default();
        let bot = Sender { kind: PartyKind::Bot, ..agent() };
        facts.on_message(&bot, MessageKind::Text, NOW);
        assert_eq!(facts, Facts::default());
        facts.on_message(&visitor(), MessageKind::Text, NOW);
        facts.on_message(&bot, MessageKind::Text, NOW.plus(1));
        facts.on_message(&bot, MessageKind::Text, NOW.plus(2));
        assert_eq!((facts.bot_at, facts.answered_at), (Some(NOW.plus(1)), None));
    }

    #[test]
    fn a8_it_is_closed_since_it_was_closed_last() {
        let mut record = record();
        let close = |record: &mut crate::domain::conversation::Record, at| {
            record.change(&Change::Status(Status::Closed), PartyKind::Agent, at).unwrap();
        };
        close(&mut record, NOW);
        close(&mut record, NOW.plus(1));
        assert_eq!(record.facts.closed_at, Some(NOW));
        record.on_message(&visitor(), MessageKind::Text, NOW.plus(2));
        assert_eq!(record.facts.closed_at, None, "opened again");
        close(&mut record, NOW.plus(3));
        assert_eq!(record.facts.closed_at, Some(NOW.plus(3)));
    }

    #[test]
    fn a8_whoever_is_gone_when_it_is_closed_has_left_until_it_is_opened_again() {
        let open = Facts::default();
        let closed = |by, is_here| {
            let mut facts = open.clone();
            facts.on_status(Status::Closed, NOW);
            facts.on_change(&open, by, is_here);
            facts
        };
        assert!(closed(PartyKind::Visitor, true).left);
        assert!(closed(PartyKind::Agent, false).left);
        let mut facts = closed(PartyKind::Agent, true);
        assert!(!facts.left);
        facts.on_change(&facts.clone(), PartyKind::Agent, false);
        assert!(!facts.left, "they were there when it was closed");
        facts.left = true;
        facts.on_status(Status::Open, NOW);
        assert_eq!(facts, open);
    }

    /// Fifty thousand messages, and what an eye that looks through all of them would say.
    #[test]
    fn a8_what_is_noted_is_what_a_look_through_all_messages_finds() {
        let mut state = 7_u64;
        let mut roll = |below: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % below
        };
        let kinds = [MessageKind::Text, MessageKind::Text, MessageKind::File, MessageKind::Note, MessageKind::Event];
        let words = |kind: &MessageKind| [MessageKind::Text, MessageKind::File].contains(kind);
        for _ in 0..4_000 {
            let (mut record, mut told, mut now) = (record(), Vec::new(), NOW);
            let (mut left, is_bots) = (0, roll(2) == 0);
            record.bot.on = is_bots;
            for _ in 0..13 {
                now = now.plus(i64::try_from(roll(90_000)).unwrap());
                if roll(9) == 0 {
                    record.change(&Change::Status(Status::Closed), PartyKind::Agent, now).unwrap();
                    told.push((PartyKind::System, MessageKind::Event, now));
                    continue;
                }
                let sender = match roll(5) {
                    0 | 1 => visitor(),
                    2 => Sender { kind: PartyKind::Bot, ..agent() },
                    _ => agent(),
                };
                let kind = kinds[usize::try_from(roll(5)).unwrap()];
                let is_bots = is_bots && !told.iter().any(|(who, kind, _)| *who == PartyKind::Agent && words(kind));
                if words(&kind) && sender.kind == PartyKind::Visitor && !is_bots {
                    left = told.len();
                }
                record.on_message(&sender, kind, now);
                told.push((sender.kind, kind, now));
            }
            let first = |from: usize, party| {
                let found = told[from..].iter().position(|(who, kind, _)| *who == party && words(kind));
                found.map(|place| (from + place, told[from + place].2))
            };
            let asked = first(0, PartyKind::Visitor);
            let after = |from, party| first(asked?.0.max(from), party).map(|(_, at)| at);
            let reopens = |(who, kind, _): &&(PartyKind, MessageKind, Timestamp)| {
                matches!(who, PartyKind::Visitor | PartyKind::Agent) && words(kind)
            };
            let open_until = told.iter().rposition(|message| reopens(&message)).map_or(0, |place| place + 1);
            let closed = told[open_until..].iter().find(|(who, ..)| *who == PartyKind::System);
            let Facts { asked_at, answered_at, bot_at, closed_at, .. } = record.facts;
            assert_eq!(asked_at, asked.map(|(_, at)| at));
            assert_eq!((answered_at, bot_at), (after(0, PartyKind::Agent), after(left, PartyKind::Bot)));
            assert_eq!(closed_at, closed.map(|(.., at)| *at), "{told:?}");
        }
    }
}
