//! What the small resources share: a call is one batch of statements, the last of which gives the answer as JSON.

use worker::{D1Database, D1PreparedStatement};

use super::{
    answer::{Json, Made},
    call::Call,
};
use crate::{
    inbox::{self, commands::Roll},
    platform::{
        Error, Result,
        json::{self, Raw},
        object,
    },
    protocol::{OrganizationId, Problem, agent::List},
    store,
};

/// What is told when nothing comes of it, and when the table refuses it.
pub struct Refusals {
    pub nothing: fn() -> Problem,
    pub refused: fn() -> Problem,
}

pub async fn all(statement: Result<D1PreparedStatement>) -> Result<Json<List<Raw>>> {
    let mut items = Vec::new();
    for mut row in store::all(statement).await? {
        items.push(json::raw(row.text(0))?);
    }
    Ok(Json(items.into()))
}

/// What is then, or that nothing came of it.
pub async fn written(
    db: &D1Database,
    statements: Vec<Result<D1PreparedStatement>>,
    refusals: &Refusals,
) -> Result<Raw> {
    let ran = store::run(db, statements).await.map_err(|error| match error {
        Error::Fault(what) if what.contains("constraint failed") => (refusals.refused)().into(),
        error => error,
    })?;
    let row = ran.last().map(store::Ran::rows).and_then(|rows| rows.into_iter().next());
    Ok(json::raw(row.ok_or_else(refusals.nothing)?.text(0))?)
}

pub const fn made(body: Raw) -> Made<Raw> {
    Made { is_new: true, body }
}

/// Who is here and who takes no conversations, as the inbox says it; `None` while it does not.
pub async fn roll(call: &Call, organization: OrganizationId) -> Result<Option<String>> {
    let roll = object::call(&inbox::of_organization(&call.env, organization)?, &Roll).await;
    Ok(roll.ok().map(|roll| roll.get().to_owned()))
}
