//! What the bot knows: questions and answers, and the words by which they are found. Each statement gives entries as JSON, as
//! agents see them; passages of pages are entries too, but none of these.

use uuid::Uuid;
use worker::{D1Database, D1PreparedStatement};

use super::{Result, statement};
use crate::{
    json,
    protocol::{BotEntryId, OrganizationId, Timestamp, bot::ChangeBotEntry, limits::BOT_ENTRIES},
};

const SEEN: &str = "json_object('id', id, 'question', question, 'wordings', json(wordings), 'answer', answer,
    'enabled', json(iif(enabled, 'true', 'false')),
    'created_at', strftime('%Y-%m-%dT%H:%M:%fZ', created_at / 1000.0, 'unixepoch'),
    'updated_at', strftime('%Y-%m-%dT%H:%M:%fZ', updated_at / 1000.0, 'unixepoch'))";

/// # Errors
/// When a value cannot be bound, as for all below.
pub fn all(db: &D1Database, organization: OrganizationId) -> Result<D1PreparedStatement> {
    let query =
        format!("SELECT {SEEN} FROM bot_entries WHERE organization_id = ? AND page_id = '' ORDER BY created_at, id");
    statement!(db, &*query, &organization)
}

pub fn one(db: &D1Database, organization: OrganizationId, id: BotEntryId) -> Result<D1PreparedStatement> {
    let query = "SELECT question, wordings FROM bot_entries WHERE organization_id = ? AND id = ? AND page_id = ''";
    statement!(db, query, &organization, &id)
}

/// Nothing: there are as many as there may be. `words`: by which it is found.
pub fn added(
    db: &D1Database,
    organization: OrganizationId,
    id: BotEntryId,
    new: &ChangeBotEntry,
    words: &[String],
    now: Timestamp,
) -> Vec<Result<D1PreparedStatement>> {
    let query = format!(
        "INSERT INTO bot_entries (id, organization_id, question, wordings, answer, words, enabled, created_at, updated_at)
        SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8
        WHERE (SELECT COUNT(*) FROM bot_entries WHERE organization_id = ?2 AND page_id = '') < ?9 RETURNING {SEEN}"
    );
    let (wordings, words) = (json::write(&new.wordings.as_deref().unwrap_or_default()), json::write(&words));
    let (question, answer) = (new.question.as_deref(), new.answer.as_deref());
    let enabled = u32::from(new.enabled != Some(false));
    let insert =
        statement!(db, &*query, &id, &organization, question, &*wordings, answer, &*words, enabled, now, BOT_ENTRIES);
    vec![insert, indexed(db, organization, ONE, id.0)]
}

/// Nothing: there is none. `words`: by which it is found from now on, if that changes.
pub fn changed(
    db: &D1Database,
    organization: OrganizationId,
    id: BotEntryId,
    change: &ChangeBotEntry,
    words: Option<&[String]>,
    now: Timestamp,
) -> Vec<Result<D1PreparedStatement>> {
    let query = format!(
        "UPDATE bot_entries SET question = COALESCE(?3, question), wordings = COALESCE(?4, wordings),
            answer = COALESCE(?5, answer), words = COALESCE(?6, words), enabled = COALESCE(?7, enabled), updated_at = ?8
        WHERE organization_id = ?1 AND id = ?2 AND page_id = '' RETURNING {SEEN}"
    );
    let wordings = change.wordings.as_deref().map(|wordings| json::write(&wordings));
    let words = words.map(|words| json::write(&words));
    let (question, answer) = (change.question.as_deref(), change.answer.as_deref());
    let enabled = change.enabled.map(u32::from);
    let update = statement!(
        db,
        &*query,
        &organization,
        &id,
        question,
        wordings.as_deref(),
        answer,
        words.as_deref(),
        enabled,
        now
    );
    vec![unindexed(db, organization, ONE, id.0), update, indexed(db, organization, ONE, id.0)]
}

/// Nothing: there is none.
pub fn removed(db: &D1Database, organization: OrganizationId, id: BotEntryId) -> Vec<Result<D1PreparedStatement>> {
    let query =
        "DELETE FROM bot_entries WHERE organization_id = ? AND id = ? AND page_id = '' RETURNING json_quote(id)";
    vec![unindexed(db, organization, ONE, id.0), statement!(db, query, &organization, &id)]
}

pub fn synonyms(db: &D1Database, organization: OrganizationId) -> Result<D1PreparedStatement> {
    let query = "SELECT json_object('groups', json(groups)) FROM bot_synonyms WHERE organization_id = ?";
    statement!(db, query, &organization)
}

pub fn synonyms_set(
    db: &D1Database,
    organization: OrganizationId,
    groups: &[Vec<String>],
    now: Timestamp,
) -> Result<D1PreparedStatement> {
    let query = "INSERT INTO bot_synonyms (organization_id, groups, updated_at) VALUES (?, ?, ?)
        ON CONFLICT (organization_id) DO UPDATE SET groups = excluded.groups, updated_at = excluded.updated_at
        RETURNING json_object('groups', json(groups))";
    statement!(db, query, &organization, &*json::write(&groups), now)
}

/// Which entries: one that is written by itself, or the passages of a page.
pub(super) const ONE: &str = "e.id = ?2 AND e.page_id = ''";
pub(super) const OF_PAGE: &str = "e.page_id = ?2";

pub(super) fn indexed(
    db: &D1Database,
    organization: OrganizationId,
    which: &str,
    id: Uuid,
) -> Result<D1PreparedStatement> {
    let query = format!(
        "INSERT OR IGNORE INTO bot_words (organization_id, word, entry_id)
        SELECT e.organization_id, value, e.id FROM bot_entries AS e, json_each(e.words)
        WHERE e.organization_id = ?1 AND {which} AND e.enabled = 1"
    );
    statement!(db, &*query, &organization, &id)
}

pub(super) fn unindexed(
    db: &D1Database,
    organization: OrganizationId,
    which: &str,
    id: Uuid,
) -> Result<D1PreparedStatement> {
    let query = format!(
        "DELETE FROM bot_words WHERE organization_id = ?1 AND (word, entry_id) IN
        (SELECT value, e.id FROM bot_entries AS e, json_each(e.words) WHERE e.organization_id = ?1 AND {which})"
    );
    statement!(db, &*query, &organization, &id)
}
