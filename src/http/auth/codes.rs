//! Codes of a second factor, and recovery codes in their place. Each is good once.

use crate::{
    domain::{
        recovery,
        totp::{self, PAUSE},
    },
    http::{
        call::Call,
        limit::{self, Limit},
    },
    platform::{Result, clock},
    protocol::{AgentId, Problem},
    store,
};

/// Whoever has a second factor must show it. The password was right already: what is tried here is counted where nobody gets
/// around it.
pub async fn check(call: &Call, agent: AgentId, seed: Option<&str>, code: Option<&str>) -> Result<()> {
    let Some(seed) = seed else { return Ok(()) };
    let Some(code) = code.map(recovery::typed).filter(|code| !code.is_empty()) else {
        return Err(Problem::unauthorized("code_required", "Enter the code of your authenticator app.").into());
    };
    let is_right = if totp::is_code(&code) {
        is_right_now(call, agent, seed, &code).await?
    } else {
        limit::take(call, Limit::LogIn, format!("recovery {agent}")).await?;
        let hash = recovery::hash(&code, agent, &call.session_key()?);
        store::two_factor::use_code(&call.env, agent, &hash).await?
    };
    if is_right { Ok(()) } else { Err(wrong_code().into()) }
}

async fn is_right_now(call: &Call, agent: AgentId, seed: &str, typed: &str) -> Result<bool> {
    let now = clock::now();
    if !store::two_factor::take_try(&call.env, agent, now).await? {
        return Err(Problem::too_many((PAUSE / 1000) as u32).into());
    }
    match totp::step_of(typed, &totp::derive(seed, agent, &call.session_key()?), now) {
        Some(step) => store::two_factor::use_step(&call.env, agent, seed, step).await,
        None => Ok(false),
    }
}

fn wrong_code() -> Problem {
    Problem::unauthorized("wrong_code", "That code is wrong, or was used already.")
}
