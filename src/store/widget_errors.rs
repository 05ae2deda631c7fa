//! Errors of the widget in visitors' browsers, and of the dashboard in agents', counted by day.

use worker::{D1Database, D1PreparedStatement, Env};

use super::{Result, all, batch, database, each, statement};
use crate::{
    domain::widget_error::{KEPT_DAYS, MOST_KINDS},
    platform::json,
    protocol::{OrganizationId, Timestamp, WidgetId, widget_error::WidgetError},
};

/// Counts them, without a widget as the dashboard's. A day that has too many different ones counts the rest by their codes only.
///
/// # Errors
/// When the database fails, as for all below.
pub async fn count(
    env: &Env,
    organization: OrganizationId,
    widget: Option<WidgetId>,
    errors: &[WidgetError],
    now: Timestamp,
) -> Result<()> {
    let db = database(env, organization)?;
    let query = "INSERT INTO widget_errors
            (organization_id, day, widget_id, code, build, part, detail, count, last_at)
        SELECT ?1, today, ?2, ?3, IIF(room, ?4, ''), IIF(room, ?5, ''), IIF(room, ?6, ''), 1, ?7
        FROM (SELECT today, ?8 > (SELECT COUNT(*) FROM (SELECT 1 FROM widget_errors
                WHERE organization_id = ?1 AND day = today AND widget_id = ?2 LIMIT ?8))
            OR EXISTS (SELECT 1 FROM widget_errors WHERE organization_id = ?1 AND day = today AND widget_id = ?2
                AND code = ?3 AND build = ?4 AND part = ?5 AND detail = ?6) AS room
            FROM (SELECT date(?7 / 1000.0, 'unixepoch') AS today)) WHERE true
        ON CONFLICT (organization_id, day, widget_id, code, build, part, detail)
            DO UPDATE SET count = count + 1, last_at = MAX(last_at, excluded.last_at)";
    let widget = widget.map(|widget| widget.to_string()).unwrap_or_default();
    let mut statements = Vec::new();
    for WidgetError { build, part, code, detail } in errors {
        let (build, part, code) = (&**build, &**part, &**code);
        let detail = detail.as_deref().unwrap_or_default();
        statements.push(statement!(&db, query, &organization, &*widget, code, build, part, detail, now, MOST_KINDS));
    }
    batch(&db, statements).await
}

/// The latest day first, today being one of the days.
pub async fn list(
    env: &Env,
    organization: OrganizationId,
    now: Timestamp,
    days: u32,
    most: u32,
) -> Result<Vec<json::Raw>> {
    let query =
        "SELECT json_object('day', day, 'widget_id', NULLIF(widget_id, ''), 'build', build, 'part', part, 'code', code,
            'detail', detail, 'count', count, 'last_at', strftime('%Y-%m-%dT%H:%M:%fZ', last_at / 1000.0, 'unixepoch'))
        FROM widget_errors WHERE organization_id = ? AND day > date(? / 1000.0, 'unixepoch', '-' || ? || ' days')
        ORDER BY day DESC, widget_id DESC LIMIT ?";
    let rows = all(statement!(&database(env, organization)?, query, &organization, now, days, most)).await?;
    each(rows, |mut row| Ok(json::raw(row.text(0))?))
}

/// What is old.
pub(super) fn forgotten(db: &D1Database, now: Timestamp) -> Result<D1PreparedStatement> {
    let query = "DELETE FROM widget_errors WHERE day <= date(? / 1000.0, 'unixepoch', '-' || ? || ' days')";
    statement!(db, query, now, KEPT_DAYS)
}
