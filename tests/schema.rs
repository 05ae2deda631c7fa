//! `schema.sql` against real SQLite.

use rusqlite::Connection;

const SCHEMA: &str = include_str!("../schema.sql");

fn database() -> Connection {
    let connection = Connection::open_in_memory().unwrap();
    connection.execute_batch(SCHEMA).unwrap();
    connection
}

fn names(connection: &Connection, query: &str) -> Vec<String> {
    let mut statement = connection.prepare(query).unwrap();
    let names = statement.query_map([], |row| row.get(0)).unwrap();
    names.collect::<Result<_, _>>().unwrap()
}

/// Without what an index for searching keeps in tables of its own, which hold nothing but words behind an organization.
fn tables() -> String {
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB '*_search_*'".into()
}

#[test]
fn it_is_safe_to_apply_twice() {
    let connection = database();
    connection
        .execute_batch("INSERT INTO organizations (id, name, plan, created_at) VALUES ('o', 'Fern & Oak', 'plus', 1)")
        .unwrap();
    connection.execute_batch(SCHEMA).unwrap();
    assert_eq!(names(&connection, "SELECT name FROM organizations"), ["Fern & Oak"]);
}

#[test]
fn s1_every_table_but_agents_carries_its_organization() {
    let connection = database();
    for table in names(&connection, &tables()) {
        let columns = names(&connection, &format!("SELECT name FROM pragma_table_info('{table}')"));
        let carries = columns.iter().any(|column| column == "organization_id");
        assert!(carries || table == "agents" || table == "organizations", "{table}");
    }
}

#[test]
fn all_tables_of_the_design_are_there() {
    let tables = names(&database(), &(tables() + " ORDER BY name"));
    let wanted = "agent_sessions agents api_keys attachments audit_log bot_answers bot_entries bot_pages bot_synonyms bot_words canned_replies conversation_facts conversation_labels conversations \
        customer_search daily_stats department_members departments erasures events forgotten_customers invites labels mail_refusals mails memberships message_search messages organizations \
        removed_files stale_stats used_identities webhook_deliveries webhooks widget_configs widget_customers widget_errors widget_openings widget_sessions";
    assert_eq!(tables, wanted.split_whitespace().collect::<Vec<_>>());
}

#[test]
fn a_conversation_needs_a_customer() {
    let insert =
        "INSERT INTO conversations (id, organization_id, channel, status, last_seq, visitor_seq, visitor_unread,
        rev, summary, created_at, updated_at) VALUES ('c', 'o', 'webchat', 'open', 0, 0, 0, 1, '{}', 1, 1)";
    let error = database().execute_batch(insert).unwrap_err();
    assert!(error.to_string().contains("CHECK"), "{error}");
}

#[test]
fn v7_what_is_deleted_is_gone_from_the_index_too() {
    let connection = database();
    let insert =
        "INSERT INTO widget_customers (id, organization_id, visitor_id, full_name, email, first_seen_at, last_seen_at)
        VALUES ('c', 'o', 'v', 'Zq8secretname', 'zq9secretmail@example.com', 1, 1)";
    connection.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
    connection.execute_batch(insert).unwrap();
    // Words that begin alike share their beginning in a block: their ends tell.
    let has = |word: &str| {
        let blocks = "SELECT COUNT(*) FROM customer_search_data WHERE instr(block, CAST(? AS BLOB)) > 0";
        connection.query_row(blocks, [word], |row| row.get::<_, i64>(0)).unwrap() > 0
    };
    assert!(has("secretname") && has("secretmail"));
    connection.execute_batch("UPDATE widget_customers SET email = NULL").unwrap();
    assert!(has("secretname") && !has("secretmail"));
    connection.execute_batch("DELETE FROM widget_customers").unwrap();
    assert!(!has("secretname"));
    let count = "SELECT COUNT(*) FROM customer_search";
    assert_eq!(connection.query_row(count, [], |row| row.get::<_, i64>(0)).unwrap(), 0);
}
