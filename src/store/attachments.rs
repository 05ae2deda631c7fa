//! Files that people sent, or have to send: what is known of them. What is in them is in R2.

use worker::{D1PreparedStatement, Env};

use super::{Result, all, batch, database, directory, first, statement};
use crate::{
    domain::{files::MOST_UNSENT, plan},
    json,
    platform::sql::{Row, Value},
    protocol::{
        AttachmentId, ClientId, ConversationId, CustomerId, OrganizationId, Timestamp,
        message::{Attachment, Sender},
    },
};

/// What the bucket deletes at once.
pub const MOST_AT_ONCE: u32 = 1_000;

/// Where a file is in R2.
#[must_use]
pub fn object_key(organization: OrganizationId, id: AttachmentId) -> String {
    format!("{organization}/{id}")
}

/// What became of a file that somebody wants to upload.
pub enum Noted {
    New,
    /// It was noted before; has a message got it already?
    Again {
        is_sent: bool,
    },
    /// Another file has this id.
    Other,
    /// Its uploader has too many that were not sent.
    TooMany,
    /// Its organization has no room for it.
    Full,
}

/// Notes a file before it is stored, so that nothing is ever stored that nobody knows of. In one statement: of many at once
/// no more are noted than fit.
///
/// # Errors
/// When the database fails, as for all below.
pub async fn add(
    env: &Env,
    organization: OrganizationId,
    uploader: &Sender,
    file: &Attachment,
    now: Timestamp,
) -> Result<Noted> {
    let db = &database(env, organization)?;
    let query = "INSERT INTO attachments (id, organization_id, uploader_kind, uploader_id, name,
            content_type, size, width, height, object_key, created_at)
        SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11
        FROM organizations WHERE id = ?2 AND stored_bytes + ?7 <= COALESCE(?13 ->> plan, stored_bytes + ?7)
            AND (SELECT COUNT(*) FROM attachments
                WHERE organization_id = ?2 AND uploader_id = ?4 AND conversation_id IS NULL) < ?12
        ON CONFLICT (id) DO NOTHING RETURNING id";
    let statement = statement!(
        db,
        query,
        &file.id,
        &organization,
        uploader.kind.as_str(),
        &*uploader.id,
        &*file.name,
        &*file.content_type,
        file.size,
        file.width,
        file.height,
        &*object_key(organization, file.id),
        now,
        MOST_UNSENT,
        plan::STORAGE,
    );
    if first(statement).await?.is_some() {
        return Ok(Noted::New);
    }
    let query = "SELECT a.name = ?3 AND a.content_type = ?4 AND a.size = ?5, a.conversation_id IS NOT NULL,
            stored_bytes + ?5 > COALESCE(?6 ->> plan, stored_bytes + ?5)
        FROM organizations AS o LEFT JOIN attachments AS a ON a.id = ?2 AND a.organization_id = ?1 WHERE o.id = ?1";
    let (name, kind) = (&*file.name, &*file.content_type);
    let found = first(statement!(db, query, &organization, &file.id, name, kind, file.size, plan::STORAGE)).await?;
    Ok(found.map_or(Noted::Full, |row| why(&row)))
}

fn why(row: &Row) -> Noted {
    let is = |column: usize| row.0.get(column) == Some(&Value::Integer(1));
    match row.0.first() {
        Some(Value::Integer(1)) => Noted::Again { is_sent: is(1) },
        Some(Value::Integer(_)) => Noted::Other,
        _ if is(2) => Noted::Full,
        _ => Noted::TooMany,
    }
}

/// A message that wants its files.
pub struct Wanting<'a> {
    pub conversation: ConversationId,
    pub sender: &'a Sender,
    pub client_id: ClientId,
    pub files: &'a [AttachmentId],
    /// What came before this comes too late.
    pub since: Timestamp,
}

/// Gives files to a message: once, however often it asks. Not those of another uploader, nor of another message.
pub async fn give(env: &Env, organization: OrganizationId, message: &Wanting<'_>) -> Result<Vec<Attachment>> {
    // The plus: found by their ids, not among all of the organization.
    let query = "UPDATE attachments SET conversation_id = ?1, client_id = ?2
        WHERE +organization_id = ?3 AND id IN (SELECT value FROM json_each(?4)) AND uploader_kind = ?5 AND uploader_id = ?6
            AND ((conversation_id = ?1 AND client_id = ?2) OR (conversation_id IS NULL AND created_at > ?7))
        RETURNING id, name, content_type, size, width, height";
    let statement = statement!(
        &database(env, organization)?,
        query,
        &message.conversation,
        &message.client_id,
        &organization,
        &*json::write(&message.files),
        message.sender.kind.as_str(),
        &*message.sender.id,
        message.since,
    );
    all(statement).await?.into_iter().map(attachment).collect()
}

fn attachment(mut row: Row) -> Result<Attachment> {
    let pixels = |row: &Row, column| Some(row.number(column)).filter(|pixels| *pixels > 0);
    Ok(Attachment {
        id: row.id(0)?,
        name: row.text(1),
        content_type: row.text(2),
        size: row.number(3),
        width: pixels(&row, 4),
        height: pixels(&row, 5),
        url: String::new(),
    })
}

/// Where files are in R2.
async fn keys(statement: Result<D1PreparedStatement>) -> Result<Vec<String>> {
    Ok(all(statement).await?.into_iter().map(|mut row| row.text(0)).collect())
}

pub async fn of_conversation(env: &Env, organization: OrganizationId, id: ConversationId) -> Result<Vec<String>> {
    let query = "SELECT object_key FROM attachments WHERE organization_id = ? AND conversation_id = ?";
    keys(statement!(&database(env, organization)?, query, &organization, &id)).await
}

/// What this customer has uploaded and not sent.
pub async fn unsent_of(env: &Env, organization: OrganizationId, customer: CustomerId) -> Result<Vec<String>> {
    let query =
        "SELECT object_key FROM attachments WHERE organization_id = ? AND uploader_id = ? AND conversation_id IS NULL";
    keys(statement!(&database(env, organization)?, query, &organization, &customer)).await
}

/// What was uploaded before this and never sent, the oldest first.
pub async fn unsent_before(env: &Env, before: Timestamp) -> Result<Vec<String>> {
    let query = "SELECT object_key FROM attachments WHERE conversation_id IS NULL AND created_at < ?
        ORDER BY created_at LIMIT ?";
    keys(statement!(&directory(env)?, query, before, MOST_AT_ONCE)).await
}

/// The same, when they are gone from R2.
pub async fn forget_before(env: &Env, before: Timestamp) -> Result<()> {
    let db = &directory(env)?;
    let query = "DELETE FROM attachments WHERE id IN (SELECT id FROM attachments
        WHERE conversation_id IS NULL AND created_at < ? ORDER BY created_at LIMIT ?)";
    batch(db, vec![statement!(db, query, before, MOST_AT_ONCE)]).await
}

/// What has been removed before this, the oldest first.
pub async fn removed_before(env: &Env, before: Timestamp) -> Result<Vec<String>> {
    let query = "SELECT organization_id || '/' || id FROM removed_files WHERE removed_at < ?
        ORDER BY removed_at, organization_id, id LIMIT ?";
    keys(statement!(&directory(env)?, query, before, MOST_AT_ONCE)).await
}

/// The same, when they are gone from R2 for certain.
pub async fn forget_removed(env: &Env, before: Timestamp) -> Result<()> {
    let db = &directory(env)?;
    let query =
        "DELETE FROM removed_files WHERE (organization_id, id) IN (SELECT organization_id, id FROM removed_files
        WHERE removed_at < ? ORDER BY removed_at, organization_id, id LIMIT ?)";
    batch(db, vec![statement!(db, query, before, MOST_AT_ONCE)]).await
}
