//! The second factor: started with the password, in force once a first code has shown that the app has it.

use super::{passwords::notify, passwords::notify_agent, person, prove};
use crate::{
    domain::{base32::base32, recovery, secret, totp},
    http::{
        agent::Agent,
        answer::{Done, Json},
        call::Call,
    },
    json,
    platform::{Result, clock, random},
    protocol::{
        Problem,
        account::{RecoveryCodes, TwoFactorStart, WithCode, WithPassword},
    },
    store,
};

/// The same again until it is confirmed.
pub async fn start(call: &Call, agent: Agent, request: WithPassword) -> Result<Json<TwoFactorStart>> {
    let person = prove(call, &agent, "password", &request.password).await?;
    let seed = store::two_factor::begin(&call.env, agent.id(), &secret::encode(&random::bytes::<16>())).await?;
    let is_on = || Problem::new(409, "two_factor_on", "You have a second factor already.");
    let shared = totp::derive(&seed.ok_or_else(is_on)?, agent.id(), &call.session_key()?);
    Ok(Json(TwoFactorStart { secret: base32(&shared), uri: totp::uri(&person.email, &shared) }))
}

pub async fn confirm(call: &Call, agent: Agent, request: WithCode) -> Result<Json<RecoveryCodes>> {
    let not_started = || Problem::new(409, "two_factor_not_started", "Start with your password, please.");
    let seed = person(call, agent.id()).await?.pending.ok_or_else(not_started)?;
    let key = call.session_key()?;
    let shared = totp::derive(&seed, agent.id(), &key);
    let step = totp::step_of(&recovery::typed(&request.code), &shared, clock::now());
    let wrong = || Problem::field("code", "wrong_code", "That is not the code of your app now. Is its clock right?");
    let (codes, kept) = new(&agent, &key);
    if !store::two_factor::confirm(&call.env, agent.id(), &seed, step.ok_or_else(wrong)?, &kept).await? {
        return Err(not_started().into());
    }
    notify_agent(call, agent.id(), "Your ChatDesk account now asks for a second factor.").await?;
    Ok(Json(codes))
}

/// In the place of those there were.
pub async fn new_codes(call: &Call, agent: Agent, request: WithPassword) -> Result<Json<RecoveryCodes>> {
    prove(call, &agent, "password", &request.password).await?;
    let (codes, kept) = new(&agent, &call.session_key()?);
    if !store::two_factor::set_codes(&call.env, agent.id(), &kept).await? {
        return Err(Problem::new(409, "two_factor_off", "You have no second factor.").into());
    }
    Ok(Json(codes))
}

pub async fn stop(call: &Call, agent: Agent, request: WithPassword) -> Result<Done> {
    let person = prove(call, &agent, "password", &request.password).await?;
    if store::two_factor::stop(&call.env, agent.id()).await? && person.seed.is_some() {
        notify(call, agent.id(), &person.email, "Your ChatDesk account asks for no second factor any more.").await?;
    }
    Ok(Done)
}

/// New ones, and what is kept of them.
fn new(agent: &Agent, key: &[u8]) -> (RecoveryCodes, String) {
    let recovery_codes: Vec<String> = (0..recovery::COUNT).map(|_| recovery::code(random::bytes())).collect();
    let hash = |code: &String| recovery::hash(&recovery::typed(code), agent.id(), key);
    let kept: Vec<String> = recovery_codes.iter().map(hash).collect();
    (RecoveryCodes { recovery_codes }, json::write(&kept))
}
