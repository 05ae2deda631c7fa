//! Visitors' sessions, and what is kept of their visits.

use worker::{D1Database, D1PreparedStatement, Env};

use super::{
    Ran, Result, all, batch, conversations, database,
    departments::{self, Department},
    directory, document, each, first, reports, run, statement,
    visitors::{KnownCustomer, known},
    widget_errors,
    widgets::{self, Known},
};
use crate::{
    domain::{ended::Ended, report::figures::Counters, token::Session},
    json,
    platform::{Error, sql::Row},
    protocol::{
        CustomerId, OrganizationId, SessionId, Timestamp, WidgetId,
        conversation::{Conversation, DepartmentRef},
        span::DAY,
        visitor::{Event, Page},
    },
};

const CUSTOMER: &str = "c.id, c.visitor_id, c.customer_id, c.user_id, c.merged_into, c.full_name, c.email, c.phone,
    c.custom_fields, c.first_seen_at, c.last_seen_at";
/// Of a session: others of its customer that ended before their tokens do.
const ENDED: &str = "(SELECT json_group_array(json_array(e.id, e.expires_at)) FROM widget_sessions AS e
    WHERE e.organization_id = s.organization_id AND e.widget_customer_id = s.widget_customer_id
        AND e.revoked_at IS NOT NULL AND e.expires_at > ?1)";

/// A session that goes on, and whose it is.
pub struct Standing {
    pub known: KnownCustomer,
    pub consented: bool,
    /// Other sessions of theirs that ended before their tokens do.
    pub ended: Vec<Ended>,
    /// Conversations of theirs that are not closed; more than 20 are not counted.
    pub open: u32,
    pub language: Option<String>,
    /// All that the organization has.
    pub departments: Vec<DepartmentRef>,
}

/// The widget that a session was started on, and its customer while the session lasts.
///
/// # Errors
/// When the database fails, as for all below.
pub async fn with_widget(
    env: &Env,
    organization: OrganizationId,
    session: &Session,
    now: Timestamp,
) -> Result<Option<(Known, Option<Standing>)>> {
    let query = format!(
        "SELECT {}, {CUSTOMER}, s.consented, {ENDED}, (SELECT COUNT(*) FROM (SELECT 1 FROM conversations
                WHERE organization_id = ?4 AND widget_customer_id = ?3 AND status != 'closed' LIMIT 20)),
            s.language, (SELECT json_group_array(json_object('id', d.id, 'name', d.name)) FROM departments d
                WHERE d.organization_id = ?4)
        FROM widget_configs w JOIN organizations o ON o.id = w.organization_id
            LEFT JOIN widget_sessions s ON s.organization_id = w.organization_id AND s.id = ?2
                AND s.widget_customer_id = ?3 AND s.revoked_at IS NULL
            LEFT JOIN widget_customers c ON c.id = s.widget_customer_id
        WHERE w.organization_id = ?4 AND w.id = ?5",
        widgets::WIDGET
    );
    let db = database(env, organization)?;
    let statement = statement!(&db, &*query, now, &session.id, &session.customer, &organization, &session.widget);
    let Some(mut widget) = first(statement).await? else { return Ok(None) };
    let mut customer = Row(widget.0.split_off(widgets::WIDTH));
    let is_there = customer.optional_id::<uuid::Uuid>(0).is_some();
    let standing = if is_there { Some(standing(&mut customer)?) } else { None };
    Ok(Some((widgets::known(widget)?, standing)))
}

fn standing(row: &mut Row) -> Result<Standing> {
    let (ended, open) = (document(&row.text(12))?, row.number(13));
    let (language, departments) = (row.optional(14), document(&row.text(15))?);
    Ok(Standing { known: known(row)?, consented: row.integer(11) != 0, ended, open, language, departments })
}

/// Finds what of their sessions has ended while a session lasts.
pub(super) fn lasting(db: &D1Database, session: &Session, now: Timestamp) -> Result<D1PreparedStatement> {
    let query = format!(
        "SELECT {ENDED} AS ended FROM widget_sessions AS s
        WHERE s.organization_id = ?2 AND s.id = ?3 AND s.widget_customer_id = ?4 AND s.revoked_at IS NULL"
    );
    statement!(db, &*query, now, &session.organization, &session.id, &session.customer)
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
    each(rows, |row| Ok((row.id(0)?, row.integer(1))))
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
    pub timezone: Option<String>,
    pub device: Option<&'static str>,
    pub browser: Option<String>,
    pub os: Option<String>,
    pub address: Option<String>,
    pub consented: bool,
    /// The visitor opened the chat: what reports count.
    pub is_opened: bool,
}

/// What somebody sees who opens the chat.
pub struct Sight {
    pub departments: Vec<Department>,
    /// Their latest conversations.
    pub conversations: Vec<Conversation>,
    /// What reports count since the day that was asked for, if one was.
    pub lately: Counters,
}

/// Starts a session, or slides the one that goes on, and looks around; all in one call of the database. `None`: the customer
/// is not who they were when that was asked for, or it has ended meanwhile.
pub async fn open(
    env: &Env,
    session: &Session,
    user: Option<&str>,
    visit: &Visit,
    now: Timestamp,
    (latest, since): (u32, Option<&str>),
) -> Result<Option<Sight>> {
    let (db, organization) = (&database(env, session.organization)?, session.organization);
    let mut statements = vec![
        started(db, session, user, visit, now),
        departments::all_of(db, organization),
        conversations::latest_of(db, organization, session.customer, None, latest),
        seen(db, session, now),
    ];
    statements.extend(since.map(|day| reports::since(db, organization, day)));
    let ran = run(db, statements).await?;
    let [started, departments, conversations, _, lately @ ..] = ran.as_slice() else {
        return Err(Error::fault("a batch fell short"));
    };
    if started.rows_written() == 0 {
        return Ok(None);
    }
    Ok(Some(Sight {
        departments: departments::departments(departments.rows())?,
        conversations: conversations::for_visitors(conversations.rows())?,
        lately: reports::sum_of(lately.first().map(Ran::rows).unwrap_or_default())?,
    }))
}

fn started(
    db: &D1Database,
    session: &Session,
    user: Option<&str>,
    visit: &Visit,
    now: Timestamp,
) -> Result<D1PreparedStatement> {
    let query =
        "INSERT INTO widget_sessions (id, organization_id, widget_id, widget_customer_id, referrer, url, language,
            country, city, timezone, device, browser, os, ip, consented, created_at, last_seen_at, expires_at, opened_at)
        SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?16, ?17, ?19
        FROM widget_customers WHERE organization_id = ?2 AND id = ?4 AND user_id IS ?18 AND merged_into IS NULL
        ON CONFLICT (id) DO UPDATE SET last_seen_at = excluded.last_seen_at, expires_at = excluded.expires_at,
            url = excluded.url, country = excluded.country, city = excluded.city,
            timezone = excluded.timezone, ip = excluded.ip, consented = MAX(consented, excluded.consented),
            opened_at = COALESCE(opened_at, excluded.opened_at), referrer = COALESCE(referrer, excluded.referrer),
            language = COALESCE(excluded.language, language), device = COALESCE(excluded.device, device),
            browser = COALESCE(excluded.browser, browser), os = COALESCE(excluded.os, os)
            WHERE widget_sessions.revoked_at IS NULL";
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
        visit.timezone.as_deref(),
        visit.device,
        visit.browser.as_deref(),
        visit.os.as_deref(),
        visit.address.as_deref(),
        u32::from(visit.consented),
        now,
        session.expires_at,
        user,
        Some(now).filter(|_| visit.is_opened),
    )
}

fn seen(db: &D1Database, session: &Session, now: Timestamp) -> Result<D1PreparedStatement> {
    let query =
        "UPDATE widget_customers SET last_seen_at = ?1 WHERE organization_id = ?2 AND id = ?3 AND last_seen_at < ?1";
    statement!(db, query, now, &session.organization, &session.customer)
}

/// Pages and events of a visitor, by one statement; nothing when their session ended meanwhile.
pub async fn track(env: &Env, organization: OrganizationId, session: &Session, events: &[Event]) -> Result<()> {
    let db = &database(env, organization)?;
    let query = "INSERT INTO events
            (id, organization_id, widget_customer_id, session_id, name, url, title, data, created_at)
        SELECT value ->> 'id', ?1, ?2, ?3, value ->> 'name', value ->> 'url', value ->> 'title', NULLIF(value -> 'data', 'null'), value ->> 'at'
        FROM json_each(?4) WHERE EXISTS (SELECT 1 FROM widget_sessions
            WHERE organization_id = ?1 AND id = ?3 AND widget_customer_id = ?2 AND revoked_at IS NULL)";
    let events = json::write(&events);
    batch(db, vec![statement!(db, query, &organization, &session.customer, &session.id, &*events)]).await
}

/// Sessions that ended a while ago, with the anonymous people who have no other and never wrote; identities that cannot be
/// used again anyway; and old errors of the widget.
pub async fn forget_ended(env: &Env, now: Timestamp) -> Result<()> {
    let (db, before) = (&directory(env)?, now.plus(-KEPT_AFTER_END));
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
        widget_errors::forgotten(db, now),
    ];
    batch(db, statements).await
}

/// A day: clocks differ.
const KEPT_AFTER_END: i64 = DAY;
