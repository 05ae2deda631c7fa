//! Widgets and their settings.

use worker::{D1Database, D1PreparedStatement, Env};

use super::{
    Result, all,
    audit::{self, By, Target},
    batch, database, directory, document, each, first, found, run, statement,
};
use crate::{
    domain::{
        audit::Kind,
        plan,
        theme::{self, Own},
    },
    json,
    platform::{Error, sql::Row},
    protocol::{
        OrganizationId, Timestamp, WidgetId,
        agent::Plan,
        limits::WIDGETS,
        organization::OrganizationSettings,
        span::DAY,
        widget::{Installed, Widget},
    },
};

/// A widget with what decides whether it may be used.
#[derive(Clone, Debug)]
pub struct Known {
    pub organization_id: OrganizationId,
    pub organization_name: String,
    pub organization_settings: OrganizationSettings,
    pub plan: Plan,
    pub widget: Widget,
    /// What of the widget's settings was set for it.
    pub own: Own,
}

pub(super) fn known(mut row: Row) -> Result<Known> {
    let organization_settings: OrganizationSettings = document(&row.text(3))?;
    let settings = row.text(8);
    let own: Own = document(&settings)?;
    let settings = theme::worn(document(&settings)?, &own, &organization_settings.theme);
    let installed = row.optional(12).map(|origin| Installed { origin, seen_at: row.time(13) });
    let previous_key = row.optional(10);
    Ok(Known {
        organization_id: row.id(1)?,
        organization_name: row.text(2),
        organization_settings,
        plan: plan::parse(&row.text(4)).ok_or_else(|| Error::fault("an unknown plan"))?,
        widget: Widget {
            id: row.id(0)?,
            key: row.text(5),
            name: row.text(6),
            enabled: row.integer(7) != 0,
            settings,
            inherits: theme::inherited(&own),
            previous_key_until: previous_key.as_ref().map(|_| row.time(11)),
            previous_key,
            installed,
            created_at: row.time(14),
            updated_at: row.time(9),
        },
        own,
    })
}

pub(super) const WIDGET: &str = "w.id, w.organization_id, o.name AS organization_name,
    o.settings AS organization_settings, o.plan, w.key, w.name, w.enabled, w.settings, w.updated_at,
    iif(w.previous_key_until > unixepoch('subsec') * 1000, w.previous_key, NULL), w.previous_key_until, w.installed_origin,
    w.installed_at, w.created_at";
pub(super) const WIDTH: usize = 15;
const FROM: &str = "FROM widget_configs w JOIN organizations o ON o.id = w.organization_id";

/// The widget of a public key, whoever's it is; or of the one it had before, while that works on.
///
/// # Errors
/// When the database fails, as for all below.
pub async fn by_key(env: &Env, key: &str) -> Result<Option<Known>> {
    let query = format!(
        "SELECT {WIDGET} {FROM} WHERE w.id = (SELECT id FROM widget_configs WHERE key = ?1
            UNION ALL SELECT id FROM widget_configs WHERE previous_key = ?1 AND previous_key_until > unixepoch('subsec') * 1000)"
    );
    first(statement!(&directory(env)?, &*query, key)).await?.map(known).transpose()
}

pub async fn by_id(env: &Env, organization: OrganizationId, id: WidgetId) -> Result<Option<Known>> {
    let query = format!("SELECT {WIDGET} {FROM} WHERE w.organization_id = ? AND w.id = ?");
    let db = database(env, organization)?;
    first(statement!(&db, &*query, &organization, &id)).await?.map(known).transpose()
}

pub async fn list(env: &Env, organization: OrganizationId) -> Result<Vec<Widget>> {
    let query = format!("SELECT {WIDGET} {FROM} WHERE w.organization_id = ? ORDER BY w.created_at");
    let rows = all(statement!(&database(env, organization)?, &*query, &organization)).await?;
    each(rows, |row| Ok(known(row)?.widget))
}

/// One that is to be made. `None`: there is no such organization.
pub async fn unmade(env: &Env, organization: OrganizationId, widget: Widget) -> Result<Option<Known>> {
    let query = "SELECT name, settings, plan FROM organizations WHERE id = ?";
    let row = first(statement!(&database(env, organization)?, query, &organization)).await?;
    let of = |mut row: Row| {
        Ok(Known {
            organization_id: organization,
            organization_name: row.text(0),
            organization_settings: document(&row.text(1))?,
            plan: plan::parse(&row.text(2)).ok_or_else(|| Error::fault("an unknown plan"))?,
            widget,
            own: Own::new(),
        })
    };
    row.map(of).transpose()
}

/// False when it was changed since it `was` so: somebody else was quicker.
pub async fn save(env: &Env, by: By, was: &Widget, widget: &Widget, own: &Own) -> Result<bool> {
    let (organization, before) = (by.organization, was.updated_at);
    let db = database(env, organization)?;
    let query = "UPDATE widget_configs SET name = ?, enabled = ?, settings = ?, updated_at = ?
        WHERE organization_id = ? AND id = ? AND updated_at = ? RETURNING id";
    let (name, enabled, settings) = (&*widget.name, u32::from(widget.enabled), json::write(own));
    let now = widget.updated_at;
    let statement = statement!(&db, query, name, enabled, &*settings, now, &organization, &widget.id, before);
    let entry = audit::entry(&db, by, &target(widget.id, name), Some(&seen(was)), Some(&seen(widget)));
    Ok(found(run(&db, vec![statement, entry]).await?.first()))
}

/// As the log has it: when it was changed, and what follows from what was, are no changes.
fn seen(widget: &Widget) -> String {
    json::write(&Widget { updated_at: widget.created_at, inherits: Vec::new(), ..widget.clone() })
}

const fn target(id: WidgetId, name: &str) -> Target<'_> {
    Target { kind: Kind::Widget, id: id.0, name }
}

/// What an organization begins with; with all as is usual.
pub(super) fn first_of(
    db: &D1Database,
    organization: OrganizationId,
    id: WidgetId,
    name: &str,
    key: &str,
    secret: &str,
    now: Timestamp,
) -> Result<D1PreparedStatement> {
    let query = "INSERT INTO widget_configs (id, organization_id, key, name, identity_secret, created_at, updated_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6)";
    statement!(db, query, &id, &organization, key, name, secret, now)
}

/// False: there are as many as there may be.
pub async fn add(env: &Env, by: By, new: &Widget, own: &Own, secret: &str) -> Result<bool> {
    let organization = by.organization;
    let db = database(env, organization)?;
    let query = "INSERT INTO widget_configs
            (id, organization_id, key, name, enabled, settings, identity_secret, created_at, updated_at)
        SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8
        WHERE (SELECT COUNT(*) FROM widget_configs WHERE organization_id = ?2) < ?9 RETURNING id";
    let (enabled, settings) = (u32::from(new.enabled), json::write(own));
    let (id, key, name, now) = (&new.id, &*new.key, &*new.name, new.created_at);
    let statement = statement!(&db, query, id, &organization, key, name, enabled, &*settings, secret, now, WIDGETS);
    let entry = audit::entry(&db, by, &target(new.id, name), None, Some(&json::write(new)));
    Ok(found(run(&db, vec![statement, entry]).await?.first()))
}

/// False: it is gone already, or the last one.
pub async fn remove(env: &Env, by: By, widget: &Widget) -> Result<bool> {
    let organization = by.organization;
    let db = database(env, organization)?;
    let query = "DELETE FROM widget_configs WHERE organization_id = ?1 AND id = ?2
        AND (SELECT COUNT(*) FROM widget_configs WHERE organization_id = ?1) > 1 RETURNING id";
    let gone = statement!(&db, query, &organization, &widget.id);
    let entry = audit::entry(&db, by, &target(widget.id, &widget.name), Some(&json::write(widget)), None);
    Ok(found(run(&db, vec![gone, entry]).await?.first()))
}

/// The key from now on, and until when the last one works. Asked again right after, it is the same new key: a double click
/// takes nobody's key away.
pub async fn set_key(
    env: &Env,
    by: By,
    Widget { id, name, .. }: &Widget,
    key: &str,
    until: Timestamp,
    now: Timestamp,
) -> Result<()> {
    let organization = by.organization;
    let db = &database(env, organization)?;
    let query =
        "UPDATE widget_configs SET previous_key = iif(?4 <= ?6, NULL, iif(key_made_at > ?5, previous_key, key)),
            key = iif(key_made_at > ?5, key, ?3), key_made_at = iif(key_made_at > ?5, key_made_at, ?6),
            previous_key_until = ?4, updated_at = MAX(?6, updated_at + 1)
        WHERE organization_id = ?1 AND id = ?2";
    let set = statement!(db, query, &organization, id, key, until, now.plus(-SAME_CLICK), now);
    batch(db, vec![set, audit::entry(db, by, &target(*id, name), None, None)]).await
}

/// Remembers a page that shows it, unless one was seen within a day.
pub async fn saw(env: &Env, known: &Known, origin: &str, now: Timestamp) -> Result<()> {
    let (db, organization) = (&database(env, known.organization_id)?, &known.organization_id);
    let query = "UPDATE widget_configs SET installed_origin = ?, installed_at = ?
        WHERE organization_id = ? AND id = ? AND (installed_at IS NULL OR installed_at <= ?)";
    batch(db, vec![statement!(db, query, origin, now, organization, &known.widget.id, now.plus(-DAY))]).await
}

const SAME_CLICK: i64 = 10_000;

/// What the site's server signs identities with.
pub async fn identity_secret(env: &Env, organization: OrganizationId, id: WidgetId) -> Result<Option<String>> {
    let query = "SELECT identity_secret FROM widget_configs WHERE organization_id = ? AND id = ?";
    let row = first(statement!(&database(env, organization)?, query, &organization, &id)).await?;
    Ok(row.map(|mut row| row.text(0)))
}

/// False when there is no such widget.
pub async fn set_identity_secret(env: &Env, by: By, Widget { id, name, .. }: &Widget, secret: &str) -> Result<bool> {
    let organization = by.organization;
    let query = "UPDATE widget_configs SET identity_secret = ? WHERE organization_id = ? AND id = ? RETURNING id";
    let db = database(env, organization)?;
    let set = statement!(&db, query, secret, &organization, id);
    let entry = audit::entry(&db, by, &target(*id, name), None, None);
    Ok(found(run(&db, vec![set, entry]).await?.first()))
}
