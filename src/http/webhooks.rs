//! Webhooks, which admins make; and the log of what they were told.

use uuid::Uuid;
use worker::{D1Database, D1PreparedStatement};

use super::{
    agent::{Admin, Agent},
    answer::{Accepted, Done, Json, Made},
    call::Call,
    choices::{self, Logged, Refusals, Writes},
};
use crate::{
    courier,
    domain::{
        audit::{Action, Kind},
        plan::{self, Feature},
        public_url, webhook,
    },
    platform::{
        Result, clock,
        json::Raw,
        random,
        resolver::{self, OverHttps, Way},
    },
    protocol::{
        Problem, WebhookId,
        agent::List,
        webhook::{ChangeWebhook, MadeWebhook, NewWebhook, Queued, WebhookSecret},
    },
    store::{
        self,
        audit::{self, Target},
        deliveries,
        webhooks::{added, changed, every, one, removed, with_secret},
    },
};

const FULL: Refusals = Refusals {
    nothing: || Problem::new(409, "too_many_webhooks", "There are 20 webhooks, and can be no more."),
    refused: unknown,
};
const UNKNOWN: Refusals = Refusals { nothing: unknown, refused: unknown };
const UNKNOWN_DELIVERY: Refusals =
    Refusals { nothing: || Problem::not_found("delivery"), refused: || Problem::not_found("delivery") };

fn unknown() -> Problem {
    Problem::not_found("webhook")
}

pub async fn list(call: &Call, Admin(admin): Admin) -> Result<Json<List<Raw>>> {
    let organization = admin.organization();
    choices::all(every(&store::database(&call.env, organization)?, organization)).await
}

pub async fn create(call: &Call, Admin(admin): Admin, request: NewWebhook) -> Result<Made<MadeWebhook>> {
    plan::require(admin.0.organization.plan, Feature::Webhooks)?;
    let NewWebhook { url, events } = request;
    let new = checked(call, ChangeWebhook { url: Some(url), events: Some(events), enabled: None }).await?;
    let (organization, now, secret) = (admin.organization(), clock::now(), webhook::secret(&random::bytes()));
    let id: WebhookId = random::id(now);
    let add = |db: &D1Database| added(db, organization, id, &new, &secret, now);
    let webhook = logged(call, &admin, Action::WebhookAdded, id, &add, &FULL).await?;
    Ok(Made { is_new: true, body: MadeWebhook { webhook, secret } })
}

pub async fn change(call: &Call, Admin(admin): Admin, request: ChangeWebhook) -> Result<Json<Raw>> {
    let (organization, id) = (admin.organization(), call.id()?);
    let change = checked(call, request).await?;
    let write = |db: &D1Database| changed(db, organization, id, &change);
    Ok(Json(logged(call, &admin, Action::WebhookChanged, id, &write, &UNKNOWN).await?))
}

/// The address must be one that everybody can reach, and not only by its looks; a name that nobody knows may be known later.
async fn checked(call: &Call, change: ChangeWebhook) -> Result<ChangeWebhook> {
    let mut change = webhook::checked(change)?;
    if let Some(url) = &mut change.url {
        let reach = resolver::reach(&call.env);
        let read = public_url::parse(url, reach).map_err(|refusal| refusal.problem("url"))?;
        if resolver::way(&OverHttps::of(&call.env), &read, reach).await == Way::Private {
            return Err(public_url::Refusal::Private.problem("url").into());
        }
        *url = read.text();
    }
    Ok(change)
}

pub async fn remove(call: &Call, Admin(admin): Admin) -> Result<Done> {
    let (organization, id) = (admin.organization(), call.id()?);
    let remove = |db: &D1Database| removed(db, organization, id);
    logged(call, &admin, Action::WebhookRemoved, id, &remove, &UNKNOWN).await?;
    Ok(Done)
}

fn logged<'a>(
    call: &'a Call,
    admin: &Agent,
    action: Action,
    id: WebhookId,
    writes: &'a Writes<'a>,
    refusals: &'a Refusals,
) -> Logged<'a> {
    choices::logged(call, admin.does(action), (Kind::Webhook, id.0), audit::WEBHOOK, writes, refusals)
}

/// What is sent from now on is signed with a new one.
pub async fn rotate(call: &Call, Admin(admin): Admin) -> Result<Json<WebhookSecret>> {
    let (organization, id): (_, WebhookId) = (admin.organization(), call.id()?);
    let (db, secret) = (store::database(&call.env, organization)?, webhook::secret(&random::bytes()));
    let target = Target { kind: Kind::Webhook, id: id.0, name: "" };
    let entry = audit::entry(&db, admin.does(Action::WebhookSecretChanged), &target, None, None);
    let ran = store::run(&db, vec![with_secret(&db, organization, id, &secret), entry]).await?;
    if store::written(&ran[..1]) == 0 {
        return Err(unknown().into());
    }
    Ok(Json(WebhookSecret { secret }))
}

pub async fn test(call: &Call, Admin(admin): Admin) -> Result<Accepted<Queued>> {
    let (organization, now) = (admin.organization(), clock::now());
    let (db, id) = (store::database(&call.env, organization)?, random::id::<Uuid>(now).to_string());
    queued(call, &admin, deliveries::test(&db, organization, call.id()?, &id, now), &UNKNOWN).await
}

pub async fn replay(call: &Call, Admin(admin): Admin) -> Result<Accepted<Queued>> {
    let (organization, id) = (admin.organization(), call.id_at::<Uuid>(1)?.to_string());
    let db = store::database(&call.env, organization)?;
    let replayed = deliveries::replayed(&db, organization, call.id()?, &id, clock::now());
    queued(call, &admin, replayed, &UNKNOWN_DELIVERY).await
}

async fn queued(
    call: &Call,
    admin: &Agent,
    statements: Vec<Result<D1PreparedStatement>>,
    refusals: &Refusals,
) -> Result<Accepted<Queued>> {
    let organization = admin.organization();
    let delivery = choices::written(&store::database(&call.env, organization)?, statements, refusals).await?;
    courier::poke(&call.env, organization).await;
    Ok(Accepted(Queued { delivery }))
}

pub async fn deliveries(call: &Call, Admin(admin): Admin) -> Result<Json<List<Raw>>> {
    let (organization, id, params) = (admin.organization(), call.id()?, call.params());
    let (before, limit) = (params.cursor()?.map(|cursor| cursor.to_string()), params.limit()?);
    let db = store::database(&call.env, organization)?;
    store::first(one(&db, organization, id)).await?.ok_or_else(unknown)?;
    choices::page(deliveries::page(&db, organization, id, before.as_deref(), limit + 1), limit).await
}

pub async fn delivery(call: &Call, Admin(admin): Admin) -> Result<Json<Raw>> {
    let (organization, id) = (admin.organization(), call.id_at::<Uuid>(1)?.to_string());
    let db = store::database(&call.env, organization)?;
    let whole = deliveries::whole(&db, organization, call.id()?, &id);
    Ok(Json(choices::written(&db, vec![whole], &UNKNOWN_DELIVERY).await?))
}
