//! The log of what was changed in settings, for admins.

use super::{agent::Admin, answer::Json, call::Call, choices};
use crate::{
    domain::audit::Action,
    platform::{Result, json::Raw},
    protocol::{Problem, agent::List},
    store::{self, audit::Filter},
};

pub async fn list(call: &Call, Admin(admin): Admin) -> Result<Json<List<Raw>>> {
    let (params, organization) = (call.params(), admin.organization());
    let action = params.text("action");
    if action.is_some_and(|action| Action::parse(action).is_none()) {
        return Err(Problem::field("action", "invalid_value", "Nothing of that name is in the log.").into());
    }
    let filter = Filter { agent: params.id("agent")?, action, before: params.cursor()? };
    let limit = params.limit()?;
    let db = store::database(&call.env, organization)?;
    choices::page(store::audit::page(&db, organization, &filter, limit + 1), limit).await
}
