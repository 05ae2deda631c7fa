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
    domain::{
        check::{Checks, is_email},
        device, password, plan, secret,
    },
    platform::{Error, Result, clock, random, words::folded},
    protocol::{
        AgentId, OrganizationId, Problem,
        agent::{LoginRequest, Me, Plan, SignupRequest, WidgetKey},
        limits::NAME_CHARS,
    },
    store::{
        self,
        accounts::{NewSession, Signup},
    },
};

/// Says that somebody has logged in here before.
const DEVICE: &str = "__Host-chatdesk-device";
/// Seconds: browsers keep no cookie longer.
const DEVICE_AGE: u32 = 400 * 24 * 3600;

pub async fn signup(call: &Call, _: Anyone, request: SignupRequest) -> Result<Special<Me>> {
    same_origin(call)?;
    limit::take(call, Limit::New, format!("signup {}", call.neighbours())).await?;
    let request = check(&request)?;
    let hash = password::hash(&request.password, &random::bytes()).ok_or_else(|| Error::fault("password hash"))?;
    let (agent, organization, widget) = create(&call.env, &request, &hash).await?;
    let token = start_session(call, organization, agent).await?;
    let me = me_of(call, &token).await?;
    logged_in(call, 201, &token, &Me { widget: Some(widget), ..me })
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

/// One spelling for all of the same address. What is no address is nobody's.
pub fn account(email: &str) -> String {
    if is_email(email) { folded(email) } else { email.into() }
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

pub async fn login(call: &Call, _: Anyone, request: LoginRequest) -> Result<Special<Me>> {
    same_origin(call)?;
    let mut checks = Checks::default();
    let email = account(checks.required("email", request.email.trim()));
    checks.required("password", &request.password);
    checks.done()?;
    let name = secret::fingerprint(&email);
    slow_down(call, &name).await?;
    let account = store::accounts::by_email(&call.env, &email).await?;
    let stored = account.as_ref().map_or(password::NOBODY, |account| &account.password_hash);
    let is_right = password::verify(&request.password, stored);
    let Some(account) = account.filter(|_| is_right) else {
        return Err(Problem::unauthorized("wrong_credentials", "That email and password do not match.").into());
    };
    let token = start_session(call, account.organization_id, account.agent_id).await?;
    logged_in(call, 200, &token, &me_of(call, &token).await?)
}

/// Before any password is looked at, and the same whether there is such an account or not. A device on which its owner has
/// logged in has an allowance of its own: nobody else can use it up.
async fn slow_down(call: &Call, account: &str) -> Result<()> {
    let key = call.session_key()?;
    if let Some(device) = call.cookie(DEVICE).filter(|device| device::is_known(device, account, &key)) {
        return limit::take(call, Limit::LogIn, format!("device {device}")).await;
    }
    let neighbours = call.neighbours();
    limit::take(call, Limit::Auth, format!("login {neighbours}")).await?;
    limit::take(call, Limit::LogIn, format!("account {account} {neighbours}")).await?;
    limit::take(call, Limit::Api, format!("account {account}")).await
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

/// The session, and the device from now on as one that is known.
fn logged_in(call: &Call, status: u16, token: &str, me: &Me) -> Result<Special<Me>> {
    let account = secret::fingerprint(&me.agent.email);
    let device = device::sign(&random::bytes(), &account, &call.session_key()?);
    let device = format!("{DEVICE}={device}; Path=/; Max-Age={DEVICE_AGE}; Secure; HttpOnly; SameSite=Lax");
    let answer = Answer::json(status, me).with("set-cookie", agent::cookie(Some(token)));
    Ok(Special::new(answer.with("set-cookie", device)))
}
