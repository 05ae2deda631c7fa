use uuid::Uuid;

use super::*;
use crate::{
    domain::{
        change::Change,
        conversation::testing::{AGENT, agent, record},
    },
    platform::sql::testing::Memory,
    protocol::{Timestamp, conversation::Status, message::AgentRef},
    room::{
        journal::{Draft, Journal, Outcome},
        testing::{draft, journal_of},
        turn::Stamp,
    },
};

fn stamped<T>(at: i64, work: impl FnOnce(&Stamp<'_>) -> T) -> T {
    let next = std::cell::Cell::new(u128::try_from(at).unwrap() << 32);
    let new_id = || {
        next.set(next.get() + 1);
        Uuid::from_u128(next.get()).into()
    };
    work(&Stamp { now: Timestamp::from_millis(at), new_id: &new_id })
}

fn journal() -> Journal<Memory> {
    journal_of(record())
}

fn id(number: u128) -> AgentId {
    Uuid::from_u128(number).into()
}

fn note(client: u128, mentions: &[AgentId]) -> Draft {
    Draft { kind: MessageKind::Note, mentions: mentions.to_vec(), ..draft(agent(), client, "Please\n look") }
}

fn ben() -> AgentRef {
    AgentRef { id: id(2), name: "Ben".into(), avatar_url: None }
}

fn pending(journal: &Journal<Memory>) -> Vec<Addressed> {
    notices(&log::untold(&journal.sql, MOST).unwrap(), "Hello?")
}

#[test]
fn i2_whom_a_note_names_is_told_once_but_for_who_wrote_it() {
    let mut journal = journal();
    let drafts = vec![note(1, &[id(3), AGENT.parse().unwrap(), id(2), id(3)]), note(2, &[])];
    stamped(7, |stamp| journal.commit(drafts, stamp));
    let told = pending(&journal);
    assert_eq!(told.iter().map(|one| one.agent).collect::<Vec<_>>(), [id(3), id(2)]);
    let notice = &told[0].notice;
    assert_eq!((notice.kind, notice.message_seq, &*notice.text), (NoticeKind::Mention, 1, "Please look"));
    assert_eq!(notice.by.as_ref().map(|by| &*by.name), Some("Ada"));
    let journal = Journal::load(journal.sql, 20).unwrap().unwrap();
    assert_eq!(pending(&journal), told, "an object that wakes still owes it");
    log::told(&journal.sql, 2).unwrap();
    assert_eq!(pending(&journal), []);
}

#[test]
fn i10_who_is_given_a_conversation_by_somebody_else_or_by_routing_is_told() {
    let mut journal = journal();
    let give = |to: AgentRef| [Change::Assignee(Some(to))];
    stamped(7, |stamp| journal.change(&give(ben()), None, &agent(), true, stamp)).unwrap();
    let own = AgentRef { id: AGENT.parse().unwrap(), ..ben() };
    stamped(8, |stamp| journal.change(&give(own.clone()), None, &agent(), true, stamp)).unwrap();
    stamped(9, |stamp| journal.route(Some(own.id), None, false, stamp)).unwrap();
    stamped(10, |stamp| journal.route(None, Some(ben()), false, stamp)).unwrap();
    let told = pending(&journal);
    let of = |one: &Addressed| (one.agent, one.notice.message_seq, one.notice.by.is_some(), one.notice.kind);
    let expected = [(id(2), 1, true, NoticeKind::Assigned), (id(2), 4, false, NoticeKind::Assigned)];
    assert_eq!(told.iter().map(of).collect::<Vec<_>>(), expected);
    assert_eq!(told[0].notice.text, "Hello?", "what was said last");
}

#[test]
fn i4_a_room_is_routed_only_if_it_is_still_as_the_inbox_thinks() {
    let mut journal = journal();
    let mut route = |from, to| stamped(7, |stamp| journal.route(from, to, false, stamp)).unwrap().entries.len();
    let cleo = AgentRef { id: id(3), ..ben() };
    assert_eq!(route(None, Some(ben())), 1);
    assert_eq!(route(None, Some(ben())), 0, "told twice");
    assert_eq!(route(None, Some(cleo.clone())), 0, "it is somebody's by now");
    assert_eq!(route(Some(cleo.id), None), 0, "nor taken from somebody who has it not");
    assert_eq!(route(Some(id(2)), Some(cleo.clone())), 0, "never from one to another at once");
    assert_eq!(route(Some(id(2)), None), 1);
    let close = [Change::Status(Status::Closed)];
    stamped(8, |stamp| journal.change(&close, None, &agent(), true, stamp)).unwrap();
    assert_eq!(stamped(9, |stamp| journal.route(None, Some(cleo), false, stamp)).unwrap().entries.len(), 0, "closed");
}

#[test]
fn i4_a_transfer_and_its_note_are_written_together_once_or_not_at_all() {
    let mut journal = journal();
    let give = [Change::Assignee(Some(ben()))];
    let send = |journal: &mut Journal<Memory>, changes: &[Change], note: Draft| {
        stamped(7, |stamp| journal.change(changes, Some(note), &agent(), true, stamp))
    };
    let turn = send(&mut journal, &give, note(1, &[id(2)])).unwrap();
    assert_eq!(turn.entries.len(), 2, "the event, then the note");
    assert_eq!(journal.record.assignee.as_ref().map(|agent| agent.id), Some(id(2)));
    let back = [Change::Assignee(None)];
    assert!(send(&mut journal, &back, note(1, &[id(2)])).unwrap().entries.is_empty(), "the same again");
    assert!(journal.record.assignee.is_some(), "and what was changed since stays");
    assert!(send(&mut journal, &back, note(1, &[])).is_err(), "other words under the same id");
    let empty = Draft { body: String::new(), ..note(2, &[]) };
    assert!(send(&mut journal, &back, empty).is_err() && journal.record.assignee.is_some(), "nothing half done");
    let visitors = [Change::Rating { score: 5, comment: None }];
    assert!(send(&mut journal, &visitors, note(3, &[])).is_err());
    journal.sql.fail_after.set(Some(1));
    assert!(send(&mut journal, &back, note(4, &[])).is_err());
    journal.sql.fail_after.set(None);
    assert!(journal.record.assignee.is_some() && journal.heads.all == 2);
    assert_eq!(send(&mut journal, &back, note(4, &[])).unwrap().entries.len(), 2);
}

#[test]
fn r7_a_note_with_a_transfer_takes_of_the_same_budget_as_others() {
    let sql = Memory::default();
    log::migrate(&sql).unwrap();
    let mut journal = Journal::create(sql, record(), 1).unwrap();
    stamped(7, |stamp| journal.change(&[], Some(note(1, &[])), &agent(), true, stamp)).unwrap();
    let (outcomes, _) = stamped(8, |stamp| journal.commit(vec![note(2, &[])], stamp));
    assert!(matches!(&outcomes[..], [Outcome::Refused(problem)] if problem.status == 429));
}
