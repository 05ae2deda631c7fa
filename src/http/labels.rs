//! Labels to choose from: any agent adds one, admins change and remove them.

use worker::{D1Database, D1PreparedStatement};

use super::{
    agent::{Admin, Agent},
    answer::{Done, Json, Made},
    call::Call,
    choices::{self, Refusals, made},
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
    let db = store::database(&call.env, organization)?;
    let id: LabelId = random::id(now);
    let added = store::labels::added(&db, organization, id, &new, now);
    let written = noted(&db, &agent, Action::LabelAdded, id, added);
    Ok(made(choices::written(&db, written, &FULL).await?))
}

pub async fn change(call: &Call, Admin(admin): Admin, request: ChangeLabel) -> Result<Json<Raw>> {
    let (organization, change, id) = (admin.organization(), domain::label::checked(request)?, call.id()?);
    if let Some(name) = &change.name {
        may_be_called(call, organization, id, name).await?;
    }
    let db = store::database(&call.env, organization)?;
    let changed = store::labels::changed(&db, organization, id, &change);
    Ok(Json(choices::written(&db, noted(&db, &admin, Action::LabelChanged, id, changed), &UNKNOWN).await?))
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
    let db = store::database(&call.env, organization)?;
    let removed = store::labels::removed(&db, organization, id);
    choices::written(&db, noted(&db, &admin, Action::LabelRemoved, id, removed), &UNKNOWN).await?;
    Ok(Done)
}

fn noted(
    db: &D1Database,
    agent: &Agent,
    action: Action,
    id: LabelId,
    written: Result<D1PreparedStatement>,
) -> Vec<Result<D1PreparedStatement>> {
    audit::around(db, agent.does(action), (Kind::Label, id.0), audit::LABEL, vec![written])
}
