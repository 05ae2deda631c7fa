//! Departments; admins write them.

use super::{
    agent::{Admin, Agent},
    answer::{Done, Json, Made},
    call::Call,
    choices::{self, Refusals, made},
};
use crate::{
    domain::department::checked,
    inbox,
    platform::{Result, clock, json::Raw, random},
    protocol::{
        Problem,
        agent::List,
        department::{ChangeDepartment, NewDepartment},
    },
    store::{
        self,
        departments::{added, all_seen, changed, removed},
    },
};

const FULL: Refusals = Refusals {
    nothing: || Problem::new(409, "too_many_departments", "There are 100 departments, and can be no more."),
    refused: stranger,
};
const UNKNOWN: Refusals = Refusals { nothing: || Problem::not_found("department"), refused: stranger };

fn stranger() -> Problem {
    Problem::field("members", "unknown", "Not all of them are agents here.")
}

pub async fn list(call: &Call, agent: Agent) -> Result<Json<List<Raw>>> {
    let organization = agent.organization();
    let roll = choices::roll(call, organization).await?;
    choices::all(all_seen(&store::database(&call.env, organization)?, organization, roll.as_deref())).await
}

pub async fn create(call: &Call, Admin(admin): Admin, request: NewDepartment) -> Result<Made<Raw>> {
    let NewDepartment { name, description, position, members, routing } = request;
    let new = checked(ChangeDepartment { name: Some(name), description, position, members, routing })?;
    let (organization, now) = (admin.organization(), clock::now());
    let roll = choices::roll(call, organization).await?;
    let db = store::database(&call.env, organization)?;
    let added = added(&db, organization, random::id(now), &new, now, roll.as_deref());
    let written = choices::written(&db, added, &FULL).await?;
    inbox::tell_of_changes(&call.env, organization).await;
    Ok(made(written))
}

pub async fn change(call: &Call, Admin(admin): Admin, request: ChangeDepartment) -> Result<Json<Raw>> {
    let (organization, id, change) = (admin.organization(), call.id()?, checked(request)?);
    let roll = choices::roll(call, organization).await?;
    let db = store::database(&call.env, organization)?;
    let changed = changed(&db, organization, id, &change, roll.as_deref());
    let written = choices::written(&db, changed, &UNKNOWN).await?;
    inbox::tell_of_changes(&call.env, organization).await;
    Ok(Json(written))
}

pub async fn remove(call: &Call, Admin(admin): Admin) -> Result<Done> {
    let organization = admin.organization();
    let db = store::database(&call.env, organization)?;
    choices::written(&db, removed(&db, organization, call.id()?), &UNKNOWN).await?;
    inbox::tell_of_changes(&call.env, organization).await;
    Ok(Done)
}
