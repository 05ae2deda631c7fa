//! API keys, which admins make and revoke.

use super::{
    agent::Admin,
    answer::{Done, Json, Made},
    call::Call,
    choices::{self, Refusals},
};
use crate::{
    domain::{
        api_key::{self, checked},
        audit::{Action, Kind},
        secret,
    },
    platform::{Result, clock, json::Raw, random},
    protocol::{
        ApiKeyId, Problem,
        agent::List,
        api_key::{MadeApiKey, NewApiKey},
    },
    store::{
        self,
        api_keys::{New, added, removed},
        audit,
    },
};

const FULL: Refusals = Refusals {
    nothing: || Problem::new(409, "too_many_api_keys", "There are 50 API keys, and can be no more."),
    refused: unknown,
};
const UNKNOWN: Refusals = Refusals { nothing: unknown, refused: unknown };

fn unknown() -> Problem {
    Problem::not_found("API key")
}

pub async fn list(call: &Call, Admin(admin): Admin) -> Result<Json<List<Raw>>> {
    let organization = admin.organization();
    choices::all(store::api_keys::all(&store::database(&call.env, organization)?, organization)).await
}

pub async fn create(call: &Call, Admin(admin): Admin, request: NewApiKey) -> Result<Made<MadeApiKey>> {
    let (organization, now) = (admin.organization(), clock::now());
    let (asked, key) = (checked(request, now)?, api_key::key(&random::bytes()));
    let id: ApiKeyId = random::id(now);
    let db = store::database(&call.env, organization)?;
    let new = New { id, token_hash: &secret::fingerprint(&key), by: admin.id(), asked: &asked, now };
    let added = added(&db, organization, &new);
    let added = audit::around(&db, admin.does(Action::KeyAdded), (Kind::Key, id.0), audit::API_KEY, added);
    let api_key = choices::written(&db, added, &FULL).await?;
    Ok(Made { is_new: true, body: MadeApiKey { api_key, key } })
}

pub async fn remove(call: &Call, Admin(admin): Admin) -> Result<Done> {
    let (organization, id): (_, ApiKeyId) = (admin.organization(), call.id()?);
    let db = store::database(&call.env, organization)?;
    let removed = vec![removed(&db, organization, id)];
    let removed = audit::around(&db, admin.does(Action::KeyRemoved), (Kind::Key, id.0), audit::API_KEY, removed);
    choices::written(&db, removed, &UNKNOWN).await?;
    Ok(Done)
}
