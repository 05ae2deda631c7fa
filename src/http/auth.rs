//! Sign-up, log-in, log-out, and who is logged in.

use worker::Env;

use super::{
    agent::{self, Agent},
    answer::{Answer, Json, Special},
    call::Call,
    limit::{self, Limit},
    route::Anyone,
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

pub async fn signup(call: &Call, _: Anyone, request: SignupRequest) -> Result<Special<Me>> {
    same_origin(call)?;
    limit::take(call, Limit::New, format!("signup {}", call.neighbours())).await?;
    let request = check(&request)?;
    let hash = password::hash(&request.password, &random::bytes()).ok_or_else(|| Error::fault("password hash"))?;
    let (agent, organization, widget) = create(&call.env, &request, &hash).await?;
    let token = start_session(call, organization, agent).await?;
    let me = me_of(call, &token).await?;
    logged_in(201, &token, &Me { widget: Some(widget), ..me })
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

pub async fn login(call: &Call, _: Anyone, request: LoginRequest) -> Result<Special<Me>> {
    same_origin(call)?;
    let mut checks = Checks::default();
    let email = checks.required("email", request.email.trim()).to_ascii_lowercase();
    checks.required("password", &request.password);
    checks.done()?;
    limit::take(call, Limit::Auth, format!("login {}", call.neighbours())).await?;
    limit::take(call, Limit::Auth, format!("account {}", secret::fingerprint(&email))).await?;
    let account = store::accounts::by_email(&call.env, &email).await?;
    let stored = account.as_ref().map_or(password::NOBODY, |account| &account.password_hash);
    let is_right = password::verify(&request.password, stored);
    let Some(account) = account.filter(|_| is_right) else {
        return Err(Problem::unauthorized("wrong_credentials", "That email and password do not match.").into());
    };
    let token = start_session(call, account.organization_id, account.agent_id).await?;
    logged_in(200, &token, &me_of(call, &token).await?)
}

pub async fn logout(call: &Call, _: Agent) -> Result<Special<()>> {
    if let Some(token) = agent::token(call) {
        store::accounts::end_session(&call.env, &secret::fingerprint(&token)).await?;
    }
    Ok(Special::new(Answer::empty(204).with("set-cookie", agent::cookie(None))))
}

pub async fn me(_: &Call, Agent(member): Agent) -> Result<Json<Me>> {
    Ok(Json(Me { agent: member.agent, organization: member.organization, widget: None }))
}

/// Another site cannot log somebody in here. Programs that are no browser send no `Origin`.
fn same_origin(call: &Call) -> Result<(), Problem> {
    match call.from() {
        Some(origin) if origin != call.origin => Err(agent::foreign_origin()),
        _ => Ok(()),
    }
}

async fn start_session(call: &Call, organization: OrganizationId, agent: AgentId) -> Result<String> {
    let (token, now) = (secret::encode(&random::bytes::<32>()), clock::now());
    let user_agent: String = call.header("user-agent").unwrap_or_default().chars().take(200).collect();
    let session = NewSession {
        token_hash: &secret::fingerprint(&token),
        agent,
        user_agent: &user_agent,
        now,
        expires_at: now.plus(agent::LIFETIME),
    };
    store::accounts::start_session(&call.env, organization, &session).await?;
    Ok(token)
}

async fn me_of(call: &Call, token: &str) -> Result<Me> {
    let member = store::accounts::by_session(&call.env, &secret::fingerprint(token), clock::now()).await?;
    let member = member.ok_or_else(|| Error::fault("a session that was just made is not there"))?;
    Ok(Me { agent: member.agent, organization: member.organization, widget: None })
}

fn logged_in(status: u16, token: &str, me: &Me) -> Result<Special<Me>> {
    Ok(Special::new(Answer::json(status, me)?.with("set-cookie", agent::cookie(Some(token)))))
}
