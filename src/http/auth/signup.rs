//! A new organization with its owner and first widget.

use worker::Env;

use super::{Entrance, account, hashed, let_in, same_origin};
use crate::{
    domain::{check::Checks, plan, secret},
    http::{
        answer::{Json, Special},
        call::Call,
        limit::{self, Limit},
        route::Anyone,
    },
    json::{self, Fields, Raw},
    platform::{Result, clock, random},
    protocol::{
        AgentId, OrganizationId, Problem,
        account::{AuthOptions, SignupRequest},
        agent::{Plan, WidgetKey},
        limits::NAME_CHARS,
    },
    store::{self, accounts::Signup},
};

pub async fn options(call: &Call, _: Anyone) -> Result<Json<AuthOptions>> {
    Ok(Json(AuthOptions { signup: is_open(&call.env) }))
}

/// Unless the variable `SIGNUP` is `closed`.
fn is_open(env: &Env) -> bool {
    env.var("SIGNUP").map_or(true, |value| value.to_string() != "closed")
}

pub async fn signup(call: &Call, _: Anyone, request: SignupRequest) -> Result<Special<Raw>> {
    same_origin(call)?;
    if !is_open(&call.env) {
        let detail = "Nobody signs up here by themselves. Ask whoever runs this ChatDesk.";
        return Err(Problem::forbidden("signup_closed", detail).into());
    }
    limit::take(call, Limit::New, format!("signup {}", call.neighbours())).await?;
    let request = check(&request)?;
    let (agent, organization, widget) = create(&call.env, &request, &hashed(&request.password)?).await?;
    let more = json::write(&Fields(&["widget"], &[&widget]));
    let_in(call, &Entrance { organization, agent, email: &request.email, status: 201, more: &more }).await
}

fn check(request: &SignupRequest) -> Result<SignupRequest, Problem> {
    let mut checks = Checks::default();
    let organization = checks.line("organization", &request.organization, NAME_CHARS);
    let name = checks.line("name", &request.name, NAME_CHARS);
    let email = checks.email("email", &request.email);
    checks.password("password", &request.password);
    checks.done()?;
    let email = account(&email);
    Ok(SignupRequest { organization, name, email, password: request.password.clone() })
}

async fn create(env: &Env, request: &SignupRequest, hash: &str) -> Result<(AgentId, OrganizationId, WidgetKey)> {
    let now = clock::now();
    let (organization, agent) = (random::id(now), random::id(now));
    let widget = WidgetKey { id: random::id(now), key: secret::widget_key(&random::bytes()) };
    let signup = Signup {
        organization,
        organization_name: &request.organization,
        plan: default_plan(env),
        agent,
        name: &request.name,
        email: &request.email,
        password_hash: hash,
        widget: widget.id,
        widget_key: &widget.key,
        identity_secret: &secret::encode(&random::bytes::<32>()),
        now,
    };
    match store::accounts::sign_up(env, &signup).await {
        Err(error) if store::is_conflict(&error) => Err(email_taken().into()),
        other => other.map(|()| (agent, organization, widget)),
    }
}

fn email_taken() -> Problem {
    let mut problem = Problem::field("email", "email_taken", "There is an account with this email. Log in instead.");
    problem.status = 409;
    problem
}

pub fn default_plan(env: &Env) -> Plan {
    let name = env.var("DEFAULT_PLAN").map(|name| name.to_string()).unwrap_or_default();
    plan::parse(&name).unwrap_or(Plan::Plus)
}
