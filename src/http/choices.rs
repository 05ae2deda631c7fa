//! What the small resources share: a call is one batch of statements, the last of which gives the answer as JSON.

use std::pin::Pin;

use uuid::Uuid;
use worker::{D1Database, D1PreparedStatement};

use super::{
    answer::{Json, Made},
    call::Call,
};
use crate::{
    domain::audit::Kind,
    inbox::{self, commands::Roll},
    platform::{
        Error, Result,
        json::{self, Raw},
        object,
    },
    protocol::{OrganizationId, Problem, agent::List},
    store::{
        self,
        audit::{self, By},
    },
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

/// A page of what has its id in a second column, by which the next page goes on; the statement gives one more than the page
/// has.
pub async fn page(statement: Result<D1PreparedStatement>, limit: u32) -> Result<Json<List<Raw>>> {
    let (mut items, mut last, mut next_cursor) = (Vec::new(), String::new(), None);
    for mut row in store::all(statement).await? {
        if items.len() == limit as usize {
            next_cursor = Some(last);
            break;
        }
        items.push(json::raw(row.text(0))?);
        last = row.text(1);
    }
    Ok(Json(List { items, next_cursor }))
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
    let row = ran.iter().rev().find_map(|ran| ran.rows().into_iter().next());
    Ok(json::raw(row.ok_or_else(refusals.nothing)?.text(0))?)
}

/// The statements of a call, for its database.
pub type Writes<'a> = dyn Fn(&D1Database) -> Vec<Result<D1PreparedStatement>> + 'a;

pub type Logged<'a> = Pin<Box<dyn Future<Output = Result<Raw>> + 'a>>;

/// As `written`, with its entry in the log of changes: of what, and how that is shown there.
pub fn logged<'a>(
    call: &'a Call,
    by: By,
    target: (Kind, Uuid),
    shown: &'a str,
    writes: &'a Writes<'a>,
    refusals: &'a Refusals,
) -> Logged<'a> {
    Box::pin(async move {
        let db = store::database(&call.env, by.organization)?;
        written(&db, audit::around(&db, by, target, shown, writes(&db)), refusals).await
    })
}

pub const fn made(body: Raw) -> Made<Raw> {
    Made { is_new: true, body }
}

/// Who is here and who takes no conversations, as the inbox says it; `None` while it does not.
pub async fn roll(call: &Call, organization: OrganizationId) -> Result<Option<String>> {
    let roll = object::call(&inbox::of_organization(&call.env, organization)?, &Roll).await;
    Ok(roll.ok().map(|roll| roll.get().to_owned()))
}
