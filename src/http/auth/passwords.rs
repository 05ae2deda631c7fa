//! Forgotten passwords, and new ones.

use worker::Env;

use super::{account, hashed, person, prove, same_origin};
use crate::{
    domain::{check::Checks, mail, reset as link, secret},
    http::{
        agent::{self, Agent},
        answer::Done,
        call::Call,
        limit::{self, Limit},
        mails,
        route::Anyone,
    },
    inbox, mailing,
    platform::{Result, clock, log},
    protocol::{
        AgentId, OrganizationId, Problem,
        account::{ChangePassword, ForgotRequest, ResetPassword},
    },
    store,
};

/// The answer says nothing of whether there is an account, nor does the time it takes: all that depends on it is done later.
pub async fn forgot(call: &Call, _: Anyone, request: ForgotRequest) -> Result<Done> {
    same_origin(call)?;
    let mut checks = Checks::default();
    let email = account(&checks.email("email", &request.email));
    checks.done()?;
    limit::take(call, Limit::New, format!("forgot {}", call.neighbours())).await?;
    let (env, origin, key) = (call.env.clone(), call.origin.clone(), call.session_key()?);
    call.later(Box::pin(async move { log::unless_problem(mail_link(&env, &email, &origin, &key).await) }));
    Ok(Done)
}

async fn mail_link(env: &Env, email: &str, origin: &str, key: &[u8]) -> Result<()> {
    let Some(known) = store::accounts::by_email(env, email).await? else { return Ok(()) };
    let token = link::sign(known.agent_id, clock::now(), &known.password_hash, key);
    let mail = mail::reset(email, &format!("{origin}/password/reset#{token}"));
    mailing::post_now(env, known.organization_id, mail).await
}

/// With the link of the mail. All sessions end.
pub async fn reset(call: &Call, _: Anyone, request: ResetPassword) -> Result<Done> {
    same_origin(call)?;
    limit::take(call, Limit::Auth, format!("reset {}", call.neighbours())).await?;
    let mut checks = Checks::default();
    checks.password("password", &request.password);
    checks.done()?;
    let claim = link::read(&request.token, clock::now()).ok_or_else(link_expired)?;
    let known = store::accounts::person(&call.env, claim.agent).await?.ok_or_else(link_expired)?;
    if !link::is_good(&claim, &known.password_hash, &call.session_key()?) {
        return Err(link_expired().into());
    }
    let is = hashed(&request.password)?;
    let ended = store::accounts::set_password(&call.env, claim.agent, &known.password_hash, &is, "").await?;
    told(call, claim.agent, &known.email, ended.ok_or_else(link_expired)?).await?;
    Ok(Done)
}

fn link_expired() -> Problem {
    Problem::new(400, "link_expired", "This link is no longer good. Ask for a new one.")
}

/// The other sessions end.
pub async fn change_password(call: &Call, agent: Agent, request: ChangePassword) -> Result<Done> {
    let mut checks = Checks::default();
    checks.password("password", &request.password);
    checks.done()?;
    let known = prove(call, &agent, "current", &request.current).await?;
    let kept = secret::fingerprint(&agent::token(call).unwrap_or_default());
    let is = hashed(&request.password)?;
    let ended = store::accounts::set_password(&call.env, agent.id(), &known.password_hash, &is, &kept).await?;
    let changed_meanwhile = || Problem::field("current", "wrong_password", "This is not your password any more.");
    told(call, agent.id(), &known.email, ended.ok_or_else(changed_meanwhile)?).await?;
    Ok(Done)
}

/// The person by mail, and what listens in sessions that have ended.
async fn told(call: &Call, agent: AgentId, email: &str, ended: Vec<OrganizationId>) -> Result<()> {
    notify(call, agent, email, "Your ChatDesk password was changed.").await?;
    let env = call.env.clone();
    call.later(Box::pin(async move { inbox::close_sockets(&env, ended, agent).await }));
    Ok(())
}

/// Of what nobody else should do unnoticed.
pub(super) async fn notify(call: &Call, agent: AgentId, email: &str, what: &str) -> Result<()> {
    match store::accounts::home(&call.env, agent).await? {
        Some(organization) => mails::post(call, organization, mail::changed(email, what)).await.map(drop),
        None => Ok(()),
    }
}

/// The same, where the address is not known yet.
pub(super) async fn notify_agent(call: &Call, agent: AgentId, what: &str) -> Result<()> {
    let email = person(call, agent).await?.email;
    notify(call, agent, &email, what).await
}
