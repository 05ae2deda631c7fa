//! Widget customers as visitors know themselves.

use worker::Env;

use super::{Result, database, document, first, statement};
use crate::{
    domain::customer,
    json,
    platform::{Error, sql::Row},
    protocol::{
        CustomerId, OrganizationId, Timestamp,
        conversation::{Fields, WidgetCustomer},
        visitor::CustomerData,
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

pub(super) fn customer_of(row: Option<Row>) -> Result<Option<WidgetCustomer>> {
    row.map(|mut row| Ok(known(&mut row)?.customer)).transpose()
}

pub(super) const COLUMNS: &str =
    "id, visitor_id, customer_id, user_id, merged_into, full_name, email, phone, custom_fields,
    first_seen_at, last_seen_at";

/// The customer of this `visitor_id`, seen now.
///
/// # Errors
/// When the database fails, as for all below.
pub async fn seen(
    env: &Env,
    organization: OrganizationId,
    visitor_id: &str,
    now: Timestamp,
) -> Result<Option<KnownCustomer>> {
    let query = format!(
        "UPDATE widget_customers SET last_seen_at = ? WHERE organization_id = ? AND visitor_id = ? RETURNING {COLUMNS}"
    );
    let row = first(statement!(&database(env, organization)?, &*query, now, &organization, visitor_id)).await?;
    row.map(|mut row| known(&mut row)).transpose()
}

/// The customer of this id, seen now.
pub async fn seen_again(
    env: &Env,
    organization: OrganizationId,
    id: CustomerId,
    now: Timestamp,
) -> Result<Option<KnownCustomer>> {
    let query = format!(
        "UPDATE widget_customers SET last_seen_at = ? WHERE organization_id = ? AND id = ? RETURNING {COLUMNS}"
    );
    let row = first(statement!(&database(env, organization)?, &*query, now, &organization, &id)).await?;
    row.map(|mut row| known(&mut row)).transpose()
}

/// The customer of a `visitor_id`, made now if there is none.
pub async fn make(
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

/// More than this is not kept of one customer's fields: of what a site's server signed, and of what anybody may say.
pub(super) const MOST_SIGNED_BYTES: u32 = 16 * 1024;
const MOST_UNSIGNED_BYTES: u32 = 4 * 1024;

/// What the site's server says about somebody. `None` keeps what is known; fields are added to those that there are.
pub async fn describe_signed(
    env: &Env,
    organization: OrganizationId,
    id: CustomerId,
    data: &CustomerData,
    fields: &Fields,
) -> Result<Option<WidgetCustomer>> {
    let query = format!(
        "UPDATE widget_customers SET full_name = COALESCE(?1, full_name), email = COALESCE(?2, email),
            phone = COALESCE(?3, phone), custom_fields = CASE
                WHEN OCTET_LENGTH(json_patch(custom_fields, ?4)) <= ?5 THEN json_patch(custom_fields, ?4)
                ELSE custom_fields END
        WHERE organization_id = ?6 AND id = ?7 RETURNING {COLUMNS}"
    );
    let db = database(env, organization)?;
    let (name, email, phone) = (data.name.as_deref(), data.email.as_deref(), data.phone.as_deref());
    let fields = json::write(fields);
    let statement = statement!(&db, &*query, name, email, phone, &*fields, MOST_SIGNED_BYTES, &organization, &id);
    customer_of(first(statement).await?)
}

/// What a visitor or their page says, of somebody anonymous only. It is noted that nobody has signed it.
pub async fn describe(
    env: &Env,
    organization: OrganizationId,
    id: CustomerId,
    data: &CustomerData,
    fields: &Fields,
) -> Result<Option<WidgetCustomer>> {
    let fits = "OCTET_LENGTH(json_patch(custom_fields, ?4)) <= ?5";
    let query = format!(
        "UPDATE widget_customers SET full_name = COALESCE(?1, full_name), email = COALESCE(?2, email),
            phone = COALESCE(?3, phone),
            custom_fields = CASE WHEN {fits} THEN json_patch(custom_fields, ?4) ELSE custom_fields END,
            unsigned = json_patch(unsigned, json_patch('{{}}', json_object('name', ?1, 'email', ?2, 'phone', ?3,
                'fields', CASE WHEN {fits} THEN json(?4) END)))
        WHERE organization_id = ?6 AND id = ?7 AND user_id IS NULL AND merged_into IS NULL RETURNING {COLUMNS}"
    );
    let db = database(env, organization)?;
    let (name, email, phone) = (data.name.as_deref(), data.email.as_deref(), data.phone.as_deref());
    let fields = json::write(fields);
    let statement = statement!(&db, &*query, name, email, phone, &*fields, MOST_UNSIGNED_BYTES, &organization, &id);
    customer_of(first(statement).await?)
}
