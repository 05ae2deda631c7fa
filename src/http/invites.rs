//! Invitations, which admins send by mail or hand over by hand.

use worker::D1Database;

use super::{
    agent::Admin,
    answer::{Done, Json, Made},
    auth,
    call::Call,
    choices::{self, Refusals, made},
    limit::{self, Limit},
    mails,
};
use crate::{
    domain::{
        audit::{Action, Kind},
        check::Checks,
        mail,
        member::may_give,
        secret,
    },
    platform::{Result, clock, json::Raw, random},
    protocol::{InviteId, Problem, account::NewInvite, agent::List, span::DAY},
    store::{self, audit},
};

/// How long one is open: a week.
pub const LIFETIME: i64 = 7 * DAY;

const FULL: Refusals = Refusals {
    nothing: || Problem::new(409, "too_many_invites", "There are 200 open invitations, and can be no more."),
    refused: gone,
};
const UNKNOWN: Refusals = Refusals { nothing: gone, refused: gone };

fn gone() -> Problem {
    Problem::not_found("invitation")
}

pub async fn list(call: &Call, Admin(admin): Admin) -> Result<Json<List<Raw>>> {
    let organization = admin.organization();
    choices::all(store::invites::all(&store::database(&call.env, organization)?, organization, clock::now())).await
}

pub async fn create(call: &Call, Admin(admin): Admin, request: NewInvite) -> Result<Made<Raw>> {
    may_give(admin.0.agent.role, request.role)?;
    let (organization, now) = (admin.organization(), clock::now());
    limit::take(call, Limit::New, format!("invites {organization}")).await?;
    let mut checks = Checks::default();
    let email = checks.email("email", &request.email);
    checks.done()?;
    let email = auth::account(&email);
    if store::invites::is_member(&call.env, organization, &email).await? {
        return Err(Problem::new(409, "already_member", "They are in the organization already.").into());
    }
    let token = secret::encode(&random::bytes::<32>());
    let url = format!("{}/invite#{token}", call.origin);
    let new = store::invites::NewInvite {
        id: random::id(now),
        email: &email,
        role: request.role.as_str(),
        token_hash: &secret::fingerprint(&token),
        url: &url,
        by: admin.id(),
        now,
        expires_at: now.plus(LIFETIME),
    };
    let (by, add) = (admin.does(Action::AgentInvited), |db: &D1Database| store::invites::added(db, organization, &new));
    let written = choices::logged(call, by, (Kind::Agent, new.id.0), audit::INVITE, &add, &FULL).await?;
    let mail = mail::invite(&email, &url, &admin.0.organization.name, &admin.0.agent.name);
    mails::post(call, organization, mail).await?;
    Ok(made(written))
}

pub async fn remove(call: &Call, Admin(admin): Admin) -> Result<Done> {
    let organization = admin.organization();
    let id: InviteId = call.id()?;
    let (by, remove) =
        (admin.does(Action::InviteRemoved), |db: &D1Database| vec![store::invites::removed(db, organization, id)]);
    choices::logged(call, by, (Kind::Agent, id.0), audit::INVITE, &remove, &UNKNOWN).await?;
    Ok(Done)
}
