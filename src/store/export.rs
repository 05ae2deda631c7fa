//! All that there is of an organization, row by row, for its owners to take away: never a password, a key, a secret or the hash
//! of one. Each table in pages, by an index, in an order that does not change behind what was read.

use worker::Env;

use super::{Result, all, database, statement};
use crate::protocol::OrganizationId;

/// Rows that are read at once.
const PAGE: u32 = 500;

/// A page of each table. `?2` is where the last page ended.
pub const TABLES: &[&str] = &[
    "SELECT json_object('table', 'organizations', 'row', json_object('id', id, 'name', name, 'plan', plan,
        'settings', json(settings), 'origin', origin, 'created_at', created_at, 'stored_bytes', stored_bytes)),
        json_array(id)
        FROM organizations WHERE id = ?1 AND id > COALESCE(?2 ->> 0, '') ORDER BY id LIMIT ?3",
    "SELECT json_object('table', 'memberships', 'row', json_object('organization_id', m.organization_id, 'agent_id',
        m.agent_id, 'role', m.role, 'active', m.active, 'waiting_mail', m.waiting_mail, 'waiting_mail_minutes',
        m.waiting_mail_minutes, 'waiting_mailed_at', m.waiting_mailed_at, 'created_at', m.created_at, 'email', a.email, 'agent_name',
        a.name)), json_array(m.agent_id)
        FROM memberships AS m JOIN agents AS a ON a.id = m.agent_id WHERE m.organization_id = ?1 AND m.agent_id >
        COALESCE(?2 ->> 0, '') ORDER BY m.agent_id LIMIT ?3",
    "SELECT json_object('table', 'agent_sessions', 'row', json_object('id', s.id, 'organization_id', s.organization_id,
        'agent_id', s.agent_id, 'user_agent', s.user_agent, 'created_at', s.created_at, 'last_seen_at', s.last_seen_at,
        'expires_at', s.expires_at)), json_array(m.agent_id, s.token_hash)
        FROM memberships AS m CROSS JOIN agent_sessions AS s ON s.agent_id = m.agent_id WHERE m.organization_id = ?1 AND
        s.organization_id = ?1 AND (m.agent_id, s.token_hash) > (COALESCE(?2 ->> 0, ''), ?2 ->> 1) ORDER BY m.agent_id,
        s.token_hash LIMIT ?3",
    "SELECT json_object('table', 'invites', 'row', json_object('id', id, 'organization_id', organization_id, 'email',
        email, 'name', name, 'role', role, 'invited_by', invited_by, 'created_at', created_at, 'expires_at',
        expires_at)), json_array(created_at, id)
        FROM invites WHERE organization_id = ?1 AND (created_at, id) > (COALESCE(?2 ->> 0, -1), ?2 ->> 1) ORDER BY
        created_at, id LIMIT ?3",
    "SELECT json_object('table', 'departments', 'row', json_object('id', id, 'organization_id', organization_id,
        'name', name, 'description', description, 'position', position, 'settings', json(settings), 'created_at',
        created_at)), json_array(position, id)
        FROM departments WHERE organization_id = ?1 AND (position, id) > (COALESCE(?2 ->> 0, -1), ?2 ->> 1) ORDER BY
        position, id LIMIT ?3",
    "SELECT json_object('table', 'department_members', 'row', json_object('organization_id', organization_id,
        'department_id', department_id, 'agent_id', agent_id)), json_array(department_id, agent_id)
        FROM department_members WHERE organization_id = ?1 AND (department_id, agent_id) > (COALESCE(?2 ->> 0, ''), ?2
        ->> 1) ORDER BY department_id, agent_id LIMIT ?3",
    "SELECT json_object('table', 'widget_configs', 'row', json_object('id', id, 'organization_id', organization_id,
        'key', key, 'name', name, 'enabled', enabled, 'settings', json(settings), 'previous_key', previous_key,
        'previous_key_until', previous_key_until, 'key_made_at', key_made_at, 'installed_origin', installed_origin,
        'installed_at', installed_at, 'created_at', created_at, 'updated_at', updated_at)), json_array(created_at, id)
        FROM widget_configs WHERE organization_id = ?1 AND (created_at, id) > (COALESCE(?2 ->> 0, -1), ?2 ->> 1) ORDER
        BY created_at, id LIMIT ?3",
    "SELECT json_object('table', 'widget_customers', 'row', json_object('id', id, 'organization_id', organization_id,
        'visitor_id', visitor_id, 'customer_id', customer_id, 'user_id', user_id, 'merged_into', merged_into,
        'full_name', full_name, 'email', email, 'phone', phone, 'custom_fields', json(custom_fields), 'unsigned',
        json(unsigned), 'first_seen_at', first_seen_at, 'last_seen_at', last_seen_at)), json_array(visitor_id)
        FROM widget_customers WHERE organization_id = ?1 AND visitor_id > COALESCE(?2 ->> 0, '') ORDER BY visitor_id
        LIMIT ?3",
    "SELECT json_object('table', 'widget_sessions', 'row', json_object('id', id, 'organization_id', organization_id,
        'widget_id', widget_id, 'widget_customer_id', widget_customer_id, 'referrer', referrer, 'url', url, 'language',
        language, 'country', country, 'city', city, 'timezone', timezone, 'device', device, 'browser', browser, 'os',
        os, 'ip', ip, 'consented', consented, 'created_at', created_at, 'last_seen_at', last_seen_at, 'expires_at',
        expires_at, 'revoked_at', revoked_at, 'opened_at', opened_at)), json_array(widget_customer_id, last_seen_at, id)
        FROM widget_sessions WHERE organization_id = ?1 AND (widget_customer_id, last_seen_at, id) > (COALESCE(?2 ->> 0,
        ''), ?2 ->> 1, ?2 ->> 2) ORDER BY widget_customer_id, last_seen_at, id LIMIT ?3",
    "SELECT json_object('table', 'used_identities', 'row', json_object('organization_id', organization_id,
        'session_id', session_id, 'expires_at', expires_at)), json_array(token_hash)
        FROM used_identities WHERE organization_id = ?1 AND token_hash > COALESCE(?2 ->> 0, '') ORDER BY token_hash
        LIMIT ?3",
    "SELECT json_object('table', 'conversations', 'row', json_object('id', id, 'organization_id', organization_id,
        'widget_customer_id', widget_customer_id, 'customer_id', customer_id, 'department_id', department_id,
        'assignee_id', assignee_id, 'channel', channel, 'status', status, 'last_seq', last_seq, 'visitor_seq',
        visitor_seq, 'visitor_unread', visitor_unread, 'rev', rev, 'summary', json(summary), 'created_at', created_at,
        'updated_at', updated_at)), json_array(widget_customer_id, created_at, id)
        FROM conversations WHERE organization_id = ?1 AND (widget_customer_id, created_at, id) > (COALESCE(?2 ->> 0,
        ''), ?2 ->> 1, ?2 ->> 2) ORDER BY widget_customer_id, created_at, id LIMIT ?3",
    "SELECT json_object('table', 'messages', 'row', json_object('organization_id', m.organization_id,
        'conversation_id', m.conversation_id, 'seq', m.seq, 'id', m.id, 'client_id', m.client_id, 'kind', m.kind,
        'sender_kind', m.sender_kind, 'sender_id', m.sender_id, 'body', m.body, 'data', json(m.data), 'created_at',
        m.created_at)),
        json_array(c.widget_customer_id, c.created_at, c.id, m.seq)
        FROM conversations AS c CROSS JOIN messages AS m ON m.conversation_id = c.id
        WHERE c.organization_id = ?1 AND (c.widget_customer_id, c.created_at, c.id) >= (COALESCE(?2 ->> 0, ''),
        COALESCE(?2 ->> 1, -1), COALESCE(?2 ->> 2, ''))
        AND (c.id != COALESCE(?2 ->> 2, '') OR m.seq > ?2 ->> 3)
        ORDER BY c.widget_customer_id, c.created_at, c.id, m.seq LIMIT ?3",
    "SELECT json_object('table', 'attachments', 'row', json_object('id', id, 'organization_id', organization_id,
        'conversation_id', conversation_id, 'client_id', client_id, 'uploader_kind', uploader_kind, 'uploader_id',
        uploader_id, 'name', name, 'content_type', content_type, 'size', size, 'width', width, 'height', height,
        'created_at', created_at)), json_array(conversation_id, id)
        FROM attachments WHERE organization_id = ?1 AND (conversation_id, id) > (COALESCE(?2 ->> 0, ''), ?2 ->> 1) ORDER
        BY conversation_id, id LIMIT ?3",
    "SELECT json_object('table', 'attachments', 'row', json_object('id', id, 'organization_id', organization_id,
        'conversation_id', conversation_id, 'client_id', client_id, 'uploader_kind', uploader_kind, 'uploader_id',
        uploader_id, 'name', name, 'content_type', content_type, 'size', size, 'width', width, 'height', height,
        'created_at', created_at)), json_array(uploader_id, id)
        FROM attachments WHERE organization_id = ?1 AND conversation_id IS NULL AND (uploader_id, id) > (COALESCE(?2 ->>
        0, ''), ?2 ->> 1) ORDER BY uploader_id, id LIMIT ?3",
    "SELECT json_object('table', 'erasures', 'row', json_object('id', id, 'organization_id', organization_id,
        'customer_id', customer_id, 'customer_hash', customer_hash, 'requested_by', requested_by, 'conversations',
        conversations, 'messages', messages, 'files', files, 'sessions', sessions, 'events', events, 'started_at',
        started_at, 'finished_at', finished_at)), json_array(started_at, id)
        FROM erasures WHERE organization_id = ?1 AND (started_at, id) > (COALESCE(?2 ->> 0, -1), ?2 ->> 1) ORDER BY
        started_at, id LIMIT ?3",
    "SELECT json_object('table', 'forgotten_customers', 'row', json_object('organization_id', organization_id,
        'customer_hash', customer_hash)), json_array(customer_hash)
        FROM forgotten_customers WHERE organization_id = ?1 AND customer_hash > COALESCE(?2 ->> 0, '') ORDER BY
        customer_hash LIMIT ?3",
    "SELECT json_object('table', 'labels', 'row', json_object('id', id, 'organization_id', organization_id, 'name',
        name, 'folded', folded, 'color', color, 'created_at', created_at)), json_array(folded)
        FROM labels WHERE organization_id = ?1 AND folded > COALESCE(?2 ->> 0, '') ORDER BY folded LIMIT ?3",
    "SELECT json_object('table', 'conversation_labels', 'row', json_object('organization_id', organization_id,
        'label', label, 'updated_at', updated_at, 'conversation_id', conversation_id)), json_array(conversation_id,
        label, updated_at)
        FROM conversation_labels WHERE organization_id = ?1 AND (conversation_id, label, updated_at) > (COALESCE(?2 ->>
        0, ''), ?2 ->> 1, ?2 ->> 2) ORDER BY conversation_id, label, updated_at LIMIT ?3",
    "SELECT json_object('table', 'canned_replies', 'row', json_object('id', id, 'organization_id', organization_id,
        'agent_id', agent_id, 'shortcut', shortcut, 'body', body, 'created_at', created_at)), json_array(shortcut, id)
        FROM canned_replies WHERE organization_id = ?1 AND (shortcut, id) > (COALESCE(?2 ->> 0, ''), ?2 ->> 1) ORDER BY
        shortcut, id LIMIT ?3",
    "SELECT json_object('table', 'widget_errors', 'row', json_object('organization_id', organization_id, 'day', day,
        'widget_id', widget_id, 'code', code, 'build', build, 'part', part, 'detail', detail, 'count', count, 'last_at',
        last_at)), json_array(day, widget_id, code, build, part, detail)
        FROM widget_errors WHERE organization_id = ?1 AND (day, widget_id, code, build, part, detail) > (COALESCE(?2 ->>
        0, ''), ?2 ->> 1, ?2 ->> 2, ?2 ->> 3, ?2 ->> 4, ?2 ->> 5) ORDER BY day, widget_id, code, build, part, detail
        LIMIT ?3",
    "SELECT json_object('table', 'events', 'row', json_object('id', id, 'organization_id', organization_id,
        'widget_customer_id', widget_customer_id, 'session_id', session_id, 'name', name, 'url', url, 'title', title,
        'data', json(data), 'created_at', created_at)), json_array(created_at, id)
        FROM events WHERE organization_id = ?1 AND (created_at, id) > (COALESCE(?2 ->> 0, -1), ?2 ->> 1) ORDER BY
        created_at, id LIMIT ?3",
    "SELECT json_object('table', 'daily_stats', 'row', json_object('organization_id', organization_id, 'dimension',
        dimension, 'day', day, 'name', name, 'data', json(data))), json_array(dimension, day, name)
        FROM daily_stats WHERE organization_id = ?1 AND (dimension, day, name) > (COALESCE(?2 ->> 0, ''), ?2 ->> 1, ?2
        ->> 2) ORDER BY dimension, day, name LIMIT ?3",
    "SELECT json_object('table', 'audit_log', 'row', json_object('id', id, 'organization_id', organization_id,
        'agent_id', agent_id, 'action', action, 'target', json(target), 'before', json(before), 'after', json(after),
        'created_at', created_at)), json_array(id)
        FROM audit_log WHERE organization_id = ?1 AND id > COALESCE(?2 ->> 0, '') ORDER BY id LIMIT ?3",
    "SELECT json_object('table', 'webhooks', 'row', json_object('id', id, 'organization_id', organization_id, 'url',
        url, 'events', json(events), 'enabled', enabled, 'failing_since', failing_since, 'paused_until', paused_until,
        'last_status', last_status, 'last_error', last_error, 'last_at', last_at, 'created_at', created_at)),
        json_array(id)
        FROM webhooks WHERE organization_id = ?1 AND id > COALESCE(?2 ->> 0, '') ORDER BY id LIMIT ?3",
    "SELECT json_object('table', 'webhook_deliveries', 'row', json_object('position', position, 'organization_id',
        organization_id, 'webhook_id', webhook_id, 'id', id, 'conversation_id', conversation_id, 'event', event,
        'payload', json(payload), 'attempts', attempts, 'status', status, 'error', error, 'response', response,
        'next_attempt_at', next_attempt_at, 'created_at', created_at, 'delivered_at', delivered_at)),
        json_array(webhook_id, id)
        FROM webhook_deliveries WHERE organization_id = ?1 AND (webhook_id, id) > (COALESCE(?2 ->> 0, ''), ?2 ->> 1)
        ORDER BY webhook_id, id LIMIT ?3",
    "SELECT json_object('table', 'api_keys', 'row', json_object('id', id, 'organization_id', organization_id, 'name',
        name, 'scopes', json(scopes), 'created_by', created_by, 'created_at', created_at, 'last_used_at', last_used_at,
        'expires_at', expires_at)), json_array(created_at, id)
        FROM api_keys WHERE organization_id = ?1 AND (created_at, id) > (COALESCE(?2 ->> 0, -1), ?2 ->> 1) ORDER BY
        created_at, id LIMIT ?3",
    "SELECT json_object('table', 'mails', 'row', json_object('id', id, 'organization_id', organization_id,
        'recipient', recipient, 'kind', kind, 'subject', subject, 'conversation_id', conversation_id, 'created_at', created_at,
        'attempts', attempts, 'next_attempt_at', next_attempt_at, 'sent_at', sent_at, 'error', error)), json_array(id)
        FROM mails WHERE organization_id = ?1 AND id > COALESCE(?2 ->> 0, '') ORDER BY id LIMIT ?3",
    "SELECT json_object('table', 'removed_files', 'row', json_object('organization_id', organization_id, 'id', id,
        'removed_at', removed_at)), json_array(id)
        FROM removed_files WHERE organization_id = ?1 AND id > COALESCE(?2 ->> 0, '') ORDER BY id LIMIT ?3",
    "SELECT json_object('table', 'mail_refusals', 'row', json_object('organization_id', organization_id,
        'address_hash', address_hash, 'created_at', created_at)), json_array(address_hash)
        FROM mail_refusals WHERE organization_id = ?1 AND address_hash > COALESCE(?2 ->> 0, '') ORDER BY address_hash
        LIMIT ?3",
    "SELECT json_object('table', 'bot_entries', 'row', json_object('id', id, 'organization_id', organization_id,
        'question', question, 'wordings', json(wordings), 'answer', answer, 'words', json(words), 'enabled', enabled,
        'created_at', created_at, 'updated_at', updated_at, 'page_id', page_id)), json_array(page_id, created_at, id)
        FROM bot_entries WHERE organization_id = ?1 AND (page_id, created_at, id) > (COALESCE(?2 ->> 0, ''),
        COALESCE(?2 ->> 1, -1), ?2 ->> 2) ORDER BY page_id, created_at, id LIMIT ?3",
    "SELECT json_object('table', 'bot_pages', 'row', json_object('id', id, 'organization_id', organization_id, 'title',
        title, 'url', url, 'body', body, 'enabled', enabled, 'created_at', created_at, 'updated_at', updated_at)),
        json_array(created_at, id)
        FROM bot_pages WHERE organization_id = ?1 AND (created_at, id) > (COALESCE(?2 ->> 0, -1), ?2 ->> 1) ORDER BY
        created_at, id LIMIT ?3",
    "SELECT json_object('table', 'bot_synonyms', 'row', json_object('organization_id', organization_id, 'groups',
        json(groups), 'updated_at', updated_at)), json_array(organization_id)
        FROM bot_synonyms WHERE organization_id = ?1 AND organization_id > COALESCE(?2 ->> 0, '') ORDER BY
        organization_id LIMIT ?3",
    "SELECT json_object('table', 'bot_words', 'row', json_object('organization_id', organization_id, 'word', word,
        'entry_id', entry_id)), json_array(word, entry_id)
        FROM bot_words WHERE organization_id = ?1 AND (word, entry_id) > (COALESCE(?2 ->> 0, ''), ?2 ->> 1) ORDER BY
        word, entry_id LIMIT ?3",
    "SELECT json_object('table', 'bot_answers', 'row', json_object('organization_id', organization_id,
        'conversation_id', conversation_id, 'seq', seq, 'question', question, 'outcome', outcome, 'entry_id', entry_id,
        'helped', helped, 'by_model', by_model, 'created_at', created_at)), json_array(conversation_id, seq)
        FROM bot_answers WHERE organization_id = ?1 AND (conversation_id, seq) > (COALESCE(?2 ->> 0, ''), ?2 ->> 1)
        ORDER BY conversation_id, seq LIMIT ?3",
    "SELECT json_object('table', 'conversation_facts', 'row', json_object('organization_id', organization_id,
        'created_at', created_at, 'conversation_id', conversation_id, 'widget_id', widget_id, 'department_id',
        department_id, 'agent_id', agent_id, 'page', page, 'asked_at', asked_at, 'answered_at', answered_at, 'bot_at',
        bot_at, 'closed_at', closed_at, 'has_left', has_left, 'rating', rating, 'open_wait', open_wait)),
        json_array(created_at, conversation_id)
        FROM conversation_facts WHERE organization_id = ?1 AND (created_at, conversation_id) > (COALESCE(?2 ->> 0, -1),
        ?2 ->> 1) ORDER BY created_at, conversation_id LIMIT ?3",
    "SELECT json_object('table', 'widget_openings', 'row', json_object('organization_id', organization_id, 'slot',
        slot, 'widget_id', widget_id, 'count', count)), json_array(slot, widget_id)
        FROM widget_openings WHERE organization_id = ?1 AND (slot, widget_id) > (COALESCE(?2 ->> 0, -1), ?2 ->> 1)
        ORDER BY slot, widget_id LIMIT ?3",
    "SELECT json_object('table', 'stale_stats', 'row', json_object('organization_id', organization_id, 'slot', slot,
        'due_at', due_at)), json_array(slot)
        FROM stale_stats WHERE organization_id = ?1 AND slot > COALESCE(?2 ->> 0, -1) ORDER BY slot LIMIT ?3",
];

/// The next rows as lines of JSON, and where they end if there may be more.
///
/// # Errors
/// When the database fails.
pub async fn page(
    env: &Env,
    organization: OrganizationId,
    table: &str,
    after: &str,
) -> Result<(String, Option<String>)> {
    let rows = all(statement!(&database(env, organization)?, table, &organization, after, PAGE)).await?;
    let is_full = rows.len() == PAGE as usize;
    let (mut lines, mut last) = (String::new(), String::new());
    for mut row in rows {
        lines += &row.text(0);
        lines.push('\n');
        last = row.text(1);
    }
    Ok((lines, Some(last).filter(|_| is_full)))
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::*;

    /// What a mail says may have a link in it that lets somebody in.
    const SECRETS: [&str; 11] = [
        "password_hash",
        "totp_secret",
        "token_hash",
        "identity_secret",
        "secret",
        "object_key",
        "text",
        "html",
        "unsubscribe",
        "reply_to",
        "tells_of",
    ];

    fn names(connection: &Connection, query: &str) -> Vec<String> {
        let mut statement = connection.prepare(query).unwrap();
        let names = statement.query_map([], |row| row.get(0)).unwrap();
        names.collect::<Result<_, _>>().unwrap()
    }

    #[test]
    fn a9_every_column_of_an_organization_is_exported_and_no_secret_is() {
        let connection = Connection::open_in_memory().unwrap();
        connection.execute_batch(include_str!("../../schema.sql")).unwrap();
        let tables =
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB '*_search*' AND name != 'agents'";
        for table in names(&connection, tables) {
            let head = format!("SELECT json_object('table', '{table}', 'row', ");
            let page = TABLES.iter().find(|page| page.starts_with(&head));
            let page = page.unwrap_or_else(|| panic!("{table} is not exported"));
            let row = page.split_whitespace().collect::<Vec<_>>().join(" ");
            let row = &row[..row.find("json_array(").unwrap()];
            for column in names(&connection, &format!("SELECT name FROM pragma_table_info('{table}')")) {
                let is_told = row.contains(&format!("'{column}', "));
                assert_ne!(is_told, SECRETS.contains(&&*column), "{table}.{column}");
            }
            connection.prepare(page).unwrap();
        }
    }
}
