use uuid::Uuid;

use super::*;
use crate::{
    domain::conversation::testing::{agent, record, visitor},
    platform::sql::testing::Memory,
    protocol::{conversation::Status, message::PartyKind},
    room::testing::{at, draft, journal_of},
};

fn journal() -> Journal<Memory> {
    journal_of(record())
}

fn seqs(outcomes: &[Outcome]) -> Vec<(Seq, bool)> {
    let place = |outcome: &Outcome| match outcome {
        Outcome::Stored { message, duplicate } => (message.seq, *duplicate),
        Outcome::Refused(_) => (0, false),
    };
    outcomes.iter().map(place).collect()
}

#[test]
fn r2_messages_get_one_order_without_gaps() {
    let mut journal = journal();
    let (outcomes, turn) = journal.commit(vec![draft(visitor(), 1, "a"), draft(visitor(), 2, "b")], &at(1));
    assert_eq!(seqs(&outcomes), [(1, false), (2, false)]);
    let (outcomes, second) = journal.commit(vec![draft(agent(), 3, "c")], &at(2));
    assert_eq!(seqs(&outcomes), [(4, false)], "after the event that the agent joined");
    let chain: Vec<_> = turn.entries.iter().chain(&second.entries).map(|e| (e.prev, e.stored.seq)).collect();
    assert_eq!(chain, [(0, 1), (1, 2), (2, 3), (3, 4)]);
}

#[test]
fn r2_the_same_message_again_is_the_same_answer_also_after_a_restart_and_within_one_turn() {
    let mut journal = journal();
    let twice = vec![draft(visitor(), 1, "a"), draft(visitor(), 1, "a")];
    assert_eq!(seqs(&journal.commit(twice, &at(1)).0), [(1, false), (1, true)]);
    let mut journal = Journal::load(journal.sql, 20).unwrap().unwrap();
    let (outcomes, turn) = journal.commit(vec![draft(visitor(), 1, "a"), draft(agent(), 1, "a")], &at(2));
    assert_eq!(seqs(&outcomes), [(1, true), (3, false)], "another sender may use the same client id");
    assert_eq!(turn.entries.len(), 2);
}

#[test]
fn a_client_id_is_not_reused_for_another_message() {
    let mut journal = journal();
    journal.commit(vec![draft(visitor(), 1, "a")], &at(1));
    let (outcomes, turn) = journal.commit(vec![draft(visitor(), 1, "b")], &at(2));
    assert!(matches!(&outcomes[..], [Outcome::Refused(problem)] if problem.code == "client_id_conflict"));
    assert!(turn.entries.is_empty() && !turn.record_changed);
}

#[test]
fn r2_what_is_stored_is_what_was_told_letter_by_letter_alone_or_with_others() {
    let odd = [
        "\u{0} \u{7f} \"\\/\u{2028}",
        "\u{1F469}\u{200D}\u{1F680} \u{202E}abc",
        "1e999 'x' ?1 \\u0041",
        "{\"a\":[1.0]}",
    ];
    let drafts = |from: u128| odd.iter().zip(from..).map(|(body, n)| draft(visitor(), n, body)).collect::<Vec<_>>();
    let mut journal = journal();
    let mut told = Vec::new();
    for alone in drafts(1) {
        told.extend(journal.commit(vec![alone], &at(1)).1.entries);
    }
    told.extend(journal.commit(drafts(11), &at(2)).1.entries);
    let told: Vec<_> = told.into_iter().map(|entry| entry.stored).collect();
    assert_eq!(log::after(&journal.sql, Audience::Agents, 0, 100).unwrap(), told);
    assert_eq!(told.len(), 8);
    let (again, one) = (journal.commit(drafts(11), &at(3)).0, journal.commit(vec![drafts(1).remove(1)], &at(3)).0);
    assert_eq!(seqs(&again), [(5, true), (6, true), (7, true), (8, true)]);
    assert_eq!(seqs(&one), [(2, true)]);
}

#[test]
fn r6_what_d1_gets_next_fits_into_a_batch_and_goes_forward() {
    let mut journal = journal();
    assert_eq!(log::tail(&journal.sql, 0, 10, 100).unwrap(), None);
    journal.commit((1..=5).map(|n| draft(visitor(), n, "\u{fc}ber")).collect(), &at(1));
    let entries = log::after(&journal.sql, Audience::Agents, 0, 10).unwrap();
    let joined = |from: usize, to: usize| {
        let part: Vec<_> = entries[from..to].iter().map(|entry| &*entry.json).collect();
        Some((part.join(","), Seq::try_from(to).unwrap()))
    };
    let bytes =
        |to: usize| u32::try_from(entries[..to].iter().map(|entry| entry.json.len() + 1).sum::<usize>()).unwrap();
    let tail = |after, most, bytes| log::tail(&journal.sql, after, most, bytes).unwrap();
    assert_eq!(tail(0, 10, u32::MAX), joined(0, 5));
    assert_eq!(tail(0, 3, u32::MAX), joined(0, 3));
    assert_eq!(tail(0, 10, bytes(2)), joined(0, 2));
    assert_eq!(tail(0, 10, bytes(2) - 1), joined(0, 1));
    assert_eq!(tail(3, 10, 1), joined(3, 4), "one, however large");
    assert_eq!(tail(5, 10, 100), None);
}

#[test]
fn visitors_get_a_chain_of_their_own() {
    let mut journal = journal();
    let note = Draft { kind: MessageKind::Note, ..draft(agent(), 2, "secret") };
    let (_, turn) = journal.commit(vec![draft(visitor(), 1, "a"), note, draft(visitor(), 3, "b")], &at(1));
    let visible: Vec<_> = turn.entries.iter().map(|entry| entry.visible_prev).collect();
    assert_eq!(visible, [Some(0), None, Some(1)]);
    let seen = log::after(&journal.sql, Audience::Visitor, 0, 10).unwrap();
    assert_eq!(seen.iter().map(|entry| entry.seq).collect::<Vec<_>>(), [1, 3]);
    assert!(!seen.iter().any(|entry| entry.json.contains("secret")));
    assert_eq!(log::prev(&journal.sql, Audience::Visitor, 2).unwrap(), 1);
}

#[test]
fn what_is_in_memory_can_be_read_back_from_the_log() {
    let mut journal = journal();
    let note = Draft { kind: MessageKind::Note, ..draft(agent(), 3, "n") };
    journal.commit(vec![draft(visitor(), 1, "a"), draft(agent(), 2, "b"), note, draft(visitor(), 4, "c")], &at(1));
    journal.mark(&Party { kind: PartyKind::Visitor, id: visitor().id }, 3, 0).unwrap().unwrap();
    let (record, heads, marks, revision) =
        (journal.record.clone(), journal.heads.clone(), journal.marks.clone(), journal.revision());
    let again = Journal::load(journal.sql, 20).unwrap().unwrap();
    assert_eq!((again.record.clone(), again.heads.clone(), again.marks.clone()), (record, heads, marks));
    assert_eq!(again.revision(), revision);
}

#[test]
fn r5_marks_never_go_back_and_reading_lowers_the_unread_count() {
    let mut journal = journal();
    journal.commit(vec![draft(visitor(), 1, "a"), draft(visitor(), 2, "b")], &at(1));
    assert_eq!(journal.heads.unread_by_agents, 2);
    let reader = Party { kind: PartyKind::Agent, id: agent().id };
    assert!(journal.mark(&reader, 0, 2).unwrap().is_some());
    assert_eq!(journal.heads.unread_by_agents, 2, "delivered is not read");
    assert_eq!(journal.mark(&reader, 1, 0).unwrap().map(|mark| (mark.read, mark.delivered)), Some((1, 2)));
    assert_eq!(journal.heads.unread_by_agents, 1);
    assert!(journal.mark(&reader, 1, 1).unwrap().is_none());
    assert_eq!(journal.mark(&reader, 99, 0).unwrap().map(|mark| mark.read), Some(2));
}

#[test]
fn a_turn_is_two_statements_and_the_record_is_written_only_when_it_changes() {
    let mut journal = journal();
    journal.commit(vec![draft(visitor(), 1, "a")], &at(1));
    journal.sql.statements.set(0);
    journal.commit((2..12).map(|n| draft(visitor(), n, "b")).collect(), &at(2));
    assert_eq!(journal.sql.statements.get(), 2);
}

#[test]
fn r2_when_the_database_fails_nothing_is_acknowledged_and_the_order_stays_whole() {
    for fail_after in 0..5 {
        let mut journal = journal();
        journal.commit(vec![draft(visitor(), 1, "a")], &at(1));
        journal.sql.fail_after.set(Some(fail_after));
        let (outcomes, turn) = journal.commit(vec![draft(agent(), 2, "b")], &at(2));
        journal.sql.fail_after.set(None);
        let stored = log::after(&journal.sql, Audience::Agents, 0, 10).unwrap();
        assert_eq!(stored.len(), 1 + turn.entries.len(), "what was told is what is there");
        if let Outcome::Stored { message, .. } = &outcomes[0] {
            assert_eq!(stored.last().unwrap().seq, message.seq);
        }
        let (outcomes, _) = journal.commit(vec![draft(agent(), 2, "b")], &at(3_000));
        assert!(matches!(outcomes[0], Outcome::Stored { .. }), "sent again, it arrives");
        let stored = log::after(&journal.sql, Audience::Agents, 0, 10).unwrap();
        let order: Vec<_> = stored.iter().map(|entry| entry.seq).collect();
        assert_eq!(order, (1..=u32::try_from(order.len()).unwrap()).collect::<Vec<_>>());
        assert_eq!(stored.iter().filter(|entry| entry.json.contains("\"body\":\"b\"")).count(), 1);
        let joined = stored.iter().filter(|entry| entry.json.contains("agent_joined")).count();
        assert!(joined >= 1, "the log tells what the record says");
        let again = Journal::load(journal.sql, 20).unwrap().unwrap();
        assert_eq!(again.record, journal.record, "fail_after {fail_after}");
    }
}

#[test]
fn r7_too_fast_is_refused_with_a_time_and_a_retry_is_not_counted() {
    let mut journal = journal();
    journal.commit((0..20).map(|n| draft(visitor(), n, "x")).collect(), &at(1));
    let (outcomes, _) = journal.commit(vec![draft(visitor(), 20, "x"), draft(visitor(), 3, "x")], &at(2));
    assert!(matches!(&outcomes[0], Outcome::Refused(problem) if problem.retry_after == Some(10)));
    assert_eq!(seqs(&outcomes)[1], (4, true));
}

#[test]
fn closing_is_told_in_the_log_once() {
    let mut journal = journal();
    assert_eq!(
        journal.change(&[Change::Status(Status::Closed)], None, &agent(), true, &at(1)).unwrap().entries.len(),
        1
    );
    assert_eq!(
        journal.change(&[Change::Status(Status::Closed)], None, &agent(), true, &at(2)).unwrap().entries.len(),
        0
    );
    assert_eq!(log::record(&journal.sql).unwrap().unwrap().status, Status::Closed);
}

#[test]
fn a_change_without_an_entry_is_a_change_for_those_who_keep_a_copy() {
    let mut journal = journal();
    journal.commit(vec![draft(visitor(), 1, "a")], &at(1));
    let before = journal.revision();
    let turn = journal.change(&[Change::Status(Status::Open)], None, &agent(), true, &at(2)).unwrap();
    assert!(turn.entries.is_empty() && turn.record_changed);
    assert!(journal.revision() > before);
    let after = journal.revision();
    assert!(!journal.change(&[Change::Status(Status::Open)], None, &agent(), true, &at(3)).unwrap().record_changed);
    assert_eq!(journal.revision(), after);
}

#[test]
fn a_turn_of_any_size_is_written_in_parts_that_fit() {
    let mut journal = journal();
    let large = "\u{1}".repeat(9_000);
    let drafts = (0..20).map(|n| draft(visitor(), n, &large)).chain((0..40).map(|n| draft(agent(), n, &large)));
    let (outcomes, turn) = journal.commit(drafts.collect(), &at(1));
    let stored = outcomes.iter().filter(|outcome| matches!(outcome, Outcome::Stored { .. })).count();
    assert_eq!((stored, turn.entries.len()), (40, 41), "twenty of each, and that the agent joined");
    let chain: Vec<_> = turn.entries.iter().map(|entry| (entry.prev, entry.stored.seq)).collect();
    assert!(chain.iter().enumerate().all(|(n, pair)| *pair == (n as u32, n as u32 + 1)));
}

#[test]
fn r2_what_was_refused_because_storage_failed_is_not_overtaken() {
    let mut journal = journal();
    journal.sql.fail_after.set(Some(1));
    let (outcomes, _) = journal.commit(vec![draft(visitor(), 1, "first")], &at(1));
    assert!(matches!(&outcomes[0], Outcome::Refused(problem) if problem.retry_after == Some(2)));
    journal.sql.fail_after.set(None);
    let (outcomes, _) = journal.commit(vec![draft(visitor(), 2, "second")], &at(2));
    assert!(matches!(&outcomes[0], Outcome::Refused(_)), "it was on its way when the first was refused");
    let again = vec![draft(visitor(), 1, "first"), draft(visitor(), 2, "second")];
    assert_eq!(seqs(&journal.commit(again, &at(2_001)).0), [(1, false), (2, false)]);
}

#[test]
fn w13_a_message_is_the_same_again_only_with_the_same_files() {
    let mut journal = journal();
    let file = |n: u128| Attachment {
        id: Uuid::from_u128(n).into(),
        name: format!("photo {n}.png"),
        content_type: "image/png".into(),
        size: 7,
        width: Some(640),
        height: Some(480),
        url: String::new(),
    };
    let draft = |files: &[u128]| Draft {
        kind: MessageKind::File,
        attachments: files.iter().map(|n| file(*n)).collect(),
        ..draft(visitor(), 1, "")
    };
    assert_eq!(seqs(&journal.commit(vec![draft(&[2, 1]), draft(&[2, 1])], &at(1)).0), [(1, false), (1, true)]);
    assert_eq!(journal.heads.last_message.as_ref().unwrap().body, "photo 2.png, photo 1.png", "a list shows names");
    let mut journal = Journal::load(journal.sql, 20).unwrap().unwrap();
    assert_eq!(seqs(&journal.commit(vec![draft(&[2, 1])], &at(2)).0), [(1, true)]);
    for other in [&[1, 2][..], &[2], &[3]] {
        let (outcomes, _) = journal.commit(vec![draft(other)], &at(3));
        assert!(matches!(&outcomes[..], [Outcome::Refused(problem)] if problem.code == "client_id_conflict"));
    }
    let (outcomes, _) = journal.commit(vec![draft(&[])], &at(4));
    assert!(matches!(&outcomes[..], [Outcome::Refused(problem)] if problem.errors[0].code == "required"));
}
