//! Visitors' sessions, and what is kept of their visits.

use worker::Env;

use super::{
    Result, all, batch, counted_batch, database, document, first, statement,
    visitors::{KnownCustomer, known},
};
use crate::{
    domain::{ended::Ended, token::Session},
    protocol::{
        CustomerId, OrganizationId, SessionId, Timestamp, WidgetId,
        visitor::{Event, Page},
    },
};

/// A session that goes on, and whose it is.
pub struct Standing {
    pub known: KnownCustomer,
    pub consented: bool,
    /// Other sessions of theirs that ended before their tokens do.
    pub ended: Vec<Ended>,
}

/// `None`: the session has ended, or is another's now.
///
/// # Errors
/// When the database fails, as for all below.
pub async fn standing(
    env: &Env,
    organization: OrganizationId,
    session: &Session,
    now: Timestamp,
) -> Result<Option<Standing>> {
    let query = "SELECT c.id, c.visitor_id, c.customer_id, c.user_id, c.merged_into, c.full_name, c.email, c.phone,
            c.custom_fields, c.first_seen_at, c.last_seen_at, s.consented,
            (SELECT json_group_array(json_array(e.id, e.expires_at)) FROM widget_sessions AS e
                WHERE e.organization_id = ?2 AND e.widget_customer_id = ?3 AND e.revoked_at IS NOT NULL
                AND e.expires_at > ?4)
        FROM widget_sessions s JOIN widget_customers c ON c.id = s.widget_customer_id
        WHERE s.id = ?1 AND s.organization_id = ?2 AND s.widget_customer_id = ?3 AND s.revoked_at IS NULL";
    let db = database(env, organization)?;
    let row = first(statement!(&db, query, &session.id, &organization, &session.customer, now)).await?;
    let Some(mut row) = row else { return Ok(None) };
    Ok(Some(Standing { known: known(&mut row)?, consented: row.integer(11) != 0, ended: document(&row.text(12))? }))
}

/// Sessions of a customer that ended before their tokens do: every room of theirs must know them.
pub async fn ended(
    env: &Env,
    organization: OrganizationId,
    customer: CustomerId,
    now: Timestamp,
) -> Result<Vec<Ended>> {
    let query = "SELECT id, expires_at FROM widget_sessions
        WHERE organization_id = ? AND widget_customer_id = ? AND revoked_at IS NOT NULL AND expires_at > ?";
    let rows = all(statement!(&database(env, organization)?, query, &organization, &customer, now)).await?;
    rows.into_iter().map(|row| Ok(Ended(row.id(0)?, row.integer(1)))).collect()
}

/// Its token is worth nothing where sessions and conversations start; rooms are told apart.
pub async fn revoke(env: &Env, organization: OrganizationId, id: SessionId, now: Timestamp) -> Result<()> {
    let db = &database(env, organization)?;
    let query = "UPDATE widget_sessions SET revoked_at = ? WHERE organization_id = ? AND id = ? AND revoked_at IS NULL";
    batch(db, vec![statement!(db, query, now, &organization, &id)]).await
}

/// The same for all that users opened on a widget. Says whose rooms are to be told.
pub async fn revoke_users(
    env: &Env,
    organization: OrganizationId,
    widget: WidgetId,
    now: Timestamp,
) -> Result<Vec<CustomerId>> {
    let query = "UPDATE widget_sessions SET revoked_at = ?1
        WHERE organization_id = ?2 AND widget_id = ?3 AND revoked_at IS NULL AND expires_at > ?1
            AND widget_customer_id IN
                (SELECT id FROM widget_customers WHERE organization_id = ?2 AND user_id IS NOT NULL)
        RETURNING widget_customer_id";
    let rows = all(statement!(&database(env, organization)?, query, now, &organization, &widget)).await?;
    let mut customers = Vec::new();
    for row in rows {
        let id = row.id(0)?;
        if !customers.contains(&id) {
            customers.push(id);
        }
    }
    Ok(customers)
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
    pub consented: bool,
}

/// Starts a session, or slides the one that goes on. False: the customer is not who they were when that was asked for, or
/// it has ended meanwhile.
pub async fn start(
    env: &Env,
    organization: OrganizationId,
    session: &Session,
    user: Option<&str>,
    visit: &Visit,
    now: Timestamp,
) -> Result<bool> {
    let db = &database(env, organization)?;
    let query =
        "INSERT INTO widget_sessions (id, organization_id, widget_id, widget_customer_id, referrer, url, language,
            country, city, device, browser, os, ip, consented, created_at, last_seen_at, expires_at)
        SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?15, ?16
        FROM widget_customers WHERE organization_id = ?2 AND id = ?4 AND user_id IS ?17 AND merged_into IS NULL
        ON CONFLICT (id) DO UPDATE SET last_seen_at = excluded.last_seen_at, expires_at = excluded.expires_at,
            url = excluded.url, country = excluded.country, city = excluded.city, ip = excluded.ip,
            consented = MAX(consented, excluded.consented)
            WHERE widget_sessions.revoked_at IS NULL";
    let started = statement!(
        db,
        query,
        &session.id,
        &organization,
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
        u32::from(visit.consented),
        now,
        session.expires_at,
        user,
    );
    let query =
        "UPDATE widget_customers SET last_seen_at = ?1 WHERE organization_id = ?2 AND id = ?3 AND last_seen_at < ?1";
    let seen = statement!(db, query, now, &organization, &session.customer);
    Ok(counted_batch(db, vec![started, seen]).await?[0] > 0)
}

/// Pages and events of a visitor, by one statement; nothing when their session ended meanwhile.
pub async fn track(env: &Env, organization: OrganizationId, session: &Session, events: &[Event]) -> Result<()> {
    let db = &database(env, organization)?;
    let query = "INSERT INTO events
            (id, organization_id, widget_customer_id, session_id, name, url, title, data, created_at)
        SELECT value ->> 'id', ?1, ?2, ?3, value ->> 'name', value ->> 'url', value ->> 'title', NULLIF(value -> 'data', 'null'), value ->> 'at'
        FROM json_each(?4) WHERE EXISTS (SELECT 1 FROM widget_sessions
            WHERE organization_id = ?1 AND id = ?3 AND widget_customer_id = ?2 AND revoked_at IS NULL)";
    let events = serde_json::to_string(events)?;
    batch(db, vec![statement!(db, query, &organization, &session.customer, &session.id, &*events)]).await
}

/// Sessions that ended a while ago, with the anonymous people who have no other and never wrote; and identities that
/// cannot be used again anyway.
pub async fn forget_ended(env: &Env, now: Timestamp) -> Result<()> {
    let (db, before) = (&super::directory(env)?, now.plus(-KEPT_AFTER_END));
    let gone = "SELECT c.organization_id, c.id FROM widget_customers AS c
        WHERE c.id IN (SELECT widget_customer_id FROM widget_sessions WHERE expires_at <= ?1)
            AND c.user_id IS NULL AND c.customer_id IS NULL AND c.merged_into IS NULL
            AND NOT EXISTS (SELECT 1 FROM conversations AS v
                WHERE v.organization_id = c.organization_id AND v.widget_customer_id = c.id)
            AND NOT EXISTS (SELECT 1 FROM widget_sessions AS s
                WHERE s.organization_id = c.organization_id AND s.widget_customer_id = c.id AND s.expires_at > ?1)";
    let events = format!("DELETE FROM events WHERE (organization_id, widget_customer_id) IN ({gone})");
    let customers = format!("DELETE FROM widget_customers WHERE (organization_id, id) IN ({gone})");
    let statements = vec![
        statement!(db, &*events, before),
        statement!(db, &*customers, before),
        statement!(db, "DELETE FROM widget_sessions WHERE expires_at <= ?", before),
        statement!(db, "DELETE FROM used_identities WHERE expires_at <= ?", before),
    ];
    batch(db, statements).await
}

/// A day: clocks differ.
const KEPT_AFTER_END: i64 = 24 * 3600 * 1000;
