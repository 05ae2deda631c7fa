//! What the operator watches, of all organizations. Each figure by an index, and of each so many rows and no more.

use worker::Env;

use super::{Ran, Result, all, directory, each, run, statement};
use crate::{
    domain::{
        mail,
        metrics::{MOST, OF_DATABASE},
    },
    protocol::{OrganizationId, Timestamp, span::DAY},
};

/// A session lives for so long after its visitor was seen last.
const SESSION: i64 = 30 * DAY;

/// In the order of `metrics::NAMES`.
///
/// # Errors
/// When the database fails, as for all below.
pub async fn figures(env: &Env, now: Timestamp) -> Result<[Option<i64>; OF_DATABASE]> {
    let query = "SELECT (SELECT COUNT(*) FROM (SELECT 1 FROM organizations LIMIT ?4)) AS organizations,
        (SELECT COUNT(*) FROM (SELECT 1 FROM organizations AS o CROSS JOIN conversations AS c
            ON c.organization_id = o.id AND c.status = 'waiting' LIMIT ?4)) AS waiting,
        (SELECT COUNT(*) FROM (SELECT 1 FROM organizations AS o CROSS JOIN conversations AS c
            ON c.organization_id = o.id AND c.status IN ('open', 'snoozed') LIMIT ?4)) AS open,
        (SELECT COUNT(*) FROM (SELECT 1 FROM widget_sessions WHERE expires_at > ?3 LIMIT ?4)) AS visitors,
        (SELECT COUNT(*) FROM (SELECT 1 FROM agent_sessions WHERE expires_at > ?1 LIMIT ?4)) AS agents,
        (SELECT COUNT(*) FROM (SELECT 1 FROM mails WHERE next_attempt_at > 0 LIMIT ?4)) AS mails,
        (SELECT MAX(0, (?1 - MIN(next_attempt_at)) / 1000) FROM mails WHERE next_attempt_at > 0) AS mails_late,
        (SELECT COUNT(*) FROM (SELECT 1 FROM mails WHERE created_at > ?5 AND (attempts > 0 OR created_at > ?2)
            AND sent_at IS NULL AND next_attempt_at IS NULL AND error IS NOT NULL LIMIT ?4)) AS mails_failed,
        (SELECT COUNT(*) FROM (SELECT 1 FROM webhook_deliveries WHERE next_attempt_at IS NOT NULL LIMIT ?4)) AS deliveries,
        (SELECT MAX(0, (?1 - MIN(next_attempt_at)) / 1000) FROM (SELECT next_attempt_at FROM webhook_deliveries
            WHERE next_attempt_at IS NOT NULL LIMIT ?4)) AS deliveries_late,
        (SELECT COUNT(*) FROM (SELECT 1 FROM webhooks WHERE failing_since > 0 AND enabled = 1 LIMIT ?4)) AS failing,
        (SELECT COUNT(*) FROM (SELECT 1 FROM erasures WHERE finished_at IS NULL LIMIT ?4)) AS erasures,
        (SELECT MAX(0, (?1 - MIN(started_at)) / 1000) FROM erasures WHERE finished_at IS NULL) AS erasures_late,
        (SELECT COALESCE(SUM(count), 0) FROM (SELECT count FROM widget_errors
            WHERE day = date(?1 / 1000.0, 'unixepoch') AND widget_id <> '' LIMIT ?4)) AS widget_errors,
        (SELECT COALESCE(SUM(count), 0) FROM (SELECT count FROM widget_errors
            WHERE day = date(?1 / 1000.0, 'unixepoch') AND widget_id = '' LIMIT ?4)) AS dashboard_errors";
    let db = directory(env)?;
    // What was tried in vain was written down long before it was given up.
    let (day, tried) = (now.plus(-DAY), now.plus(-DAY - mail::patience()));
    let asked = statement!(&db, query, now, day, now.plus(SESSION - DAY), MOST, tried);
    let ran = run(&db, vec![asked]).await?;
    let row = ran.first().and_then(|ran| ran.rows().into_iter().next()).unwrap_or_default();
    let mut values = [None; OF_DATABASE];
    for (n, value) in values.iter_mut().enumerate().take(OF_DATABASE - 1) {
        *value = row.optional_integer(n);
    }
    values[OF_DATABASE - 1] = ran.first().and_then(Ran::size);
    Ok(values)
}

/// Organizations where something happened last, in a conversation that goes on.
pub async fn busiest(env: &Env, most: u32) -> Result<Vec<OrganizationId>> {
    let query = "SELECT id FROM (SELECT o.id, MAX(
            COALESCE((SELECT MAX(updated_at) FROM conversations WHERE organization_id = o.id AND status = 'waiting'), 0),
            COALESCE((SELECT MAX(updated_at) FROM conversations WHERE organization_id = o.id AND status = 'open'), 0)
        ) AS at FROM organizations AS o LIMIT ?2) WHERE at > 0 ORDER BY at DESC LIMIT ?1";
    each(all(statement!(&directory(env)?, query, most, MOST)).await?, |row| Ok(row.id(0)?))
}
