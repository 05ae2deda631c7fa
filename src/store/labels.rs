//! Labels to choose from.

use worker::Env;

use super::{Result, all, database, each, first, statement};
use crate::{
    platform::{sql::Row, words},
    protocol::{
        LabelId, OrganizationId, Timestamp,
        label::{ChangeLabel, Label},
        limits::LABEL_CHOICES,
    },
};

fn label(mut row: Row) -> Result<Label> {
    Ok(Label { id: row.id(0)?, name: row.text(1), color: row.text(2) })
}

/// By their names.
///
/// # Errors
/// When the database fails, as for all below; `store::is_conflict` when there is one of that name, in whatever case.
pub async fn list(env: &Env, organization: OrganizationId) -> Result<Vec<Label>> {
    let query = "SELECT id, name, color FROM labels WHERE organization_id = ? ORDER BY folded";
    each(all(statement!(&database(env, organization)?, query, &organization)).await?, label)
}

pub async fn one(env: &Env, organization: OrganizationId, id: LabelId) -> Result<Option<Label>> {
    let query = "SELECT id, name, color FROM labels WHERE organization_id = ? AND id = ?";
    first(statement!(&database(env, organization)?, query, &organization, &id)).await?.map(label).transpose()
}

/// False: there are as many as there may be.
pub async fn add(env: &Env, organization: OrganizationId, label: &Label, now: Timestamp) -> Result<bool> {
    let query = "INSERT INTO labels (id, organization_id, name, folded, color, created_at)
        SELECT ?1, ?2, ?3, ?4, ?5, ?6 WHERE (SELECT COUNT(*) FROM labels WHERE organization_id = ?2) < ?7 RETURNING id";
    let (db, folded) = (database(env, organization)?, words::folded(&label.name));
    let Label { id, name, color } = label;
    let statement = statement!(&db, query, id, &organization, &**name, &*folded, &**color, now, LABEL_CHOICES);
    Ok(first(statement).await?.is_some())
}

pub async fn change(
    env: &Env,
    organization: OrganizationId,
    id: LabelId,
    change: &ChangeLabel,
) -> Result<Option<Label>> {
    let query =
        "UPDATE labels SET name = COALESCE(?1, name), folded = COALESCE(?2, folded), color = COALESCE(?3, color)
        WHERE organization_id = ?4 AND id = ?5 RETURNING id, name, color";
    let (db, folded) = (database(env, organization)?, change.name.as_deref().map(words::folded));
    let (name, color) = (change.name.as_deref(), change.color.as_deref());
    let statement = statement!(&db, query, name, folded.as_deref(), color, &organization, &id);
    first(statement).await?.map(label).transpose()
}

/// False: there is none.
pub async fn remove(env: &Env, organization: OrganizationId, id: LabelId) -> Result<bool> {
    let query = "DELETE FROM labels WHERE organization_id = ? AND id = ? RETURNING id";
    Ok(first(statement!(&database(env, organization)?, query, &organization, &id)).await?.is_some())
}
