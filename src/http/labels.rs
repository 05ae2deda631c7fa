//! Labels to choose from: any agent adds one, admins change and remove them.

use super::{
    agent::{Admin, Agent},
    answer::{Done, Json, Made},
    call::Call,
    listing,
};
use crate::{
    domain,
    platform::{Error, Result, clock, random},
    protocol::{
        OrganizationId, Problem,
        agent::List,
        label::{ChangeLabel, Label, NewLabel},
        limits::LABEL_CHOICES,
    },
    store,
};

pub async fn list(call: &Call, agent: Agent) -> Result<Json<List<Label>>> {
    Ok(Json(store::labels::list(&call.env, agent.organization()).await?.into()))
}

pub async fn create(call: &Call, agent: Agent, NewLabel { name, color }: NewLabel) -> Result<Made<Label>> {
    let checked = domain::label::checked(ChangeLabel { name: Some(name), color: Some(color) })?;
    let (name, color) = (checked.name.unwrap_or_default(), checked.color.unwrap_or_default());
    let now = clock::now();
    let label = Label { id: random::id(now), name, color };
    if !store::labels::add(&call.env, agent.organization(), &label, now).await.map_err(taken)? {
        let detail = format!("There are {LABEL_CHOICES} labels to choose from, and can be no more.");
        return Err(Problem::new(409, "too_many_labels", detail).into());
    }
    Ok(Made { is_new: true, body: label })
}

pub async fn change(call: &Call, Admin(admin): Admin, request: ChangeLabel) -> Result<Json<Label>> {
    let (organization, change) = (admin.organization(), domain::label::checked(request)?);
    if let Some(name) = &change.name {
        may_be_called(call, organization, name).await?;
    }
    let changed = store::labels::change(&call.env, organization, call.id()?, &change).await.map_err(taken)?;
    Ok(Json(changed.ok_or_else(|| Problem::not_found("label"))?))
}

/// Conversations carry labels by name: one with another name would be another label.
async fn may_be_called(call: &Call, organization: OrganizationId, name: &str) -> Result<()> {
    let known = store::labels::one(&call.env, organization, call.id()?).await?;
    let known = known.ok_or_else(|| Problem::not_found("label"))?.name;
    if known != name && listing::is_label_in_use(call, organization, &known).await? {
        return Err(Problem::new(409, "label_in_use", "Conversations carry this label under its name.").into());
    }
    Ok(())
}

pub async fn remove(call: &Call, Admin(admin): Admin) -> Result<Done> {
    if !store::labels::remove(&call.env, admin.organization(), call.id()?).await? {
        return Err(Problem::not_found("label").into());
    }
    Ok(Done)
}

fn taken(error: Error) -> Error {
    if store::is_conflict(&error) {
        return Problem::new(409, "name_taken", "There is a label of this name already.").into();
    }
    error
}
