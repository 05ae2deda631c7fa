use super::*;
use crate::{
    domain::conversation::testing::{agent, record, visitor},
    platform::sql::testing::Memory,
    protocol::bot::{BotOutcome, BotPart},
    room::testing::{at, draft, journal_of},
};

/// A room whose bot was asked something.
fn asked() -> (Journal<Memory>, Asked) {
    let mut record = record();
    record.bot.on = true;
    let mut journal = journal_of(record);
    say(&mut journal, visitor(), 1);
    let asked = journal.record.bot.asked[0].clone();
    (journal, asked)
}

fn say(journal: &mut Journal<Memory>, sender: Sender, client: u128) {
    journal.commit(vec![draft(sender, client, "Where?")], &at(1));
}

fn answer(asked: &Asked) -> Reply {
    said(asked, BotOutcome::Answered)
}

fn said(asked: &Asked, outcome: BotOutcome) -> Reply {
    let question = asked.text.clone();
    let part = BotPart {
        outcome,
        asked_seq: asked.seq,
        question,
        entry_id: None,
        page: None,
        choices: Vec::new(),
        by_model: false,
    };
    Reply::Say { body: "Here.".into(), part }
}

#[test]
fn i11_it_answers_once_also_when_it_is_restarted_in_between() {
    let (journal, asked) = asked();
    let mut journal = Journal::load(journal.sql, 20).unwrap().unwrap();
    assert_eq!(journal.record.bot.asked, std::slice::from_ref(&asked), "what it owes is in the record");
    let before = journal.record.clone();
    assert_eq!(journal.answer(&asked, answer(&asked), &at(2)).unwrap().entries.len(), 1);
    assert!(journal.answer(&asked, answer(&asked), &at(3)).unwrap().entries.is_empty());
    assert_eq!(journal.record.bot.told.len(), 1);
    // The answer is in the log, and the record does not know it.
    journal.record = before;
    assert!(journal.answer(&asked, answer(&asked), &at(4)).unwrap().entries.is_empty());
    assert!(journal.record.bot.asked.is_empty());
}

#[test]
fn a8_what_it_answers_is_counted_as_answered_and_asking_back_is_not() {
    let (mut journal, asked) = asked();
    let before = journal.record.clone();
    journal.answer(&asked, said(&asked, BotOutcome::Suggested), &at(2)).unwrap();
    assert_eq!(journal.record.facts, before.facts);

    let (mut journal, asked) = self::asked();
    let before = journal.record.clone();
    journal.answer(&asked, answer(&asked), &at(2)).unwrap();
    assert_eq!(journal.record.facts.bot_at, Some(at(2).now));
    // The answer is in the log, and the record does not know it.
    journal.record = before;
    journal.answer(&asked, answer(&asked), &at(9)).unwrap();
    assert_eq!(journal.record.facts.bot_at, Some(at(2).now));
}

#[test]
fn i11_it_says_nothing_once_an_agent_has_written() {
    let (mut journal, asked) = asked();
    say(&mut journal, agent(), 2);
    assert!(journal.answer(&asked, answer(&asked), &at(2)).unwrap().entries.is_empty());
    let left = journal.answer(&asked, Reply::HandOver(Why::Unsure), &at(2)).unwrap();
    assert!(left.entries.is_empty() && !left.record_changed);
}

#[test]
fn i11_what_it_leaves_is_left_once_and_waits() {
    let (mut journal, asked) = asked();
    say(&mut journal, visitor(), 2);
    assert_eq!(journal.answer(&asked, Reply::HandOver(Why::Unsure), &at(2)).unwrap().entries.len(), 1);
    assert!(!journal.record.bot.on && journal.record.bot.asked.is_empty());
    assert_eq!(journal.record.waiting_since, Some(Timestamp::from_millis(2)));
    say(&mut journal, visitor(), 3);
    assert!(journal.record.bot.asked.is_empty());
}
