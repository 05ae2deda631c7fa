//! Departments; admins write them.

use super::{
    agent::{Admin, Agent},
    answer::{Done, Json, Made},
    call::Call,
};
use crate::{
    domain,
    inbox::{self, commands::Attended},
    platform::{Result, clock, object, random},
    protocol::{
        AgentId, DepartmentId, OrganizationId, Problem,
        agent::List,
        department::{ChangeDepartment, Department, NewDepartment},
        limits::DEPARTMENTS,
    },
    store,
};

pub async fn list(call: &Call, agent: Agent) -> Result<Json<List<Department>>> {
    Ok(Json(all(call, agent.organization()).await?.into()))
}

pub async fn create(call: &Call, Admin(admin): Admin, request: NewDepartment) -> Result<Made<Department>> {
    let NewDepartment { name, description, position, members, routing } = request;
    let new = ChangeDepartment { name: Some(name), description, position, members, routing };
    let (organization, now) = (admin.organization(), clock::now());
    let (new, id) = (checked(call, organization, new).await?, random::id(now));
    if !store::departments::add(&call.env, organization, id, &new, now).await? {
        let detail = format!("There are {DEPARTMENTS} departments, and can be no more.");
        return Err(Problem::new(409, "too_many_departments", detail).into());
    }
    inbox::tell_of_changes(&call.env, organization).await;
    Ok(Made { is_new: true, body: one(call, organization, id).await? })
}

pub async fn change(call: &Call, Admin(admin): Admin, request: ChangeDepartment) -> Result<Json<Department>> {
    let (organization, id) = (admin.organization(), call.id()?);
    let change = checked(call, organization, request).await?;
    store::departments::change(&call.env, organization, id, &change).await?;
    inbox::tell_of_changes(&call.env, organization).await;
    Ok(Json(one(call, organization, id).await?))
}

pub async fn remove(call: &Call, Admin(admin): Admin) -> Result<Done> {
    let organization = admin.organization();
    if !store::departments::remove(&call.env, organization, call.id()?).await? {
        return Err(Problem::not_found("department").into());
    }
    inbox::tell_of_changes(&call.env, organization).await;
    Ok(Done)
}

async fn checked(call: &Call, organization: OrganizationId, change: ChangeDepartment) -> Result<ChangeDepartment> {
    let agents: Vec<AgentId> = match change.members {
        Some(_) => store::accounts::all(&call.env, organization).await?.into_iter().map(|agent| agent.id).collect(),
        None => Vec::new(),
    };
    Ok(domain::department::checked(change, &agents)?)
}

async fn one(call: &Call, organization: OrganizationId, id: DepartmentId) -> Result<Department> {
    let found = all(call, organization).await?.into_iter().find(|department| department.id == id);
    Ok(found.ok_or_else(|| Problem::not_found("department"))?)
}

/// When the inbox cannot say who is there, nobody is.
async fn all(call: &Call, organization: OrganizationId) -> Result<Vec<Department>> {
    let stub = inbox::of_organization(&call.env, organization)?;
    let here = object::call(&stub, &Attended).await.unwrap_or_default();
    let seen = |known: store::departments::Department| Department {
        online: here.iter().any(|agent| known.members.is_empty() || known.members.contains(&agent.id)),
        id: known.id,
        name: known.name,
        description: known.description,
        position: known.position,
        members: known.members,
        routing: known.settings.routing,
        created_at: known.created_at,
    };
    Ok(store::departments::list(&call.env, organization).await?.into_iter().map(seen).collect())
}
