//! Widget customers.

use worker::Env;

use super::{Result, batch, database, document, first, is_conflict, statement};
use crate::{
    domain::{customer, token::Session},
    platform::{Error, sql::Row},
    protocol::{
        CustomerId, OrganizationId, Timestamp,
        conversation::{Fields, WidgetCustomer},
        visitor::{CustomerData, Event},
    },
};

/// A customer, and who the site says they are.
#[derive(Clone, Debug)]
pub struct KnownCustomer {
    pub customer: WidgetCustomer,
    pub user_id: Option<String>,
    /// All that was theirs is another's now.
    pub is_merged: bool,
}

impl KnownCustomer {
    /// Nobody becomes this customer by a visitor id alone.
    pub fn is_protected(&self) -> bool {
        self.user_id.is_some() || self.is_merged
    }
}

/// A row of `COLUMNS`.
pub(super) fn known(row: &mut Row) -> Result<KnownCustomer> {
    let id: CustomerId = row.id(0)?;
    let full_name = row.optional(5);
    let customer = WidgetCustomer {
        id,
        visitor_id: row.text(1),
        display_name: customer::display_name(id, full_name.as_deref()),
        full_name,
        email: row.optional(6),
        phone: row.optional(7),
        custom_fields: document(&row.text(8))?,
        customer_id: row.optional_id(2),
        first_seen_at: row.time(9),
        last_seen_at: row.time(10),
    };
    Ok(KnownCustomer { customer, user_id: row.optional(3), is_merged: row.optional(4).is_some() })
}

fn customer_of(row: Option<Row>) -> Result<Option<WidgetCustomer>> {
    row.map(|mut row| Ok(known(&mut row)?.customer)).transpose()
}

pub(super) const COLUMNS: &str =
    "id, visitor_id, customer_id, user_id, merged_into, full_name, email, phone, custom_fields,
    first_seen_at, last_seen_at";

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
) -> Result<KnownCustomer> {
    let query = format!(
        "INSERT INTO widget_customers (id, organization_id, visitor_id, first_seen_at, last_seen_at)
         VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (organization_id, visitor_id) DO UPDATE SET last_seen_at = excluded.last_seen_at
         RETURNING {COLUMNS}"
    );
    let db = database(env, organization)?;
    let row = first(statement!(&db, &*query, &new, &organization, visitor_id, now, now)).await?;
    known(&mut row.ok_or_else(|| Error::fault("no customer came back"))?)
}

/// More than this is not kept of one customer's fields.
const MOST_FIELD_BYTES: u32 = 16 * 1024;

/// What is said about somebody. `None` keeps what is known; fields are added to those that there are.
pub async fn describe(
    env: &Env,
    organization: OrganizationId,
    id: CustomerId,
    data: &CustomerData,
    fields: &Fields,
) -> Result<Option<WidgetCustomer>> {
    let query = format!(
        "UPDATE widget_customers SET full_name = COALESCE(?1, full_name), email = COALESCE(?2, email),
            phone = COALESCE(?3, phone), custom_fields = CASE
                WHEN LENGTH(json_patch(custom_fields, ?4)) <= ?5 THEN json_patch(custom_fields, ?4)
                ELSE custom_fields END
        WHERE organization_id = ?6 AND id = ?7 RETURNING {COLUMNS}"
    );
    let db = database(env, organization)?;
    let (name, email, phone) = (data.name.as_deref(), data.email.as_deref(), data.phone.as_deref());
    let fields = serde_json::to_string(fields)?;
    let statement = statement!(&db, &*query, name, email, phone, &*fields, MOST_FIELD_BYTES, &organization, &id);
    let row = first(statement).await?;
    customer_of(row)
}

/// Who the site knows by this id.
pub async fn by_user(env: &Env, organization: OrganizationId, user: &str) -> Result<Option<WidgetCustomer>> {
    let query = format!("SELECT {COLUMNS} FROM widget_customers WHERE organization_id = ? AND user_id = ?");
    let row = first(statement!(&database(env, organization)?, &*query, &organization, user)).await?;
    customer_of(row)
}

/// An anonymous customer turns out to be this user. `None`: they are somebody already, or somebody else is.
pub async fn claim(
    env: &Env,
    organization: OrganizationId,
    id: CustomerId,
    user: &str,
) -> Result<Option<WidgetCustomer>> {
    let query = format!(
        "UPDATE widget_customers SET user_id = ? WHERE organization_id = ? AND id = ? AND user_id IS NULL
            AND merged_into IS NULL RETURNING {COLUMNS}"
    );
    let db = database(env, organization)?;
    match first(statement!(&db, &*query, user, &organization, &id)).await {
        Err(error) if is_conflict(&error) => Ok(None),
        row => customer_of(row?),
    }
}

/// All that D1 has of one customer is another's from now on; what was said about the first is kept where the other's
/// server said nothing.
pub async fn merge(env: &Env, organization: OrganizationId, from: CustomerId, into: CustomerId) -> Result<()> {
    let db = &database(env, organization)?;
    let moved = |table: &str| {
        let query =
            format!("UPDATE {table} SET widget_customer_id = ? WHERE organization_id = ? AND widget_customer_id = ?");
        statement!(db, &*query, &into, &organization, &from)
    };
    let filled = "UPDATE widget_customers SET
            full_name = COALESCE(full_name, (SELECT full_name FROM widget_customers WHERE organization_id = ?1 AND id = ?2)),
            email = COALESCE(email, (SELECT email FROM widget_customers WHERE organization_id = ?1 AND id = ?2)),
            phone = COALESCE(phone, (SELECT phone FROM widget_customers WHERE organization_id = ?1 AND id = ?2)),
            custom_fields = json_patch(
                (SELECT custom_fields FROM widget_customers WHERE organization_id = ?1 AND id = ?2), custom_fields),
            first_seen_at = MIN(first_seen_at,
                (SELECT first_seen_at FROM widget_customers WHERE organization_id = ?1 AND id = ?2))
        WHERE organization_id = ?1 AND id = ?3";
    let emptied = "UPDATE widget_customers SET merged_into = ?, full_name = NULL, email = NULL, phone = NULL,
            custom_fields = '{}' WHERE organization_id = ? AND id = ?";
    let statements = vec![
        statement!(db, filled, &organization, &from, &into),
        statement!(
            db,
            "UPDATE attachments SET uploader_id = ? WHERE organization_id = ? AND uploader_id = ? AND conversation_id IS NULL",
            &into,
            &organization,
            &from
        ),
        moved("events"),
        moved("conversations"),
        moved("widget_sessions"),
        statement!(db, emptied, &into, &organization, &from),
    ];
    batch(db, statements).await
}

/// Pages and events of a visitor, by one statement.
pub async fn track(env: &Env, organization: OrganizationId, session: &Session, events: &[Event]) -> Result<()> {
    let db = &database(env, organization)?;
    let query = "INSERT INTO events
            (id, organization_id, widget_customer_id, session_id, name, url, title, data, created_at)
        SELECT value ->> 'id', ?, ?, ?, value ->> 'name', value ->> 'url', value ->> 'title', NULLIF(value -> 'data', 'null'), value ->> 'at'
        FROM json_each(?)";
    let events = serde_json::to_string(events)?;
    batch(db, vec![statement!(db, query, &organization, &session.customer, &session.id, &*events)]).await
}
