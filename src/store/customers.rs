//! Widget customers as agents see them: lists, and what is known of one.

use worker::Env;

use super::{
    Result, all, database, each, first, statement,
    visitors::{COLUMNS, KnownCustomer, known},
};
use crate::{
    domain::cursor::Cursor,
    platform::{
        json,
        sql::{Row, Value},
    },
    protocol::{
        CustomerId, OrganizationId, Timestamp,
        conversation::WidgetCustomer,
        customer::{Customer, VisitInfo},
    },
};

/// After the columns of a customer: how many conversations there are, and the latest visit.
fn for_agents(mut row: Row) -> Result<Customer> {
    let KnownCustomer { customer, user_id, .. } = known(&mut row)?;
    let total_conversations = row.number(11);
    let mut visit = Row(row.0.split_off(12));
    let last_visit = visit.0.last().is_some_and(|last| *last != Value::Null).then(|| visit_of(&mut visit));
    Ok(Customer { known: customer, user_id, total_conversations, last_visit })
}

pub(super) const VISIT: &str =
    "url, referrer, language, country, city, timezone, device, browser, os, ip, created_at, last_seen_at, expires_at";

pub(super) fn visit_of(row: &mut Row) -> VisitInfo {
    VisitInfo {
        url: row.optional(0),
        referrer: row.optional(1),
        language: row.optional(2),
        country: row.optional(3),
        city: row.optional(4),
        timezone: row.optional(5),
        device: row.optional(6),
        browser: row.optional(7),
        os: row.optional(8),
        ip: row.optional(9),
        created_at: row.time(10),
        last_seen_at: row.time(11),
        expires_at: row.time(12),
    }
}

/// The customer's columns, and what agents want to know beside.
fn select(condition: &str) -> String {
    let own = COLUMNS.split(',').map(|column| format!("w.{}", column.trim())).collect::<Vec<_>>().join(", ");
    let visit = VISIT.split(',').map(|column| format!("s.{}", column.trim())).collect::<Vec<_>>().join(", ");
    format!(
        "SELECT {own}, (SELECT COUNT(*) FROM conversations AS c
                WHERE c.organization_id = w.organization_id AND c.widget_customer_id = w.id), {visit}
        FROM widget_customers AS w
        LEFT JOIN widget_sessions AS s ON s.id = (SELECT id FROM widget_sessions AS latest
            WHERE latest.organization_id = w.organization_id AND latest.widget_customer_id = w.id
            ORDER BY latest.last_seen_at DESC LIMIT 1)
        WHERE {condition}"
    )
}

/// The largest time that JavaScript's numbers hold.
pub(super) const MAX_SAFE: i64 = i64::MAX >> 11;

/// Whoever was here last comes first; `before` is where the last page ended.
///
/// # Errors
/// When the database fails, as for all below.
pub async fn page(
    env: &Env,
    organization: OrganizationId,
    before: Option<(Timestamp, CustomerId)>,
    limit: u32,
) -> Result<Vec<Customer>> {
    let query = select(
        "w.organization_id = ? AND (w.last_seen_at, w.id) < (?, ?) AND w.merged_into IS NULL
        ORDER BY w.last_seen_at DESC, w.id DESC LIMIT ?",
    );
    let start = || (Timestamp::from_millis(MAX_SAFE), String::new());
    let (at, id) = before.map_or_else(start, |(at, id)| (at, id.to_string()));
    let db = database(env, organization)?;
    let rows = all(statement!(&db, &*query, &organization, at, &id, limit)).await?;
    each(rows, for_agents)
}

pub async fn one(env: &Env, organization: OrganizationId, id: CustomerId) -> Result<Option<Customer>> {
    let query = select("w.organization_id = ? AND w.id = ? AND w.merged_into IS NULL");
    let row = first(statement!(&database(env, organization)?, &*query, &organization, &id)).await?;
    row.map(for_agents).transpose()
}

/// Sets what was changed, and nothing else: somebody may be changing other things at the same time. Gives what there is
/// then; whoever is registered stays so under the first id.
pub async fn save(
    env: &Env,
    organization: OrganizationId,
    before: &WidgetCustomer,
    changed: &WidgetCustomer,
) -> Result<Option<WidgetCustomer>> {
    let db = database(env, organization)?;
    let query = format!(
        "UPDATE widget_customers SET
            full_name = CASE WHEN ?1 THEN ?2 ELSE full_name END, email = CASE WHEN ?3 THEN ?4 ELSE email END,
            phone = CASE WHEN ?5 THEN ?6 ELSE phone END,
            custom_fields = CASE WHEN ?7 THEN ?8 ELSE custom_fields END, customer_id = COALESCE(customer_id, ?9)
        WHERE organization_id = ?10 AND id = ?11 RETURNING {COLUMNS}"
    );
    let fields = json::write(&changed.custom_fields);
    let statement = statement!(
        &db,
        &*query,
        u32::from(changed.full_name != before.full_name),
        changed.full_name.as_deref(),
        u32::from(changed.email != before.email),
        changed.email.as_deref(),
        u32::from(changed.phone != before.phone),
        changed.phone.as_deref(),
        u32::from(changed.custom_fields != before.custom_fields),
        &*fields,
        changed.customer_id.as_ref(),
        &organization,
        &changed.id,
    );
    let row = first(statement).await?;
    row.map(|mut row| Ok(known(&mut row)?.customer)).transpose()
}

/// Where a page that ends with it goes on, as text.
#[must_use]
pub fn cursor(customer: &Customer) -> String {
    let customer = &customer.known;
    Cursor { updated_at: customer.last_seen_at, id: customer.id.0.into() }.to_string()
}
