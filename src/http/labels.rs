//! Labels to choose from: any agent adds one, admins change and remove them.

use worker::D1Database;

use super::{
    agent::{Admin, Agent},
    answer::{Done, Json, Made},
    call::Call,
    choices::{self, Logged, Refusals, Writes, made},
    listing,
};
use crate::{
    domain::{
        self,
        audit::{Action, Kind},
    },
    platform::{Result, clock, json::Raw, random},
    protocol::{
        LabelId, OrganizationId, Problem,
        agent::List,
        label::{ChangeLabel, NewLabel},
    },
    store::{self, audit},
};

const FULL: Refusals = Refusals {
    nothing: || Problem::new(409, "too_many_labels", "There are 200 labels, and can be no more."),
    refused: taken,
};
const UNKNOWN: Refusals = Refusals { nothing: || Problem::not_found("label"), refused: taken };

fn taken() -> Problem {
    Problem::new(409, "name_taken", "There is a label of this name already.")
}

pub async fn list(call: &Call, agent: Agent) -> Result<Json<List<Raw>>> {
    let organization = agent.organization();
    choices::all(store::labels::all(&store::database(&call.env, organization)?, organization)).await
}

pub async fn create(call: &Call, agent: Agent, NewLabel { name, color }: NewLabel) -> Result<Made<Raw>> {
    let new = domain::label::checked(ChangeLabel { name: Some(name), color: Some(color) })?;
    let (organization, now) = (agent.organization(), clock::now());
    let id: LabelId = random::id(now);
    let add = |db: &D1Database| vec![store::labels::added(db, organization, id, &new, now)];
    Ok(made(logged(call, &agent, Action::LabelAdded, id, &add, &FULL).await?))
}

pub async fn change(call: &Call, Admin(admin): Admin, request: ChangeLabel) -> Result<Json<Raw>> {
    let (organization, change, id) = (admin.organization(), domain::label::checked(request)?, call.id()?);
    if let Some(name) = &change.name {
        may_be_called(call, organization, id, name).await?;
    }
    let write = |db: &D1Database| vec![store::labels::changed(db, organization, id, &change)];
    Ok(Json(logged(call, &admin, Action::LabelChanged, id, &write, &UNKNOWN).await?))
}

/// Conversations carry labels by name: one with another name would be another label.
async fn may_be_called(call: &Call, organization: OrganizationId, id: LabelId, name: &str) -> Result<()> {
    let db = store::database(&call.env, organization)?;
    let renamed = store::first(store::labels::renamed(&db, organization, id, name)).await?;
    let Some(mut known) = renamed else { return Ok(()) };
    if listing::is_label_in_use(call, organization, known.text(0)).await? {
        return Err(Problem::new(409, "label_in_use", "Conversations carry this label under its name.").into());
    }
    Ok(())
}

pub async fn remove(call: &Call, Admin(admin): Admin) -> Result<Done> {
    let (organization, id) = (admin.organization(), call.id()?);
    let remove = |db: &D1Database| vec![store::labels::removed(db, organization, id)];
    logged(call, &admin, Action::LabelRemoved, id, &remove, &UNKNOWN).await?;
    Ok(Done)
}

fn logged<'a>(
    call: &'a Call,
    agent: &Agent,
    action: Action,
    id: LabelId,
    writes: &'a Writes<'a>,
    refusals: &'a Refusals,
) -> Logged<'a> {
    choices::logged(call, agent.does(action), (Kind::Label, id.0), audit::LABEL, writes, refusals)
}
