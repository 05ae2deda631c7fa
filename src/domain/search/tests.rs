//! Against the real index: `schema.sql` in SQLite.

use rusqlite::Connection;

use super::*;
use crate::protocol::{
    ConversationId, CustomerId, OrganizationId, Timestamp,
    message::{MessageKind, PartyKind},
    search::Part,
};

const OURS: &str = "0190a5c8-1111-7000-8000-0000000000a6";
const THEIRS: &str = "0190a5c8-1111-7000-8000-0000000000b7";
const NOW: Timestamp = Timestamp::from_millis(1_800_000_000_000);

/// The runtime takes more accents away; these are those of the tests.
fn plain(text: &str) -> String {
    let base = |c| match c {
        'á' | 'ä' | 'à' => 'a',
        'é' | 'è' | 'ë' => 'e',
        'ö' => 'o',
        'ü' => 'u',
        other => other,
    };
    text.to_lowercase().chars().filter(|c| !is_accent(*c)).map(base).collect()
}

fn organization(id: &str) -> OrganizationId {
    id.parse().unwrap()
}

fn entry(seq: u32, body: &str, files: &[&str]) -> Entry {
    let files: Vec<_> = files.iter().map(|name| serde_json::json!({ "name": name })).collect();
    let entry = serde_json::json!({ "seq": seq, "kind": "text", "body": body, "attachments": files });
    serde_json::from_value(entry).unwrap()
}

/// An index with these texts, each a row of one organization.
fn index(texts: &[(&str, &str)]) -> Connection {
    let db = Connection::open_in_memory().unwrap();
    db.execute_batch(include_str!("../../../schema.sql")).unwrap();
    for (id, text) in texts {
        for batch in batches(&[entry(1, text, &[])], &tag(organization(id))) {
            db.execute(
                "INSERT INTO message_search (words, organization_id) SELECT value ->> 'words', ?1 FROM json_each(?2)",
                [*id, &*batch],
            )
            .unwrap();
        }
    }
    db
}

fn found(db: &Connection, id: &str, query: &str) -> Result<Vec<i64>, rusqlite::Error> {
    let mut select = db.prepare("SELECT rowid FROM message_search WHERE message_search MATCH ?")?;
    let asked = Query::of(query).for_messages(&tag(organization(id)));
    select.query_map([asked], |row| row.get(0))?.collect()
}

/// Do the index and the marks agree on it?
fn is_found(text: &str, query: &str) -> bool {
    let by_index = !found(&index(&[(OURS, text)]), OURS, query).unwrap().is_empty();
    let by_marks = Marker::of(&Query::of(query), plain).find(text).has_all();
    assert_eq!(by_index, by_marks, "{query:?} in {text:?}");
    by_index
}

#[test]
fn i8_words_are_found_whatever_their_case_and_accents_and_all_of_them_must_be_there() {
    let text = "Zoë asked: where's my Blue order #4711? Write to ada.marsh+shop@example.com";
    for query in [
        "blue",
        "BLUE order",
        "order blue",
        "zoe",
        "ZOË",
        "zoe\u{308}",
        "4711",
        "#4711",
        "ord",
        "where's",
        "marsh",
        "@exa",
        "ada.marsh+shop@example.com",
        "\"my blue order\"",
        "\"my blue ord",
        "blue zo",
        "„blue order“",
    ] {
        assert!(is_found(text, query), "{query}");
    }
    for query in ["green", "blue green", "ord blue", "\"order blue\"", "lue", "\"blue ord\"", "example.org"] {
        assert!(!is_found(text, query), "{query}");
    }
    assert!(is_found("Write to ada@example.com", "ada@exa"));
}

#[test]
fn i8_scripts_without_spaces_are_found_by_any_part_of_a_sentence() {
    for (text, query) in [
        ("我想退货，谢谢", "退货"),
        ("注文をキャンセルしたいです", "キャンセル"),
        ("ขอคืนเงินหน่อยครับ", "คืนเงิน"),
        ("배송이 언제 도착하나요", "도착"),
        ("Где мой заказ?", "заказ"),
        ("मेरा ऑर्डर कहाँ है", "ऑर्डर"),
        ("أين طلبي؟", "طلبي"),
    ] {
        assert!(is_found(text, query), "{query}");
        assert!(!is_found("something else", query), "{query}");
    }
    assert!(!is_found("退一件货", "退货"), "not one after the other");
}

#[test]
fn s1_what_another_organization_wrote_is_not_even_read() {
    let mut texts = vec![(THEIRS, "a secret order"); 500];
    texts.push((OURS, "our order"));
    let db = index(&texts);
    assert_eq!(found(&db, OURS, "order").unwrap(), [501]);
    assert_eq!(found(&db, OURS, "o").unwrap(), [501]);
    assert!(found(&db, OURS, "secret").unwrap().is_empty());
    let theirs = tag(organization(THEIRS));
    for trick in [theirs.clone(), format!("{theirs}secret"), format!("\" OR {theirs}order"), "\" OR \"".into()] {
        assert!(found(&db, OURS, &trick).unwrap().is_empty(), "{trick}");
    }
    // Every word in the index stands behind its organization: there is none that two share.
    db.execute_batch("CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab(main, message_search, row)").unwrap();
    let strange =
        "SELECT COUNT(*) FROM temp.vocabulary WHERE term NOT LIKE '00000000a6%' AND term NOT LIKE '00000000b7%'";
    assert_eq!(db.query_row(strange, [], |row| row.get::<_, i64>(0)).unwrap(), 0);
}

#[test]
fn s7_nothing_that_is_typed_is_an_error() {
    let db = index(&[(OURS, "hello world")]);
    let pieces = [
        "\"", "'", "*", "^", "(", ")", "{", "}", ":", "-", "+", "NEAR", "AND", "OR", "NOT", "words", "hello", "world",
        " ", "\u{0}", "\\", "„", "“", "é", "e\u{301}", "退", "😀", "\u{200b}", "%", ",", "Ⓐ", "½", "ß", "İ", "\u{94d}",
        "क",
    ];
    let mut random = 7_u64;
    let mut below = |most: usize| {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (random >> 33) as usize % most
    };
    for _ in 0..3_000 {
        let text: String = (0..below(12)).map(|_| pieces[below(pieces.len())]).collect();
        let query = Query::of(&text);
        if !query.is_empty() {
            found(&db, OURS, &text).unwrap_or_else(|error| panic!("{text:?}: {error}"));
            let (whole, others) = query.for_customers(&tag(organization(OURS)));
            let count = "SELECT COUNT(*) FROM customer_search WHERE customer_search MATCH ?";
            for names in [Some(whole), others].into_iter().flatten() {
                db.query_row(count, [&names], |row| row.get::<_, i64>(0))
                    .unwrap_or_else(|error| panic!("{names}: {error}"));
            }
        }
        let hits = Marker::of(&query, plain).find(&text);
        let whole: String = parts(&text, &hits.at).into_iter().map(|part| part.text).collect();
        assert_eq!(whole.chars().count(), text.chars().count(), "nothing of it is lost");
        let _ = snippet(&text.repeat(20), &Marker::of(&query, plain).find(&text.repeat(20)).at);
    }
}

#[test]
fn i8_a_long_message_is_cut_into_rows_and_statements_that_the_database_takes() {
    let entries: Vec<_> = (1..=500).map(|seq| entry(seq, &"a b ".repeat(2_500), &["x.pdf"])).collect();
    let batches = batches(&entries, &tag(organization(OURS)));
    assert!(batches.iter().all(|batch| batch.len() < 1_000_000) && batches.len() > 10);
    let seqs: Vec<u64> = batches
        .iter()
        .flat_map(|batch| serde_json::from_str::<Vec<serde_json::Value>>(batch).unwrap())
        .map(|piece| piece["seq"].as_u64().unwrap())
        .collect();
    assert_eq!(seqs, (1..=500).collect::<Vec<_>>());
    assert!(is_found(&"x".repeat(3_000), &"x".repeat(200)), "a word that is too long is known by its beginning");
}

fn written(parts: &[Part]) -> String {
    parts.iter().map(|part| if part.hit { format!("[{}]", part.text) } else { part.text.clone() }).collect()
}

#[test]
fn s5_hits_are_pieces_of_text_around_which_a_line_is_shown() {
    let shown = |text: &str, query: &str| written(&snippet(text, &Marker::of(&Query::of(query), plain).find(text).at));
    assert_eq!(
        shown("Is the <b>Blue</b> one there?\nThe blue!", "blue"),
        "Is the <b>[Blue]</b> one there? The [blue]!"
    );
    assert_eq!(shown("to ada@example.com, please", "ada@exa"), "to [ada@example].com, please");
    assert_eq!(shown("我想退货，谢谢", "退货"), "我想[退货]，谢谢");
    let long = format!("{} the needle {}", "word ".repeat(100), "ünd ".repeat(100));
    let line = shown(&long, "needle");
    assert!(line.starts_with("…word") && line.contains(" the [needle] ünd") && line.ends_with("ünd…"), "{line}");
    assert!(line.len() < 180);
    let solid = shown(&format!("{}é-needle", "é".repeat(500)), "needle");
    assert!(solid.starts_with("…é") && solid.ends_with("[needle]"), "{solid}");
}

fn said(conversation: u128, seq: u32, days: i64, body: &str) -> Message {
    Message {
        conversation: ConversationId(uuid::Uuid::from_u128(conversation)),
        seq,
        kind: MessageKind::Text,
        sender: PartyKind::Visitor,
        created_at: NOW.plus(-days * 24 * 3_600_000),
        body: body.into(),
        files: Vec::new(),
    }
}

fn known(id: u128, name: &str, email: &str, days: i64) -> Person {
    Person {
        id: CustomerId(uuid::Uuid::from_u128(id)),
        conversation: Some(ConversationId(uuid::Uuid::from_u128(id))),
        display_name: name.into(),
        email: Some(email.into()),
        phone: None,
        last_seen_at: NOW.plus(-days * 24 * 3_600_000),
    }
}

#[test]
fn i8_names_come_first_then_what_fits_best_and_what_is_new_and_each_conversation_once() {
    let people = [known(1, "Ada Old", "x@example.com", 300), known(2, "Ada", "y@example.com", 400)];
    let messages = [
        said(3, 1, 0, &format!("ada {}", "and much else ".repeat(40))),
        said(4, 1, 0, "ada"),
        said(5, 1, 0, "ada ada"),
        said(6, 1, 700, "ada ada"),
        said(5, 9, 0, "not ada alone"),
        said(7, 1, 0, "somebody else"),
        said(1, 4, 0, "I am Ada"),
    ];
    let results = ranked(&Query::of("ada"), plain, &people, &messages, NOW);
    let order: Vec<_> = results.iter().map(|result| result.conversation.unwrap().0.as_u128()).collect();
    assert_eq!(order, [2, 1, 5, 4, 6, 3]);
    let first = results[0].customer.as_ref().unwrap();
    assert_eq!(written(&first.name), "[Ada]");
    assert_eq!(written(&results[1].message.as_ref().unwrap().snippet), "I am [Ada]");
    assert_eq!(results[2].message.as_ref().unwrap().seq, 1, "the message that fits best");
}

#[test]
fn i8_a_file_is_found_by_its_name_and_words_may_be_in_both() {
    let with_file = Message { files: vec!["Invoice-2026.pdf".into()], ..said(1, 1, 0, "here it is") };
    let results = ranked(&Query::of("invoice"), plain, &[], std::slice::from_ref(&with_file), NOW);
    assert_eq!(written(&results[0].message.as_ref().unwrap().snippet), "[Invoice]-2026.pdf");
    assert_eq!(ranked(&Query::of("2026.pdf here"), plain, &[], &[with_file], NOW).len(), 1);
}
