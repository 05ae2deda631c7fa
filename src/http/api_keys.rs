//! API keys, which admins make and revoke.

use worker::D1Database;

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
        plan::{self, Feature},
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
    plan::require(admin.0.organization.plan, Feature::ApiKeys)?;
    let (organization, now) = (admin.organization(), clock::now());
    let (asked, key) = (checked(request, now)?, api_key::key(&random::bytes()));
    let id: ApiKeyId = random::id(now);
    let new = New { id, token_hash: &secret::fingerprint(&key), by: admin.id(), asked: &asked, now };
    let (by, add) = (admin.does(Action::KeyAdded), |db: &D1Database| added(db, organization, &new));
    let api_key = choices::logged(call, by, (Kind::Key, id.0), audit::API_KEY, &add, &FULL).await?;
    Ok(Made { is_new: true, body: MadeApiKey { api_key, key } })
}

pub async fn remove(call: &Call, Admin(admin): Admin) -> Result<Done> {
    let (organization, id): (_, ApiKeyId) = (admin.organization(), call.id()?);
    let (by, remove) = (admin.does(Action::KeyRemoved), |db: &D1Database| vec![removed(db, organization, id)]);
    choices::logged(call, by, (Kind::Key, id.0), audit::API_KEY, &remove, &UNKNOWN).await?;
    Ok(Done)
}
