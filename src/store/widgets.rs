//! Widgets and their settings.

use worker::Env;

use super::{
    Result, all,
    audit::{self, By, Target},
    database, directory, document, each, first, found, run, statement,
};
use crate::{
    domain::{audit::Kind, plan},
    json,
    platform::{Error, sql::Row},
    protocol::{OrganizationId, Timestamp, WidgetId, agent::Plan, organization::OrganizationSettings, widget::Widget},
};

/// A widget with what decides whether it may be used.
#[derive(Clone, Debug)]
pub struct Known {
    pub organization_id: OrganizationId,
    pub organization_name: String,
    pub organization_settings: OrganizationSettings,
    pub plan: Plan,
    pub widget: Widget,
    pub updated_at: Timestamp,
}

pub(super) fn known(mut row: Row) -> Result<Known> {
    let (organization_settings, settings) = (document(&row.text(3))?, document(&row.text(8))?);
    Ok(Known {
        organization_id: row.id(1)?,
        organization_name: row.text(2),
        organization_settings,
        plan: plan::parse(&row.text(4)).ok_or_else(|| Error::fault("an unknown plan"))?,
        updated_at: row.time(9),
        widget: Widget { id: row.id(0)?, key: row.text(5), name: row.text(6), enabled: row.integer(7) != 0, settings },
    })
}

pub(super) const WIDGET: &str = "w.id, w.organization_id, o.name AS organization_name,
    o.settings AS organization_settings, o.plan, w.key, w.name, w.enabled, w.settings, w.updated_at";
pub(super) const WIDTH: usize = 10;
const FROM: &str = "FROM widget_configs w JOIN organizations o ON o.id = w.organization_id";

/// The widget of a public key, whoever's it is.
///
/// # Errors
/// When the database fails, as for all below.
pub async fn by_key(env: &Env, key: &str) -> Result<Option<Known>> {
    let query = format!("SELECT {WIDGET} {FROM} WHERE w.key = ?");
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

/// False when it was changed since that time: somebody else was quicker.
pub async fn save(
    env: &Env,
    by: By,
    Known { widget: was, updated_at: before, .. }: &Known,
    widget: &Widget,
    now: Timestamp,
) -> Result<bool> {
    let (organization, before) = (by.organization, *before);
    let db = database(env, organization)?;
    let query = "UPDATE widget_configs SET name = ?, enabled = ?, settings = ?, updated_at = ?
        WHERE organization_id = ? AND id = ? AND updated_at = ? RETURNING id";
    let settings = json::write(&widget.settings);
    let (name, enabled, now) = (&*widget.name, u32::from(widget.enabled), now.max(before.plus(1)));
    let statement = statement!(&db, query, name, enabled, &*settings, now, &organization, &widget.id, before);
    let (was, is) = (json::write(was), json::write(widget));
    let entry = audit::entry(&db, by, &target(widget.id, name), Some(&was), Some(&is));
    Ok(found(run(&db, vec![statement, entry]).await?.first()))
}

const fn target(id: WidgetId, name: &str) -> Target<'_> {
    Target { kind: Kind::Widget, id: id.0, name }
}

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
