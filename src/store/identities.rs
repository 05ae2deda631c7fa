//! Who a site says that its visitors are, and what becomes of the anonymous ones they were.

use worker::{D1Database, D1PreparedStatement, Env};

use super::{
    Result, all, batch, database, each, first, is_conflict, statement,
    visitors::{COLUMNS, MOST_SIGNED_BYTES, customer_of},
};
use crate::{
    json,
    protocol::{ConversationId, CustomerId, OrganizationId, SessionId, Timestamp, conversation::WidgetCustomer},
};

/// Who the site knows by this id.
///
/// # Errors
/// When the database fails, as for all below.
pub async fn by_user(env: &Env, organization: OrganizationId, user: &str) -> Result<Option<WidgetCustomer>> {
    let query = format!("SELECT {COLUMNS} FROM widget_customers WHERE organization_id = ? AND user_id = ?");
    customer_of(first(statement!(&database(env, organization)?, &*query, &organization, user)).await?)
}

/// An anonymous customer turns out to be this user: their other sessions end, and what only they said goes. `None`: they
/// are somebody already, or somebody else is.
pub async fn claim(
    env: &Env,
    organization: OrganizationId,
    id: CustomerId,
    user: &str,
    session: Option<SessionId>,
    now: Timestamp,
) -> Result<Option<WidgetCustomer>> {
    let db = &database(env, organization)?;
    let claimed = "UPDATE widget_customers SET user_id = ? WHERE organization_id = ? AND id = ? AND user_id IS NULL
        AND merged_into IS NULL";
    let others = "UPDATE widget_sessions SET revoked_at = ?1
        WHERE organization_id = ?2 AND widget_customer_id = ?3 AND revoked_at IS NULL AND id IS NOT ?4
            AND EXISTS (SELECT 1 FROM widget_customers WHERE organization_id = ?2 AND id = ?3 AND user_id = ?5)";
    let statements = vec![
        statement!(db, claimed, user, &organization, &id),
        statement!(db, others, now, &organization, &id, session.as_ref(), user),
        unsaid(db, organization, id, Some(user)),
    ];
    match batch(db, statements).await {
        Err(error) if is_conflict(&error) => return Ok(None),
        done => done?,
    }
    let query = format!("SELECT {COLUMNS} FROM widget_customers WHERE organization_id = ? AND id = ? AND user_id = ?");
    customer_of(first(statement!(db, &*query, &organization, &id, user)).await?)
}

/// What nobody but the visitor said must not look as if their site had signed it. What an agent wrote stays.
fn unsaid(
    db: &D1Database,
    organization: OrganizationId,
    id: CustomerId,
    user: Option<&str>,
) -> Result<D1PreparedStatement> {
    let query = "UPDATE widget_customers SET full_name = NULLIF(full_name, unsigned ->> 'name'),
            email = NULLIF(email, unsigned ->> 'email'), phone = NULLIF(phone, unsigned ->> 'phone'),
            custom_fields = (SELECT json_group_object(f.key, f.value) FROM json_each(custom_fields) AS f
                WHERE NOT EXISTS (SELECT 1 FROM json_each(unsigned, '$.fields') AS u
                    WHERE u.key = f.key AND u.value = f.value)),
            unsigned = '{}'
        WHERE organization_id = ? AND id = ? AND user_id IS ?";
    statement!(db, query, &organization, &id, user)
}

/// An anonymous customer is another from now on: their sessions end, and what D1 knows of them is the other's, but for the
/// conversations, of which the rooms must hear first.
pub async fn merge(
    env: &Env,
    organization: OrganizationId,
    from: CustomerId,
    into: CustomerId,
    now: Timestamp,
) -> Result<()> {
    let db = &database(env, organization)?;
    let marked = "UPDATE widget_customers SET merged_into = ?3
        WHERE organization_id = ?1 AND id = ?2 AND user_id IS NULL AND merged_into IS NULL";
    let is_marked =
        "EXISTS (SELECT 1 FROM widget_customers WHERE organization_id = ?1 AND id = ?2 AND merged_into = ?3)";
    let ended = format!(
        "UPDATE widget_sessions SET revoked_at = ?4
        WHERE organization_id = ?1 AND widget_customer_id = ?2 AND revoked_at IS NULL AND {is_marked}"
    );
    let filled = "UPDATE widget_customers AS w SET full_name = COALESCE(w.full_name, f.full_name),
            email = COALESCE(w.email, f.email), phone = COALESCE(w.phone, f.phone),
            custom_fields = CASE WHEN OCTET_LENGTH(json_patch(f.custom_fields, w.custom_fields)) <= ?4
                THEN json_patch(f.custom_fields, w.custom_fields) ELSE w.custom_fields END,
            first_seen_at = MIN(w.first_seen_at, f.first_seen_at)
        FROM widget_customers AS f
        WHERE w.organization_id = ?1 AND w.id = ?3 AND f.organization_id = ?1 AND f.id = ?2 AND f.merged_into = ?3";
    let moved = |table: &str| {
        let query = format!(
            "UPDATE {table} SET widget_customer_id = ?3
            WHERE organization_id = ?1 AND widget_customer_id = ?2 AND {is_marked}"
        );
        statement!(db, &*query, &organization, &from, &into)
    };
    let emptied = "UPDATE widget_customers SET full_name = NULL, email = NULL, phone = NULL, custom_fields = '{}'
        WHERE organization_id = ?1 AND id = ?2 AND merged_into = ?3";
    let sent = format!(
        "UPDATE attachments SET uploader_id = ?3
        WHERE organization_id = ?1 AND uploader_id = ?2 AND conversation_id IS NULL AND {is_marked}"
    );
    let statements = vec![
        unsaid(db, organization, from, None),
        statement!(db, marked, &organization, &from, &into),
        statement!(db, &*ended, &organization, &from, &into, now),
        statement!(db, filled, &organization, &from, &into, MOST_SIGNED_BYTES),
        statement!(db, &*sent, &organization, &from, &into),
        moved("events"),
        moved("widget_sessions"),
        statement!(db, emptied, &organization, &from, &into),
    ];
    batch(db, statements).await
}

/// One who was merged into this customer and has conversations still.
pub async fn unmoved(env: &Env, organization: OrganizationId, into: CustomerId) -> Result<Option<CustomerId>> {
    let query = "SELECT w.id FROM widget_customers AS w
        WHERE w.organization_id = ?1 AND w.merged_into = ?2 AND EXISTS (SELECT 1 FROM conversations AS c
            WHERE c.organization_id = ?1 AND c.widget_customer_id = w.id) LIMIT 1";
    let row = first(statement!(&database(env, organization)?, query, &organization, &into)).await?;
    row.map(|row| Ok(row.id(0)?)).transpose()
}

/// Conversations whose rooms have heard that they are another's now.
pub async fn move_conversations(
    env: &Env,
    organization: OrganizationId,
    from: CustomerId,
    into: CustomerId,
    ids: &[ConversationId],
) -> Result<()> {
    let db = &database(env, organization)?;
    let query = "UPDATE conversations SET widget_customer_id = ?
        WHERE organization_id = ? AND widget_customer_id = ? AND id IN (SELECT value FROM json_each(?))";
    let ids = json::write(&ids);
    batch(db, vec![statement!(db, query, &into, &organization, &from, &*ids)]).await
}

/// Who became this customer lately.
pub async fn merged_into(env: &Env, organization: OrganizationId, into: CustomerId) -> Result<Vec<CustomerId>> {
    let query =
        "SELECT id FROM widget_customers WHERE organization_id = ? AND merged_into = ? ORDER BY id DESC LIMIT 20";
    let rows = all(statement!(&database(env, organization)?, query, &organization, &into)).await?;
    each(rows, |row| Ok(row.id(0)?))
}

/// What became of somebody.
pub enum Fate {
    Here,
    MergedInto(CustomerId),
    /// Or about to be forgotten.
    Gone,
}

pub async fn fate(env: &Env, organization: OrganizationId, id: CustomerId) -> Result<Fate> {
    let query = "SELECT merged_into, EXISTS (SELECT 1 FROM erasures
            WHERE organization_id = ?1 AND customer_id = ?2 AND finished_at IS NULL)
        FROM widget_customers WHERE organization_id = ?1 AND id = ?2";
    let row = first(statement!(&database(env, organization)?, query, &organization, &id)).await?;
    let here = row.filter(|row| row.integer(1) == 0);
    Ok(here.map_or(Fate::Gone, |row| row.optional_id(0).map_or(Fate::Here, Fate::MergedInto)))
}

/// What a signed identity was used for.
pub enum Used {
    Now,
    /// By this very session, whose answer may have been lost.
    Again,
    Elsewhere,
}

/// A signed identity is good for once.
pub async fn take(
    env: &Env,
    organization: OrganizationId,
    once: &str,
    session: Option<SessionId>,
    expires_at: Timestamp,
) -> Result<Used> {
    let db = database(env, organization)?;
    let query = "INSERT INTO used_identities (organization_id, token_hash, session_id, expires_at) VALUES (?, ?, ?, ?)
        ON CONFLICT (organization_id, token_hash) DO NOTHING RETURNING expires_at";
    if first(statement!(&db, query, &organization, once, session.as_ref(), expires_at)).await?.is_some() {
        return Ok(Used::Now);
    }
    let query = "SELECT 1 FROM used_identities WHERE organization_id = ? AND token_hash = ? AND session_id = ?";
    let same = first(statement!(&db, query, &organization, once, session.as_ref())).await?;
    Ok(if same.is_some() { Used::Again } else { Used::Elsewhere })
}
