//! Pages that the bot knows, and their passages, which are entries of it. Each statement gives a page as JSON, as agents see it.

use worker::{D1Database, D1PreparedStatement};

use super::{
    Result,
    bot::{OF_PAGE, indexed, unindexed},
    statement,
};
use crate::{
    domain::bot::Passage,
    json,
    protocol::{BotPageId, OrganizationId, Timestamp, limits::BOT_PAGES},
};

const SEEN: &str = "'id', id, 'title', title, 'url', NULLIF(url, ''), 'enabled', json(iif(enabled, 'true', 'false')),
    'passages', (SELECT COUNT(*) FROM bot_entries AS e
        WHERE e.organization_id = bot_pages.organization_id AND e.page_id = bot_pages.id),
    'created_at', strftime('%Y-%m-%dT%H:%M:%fZ', created_at / 1000.0, 'unixepoch'),
    'updated_at', strftime('%Y-%m-%dT%H:%M:%fZ', updated_at / 1000.0, 'unixepoch')";

/// A page as it is from now on.
pub struct Page {
    pub id: BotPageId,
    pub title: String,
    pub url: String,
    pub text: String,
    pub enabled: bool,
    pub passages: Vec<Passage>,
}

/// # Errors
/// When a value cannot be bound, as for all below.
pub fn all(db: &D1Database, organization: OrganizationId) -> Result<D1PreparedStatement> {
    let query = format!("SELECT json_object({SEEN}) FROM bot_pages WHERE organization_id = ? ORDER BY created_at, id");
    statement!(db, &*query, &organization)
}

/// As agents see it, and what of it can be changed.
pub fn one(db: &D1Database, organization: OrganizationId, id: BotPageId) -> Result<D1PreparedStatement> {
    let query = format!(
        "SELECT json_object({SEEN}, 'text', body), title, url, body, enabled FROM bot_pages
        WHERE organization_id = ? AND id = ?"
    );
    statement!(db, &*query, &organization, &id)
}

/// Nothing: there are as many as there may be.
pub fn added(
    db: &D1Database,
    organization: OrganizationId,
    page: &Page,
    now: Timestamp,
) -> Vec<Result<D1PreparedStatement>> {
    let query = "INSERT INTO bot_pages (id, organization_id, title, url, body, enabled, created_at, updated_at)
        SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7 WHERE (SELECT COUNT(*) FROM bot_pages WHERE organization_id = ?2) < ?8";
    let Page { id, title, url, text, enabled, .. } = page;
    let enabled = u32::from(*enabled);
    let mut all = vec![statement!(db, query, id, &organization, &**title, &**url, &**text, enabled, now, BOT_PAGES)];
    all.extend(cut(db, organization, page, now));
    all
}

/// Nothing: there is none.
pub fn changed(
    db: &D1Database,
    organization: OrganizationId,
    page: &Page,
    now: Timestamp,
) -> Vec<Result<D1PreparedStatement>> {
    let query = "UPDATE bot_pages SET title = ?3, url = ?4, body = ?5, enabled = ?6, updated_at = ?7
        WHERE organization_id = ?1 AND id = ?2";
    let Page { id, title, url, text, enabled, .. } = page;
    let enabled = u32::from(*enabled);
    let mut all = uncut(db, organization, *id);
    all.push(statement!(db, query, &organization, id, &**title, &**url, &**text, enabled, now));
    all.extend(cut(db, organization, page, now));
    all
}

/// Nothing: there is none.
pub fn removed(db: &D1Database, organization: OrganizationId, id: BotPageId) -> Vec<Result<D1PreparedStatement>> {
    let query = "DELETE FROM bot_pages WHERE organization_id = ? AND id = ? RETURNING json_quote(id)";
    let mut all = uncut(db, organization, id);
    all.push(statement!(db, query, &organization, &id));
    all
}

/// Its passages, if it is there; and the page.
fn cut(
    db: &D1Database,
    organization: OrganizationId,
    Page { id, passages, .. }: &Page,
    now: Timestamp,
) -> Vec<Result<D1PreparedStatement>> {
    let query = "INSERT INTO bot_entries (id, organization_id, question, wordings, answer, words, enabled, created_at,
            updated_at, page_id)
        SELECT value ->> 'id', p.organization_id, value ->> 'question', '[]', value ->> 'answer', value -> 'words', p.enabled,
            ?3 + key, ?3, p.id FROM bot_pages AS p, json_each(?4) WHERE p.organization_id = ?1 AND p.id = ?2";
    vec![
        statement!(db, query, &organization, id, now, &*json::write(passages)),
        indexed(db, organization, OF_PAGE, id.0),
        one(db, organization, *id),
    ]
}

fn uncut(db: &D1Database, organization: OrganizationId, id: BotPageId) -> Vec<Result<D1PreparedStatement>> {
    let query = "DELETE FROM bot_entries WHERE organization_id = ? AND page_id = ?";
    vec![unindexed(db, organization, OF_PAGE, id.0), statement!(db, query, &organization, &id)]
}
