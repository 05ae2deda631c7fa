//! Departments; admins write them.

use uuid::Uuid;
use worker::D1Database;

use super::{
    agent::{Admin, Agent},
    answer::{Done, Json, Made},
    call::Call,
    choices::{self, Refusals, Writes, made},
};
use crate::{
    domain::{
        self,
        audit::{Action, Kind},
        department::checked,
    },
    inbox,
    platform::{Result, clock, json::Raw, random, zone},
    protocol::{
        DepartmentId, Patch, Problem,
        agent::List,
        department::{ChangeDepartment, NewDepartment, OrderDepartments},
    },
    store::{
        self,
        audit::{self, By},
        departments::{added, all_seen, changed, ordered, removed},
    },
};

const FULL: Refusals = Refusals {
    nothing: || Problem::new(409, "too_many_departments", "There are 100 departments, and can be no more."),
    refused: stranger,
};
const UNKNOWN: Refusals = Refusals { nothing: || Problem::not_found("department"), refused: stranger };

const NOT_ALL: Refusals = Refusals { nothing: unknown_one, refused: unknown_one };

fn unknown_one() -> Problem {
    Problem::field("order", "unknown", "Not all of them are departments here.")
}

fn stranger() -> Problem {
    Problem::field("members", "unknown", "Not all of them are agents here.")
}

pub async fn list(call: &Call, agent: Agent) -> Result<Json<List<Raw>>> {
    let organization = agent.organization();
    let roll = choices::roll(call, organization).await?;
    choices::all(all_seen(&store::database(&call.env, organization)?, organization, roll.as_deref())).await
}

pub async fn create(call: &Call, Admin(admin): Admin, request: NewDepartment) -> Result<Made<Raw>> {
    let NewDepartment { name, description, position, members, routing, business_hours } = request;
    let business_hours = Patch::Set(business_hours);
    let new = ChangeDepartment { name: Some(name), description, position, members, routing, business_hours };
    let new = checked(new, zone::is_known)?;
    let (organization, now) = (admin.organization(), clock::now());
    let roll = choices::roll(call, organization).await?;
    let id: DepartmentId = random::id(now);
    let add = |db: &D1Database| added(db, organization, id, &new, now, roll.as_deref());
    Ok(made(logged(call, &admin, Action::DepartmentAdded, id, &add, &FULL).await?))
}

pub async fn change(call: &Call, Admin(admin): Admin, request: ChangeDepartment) -> Result<Json<Raw>> {
    let (organization, id, change) = (admin.organization(), call.id()?, checked(request, zone::is_known)?);
    let roll = choices::roll(call, organization).await?;
    let write = |db: &D1Database| changed(db, organization, id, &change, roll.as_deref());
    Ok(Json(logged(call, &admin, Action::DepartmentChanged, id, &write, &UNKNOWN).await?))
}

pub async fn order(call: &Call, Admin(admin): Admin, request: OrderDepartments) -> Result<Json<Raw>> {
    let (organization, order) = (admin.organization(), domain::department::order(request.order)?);
    let roll = choices::roll(call, organization).await?;
    let (by, of) = (admin.does(Action::DepartmentsOrdered), (Kind::Organization, organization.0));
    let write = |db: &D1Database| ordered(db, organization, &order, roll.as_deref());
    Ok(Json(told(call, by, of, audit::DEPARTMENT_ORDER, &write, &NOT_ALL).await?))
}

pub async fn remove(call: &Call, Admin(admin): Admin) -> Result<Done> {
    let (organization, id) = (admin.organization(), call.id()?);
    let remove = |db: &D1Database| removed(db, organization, id);
    logged(call, &admin, Action::DepartmentRemoved, id, &remove, &UNKNOWN).await?;
    Ok(Done)
}

async fn logged(
    call: &Call,
    admin: &Agent,
    action: Action,
    id: DepartmentId,
    writes: &Writes<'_>,
    refusals: &Refusals,
) -> Result<Raw> {
    told(call, admin.does(action), (Kind::Department, id.0), audit::DEPARTMENT, writes, refusals).await
}

/// Once it is written, everybody hears of it.
async fn told(
    call: &Call,
    by: By,
    of: (Kind, Uuid),
    shown: &str,
    writes: &Writes<'_>,
    refusals: &Refusals,
) -> Result<Raw> {
    let organization = by.organization;
    let written = choices::logged(call, by, of, shown, writes, refusals).await?;
    inbox::tell_of_changes(&call.env, organization).await;
    Ok(written)
}
