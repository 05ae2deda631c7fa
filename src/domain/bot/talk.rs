//! The bot's part in a conversation: whether it answers, what it has yet to answer, and what came of it.

use crate::{
    domain::{conversation::Record, text},
    json::{FromJson, ToJson},
    protocol::{
        MessageId, Seq, Timestamp,
        bot::{BotMatch, BotOutcome, BotPart, BotSource, HandedOver, TriedBot, Why},
        conversation::Status,
        message::{Event, Message, MessageKind, PartyKind, Sender},
        span::MINUTE,
    },
};

/// What waits for an answer at a time, and what is remembered for whoever takes over.
const MOST_ASKED: usize = 20;
const MOST_TOLD: usize = 10;
const QUESTION_CHARS: usize = 500;
/// Milliseconds after which an answer would come too late.
const LATEST: i64 = MINUTE;

/// Stored in the conversation's record: fields are only added.
#[derive(Clone, Debug, Default, PartialEq, Eq, FromJson, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize))]
#[serde(default)]
pub struct Talk {
    /// It answers, until a person does.
    pub on: bool,
    pub name: String,
    pub avatar_url: Option<String>,
    /// What it has yet to answer, in order.
    pub asked: Vec<Asked>,
    pub told: Vec<Told>,
    /// It left it to a person.
    pub handed_over: bool,
}

/// A visitor's message that it has not answered.
#[derive(Clone, Debug, PartialEq, Eq, FromJson, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize))]
pub struct Asked {
    pub id: MessageId,
    pub seq: Seq,
    pub text: String,
    pub at: Timestamp,
}

impl Asked {
    #[must_use]
    pub fn is_late(&self, now: Timestamp) -> bool {
        now.since(self.at) > LATEST
    }
}

/// A question with what it said to it.
#[derive(Clone, Debug, PartialEq, Eq, FromJson, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize))]
pub struct Told {
    pub seq: Seq,
    pub question: String,
    pub answer: String,
    /// Whether that helped, if the visitor said so.
    pub helped: Option<bool>,
}

/// What it does about a question.
#[derive(Clone, Debug, PartialEq)]
pub enum Reply {
    Say { body: String, part: BotPart },
    HandOver(Why),
}

impl Talk {
    /// A message was written.
    pub fn hear(&mut self, message: &Message) {
        let is_question = matches!(message.kind, MessageKind::Text | MessageKind::File);
        if self.on && message.sender.kind == PartyKind::Visitor && is_question && self.asked.len() < MOST_ASKED {
            // Whatever is said beside a file, the file is for a person.
            let has_files = !message.attachments.is_empty();
            let text = message.body.chars().take(if has_files { 0 } else { QUESTION_CHARS }).collect();
            self.asked.push(Asked { id: message.id, seq: message.seq, text, at: message.created_at });
        }
    }

    /// A person has it from now on. Gives since when the visitor waits, if they do.
    pub fn stop(&mut self) -> Option<Timestamp> {
        self.on = false;
        std::mem::take(&mut self.asked).first().map(|asked| asked.at)
    }

    /// Is this still to be answered? From now on it is not.
    pub fn take(&mut self, id: MessageId) -> bool {
        let before = self.asked.len();
        self.asked.retain(|asked| asked.id != id);
        self.on && self.asked.len() < before
    }

    pub fn has_told(&mut self, asked: &Asked, answer: &str) {
        if self.told.len() >= MOST_TOLD {
            self.told.remove(0);
        }
        let (question, answer) = (text::preview(&asked.text), text::preview(answer));
        self.told.push(Told { seq: asked.seq, question, answer, helped: None });
    }

    #[must_use]
    pub fn sender(&self) -> Sender {
        let name = if self.name.is_empty() { "Bot".to_owned() } else { self.name.clone() };
        Sender { kind: PartyKind::Bot, id: "bot".into(), name, avatar_url: self.avatar_url.clone() }
    }

    /// For whoever takes over: what was asked, and what was said to it.
    #[must_use]
    pub fn account(&self, why: Why, last: Option<&Asked>) -> HandedOver {
        let mut lines = Vec::new();
        for told in &self.told {
            lines.push(format!("Asked: {}", told.question));
            lines.push(format!("Answered: {}", told.answer));
        }
        let last = last.map(|asked| (text::preview(&asked.text), asked.seq));
        lines.extend(last.iter().map(|(question, _)| format!("Asked: {question}")));
        let (question, asked_seq) = last.unzip();
        let summary = lines.join("\n");
        HandedOver { why, summary, question, asked_seq }
    }
}

impl Record {
    /// A person is to have it. What the visitor asked and nobody answered waits for them.
    pub(in crate::domain) fn stop_bot(&mut self) {
        if let Some(since) = self.bot.stop() {
            self.leave_to_person(since);
        }
    }

    /// The visitor waits for a person, whatever the bot has answered before.
    pub(in crate::domain) fn leave_to_person(&mut self, since: Timestamp) {
        self.waiting_since.get_or_insert(since);
        self.facts.bot_at = None;
    }

    /// The bot leaves it to a person, who is waited for from now on.
    pub fn hand_over(&mut self, why: Why, last: Option<&Asked>, now: Timestamp) -> Option<Event> {
        if !self.bot.on {
            return None;
        }
        let data = self.bot.account(why, last);
        self.bot.stop();
        self.bot.handed_over = true;
        self.facts.bot_at = None;
        self.waiting_since = (self.status != Status::Closed).then_some(now);
        Some(Event::BotHandedOver { data })
    }
}

/// What is said of what was found.
#[must_use]
pub fn reply(asked: &Asked, tried: TriedBot) -> Reply {
    let TriedBot { outcome, entries, by_model } = tried;
    let said = entries.first().filter(|_| outcome == BotOutcome::Answered);
    let part = |choices: Vec<String>| BotPart {
        outcome,
        asked_seq: asked.seq,
        question: text::preview(&asked.text),
        entry_id: said.map(|entry| entry.id),
        page: said.and_then(|entry| entry.page.clone()),
        choices,
        by_model,
    };
    match (outcome, entries.first()) {
        (BotOutcome::Answered, Some(entry)) => Reply::Say { body: body_of(entry), part: part(Vec::new()) },
        (BotOutcome::Suggested, Some(_)) => {
            let choices: Vec<String> = entries.iter().map(|entry| entry.question.clone()).collect();
            let body = format!("– {}", choices.join("\n– "));
            Reply::Say { body, part: part(choices) }
        }
        _ => Reply::HandOver(Why::Unsure),
    }
}

/// With the way to the rest of it, wherever it is read: in the chat, a mail or another program.
fn body_of(BotMatch { answer, page, .. }: &BotMatch) -> String {
    match page {
        Some(BotSource { title, url: Some(url) }) => format!("{answer}\n\n{title}: {url}"),
        _ => answer.clone(),
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::domain::{
        conversation::testing::{agent, record, visitor},
        heads::Heads,
    };

    const NOW: Timestamp = Timestamp::from_millis(5_000);

    fn asked(n: u128, text: &str) -> Asked {
        Asked { id: Uuid::from_u128(n).into(), seq: n as Seq, text: text.into(), at: NOW }
    }

    fn talk() -> Talk {
        Talk { on: true, asked: vec![asked(1, "Where?")], ..Talk::default() }
    }

    #[test]
    fn i11_each_question_is_answered_once() {
        let mut talk = talk();
        let id = talk.asked[0].id;
        assert!(talk.take(id) && !talk.take(id));
        assert!(!asked(1, "").is_late(NOW.plus(LATEST)) && asked(1, "").is_late(NOW.plus(LATEST + 1)));
    }

    #[test]
    fn i11_whoever_answers_or_is_given_it_ends_the_bots_part() {
        let mut record = record();
        record.bot = talk();
        record.on_message(&visitor(), MessageKind::Text, NOW);
        assert_eq!(record.waiting_since, None, "while the bot answers, nobody is waited for");
        record.on_message(&agent(), MessageKind::Text, NOW);
        assert!(!record.bot.on && record.bot.asked.is_empty());
        record.bot = talk();
        record.facts.bot_at = Some(NOW);
        let agent = agent();
        let agent =
            crate::protocol::message::AgentRef { id: agent.id.parse().unwrap(), name: agent.name, avatar_url: None };
        record.assignee = None;
        record.change(&crate::domain::change::Change::Assignee(Some(agent)), PartyKind::Agent, NOW).unwrap();
        assert!(!record.bot.on);
        assert_eq!(record.waiting_since, Some(NOW), "what was not answered waits for them");
        assert_eq!(record.facts.bot_at, None, "and what was answered before does not count for it");
    }

    #[test]
    fn a8_what_the_bot_answered_counts_until_something_is_asked_of_a_person() {
        let mut record = record();
        record.bot = Talk { on: true, ..Talk::default() };
        record.facts.bot_at = Some(NOW);
        record.on_message(&visitor(), MessageKind::Text, NOW.plus(1));
        assert_eq!(record.facts.bot_at, Some(NOW), "the bot is asked on");
        record.bot.stop();
        assert_eq!(record.facts.bot_at, Some(NOW), "nothing is asked since");
        record.on_message(&visitor(), MessageKind::Text, NOW.plus(2));
        assert_eq!((record.facts.bot_at, record.waiting_since), (None, Some(NOW.plus(2))));
    }

    #[test]
    fn i11_who_takes_over_reads_what_was_asked_and_answered() {
        let mut record = record();
        record.bot = talk();
        record.bot.has_told(&asked(1, "Where?"), "Here.");
        record.facts.bot_at = Some(NOW);
        let Some(Event::BotHandedOver { data }) = record.hand_over(Why::Unsure, Some(&asked(3, "Who?")), NOW.plus(7))
        else {
            panic!("nothing told")
        };
        assert_eq!(data.summary, "Asked: Where?\nAnswered: Here.\nAsked: Who?");
        assert_eq!((data.question.as_deref(), data.asked_seq), (Some("Who?"), Some(3)));
        assert_eq!((record.waiting_since, record.facts.bot_at), (Some(NOW.plus(7)), None));
        assert!(record.for_agents(&Heads::default(), false).bot_handed_over);
        record.bot.on = true;
        assert!(!record.for_agents(&Heads::default(), false).bot_handed_over, "until it answers again");
        record.bot.on = false;
        assert_eq!(record.hand_over(Why::Asked, None, NOW), None, "once");
    }

    #[test]
    fn i11_it_says_what_was_written_or_asks_or_says_nothing() {
        let entry = |n: u128| BotMatch {
            id: Uuid::from_u128(n).into(),
            question: format!("Q{n}"),
            answer: format!("A{n}"),
            page: None,
            confidence: 70,
        };
        let said = |outcome, entries| reply(&asked(1, "Where?"), TriedBot { outcome, entries, by_model: false });
        assert!(matches!(said(BotOutcome::Answered, vec![entry(1)]), Reply::Say { body, part }
            if body == "A1" && part.entry_id == Some(entry(1).id)));
        assert!(matches!(said(BotOutcome::Suggested, vec![entry(1), entry(2)]), Reply::Say { part, .. }
            if part.choices == ["Q1", "Q2"] && part.entry_id.is_none()));
        let page = Some(BotSource { title: "Help".into(), url: Some("https://shop.example/help".into()) });
        let passage = BotMatch { page: page.clone(), ..entry(1) };
        assert!(matches!(said(BotOutcome::Answered, vec![passage]), Reply::Say { body, part }
            if body == "A1\n\nHelp: https://shop.example/help" && part.page == page));
        assert_eq!(said(BotOutcome::HandedOver, Vec::new()), Reply::HandOver(Why::Unsure));
    }
}
