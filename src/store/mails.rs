//! Mails on their way, and that they were sent. One that was sent or given up keeps nothing of what it said.

use uuid::Uuid;
use worker::{D1Database, D1PreparedStatement, Env};

use super::{Result, all, batch, database, directory, each, first, statement};
use crate::{
    domain::mail::{AGAIN, KEPT, LEASE, MOST_AN_HOUR, Mail, waiting},
    json,
    platform::sql::Row,
    protocol::{
        AgentId, ConversationId, MailId, OrganizationId, Timestamp, WidgetId, customer::ExportedMail,
        limits::REPLY_MAIL_MINUTES_USUAL, span::HOUR,
    },
};

const AT_ONCE: u32 = 20;

/// What is to become of a mail.
#[derive(Clone, Copy)]
pub enum Course {
    /// It is being sent; should nobody say what came of it, it is due again after a while.
    Leaves,
    /// For the developer to open.
    Stays,
    /// Nobody can send it.
    Fails(&'static str),
}

/// Writes it down, once for each id, unless its address or conversation has got many of its kind of late, or the same one a
/// moment ago: nothing comes of it then.
pub fn added(
    db: &D1Database,
    organization: OrganizationId,
    id: MailId,
    mail: &Mail,
    course: Course,
    now: Timestamp,
) -> Result<D1PreparedStatement> {
    let query = "INSERT INTO mails (id, organization_id, recipient, kind, subject, text, html, created_at,
            next_attempt_at, error, conversation_id, unsubscribe, reply_to, tells_of)
        SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?13, ?14, ?15, ?17
        WHERE (SELECT COUNT(*) FROM mails WHERE recipient = ?3 AND kind = ?4 AND created_at > ?11) < ?12
            AND (?13 IS NULL OR (SELECT COUNT(*) < ?12 AND COALESCE(MAX(iif(recipient = ?3, created_at, 0)), 0) <= ?16
                FROM mails WHERE organization_id = ?2 AND conversation_id = ?13 AND kind = ?4 AND created_at > ?11)
                AND EXISTS (SELECT 1 FROM conversations WHERE organization_id = ?2 AND id = ?13))
            AND NOT EXISTS (SELECT 1 FROM json_each(?17) AS told
                WHERE NOT EXISTS (SELECT 1 FROM conversations WHERE organization_id = ?2 AND id = told.value))
        ON CONFLICT (id) DO NOTHING RETURNING id";
    let tells_of = Some(&mail.tells_of).filter(|ids| !ids.is_empty()).map(|ids| json::write(ids));
    let (text, html) = match course {
        Course::Fails(_) => (None, None),
        _ => (Some(&*mail.text), Some(&*mail.html)),
    };
    let (due, error) = match course {
        Course::Leaves => (Some(now.plus(LEASE)), None),
        Course::Stays => (None, None),
        Course::Fails(why) => (None, Some(why)),
    };
    statement!(
        db,
        query,
        &id,
        &organization,
        &*mail.to,
        &*mail.kind,
        &*mail.subject,
        text,
        html,
        now,
        due,
        error,
        now.plus(-HOUR),
        MOST_AN_HOUR,
        mail.conversation.as_ref(),
        mail.unsubscribe.as_deref(),
        mail.reply_to.as_deref(),
        now.plus(-AGAIN),
        tells_of.as_deref(),
    )
}

/// Was one of this kind and conversation written to this address a moment ago?
pub async fn is_recent(env: &Env, organization: OrganizationId, mail: &Mail, now: Timestamp) -> Result<bool> {
    let query = "SELECT 1 FROM mails WHERE recipient = ? AND kind = ? AND created_at > ?
        AND organization_id = ? AND conversation_id = ?";
    let (db, since) = (database(env, organization)?, now.plus(-AGAIN));
    let conversation = mail.conversation.as_ref();
    let found = first(statement!(&db, query, &*mail.to, &*mail.kind, since, &organization, conversation)).await?;
    Ok(found.is_some())
}

/// # Errors
/// When the database fails, as for all below.
pub async fn sent(env: &Env, organization: OrganizationId, id: MailId, now: Timestamp) -> Result<()> {
    let query =
        "UPDATE mails SET sent_at = ?, attempts = attempts + 1, next_attempt_at = NULL, error = NULL, text = NULL,
            html = NULL, unsubscribe = NULL, reply_to = NULL, tells_of = NULL
        WHERE organization_id = ? AND id = ?";
    let db = &database(env, organization)?;
    batch(db, vec![statement!(db, query, now, &organization, &id)]).await
}

/// `again`: when it is tried next; without, it is given up.
pub async fn failed(
    env: &Env,
    organization: OrganizationId,
    id: MailId,
    why: &str,
    again: Option<Timestamp>,
) -> Result<()> {
    let query = "UPDATE mails SET attempts = attempts + 1, next_attempt_at = ?1, error = ?2,
            text = iif(?1 IS NULL, NULL, text), html = iif(?1 IS NULL, NULL, html),
            tells_of = iif(?1 IS NULL, NULL, tells_of)
        WHERE organization_id = ?3 AND id = ?4";
    let db = &database(env, organization)?;
    batch(db, vec![statement!(db, query, again, why, &organization, &id)]).await
}

/// What mails to a conversation's visitor need to know beside the conversation.
pub struct Setting {
    /// Its name.
    pub organization: String,
    pub timezone: String,
    pub language: Option<String>,
}

/// `None`: the conversation is not there, or not yet.
pub async fn setting(env: &Env, organization: OrganizationId, id: ConversationId) -> Result<Option<Setting>> {
    let query = "SELECT o.name, COALESCE(o.settings ->> '$.timezone', 'UTC'),
            (SELECT s.language FROM widget_sessions AS s WHERE s.organization_id = c.organization_id
                AND s.widget_customer_id = c.widget_customer_id ORDER BY s.last_seen_at DESC LIMIT 1)
        FROM conversations AS c JOIN organizations AS o ON o.id = c.organization_id
        WHERE c.organization_id = ? AND c.id = ?";
    let row = first(statement!(&database(env, organization)?, query, &organization, &id)).await?;
    Ok(row.map(|mut row| Setting { organization: row.text(0), timezone: row.text(1), language: row.optional(2) }))
}

/// What mails about answers need to know.
pub struct ReplySetting {
    pub name: String,
    pub timezone: String,
    pub language: Option<String>,
    pub origin: Option<String>,
    /// Of the widget, while visitors may use it.
    pub widget_key: Option<String>,
    pub minutes: u32,
    pub is_refused: bool,
    /// Is the visitor one whom the site signs for?
    pub is_user: bool,
}

/// `None`: the conversation is not there, or not yet.
pub async fn reply_setting(
    env: &Env,
    (organization, id, widget): (OrganizationId, ConversationId, WidgetId),
    address_hash: &str,
) -> Result<Option<ReplySetting>> {
    let query = "SELECT o.name, COALESCE(o.settings ->> '$.timezone', 'UTC'), o.origin,
            COALESCE(o.settings ->> '$.reply_mail_minutes', ?5),
            (SELECT s.language FROM widget_sessions AS s WHERE s.organization_id = c.organization_id
                AND s.widget_customer_id = c.widget_customer_id ORDER BY s.last_seen_at DESC LIMIT 1),
            (SELECT w.key FROM widget_configs AS w WHERE w.organization_id = ?1 AND w.id = ?3 AND w.enabled = 1),
            EXISTS (SELECT 1 FROM mail_refusals WHERE organization_id = ?1 AND address_hash = ?4),
            EXISTS (SELECT 1 FROM widget_customers AS v WHERE v.organization_id = ?1 AND v.id = c.widget_customer_id
                AND (v.user_id IS NOT NULL OR v.merged_into IS NOT NULL))
        FROM conversations AS c JOIN organizations AS o ON o.id = c.organization_id
        WHERE c.organization_id = ?1 AND c.id = ?2";
    let usual = u32::from(REPLY_MAIL_MINUTES_USUAL);
    let db = database(env, organization)?;
    let row = first(statement!(&db, query, &organization, &id, &widget, address_hash, usual)).await?;
    Ok(row.map(|mut row| ReplySetting {
        name: row.text(0),
        timezone: row.text(1),
        origin: row.optional(2),
        minutes: row.number(3),
        language: row.optional(4),
        widget_key: row.optional(5),
        is_refused: row.integer(6) != 0,
        is_user: row.integer(7) != 0,
    }))
}

/// Was a mail of this id written down?
pub async fn is_there(env: &Env, organization: OrganizationId, id: Uuid) -> Result<bool> {
    let query = "SELECT 1 FROM mails WHERE organization_id = ? AND id = ?";
    Ok(first(statement!(&database(env, organization)?, query, &organization, &id)).await?.is_some())
}

/// This address gets no more mail about answers.
pub async fn refuse(env: &Env, organization: OrganizationId, address_hash: &str, now: Timestamp) -> Result<()> {
    let query = "INSERT INTO mail_refusals (organization_id, address_hash, created_at)
        SELECT id, ?, ? FROM organizations WHERE id = ? ON CONFLICT (organization_id, address_hash) DO NOTHING";
    let db = &database(env, organization)?;
    batch(db, vec![statement!(db, query, address_hash, now, &organization)]).await
}

/// This agent gets no more mail about people who wait.
pub async fn stop_waiting(env: &Env, organization: OrganizationId, agent: AgentId) -> Result<()> {
    let query = "UPDATE memberships SET waiting_mail = 'off' WHERE organization_id = ? AND agent_id = ?";
    let db = &database(env, organization)?;
    batch(db, vec![statement!(db, query, &organization, &agent)]).await
}

pub struct Due {
    pub organization: OrganizationId,
    pub id: MailId,
    pub mail: Mail,
    /// Attempts that came to nothing.
    pub failures: u32,
}

/// Some of those that are due, which are nobody else's for a while.
pub async fn take_due(env: &Env, now: Timestamp) -> Result<Vec<Due>> {
    let query = "UPDATE mails SET next_attempt_at = ?1
        WHERE id IN (SELECT id FROM mails WHERE next_attempt_at <= ?2 ORDER BY next_attempt_at LIMIT ?3)
        RETURNING kind, recipient, subject, text, html, conversation_id, unsubscribe, reply_to,
            organization_id, id, attempts";
    let mut due = Vec::new();
    for mut row in all(statement!(&directory(env)?, query, now.plus(LEASE), now, AT_ONCE)).await? {
        due.push(Due { organization: row.id(8)?, id: row.id(9)?, mail: mail_in(&mut row), failures: row.number(10) });
    }
    Ok(due)
}

fn mail_in(row: &mut Row) -> Mail {
    Mail {
        kind: row.text(0),
        to: row.text(1),
        subject: row.text(2),
        text: row.text(3),
        html: row.text(4),
        conversation: row.optional_id(5),
        tells_of: Vec::new(),
        unsubscribe: row.optional(6),
        reply_to: row.optional(7),
    }
}

/// All that were sent, or are to be, about these conversations.
pub async fn about(env: &Env, organization: OrganizationId, ids: &[ConversationId]) -> Result<Vec<ExportedMail>> {
    let query = "SELECT conversation_id, kind, recipient, subject, created_at, sent_at FROM mails
        WHERE organization_id = ? AND conversation_id IN (SELECT value FROM json_each(?)) ORDER BY created_at, id";
    let (db, ids) = (database(env, organization)?, json::write(&ids));
    each(all(statement!(&db, query, &organization, &*ids)).await?, |mut row| {
        Ok(ExportedMail {
            conversation_id: row.id(0)?,
            kind: row.text(1),
            recipient: row.text(2),
            subject: row.text(3),
            created_at: row.time(4),
            sent_at: row.optional_integer(5).map(Timestamp::from_millis),
        })
    })
}

/// One that still says something: for the developer, on a laptop.
pub async fn one(env: &Env, id: MailId) -> Result<Option<(Mail, Timestamp)>> {
    let query = "SELECT kind, recipient, subject, text, html, conversation_id, unsubscribe, reply_to, created_at
        FROM mails WHERE id = ? AND text IS NOT NULL";
    let row = first(statement!(&directory(env)?, query, &id)).await?;
    Ok(row.map(|mut row| (mail_in(&mut row), row.time(8))))
}

/// What was not sent yet and tells of this conversation too goes, and who was to get it is told anew of the others.
pub fn untold(
    db: &D1Database,
    organization: OrganizationId,
    id: ConversationId,
    now: Timestamp,
) -> [Result<D1PreparedStatement>; 2] {
    let told =
        "organization_id = ?1 AND tells_of IS NOT NULL AND EXISTS (SELECT 1 FROM json_each(tells_of) WHERE value = ?2)";
    let again = format!(
        "UPDATE memberships SET waiting_mailed_at = ?3 WHERE organization_id = ?1
            AND agent_id IN (SELECT id FROM agents WHERE email IN (SELECT recipient FROM mails WHERE {told}))"
    );
    let gone = format!("DELETE FROM mails WHERE {told}");
    // Not 0: the next mail is known by when the last one was.
    let long_ago = now.plus(-waiting::LONGEST);
    [statement!(db, &*again, &organization, &id, long_ago), statement!(db, &*gone, &organization, &id)]
}

/// That they were sent is of no use to anybody after a while.
pub async fn forget_old(env: &Env, now: Timestamp) -> Result<()> {
    let query = "DELETE FROM mails WHERE created_at < ? AND next_attempt_at IS NULL";
    let db = &directory(env)?;
    batch(db, vec![statement!(db, query, now.plus(-KEPT))]).await
}

/// The newest of all organizations: for the developer, on a laptop.
pub fn latest(db: &D1Database) -> Result<D1PreparedStatement> {
    statement!(db, "SELECT id, recipient, subject, text FROM mails ORDER BY created_at DESC LIMIT 100")
}

/// The same as JSON.
pub fn newest(db: &D1Database) -> Result<D1PreparedStatement> {
    let query = "SELECT json_object('id', id, 'to', recipient, 'kind', kind, 'subject', subject, 'text', text,
            'html', html, 'error', error, 'unsubscribe', unsubscribe, 'reply_to', reply_to,
            'created_at', strftime('%Y-%m-%dT%H:%M:%fZ', created_at / 1000.0, 'unixepoch'))
        FROM mails ORDER BY created_at DESC LIMIT 100";
    statement!(db, query)
}
