//! Widget customers and their sessions.

use serde::Deserialize;
use worker::Env;

use super::{Result, batch, database, document, first, statement};
use crate::{
    domain::{customer, token::Session},
    protocol::{
        CustomerId, OrganizationId, Timestamp,
        conversation::WidgetCustomer,
        visitor::{CustomerData, Page},
    },
};

#[derive(Debug, Deserialize)]
struct Row {
    id: CustomerId,
    visitor_id: String,
    customer_id: Option<CustomerId>,
    full_name: Option<String>,
    email: Option<String>,
    phone: Option<String>,
    custom_fields: String,
    first_seen_at: i64,
    last_seen_at: i64,
}

impl Row {
    fn customer(self) -> Result<WidgetCustomer> {
        Ok(WidgetCustomer {
            display_name: customer::display_name(self.id, self.full_name.as_deref()),
            id: self.id,
            visitor_id: self.visitor_id,
            full_name: self.full_name,
            email: self.email,
            phone: self.phone,
            custom_fields: document(&self.custom_fields)?,
            customer_id: self.customer_id,
            first_seen_at: Timestamp::from_millis(self.first_seen_at),
            last_seen_at: Timestamp::from_millis(self.last_seen_at),
        })
    }
}

const COLUMNS: &str =
    "id, visitor_id, customer_id, full_name, email, phone, custom_fields, first_seen_at, last_seen_at";

/// The customer of this `visitor_id`, made now if there is none; seen now in either case.
///
/// # Errors
/// When the database fails, as for all below.
pub async fn seen(
    env: &Env,
    organization: OrganizationId,
    new: CustomerId,
    visitor_id: &str,
    now: Timestamp,
) -> Result<WidgetCustomer> {
    let query = format!(
        "INSERT INTO widget_customers (id, organization_id, visitor_id, first_seen_at, last_seen_at)
         VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (organization_id, visitor_id) DO UPDATE SET last_seen_at = excluded.last_seen_at
         RETURNING {COLUMNS}"
    );
    let db = database(env, organization)?;
    let row: Option<Row> = first(statement!(&db, &*query, &new, &organization, visitor_id, now, now)).await?;
    row.ok_or_else(|| crate::platform::Error::fault("no customer came back"))?.customer()
}

/// What the visitor says about themselves. `None` keeps what is known.
pub async fn describe(
    env: &Env,
    organization: OrganizationId,
    id: CustomerId,
    data: &CustomerData,
) -> Result<Option<WidgetCustomer>> {
    let query = format!(
        "UPDATE widget_customers SET full_name = COALESCE(?, full_name), email = COALESCE(?, email),
         phone = COALESCE(?, phone) WHERE organization_id = ? AND id = ? RETURNING {COLUMNS}"
    );
    let db = database(env, organization)?;
    let (name, email, phone) = (data.name.as_deref(), data.email.as_deref(), data.phone.as_deref());
    let row: Option<Row> = first(statement!(&db, &*query, name, email, phone, &organization, &id)).await?;
    row.map(Row::customer).transpose()
}

/// The customer of a session that is not revoked.
pub async fn of_session(env: &Env, organization: OrganizationId, session: &Session) -> Result<Option<WidgetCustomer>> {
    let query = "SELECT c.id, c.visitor_id, c.customer_id, c.full_name, c.email, c.phone, c.custom_fields,
            c.first_seen_at, c.last_seen_at
        FROM widget_sessions s JOIN widget_customers c ON c.id = s.widget_customer_id
        WHERE s.id = ? AND s.organization_id = ? AND s.widget_customer_id = ? AND s.revoked_at IS NULL";
    let db = database(env, organization)?;
    let row: Option<Row> = first(statement!(&db, query, &session.id, &organization, &session.customer)).await?;
    row.map(Row::customer).transpose()
}

/// Where a session starts.
pub struct Visit<'a> {
    pub page: &'a Page,
    pub language: Option<&'a str>,
    pub country: Option<&'a str>,
    pub city: Option<&'a str>,
}

/// Starts a session, or slides the one that goes on.
pub async fn start_session(
    env: &Env,
    organization: OrganizationId,
    session: &Session,
    visit: &Visit<'_>,
    now: Timestamp,
) -> Result<()> {
    let db = &database(env, organization)?;
    let query =
        "INSERT INTO widget_sessions (id, organization_id, widget_id, widget_customer_id, referrer, url, language,
            country, city, created_at, last_seen_at, expires_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET last_seen_at = excluded.last_seen_at, expires_at = excluded.expires_at,
            url = excluded.url";
    let statement = statement!(
        db,
        query,
        &session.id,
        &organization,
        &session.widget,
        &session.customer,
        visit.page.referrer.as_deref(),
        visit.page.url.as_deref(),
        visit.language,
        visit.country,
        visit.city,
        now,
        now,
        session.expires_at,
    );
    batch(db, vec![statement]).await
}
