//! Accepting an invitation: as somebody new, or with the account there is.

use super::{Entrance, codes, hashed, let_in, same_origin, slow_down, wrong_credentials};
use crate::{
    domain::{check::Checks, password, secret},
    http::{
        answer::{Json, Special},
        call::Call,
        limit::{self, Limit},
        route::Anyone,
    },
    json::Raw,
    platform::{Result, clock, json, random},
    protocol::{AgentId, Problem, account::AcceptInvite, limits::NAME_CHARS},
    store::{
        self,
        invites::{Invited, Known, Newcomer},
    },
};

pub async fn invitation(call: &Call, _: Anyone) -> Result<Json<Raw>> {
    limit::take(call, Limit::Auth, format!("invite {}", call.neighbours())).await?;
    let db = store::directory(&call.env)?;
    let shown = store::first(store::invites::shown(&db, &fingerprint(call), clock::now())).await?;
    Ok(Json(json::raw(shown.ok_or_else(no_invite)?.text(0))?))
}

/// The token is known by its hash.
fn fingerprint(call: &Call) -> String {
    secret::fingerprint(call.named(0))
}

fn no_invite() -> Problem {
    Problem::not_found("invitation, or it is not open any more")
}

pub async fn accept(call: &Call, _: Anyone, request: AcceptInvite) -> Result<Special<Raw>> {
    same_origin(call)?;
    limit::take(call, Limit::Auth, format!("invite {}", call.neighbours())).await?;
    let token_hash = fingerprint(call);
    let invited = store::invites::by_token(&call.env, &token_hash, clock::now()).await?.ok_or_else(no_invite)?;
    let Invited { organization, email, account } = invited;
    let agent = match account {
        Some(known) => return_as(call, &token_hash, &email, known, &request).await?,
        None => join(call, &token_hash, &request).await?,
    };
    let_in(call, &Entrance { organization, agent, email: &email, status: 201, more: "{}" }).await
}

/// As at any log-in.
async fn return_as(
    call: &Call,
    token_hash: &str,
    email: &str,
    known: Known,
    request: &AcceptInvite,
) -> Result<AgentId> {
    slow_down(call, &secret::fingerprint(email)).await?;
    if !password::verify(&request.password, &known.password_hash) {
        return Err(wrong_credentials().into());
    }
    codes::check(call, known.agent, known.seed.as_deref(), request.code.as_deref()).await?;
    taken(store::invites::accept(&call.env, token_hash, known.agent, None, clock::now()).await?)?;
    Ok(known.agent)
}

async fn join(call: &Call, token_hash: &str, request: &AcceptInvite) -> Result<AgentId> {
    let mut checks = Checks::default();
    let name = checks.line("name", request.name.as_deref().unwrap_or_default(), NAME_CHARS);
    checks.password("password", &request.password);
    checks.done()?;
    let (now, password_hash) = (clock::now(), hashed(&request.password)?);
    let agent = random::id(now);
    let newcomer = Newcomer { name: &name, password_hash: &password_hash };
    match store::invites::accept(&call.env, token_hash, agent, Some(newcomer), now).await {
        Err(error) if store::is_conflict(&error) => {
            let detail = "There is an account of this email by now. Enter its password.";
            Err(Problem::new(409, "account_exists", detail).into())
        }
        done => {
            taken(done?)?;
            Ok(agent)
        }
    }
}

fn taken(is_taken: bool) -> Result<(), Problem> {
    if is_taken { Ok(()) } else { Err(no_invite()) }
}
