//! Visitors' sessions.

use worker::{D1Database, D1PreparedStatement, Env};

use super::{
    Result, batch, conversations, database,
    departments::{self, Department},
    directory, first, run, statement,
    visitors::{KnownCustomer, known},
    widgets::{self, Known},
};
use crate::{
    domain::token::Session,
    platform::{Error, sql::Row},
    protocol::{OrganizationId, SessionId, Timestamp, conversation::Conversation, visitor::Page},
};

const CUSTOMER: &str = "c.id, c.visitor_id, c.customer_id, c.user_id, c.merged_into, c.full_name, c.email, c.phone,
    c.custom_fields, c.first_seen_at, c.last_seen_at";

/// The widget that a session was started on, and its customer while the session lasts.
///
/// # Errors
/// When the database fails, as for all below.
pub async fn with_widget(
    env: &Env,
    organization: OrganizationId,
    session: &Session,
) -> Result<Option<(Known, Option<KnownCustomer>)>> {
    let query = format!(
        "SELECT {}, {CUSTOMER} FROM widget_configs w JOIN organizations o ON o.id = w.organization_id
            LEFT JOIN widget_sessions s ON s.organization_id = w.organization_id AND s.id = ?
                AND s.widget_customer_id = ? AND s.revoked_at IS NULL
            LEFT JOIN widget_customers c ON c.id = s.widget_customer_id
        WHERE w.organization_id = ? AND w.id = ?",
        widgets::WIDGET
    );
    let db = database(env, organization)?;
    let statement = statement!(&db, &*query, &session.id, &session.customer, &organization, &session.widget);
    let Some(mut widget) = first(statement).await? else { return Ok(None) };
    let mut customer = Row(widget.0.split_off(widgets::WIDTH));
    let is_there = customer.optional_id::<uuid::Uuid>(0).is_some();
    let customer = if is_there { Some(known(&mut customer)?) } else { None };
    Ok(Some((widgets::known(widget)?, customer)))
}

/// Finds a row while a session lasts.
pub(super) fn lasting(db: &D1Database, session: &Session) -> Result<D1PreparedStatement> {
    let query = "SELECT id FROM widget_sessions
        WHERE organization_id = ? AND id = ? AND widget_customer_id = ? AND revoked_at IS NULL";
    statement!(db, query, &session.organization, &session.id, &session.customer)
}

/// Its token is worth nothing where sessions and conversations start; rooms are told apart.
pub async fn revoke(env: &Env, organization: OrganizationId, id: SessionId, now: Timestamp) -> Result<()> {
    let db = &database(env, organization)?;
    let query = "UPDATE widget_sessions SET revoked_at = ? WHERE organization_id = ? AND id = ? AND revoked_at IS NULL";
    batch(db, vec![statement!(db, query, now, &organization, &id)]).await
}

/// Where a session starts, as far as it may be kept.
#[derive(Default)]
pub struct Visit {
    pub page: Page,
    pub language: Option<String>,
    pub country: Option<String>,
    pub city: Option<String>,
    pub device: Option<&'static str>,
    pub browser: Option<String>,
    pub os: Option<String>,
    pub address: Option<String>,
}

/// What somebody sees who opens the chat.
pub struct Sight {
    pub departments: Vec<Department>,
    /// Their latest conversations.
    pub conversations: Vec<Conversation>,
}

/// Starts a session, or slides the one that goes on, and looks around; all in one call of the database.
pub async fn open(env: &Env, session: &Session, visit: &Visit, now: Timestamp, latest: u32) -> Result<Sight> {
    let (db, organization) = (&database(env, session.organization)?, session.organization);
    let statements = vec![
        started(db, session, visit, now),
        departments::all_of(db, organization),
        conversations::latest_of(db, organization, session.customer, latest),
    ];
    let ran = run(db, statements).await?;
    let [_, departments, conversations] = ran.as_slice() else { return Err(Error::fault("a batch fell short")) };
    Ok(Sight {
        departments: departments::departments(departments.rows())?,
        conversations: conversations::for_visitors(conversations.rows())?,
    })
}

fn started(db: &D1Database, session: &Session, visit: &Visit, now: Timestamp) -> Result<D1PreparedStatement> {
    let query =
        "INSERT INTO widget_sessions (id, organization_id, widget_id, widget_customer_id, referrer, url, language,
            country, city, device, browser, os, ip, created_at, last_seen_at, expires_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET last_seen_at = excluded.last_seen_at, expires_at = excluded.expires_at,
            url = excluded.url, country = excluded.country, city = excluded.city, ip = excluded.ip";
    statement!(
        db,
        query,
        &session.id,
        &session.organization,
        &session.widget,
        &session.customer,
        visit.page.referrer.as_deref(),
        visit.page.url.as_deref(),
        visit.language.as_deref(),
        visit.country.as_deref(),
        visit.city.as_deref(),
        visit.device,
        visit.browser.as_deref(),
        visit.os.as_deref(),
        visit.address.as_deref(),
        now,
        now,
        session.expires_at,
    )
}

/// A signed identity is good for once: false when it was used before, unless by this very session, whose answer may have
/// been lost.
pub async fn use_identity(
    env: &Env,
    organization: OrganizationId,
    once: &str,
    session: Option<SessionId>,
    expires_at: Timestamp,
) -> Result<bool> {
    let db = database(env, organization)?;
    let query = "INSERT INTO used_identities (organization_id, token_hash, session_id, expires_at) VALUES (?, ?, ?, ?)
        ON CONFLICT (organization_id, token_hash) DO UPDATE SET expires_at = excluded.expires_at
            WHERE session_id = excluded.session_id
        RETURNING expires_at";
    let statement = statement!(&db, query, &organization, once, session.as_ref(), expires_at);
    Ok(first(statement).await?.is_some())
}

/// Sessions that ended a while ago, and identities that cannot be used again anyway.
pub async fn forget_ended(env: &Env, now: Timestamp) -> Result<()> {
    let db = &directory(env)?;
    let statements = vec![
        statement!(db, "DELETE FROM widget_sessions WHERE expires_at <= ?", now.plus(-KEPT_AFTER_END)),
        statement!(db, "DELETE FROM used_identities WHERE expires_at <= ?", now.plus(-KEPT_AFTER_END)),
    ];
    batch(db, statements).await
}

/// A day: clocks differ.
const KEPT_AFTER_END: i64 = 24 * 3600 * 1000;
