//! Where customers came from and what they did, for agents.

use worker::Env;

use super::{
    Result, all,
    customers::{MAX_SAFE, VISIT, visit_of},
    database, each, first, statement,
};
use crate::{
    domain::cursor::Cursor,
    platform::{json, sql::Row},
    protocol::{
        CustomerId, OrganizationId, Timestamp,
        customer::{TrackedEventInfo, VisitInfo},
    },
};

/// A customer's latest sessions.
///
/// # Errors
/// When the database fails, as for all below.
pub async fn visits(env: &Env, organization: OrganizationId, id: CustomerId, limit: u32) -> Result<Vec<VisitInfo>> {
    let query = format!(
        "SELECT {VISIT} FROM widget_sessions WHERE organization_id = ? AND widget_customer_id = ?
        ORDER BY last_seen_at DESC LIMIT ?"
    );
    let rows = all(statement!(&database(env, organization)?, &*query, &organization, &id, limit)).await?;
    Ok(rows.into_iter().map(|mut row| visit_of(&mut row)).collect())
}

pub async fn all_visits(env: &Env, organization: OrganizationId, id: CustomerId) -> Result<Vec<VisitInfo>> {
    visits(env, organization, id, u32::MAX).await
}

/// What a customer did, the newest first; `before` is where the last page ended.
pub async fn events(
    env: &Env,
    organization: OrganizationId,
    id: CustomerId,
    before: Option<Cursor>,
    limit: u32,
) -> Result<Vec<TrackedEventInfo>> {
    let query = "SELECT id, name, url, title, data, created_at FROM events
        WHERE organization_id = ? AND widget_customer_id = ? AND (created_at, id) < (?, ?)
        ORDER BY created_at DESC, id DESC LIMIT ?";
    let start = || (Timestamp::from_millis(MAX_SAFE), String::new());
    let (at, last) = before.map_or_else(start, |cursor| (cursor.updated_at, cursor.id.to_string()));
    let rows = all(statement!(&database(env, organization)?, query, &organization, &id, at, &last, limit)).await?;
    each(rows, event)
}

/// All of it, in order.
pub async fn all_events(env: &Env, organization: OrganizationId, id: CustomerId) -> Result<Vec<TrackedEventInfo>> {
    let query = "SELECT id, name, url, title, data, created_at FROM events
        WHERE organization_id = ? AND widget_customer_id = ? ORDER BY created_at";
    each(all(statement!(&database(env, organization)?, query, &organization, &id)).await?, event)
}

fn event(mut row: Row) -> Result<TrackedEventInfo> {
    Ok(TrackedEventInfo {
        id: row.id(0)?,
        name: row.text(1),
        url: row.optional(2),
        title: row.optional(3),
        data: row.optional(4).map(json::raw).transpose()?,
        at: row.time(5),
    })
}

/// By which a picture may be looked for, if it is known and the organization wants that. `None`: there is no such customer.
pub async fn email_of_picture(
    env: &Env,
    organization: OrganizationId,
    id: CustomerId,
) -> Result<Option<Option<String>>> {
    let query = "SELECT iif(json_extract(o.settings, '$.gravatar') IS NOT 0, w.email, NULL)
        FROM widget_customers AS w JOIN organizations AS o ON o.id = w.organization_id
        WHERE w.organization_id = ? AND w.id = ? AND w.merged_into IS NULL";
    let row = first(statement!(&database(env, organization)?, query, &organization, &id)).await?;
    Ok(row.map(|mut row| row.optional(0)))
}
