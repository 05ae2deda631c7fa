//! Widgets and their settings.

use serde::Deserialize;
use worker::Env;

use super::{Result, all, database, directory, document, first, statement};
use crate::protocol::{
    OrganizationId, WidgetId,
    agent::Plan,
    widget::{Widget, WidgetSettings},
};

#[derive(Debug, Deserialize)]
struct Row {
    id: WidgetId,
    organization_id: OrganizationId,
    organization_name: String,
    plan: Plan,
    key: String,
    name: String,
    enabled: i64,
    settings: String,
}

/// A widget with what decides whether it may be used.
#[derive(Clone, Debug)]
pub struct Known {
    pub organization_id: OrganizationId,
    pub organization_name: String,
    pub plan: Plan,
    pub widget: Widget,
}

impl Row {
    fn known(self) -> Result<Known> {
        let settings: WidgetSettings = document(&self.settings)?;
        let widget = Widget { id: self.id, key: self.key, name: self.name, enabled: self.enabled != 0, settings };
        let (organization_id, organization_name, plan) = (self.organization_id, self.organization_name, self.plan);
        Ok(Known { organization_id, organization_name, plan, widget })
    }
}

const SELECT: &str =
    "SELECT w.id, w.organization_id, o.name AS organization_name, o.plan, w.key, w.name, w.enabled, w.settings
    FROM widget_configs w JOIN organizations o ON o.id = w.organization_id";

/// The widget of a public key, whoever's it is.
///
/// # Errors
/// When the database fails, as for all below.
pub async fn by_key(env: &Env, key: &str) -> Result<Option<Known>> {
    let query = format!("{SELECT} WHERE w.key = ?");
    first::<Row>(statement!(&directory(env)?, &*query, key)).await?.map(Row::known).transpose()
}

pub async fn by_id(env: &Env, organization: OrganizationId, id: WidgetId) -> Result<Option<Known>> {
    let query = format!("{SELECT} WHERE w.organization_id = ? AND w.id = ?");
    let db = database(env, organization)?;
    first::<Row>(statement!(&db, &*query, &organization, &id)).await?.map(Row::known).transpose()
}

pub async fn list(env: &Env, organization: OrganizationId) -> Result<Vec<Widget>> {
    let query = format!("{SELECT} WHERE w.organization_id = ? ORDER BY w.created_at");
    let rows: Vec<Row> = all(statement!(&database(env, organization)?, &*query, &organization)).await?;
    rows.into_iter().map(|row| row.known().map(|known| known.widget)).collect()
}
