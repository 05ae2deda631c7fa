//! The log of what was changed in settings: each entry is written together with the change, or not at all. An entry says
//! only what changed, and of what is long its beginning; there is never a secret in it.

use uuid::Uuid;
use worker::{D1Database, D1PreparedStatement, Env};

use super::{Result, batch, database, statement};
use crate::{
    domain::audit::{Action, Kind},
    json::{self, Fields},
    platform::{clock, random},
    protocol::{AgentId, OrganizationId},
};

/// What something is done to.
pub struct Target<'a> {
    pub kind: Kind,
    pub id: Uuid,
    pub name: &'a str,
}

impl Target<'_> {
    fn written(&self) -> String {
        json::write(&Fields(&["kind", "id", "name"], &[&self.kind.as_str(), &self.id, &self.name]))
    }
}

/// Who does what; nobody: ChatDesk itself.
#[derive(Clone, Copy)]
pub struct By {
    pub organization: OrganizationId,
    pub agent: Option<AgentId>,
    pub action: Action,
}

impl By {
    pub const fn agent(organization: OrganizationId, agent: AgentId, action: Action) -> Self {
        Self { organization, agent: Some(agent), action }
    }

    pub const fn nobody(organization: OrganizationId, action: Action) -> Self {
        Self { organization, agent: None, action }
    }
}

/// What `was` there and is no more, and what is `shown` instead: fields that differ, and of long ones the beginning.
const LOST: &str = "iif(was IS NULL, NULL, (SELECT json_group_object(one.key, iif(length(one.value) > 500,
        json_quote(substr(one.value, 1, 500) || '…'), json(was -> one.fullkey)))
    FROM json_each(was) AS one WHERE (was -> one.fullkey) IS NOT (shown -> one.fullkey)))";
const WON: &str = "iif(shown IS NULL, NULL, (SELECT json_group_object(one.key, iif(length(one.value) > 500,
        json_quote(substr(one.value, 1, 500) || '…'), json(shown -> one.fullkey)))
    FROM json_each(shown) AS one WHERE (shown -> one.fullkey) IS NOT (was -> one.fullkey)))";

/// Stands in a batch right behind the statement that changes something: nothing is written if that changed nothing, or if
/// it is as it was `before`. Both are objects in JSON; what is new has no `before`, what is gone no `after`.
///
/// # Errors
/// When a value cannot be bound, as for all below.
pub fn entry(
    db: &D1Database,
    by: By,
    target: &Target<'_>,
    before: Option<&str>,
    after: Option<&str>,
) -> Result<D1PreparedStatement> {
    let query = format!(
        "INSERT INTO audit_log (id, organization_id, agent_id, action, target, before, after, created_at)
        SELECT ?1, ?2, ?3, ?4, ?5, {LOST}, {WON}, ?8 FROM (SELECT ?6 AS was, ?7 AS shown)
        WHERE changes() > 0 AND (was IS NULL OR was IS NOT shown)"
    );
    let now = clock::now();
    let id: Uuid = random::id(now);
    let (agent, action, target) = (by.agent.as_ref(), by.action.as_str(), target.written());
    statement!(db, &*query, &id, &by.organization, agent, action, &*target, before, after, now)
}

/// Something that changes nothing, and is to be known all the same.
///
/// # Errors
/// When the database fails.
pub async fn note(env: &Env, by: By, target: &Target<'_>) -> Result<()> {
    let db = &database(env, by.organization)?;
    let query = "INSERT INTO audit_log (id, organization_id, agent_id, action, target, created_at)
        VALUES (?, ?, ?, ?, ?, ?)";
    let now = clock::now();
    let (id, agent, target): (Uuid, _, _) = (random::id(now), by.agent.as_ref(), target.written());
    batch(db, vec![statement!(db, query, &id, &by.organization, agent, by.action.as_str(), &*target, now)]).await
}

/// What admins see of a thing that is changed by a statement which does not know how it was.
pub const LABEL: &str =
    "SELECT json_object('name', name, 'color', color) FROM labels WHERE organization_id = ?1 AND id = ?2";
pub const DEPARTMENT: &str = "SELECT json_object('name', name, 'description', description, 'position', position,
        'routing', settings -> '$.routing', 'business_hours', settings -> '$.business_hours', 'members', json((SELECT json_group_array(agent_id) FROM department_members
            WHERE organization_id = ?1 AND department_id = ?2)))
    FROM departments WHERE organization_id = ?1 AND id = ?2";
/// In which order they are, of the organization.
pub const DEPARTMENT_ORDER: &str =
    "SELECT json_object('name', name, 'departments', json((SELECT json_group_array(name) FROM
        (SELECT name FROM departments WHERE organization_id = ?1 ORDER BY position, id))))
    FROM organizations WHERE ?1 = ?2 AND id = ?1";
/// Of the shared ones.
pub const REPLY: &str = "SELECT json_object('name', shortcut, 'body', body) FROM canned_replies
    WHERE organization_id = ?1 AND id = ?2 AND agent_id IS NULL";

pub const BOT_ENTRY: &str = "SELECT json_object('name', question, 'wordings', json(wordings), 'answer', answer,
        'enabled', json(iif(enabled, 'true', 'false'))) FROM bot_entries WHERE organization_id = ?1 AND id = ?2";

pub const BOT_PAGE: &str = "SELECT json_object('name', title, 'url', url, 'text', body,
        'enabled', json(iif(enabled, 'true', 'false'))) FROM bot_pages WHERE organization_id = ?1 AND id = ?2";

pub const BOT_SYNONYMS: &str =
    "SELECT json_object('groups', json(groups)) FROM bot_synonyms WHERE organization_id = ?1 AND organization_id = ?2";

pub const AGENT: &str =
    "SELECT json_object('name', a.name, 'role', m.role, 'active', json(iif(m.active, 'true', 'false')))
    FROM memberships AS m JOIN agents AS a ON a.id = m.agent_id WHERE m.organization_id = ?1 AND m.agent_id = ?2";
pub const INVITE: &str =
    "SELECT json_object('name', email, 'role', role) FROM invites WHERE organization_id = ?1 AND id = ?2";

pub const API_KEY: &str = "SELECT json_object('name', name, 'scopes', json(scopes),
        'expires_at', strftime('%Y-%m-%dT%H:%M:%fZ', expires_at / 1000.0, 'unixepoch'))
    FROM api_keys WHERE organization_id = ?1 AND id = ?2";

pub const PLAN: &str = "SELECT json_object('name', name, 'plan', plan) FROM organizations WHERE id = ?1 AND id = ?2";

pub const WEBHOOK: &str =
    "SELECT json_object('name', url, 'events', json(events), 'enabled', json(iif(enabled, 'true', 'false')))
    FROM webhooks WHERE organization_id = ?1 AND id = ?2";

/// A batch with its entry. `shown` selects the thing `id`, as an object in JSON with a `name`: it is looked at before and
/// after.
pub fn around(
    db: &D1Database,
    by: By,
    (kind, id): (Kind, Uuid),
    shown: &str,
    writes: Vec<Result<D1PreparedStatement>>,
) -> Vec<Result<D1PreparedStatement>> {
    let now = clock::now();
    let entry: Uuid = random::id(now);
    let organization = &by.organization;
    let begun = format!(
        "INSERT INTO audit_log (id, organization_id, agent_id, action, target, before, created_at)
        SELECT ?3, ?1, ?4, ?5, json_object('kind', ?6, 'id', ?2, 'name', shown ->> 'name'), shown, ?7
        FROM (SELECT ({shown}) AS shown)"
    );
    let ended = format!(
        "UPDATE audit_log SET before = {LOST}, after = {WON},
            target = iif(shown IS NULL, target, json_set(target, '$.name', shown ->> 'name'))
        FROM (SELECT before AS was, ({shown}) AS shown FROM audit_log WHERE organization_id = ?1 AND id = ?3) AS now
        WHERE audit_log.organization_id = ?1 AND audit_log.id = ?3"
    );
    let needless = "DELETE FROM audit_log WHERE organization_id = ? AND id = ? AND before IS after";
    let (agent, action) = (by.agent.as_ref(), by.action.as_str());
    let mut all = vec![statement!(db, &*begun, organization, &id, &entry, agent, action, kind.as_str(), now)];
    all.extend(writes);
    all.push(statement!(db, &*ended, organization, &id, &entry));
    all.push(statement!(db, needless, organization, &entry));
    all
}

/// Where a page of the log begins, and what is in it.
#[derive(Default)]
pub struct Filter<'a> {
    pub agent: Option<AgentId>,
    pub action: Option<&'a str>,
    /// What stood last on the page before.
    pub before: Option<Uuid>,
}

/// A page, the newest first: each as JSON, with its id.
pub fn page(
    db: &D1Database,
    organization: OrganizationId,
    filter: &Filter<'_>,
    limit: u32,
) -> Result<D1PreparedStatement> {
    let wanted = match (filter.agent, filter.action) {
        (None, None) => "?2 IS NULL AND ?3 IS NULL",
        (Some(_), None) => "l.agent_id = ?2 AND ?3 IS NULL",
        (None, Some(_)) => "?2 IS NULL AND l.action = ?3",
        (Some(_), Some(_)) => "l.agent_id = ?2 AND l.action = ?3",
    };
    let query = format!(
        "SELECT json_object('id', l.id, 'agent', iif(a.id IS NULL, NULL, json_object('id', a.id, 'name', a.name)),
            'action', l.action, 'target', json(l.target), 'before', json(l.before), 'after', json(l.after),
            'created_at', strftime('%Y-%m-%dT%H:%M:%fZ', l.created_at / 1000.0, 'unixepoch')), l.id
        FROM audit_log AS l LEFT JOIN agents AS a ON a.id = l.agent_id
        WHERE l.organization_id = ?1 AND {wanted} AND l.id < ?4 ORDER BY l.id DESC LIMIT ?5"
    );
    let before = filter.before.map_or_else(|| "g".to_owned(), |id| id.to_string());
    statement!(db, &*query, &organization, filter.agent.as_ref(), filter.action, &*before, limit)
}
