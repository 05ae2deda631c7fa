//! People's accounts: getting in, staying safe, and in which organization they work.

mod codes;
mod enter;
mod invited;
mod passwords;
mod sessions;
mod signup;
mod two_factor;

pub use enter::{change_me, login, logout, me, switch};
pub use invited::{accept, invitation};
pub use passwords::{change_password, forgot, reset};
pub use sessions::{end_others, end_session, sessions};
pub use signup::{default_plan, options, signup};
pub use two_factor::{confirm, new_codes, start, stop};

use super::{
    agent::{self, Agent},
    answer::{Answer, Special},
    call::Call,
    limit::{self, Limit},
};
use crate::{
    domain::{check::is_email, device, password, secret},
    platform::{
        Error, Result, clock,
        json::{self, Raw},
        random,
        words::folded,
    },
    protocol::{AgentId, OrganizationId, Problem},
    store::{self, accounts::Person, logins::NewSession},
};

/// Says that somebody has logged in here before.
const DEVICE: &str = "__Host-chatdesk-device";
/// Seconds: browsers keep no cookie longer.
const DEVICE_AGE: u32 = 400 * 24 * 3600;

/// One spelling for all of the same address. What is no address is nobody's.
pub fn account(email: &str) -> String {
    if is_email(email) { folded(email) } else { email.into() }
}

/// Another site cannot log somebody in here. Programs that are no browser send no `Origin`.
fn same_origin(call: &Call) -> Result<(), Problem> {
    match call.from() {
        Some(origin) if origin != call.origin => Err(agent::foreign_origin()),
        _ => Ok(()),
    }
}

/// Before any password is looked at, and the same whether there is such an account or not. A device on which its owner has
/// logged in has an allowance of its own: nobody else can use it up. `account`: its fingerprint.
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

fn wrong_credentials() -> Problem {
    Problem::unauthorized("wrong_credentials", "That email and password do not match.")
}

fn hashed(password: &str) -> Result<String> {
    password::hash(password, &random::bytes()).ok_or_else(|| Error::fault("password hash"))
}

/// Whoever is logged in shows that it is really them.
async fn prove(call: &Call, agent: &Agent, field: &str, password: &str) -> Result<Person> {
    limit::take(call, Limit::LogIn, format!("password {}", agent.id())).await?;
    let person = person(call, agent.id()).await?;
    if password::verify(password, &person.password_hash) {
        return Ok(person);
    }
    Err(Problem::field(field, "wrong_password", "This is not your password.").into())
}

async fn person(call: &Call, agent: AgentId) -> Result<Person> {
    let person = store::accounts::person(&call.env, agent).await?;
    person.ok_or_else(|| Error::fault("an agent who is nobody"))
}

/// Somebody who has shown who they are. `more`: what is told with it, as a JSON object.
struct Entrance<'a> {
    organization: OrganizationId,
    agent: AgentId,
    email: &'a str,
    status: u16,
    more: &'a str,
}

/// The session, and the device from now on as one that is known.
async fn let_in(call: &Call, entrance: &Entrance<'_>) -> Result<Special<Raw>> {
    let Entrance { organization, agent, email, status, more } = *entrance;
    let token = start_session(call, organization, agent).await?;
    let me = me_of(call, organization, agent, more).await?;
    let device = device::sign(&random::bytes(), &secret::fingerprint(email), &call.session_key()?);
    let device = format!("{DEVICE}={device}; Path=/; Max-Age={DEVICE_AGE}; Secure; HttpOnly; SameSite=Lax");
    let answer = Answer::json(status, &me).with("set-cookie", agent::cookie(Some(&token)));
    Ok(Special::new(answer.with("set-cookie", device)))
}

async fn start_session(call: &Call, organization: OrganizationId, agent: AgentId) -> Result<String> {
    let (token, now) = (secret::encode(&random::bytes::<32>()), clock::now());
    let user_agent: String = call.header("user-agent").unwrap_or_default().chars().take(200).collect();
    let session = NewSession {
        id: random::id(now),
        token_hash: &secret::fingerprint(&token),
        agent,
        user_agent: &user_agent,
        origin: &call.origin,
        now,
        expires_at: now.plus(agent::LIFETIME),
    };
    store::logins::start(&call.env, organization, &session).await?;
    Ok(token)
}

async fn me_of(call: &Call, organization: OrganizationId, agent: AgentId, more: &str) -> Result<Raw> {
    let db = store::directory(&call.env)?;
    let row = store::first(store::accounts::me(&db, organization, agent, more)).await?;
    Ok(json::raw(row.ok_or_else(|| Error::fault("a member who is none"))?.text(0))?)
}
