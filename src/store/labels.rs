//! Labels to choose from. Each statement gives them as JSON, as agents see them.

use worker::{D1Database, D1PreparedStatement};

use super::{Result, statement};
use crate::{
    platform::words,
    protocol::{LabelId, OrganizationId, Timestamp, label::ChangeLabel, limits::LABEL_CHOICES},
};

/// By their names.
pub fn all(db: &D1Database, organization: OrganizationId) -> Result<D1PreparedStatement> {
    let query = "SELECT json_object('id', id, 'name', name, 'color', color) FROM labels
        WHERE organization_id = ? ORDER BY folded";
    statement!(db, query, &organization)
}

/// The name of one that would get another name by this change.
pub fn renamed(db: &D1Database, organization: OrganizationId, id: LabelId, name: &str) -> Result<D1PreparedStatement> {
    let query = "SELECT name FROM labels WHERE organization_id = ? AND id = ? AND name != ?";
    statement!(db, query, &organization, &id, name)
}

/// Nothing: there are as many as there may be.
pub fn added(
    db: &D1Database,
    organization: OrganizationId,
    id: LabelId,
    new: &ChangeLabel,
    now: Timestamp,
) -> Result<D1PreparedStatement> {
    let query = "INSERT INTO labels (id, organization_id, name, folded, color, created_at)
        SELECT ?1, ?2, ?3, ?4, ?5, ?6 WHERE (SELECT COUNT(*) FROM labels WHERE organization_id = ?2) < ?7
        RETURNING json_object('id', id, 'name', name, 'color', color)";
    let (name, color) = (new.name.as_deref(), new.color.as_deref());
    let folded = name.map(words::folded);
    statement!(db, query, &id, &organization, name, folded.as_deref(), color, now, LABEL_CHOICES)
}

/// Nothing: there is none.
pub fn changed(
    db: &D1Database,
    organization: OrganizationId,
    id: LabelId,
    change: &ChangeLabel,
) -> Result<D1PreparedStatement> {
    let query =
        "UPDATE labels SET name = COALESCE(?1, name), folded = COALESCE(?2, folded), color = COALESCE(?3, color)
        WHERE organization_id = ?4 AND id = ?5 RETURNING json_object('id', id, 'name', name, 'color', color)";
    let (name, color) = (change.name.as_deref(), change.color.as_deref());
    let folded = name.map(words::folded);
    statement!(db, query, name, folded.as_deref(), color, &organization, &id)
}

/// Likewise.
pub fn removed(db: &D1Database, organization: OrganizationId, id: LabelId) -> Result<D1PreparedStatement> {
    let query = "DELETE FROM labels WHERE organization_id = ? AND id = ? RETURNING json_quote(id)";
    statement!(db, query, &organization, &id)
}
