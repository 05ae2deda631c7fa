//! Log-in, log-out, who is logged in, and where.

use super::{Entrance, account, codes, let_in, me_of, same_origin, slow_down, wrong_credentials};
use crate::{
    domain::{check::Checks, password, secret},
    http::{
        agent::{self, Agent},
        answer::{Answer, Json, Special},
        call::Call,
        route::Anyone,
    },
    json::Raw,
    platform::Result,
    protocol::{
        Problem,
        account::{ChangeMe, LoginRequest, SwitchOrganization},
        limits::NAME_CHARS,
    },
    store,
};

pub async fn login(call: &Call, _: Anyone, request: LoginRequest) -> Result<Special<Raw>> {
    same_origin(call)?;
    let mut checks = Checks::default();
    let email = account(checks.required("email", request.email.trim()));
    checks.required("password", &request.password);
    checks.done()?;
    slow_down(call, &secret::fingerprint(&email)).await?;
    let known = store::accounts::by_email(&call.env, &email).await?.filter(|known| known.is_active);
    let stored = known.as_ref().map_or(password::NOBODY, |known| &known.password_hash);
    let is_right = password::verify(&request.password, stored);
    let known = known.filter(|_| is_right).ok_or_else(wrong_credentials)?;
    codes::check(call, known.agent_id, known.seed.as_deref(), request.code.as_deref()).await?;
    let (organization, agent) = (known.organization_id, known.agent_id);
    let_in(call, &Entrance { organization, agent, email: &email, status: 200, more: "{}" }).await
}

pub async fn logout(call: &Call, _: Agent) -> Result<Special<()>> {
    if let Some(token) = agent::token(call) {
        store::logins::end(&call.env, &secret::fingerprint(&token)).await?;
    }
    Ok(Special::new(Answer::empty(204).with("set-cookie", agent::cookie(None))))
}

pub async fn me(call: &Call, agent: Agent) -> Result<Json<Raw>> {
    Ok(Json(me_of(call, agent.organization(), agent.id(), "{}").await?))
}

pub async fn change_me(call: &Call, agent: Agent, request: ChangeMe) -> Result<Json<Raw>> {
    if let Some(name) = request.name {
        let mut checks = Checks::default();
        let name = checks.line("name", &name, NAME_CHARS);
        checks.done()?;
        store::accounts::set_name(&call.env, agent.id(), &name).await?;
    }
    me(call, agent).await
}

/// This session is for another organization of the person's from now on.
pub async fn switch(call: &Call, agent: Agent, request: SwitchOrganization) -> Result<Json<Raw>> {
    let organization = request.organization_id;
    if !store::logins::switch(&call.env, organization, agent.id(), agent.0.login).await? {
        return Err(Problem::not_found("organization").into());
    }
    Ok(Json(me_of(call, organization, agent.id(), "{}").await?))
}
