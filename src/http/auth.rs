//! Sign-up, log-in, log-out, and who is logged in.

use axum::response::{IntoResponse, Response};
use http::{HeaderMap, StatusCode, header};
use worker::Env;

use super::{
    Site,
    agent::{self, Agent},
    body::{Body, Json},
    limit::{self, Limit},
    site::{address, origin_of},
};
use crate::{
    domain::{check::Checks, password, plan, secret},
    platform::{Error, Result, clock, random},
    protocol::{
        AgentId, OrganizationId, Problem,
        agent::{LoginRequest, Me, Plan, SignupRequest, WidgetKey},
        widget::WidgetSettings,
    },
    store::{
        self,
        accounts::{NewSession, Signup},
    },
};

#[worker::send]
pub async fn signup(site: Site, headers: HeaderMap, Body(request): Body<SignupRequest>) -> Result<Response> {
    same_origin(&site, &headers)?;
    limit::take(&site, Limit::Auth, format!("signup {}", address(&headers))).await?;
    let request = check(&request)?;
    let hash = password::hash(&request.password, &random::bytes()).ok_or_else(|| Error::fault("password hash"))?;
    let (agent, organization, widget) = create(&site.env, &request, &hash).await?;
    let token = start_session(&site, &headers, organization, agent).await?;
    let me = me_of(&site, &token).await?;
    logged_in(StatusCode::CREATED, &token, &Me { widget: Some(widget), ..me })
}

fn check(request: &SignupRequest) -> Result<SignupRequest, Problem> {
    let mut checks = Checks::default();
    let organization = checks.line("organization", &request.organization, 100);
    let name = checks.line("name", &request.name, 100);
    let email = checks.email("email", &request.email);
    checks.password("password", &request.password);
    checks.done()?;
    Ok(SignupRequest { organization, name, email, password: request.password.clone() })
}

async fn create(env: &Env, request: &SignupRequest, hash: &str) -> Result<(AgentId, OrganizationId, WidgetKey)> {
    let now = clock::now();
    let (organization, agent) = (random::id(now), random::id(now));
    let widget = WidgetKey { id: random::id(now), key: secret::widget_key(&random::bytes()) };
    let settings = WidgetSettings { title: request.organization.clone(), ..WidgetSettings::default() };
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
        widget_settings: &serde_json::to_string(&settings)?,
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

fn default_plan(env: &Env) -> Plan {
    let name = env.var("DEFAULT_PLAN").map(|name| name.to_string()).unwrap_or_default();
    plan::parse(&name).unwrap_or(Plan::Plus)
}

#[worker::send]
pub async fn login(site: Site, headers: HeaderMap, Body(request): Body<LoginRequest>) -> Result<Response> {
    same_origin(&site, &headers)?;
    let mut checks = Checks::default();
    let email = checks.required("email", request.email.trim()).to_lowercase();
    checks.required("password", &request.password);
    checks.done()?;
    limit::take(&site, Limit::Auth, format!("login {}", address(&headers))).await?;
    limit::take(&site, Limit::Auth, format!("account {}", secret::fingerprint(&email))).await?;
    let account = store::accounts::by_email(&site.env, &email).await?;
    let stored = account.as_ref().map_or(password::NOBODY, |account| &account.password_hash);
    let is_right = password::verify(&request.password, stored);
    let Some(account) = account.filter(|_| is_right) else {
        return Err(Problem::unauthorized("wrong_credentials", "That email and password do not match.").into());
    };
    let token = start_session(&site, &headers, account.organization_id, account.agent_id).await?;
    logged_in(StatusCode::OK, &token, &me_of(&site, &token).await?)
}

#[worker::send]
pub async fn logout(site: Site, headers: HeaderMap, _: Agent) -> Result<Response> {
    if let Some(token) = agent::token(&headers) {
        store::accounts::end_session(&site.env, &secret::fingerprint(token)).await?;
    }
    Ok((StatusCode::NO_CONTENT, [(header::SET_COOKIE, agent::cookie(None)?)]).into_response())
}

pub async fn me(Agent(member): Agent) -> Json<Me> {
    Json(Me { agent: member.agent, organization: member.organization, widget: None })
}

/// Another site cannot log somebody in here. Programs that are no browser send no `Origin`.
fn same_origin(site: &Site, headers: &HeaderMap) -> Result<(), Problem> {
    match origin_of(headers) {
        Some(origin) if origin != site.origin => Err(agent::foreign_origin()),
        _ => Ok(()),
    }
}

async fn start_session(
    site: &Site,
    headers: &HeaderMap,
    organization: OrganizationId,
    agent: AgentId,
) -> Result<String> {
    let (token, now) = (secret::encode(&random::bytes::<32>()), clock::now());
    let user_agent = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let session = NewSession {
        token_hash: &secret::fingerprint(&token),
        agent,
        user_agent: user_agent.get(..200.min(user_agent.len())).unwrap_or_default(),
        now,
        expires_at: now.plus(agent::LIFETIME),
    };
    store::accounts::start_session(&site.env, organization, &session).await?;
    Ok(token)
}

async fn me_of(site: &Site, token: &str) -> Result<Me> {
    let member = store::accounts::by_session(&site.env, &secret::fingerprint(token), clock::now()).await?;
    let member = member.ok_or_else(|| Error::fault("a session that was just made is not there"))?;
    Ok(Me { agent: member.agent, organization: member.organization, widget: None })
}

fn logged_in(status: StatusCode, token: &str, me: &Me) -> Result<Response> {
    Ok((status, [(header::SET_COOKIE, agent::cookie(Some(token))?)], Json(me)).into_response())
}
