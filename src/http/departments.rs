//! Departments; admins write them.

use worker::{D1Database, D1PreparedStatement};

use super::{
    agent::{Admin, Agent},
    answer::{Done, Json, Made},
    call::Call,
    choices::{self, Refusals, made},
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
        self, audit,
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
    let db = store::database(&call.env, organization)?;
    let id: DepartmentId = random::id(now);
    let added = added(&db, organization, id, &new, now, roll.as_deref());
    let written = choices::written(&db, noted(&db, &admin, Action::DepartmentAdded, id, added), &FULL).await?;
    inbox::tell_of_changes(&call.env, organization).await;
    Ok(made(written))
}

pub async fn change(call: &Call, Admin(admin): Admin, request: ChangeDepartment) -> Result<Json<Raw>> {
    let (organization, id, change) = (admin.organization(), call.id()?, checked(request, zone::is_known)?);
    let roll = choices::roll(call, organization).await?;
    let db = store::database(&call.env, organization)?;
    let changed = changed(&db, organization, id, &change, roll.as_deref());
    let changed = noted(&db, &admin, Action::DepartmentChanged, id, changed);
    let written = choices::written(&db, changed, &UNKNOWN).await?;
    inbox::tell_of_changes(&call.env, organization).await;
    Ok(Json(written))
}

pub async fn order(call: &Call, Admin(admin): Admin, request: OrderDepartments) -> Result<Json<Raw>> {
    let (organization, order) = (admin.organization(), domain::department::order(request.order)?);
    let roll = choices::roll(call, organization).await?;
    let db = store::database(&call.env, organization)?;
    let (by, of) = (admin.does(Action::DepartmentsOrdered), (Kind::Organization, organization.0));
    let ordered =
        audit::around(&db, by, of, audit::DEPARTMENT_ORDER, ordered(&db, organization, &order, roll.as_deref()));
    let written = choices::written(&db, ordered, &NOT_ALL).await?;
    inbox::tell_of_changes(&call.env, organization).await;
    Ok(Json(written))
}

pub async fn remove(call: &Call, Admin(admin): Admin) -> Result<Done> {
    let (organization, id) = (admin.organization(), call.id()?);
    let db = store::database(&call.env, organization)?;
    let removed = noted(&db, &admin, Action::DepartmentRemoved, id, removed(&db, organization, id));
    choices::written(&db, removed, &UNKNOWN).await?;
    inbox::tell_of_changes(&call.env, organization).await;
    Ok(Done)
}

fn noted(
    db: &D1Database,
    admin: &Agent,
    action: Action,
    id: DepartmentId,
    written: Vec<Result<D1PreparedStatement>>,
) -> Vec<Result<D1PreparedStatement>> {
    audit::around(db, admin.does(action), (Kind::Department, id.0), audit::DEPARTMENT, written)
}
