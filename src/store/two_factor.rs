//! People's second factors. Whatever is good once is taken by the statement that finds it.

use worker::Env;

use super::{Result, directory, first, statement};
use crate::{
    domain::totp::{PAUSE, TRIES},
    protocol::{AgentId, Timestamp},
};

/// Takes one of the codes that may be tried; false: there is none left for now.
///
/// # Errors
/// When the database fails, as for all below.
pub async fn take_try(env: &Env, agent: AgentId, now: Timestamp) -> Result<bool> {
    let query = "UPDATE agents SET code_tries = iif(code_tried_at > ?1, code_tries + 1, 1), code_tried_at = ?2
        WHERE id = ?3 AND (code_tries < ?4 OR code_tried_at <= ?1) RETURNING id";
    Ok(first(statement!(&directory(env)?, query, now.plus(-PAUSE), now, &agent, TRIES)).await?.is_some())
}

/// The code of this step is used up; false: it, or a later one, was already.
pub async fn use_step(env: &Env, agent: AgentId, seed: &str, step: i64) -> Result<bool> {
    let query = "UPDATE agents SET totp_step = ?1, code_tries = 0
        WHERE id = ?2 AND totp_seed = ?3 AND totp_step < ?1 RETURNING id";
    Ok(first(statement!(&directory(env)?, query, step, &agent, seed)).await?.is_some())
}

/// The recovery code is used up; false: it is none, or was already.
pub async fn use_code(env: &Env, agent: AgentId, hash: &str) -> Result<bool> {
    let query = "UPDATE agents SET code_tries = 0, recovery_codes =
            (SELECT json_group_array(value) FROM json_each(recovery_codes) WHERE value != ?1)
        WHERE id = ?2 AND totp_seed IS NOT NULL
            AND EXISTS (SELECT 1 FROM json_each(recovery_codes) WHERE value = ?1)
        RETURNING id";
    Ok(first(statement!(&directory(env)?, query, hash, &agent)).await?.is_some())
}

/// The seed that is to be confirmed: the one there is, or this one. `None`: there is a second factor already.
pub async fn begin(env: &Env, agent: AgentId, seed: &str) -> Result<Option<String>> {
    let query = "UPDATE agents SET totp_pending = COALESCE(totp_pending, ?) WHERE id = ? AND totp_seed IS NULL
        RETURNING totp_pending";
    Ok(first(statement!(&directory(env)?, query, seed, &agent)).await?.map(|mut row| row.text(0)))
}

/// From now on it is asked for. False: somebody else was faster.
pub async fn confirm(env: &Env, agent: AgentId, seed: &str, step: i64, codes: &str) -> Result<bool> {
    let query = "UPDATE agents SET totp_seed = totp_pending, totp_pending = NULL, totp_step = ?, recovery_codes = ?,
            code_tries = 0
        WHERE id = ? AND totp_pending = ? AND totp_seed IS NULL RETURNING id";
    Ok(first(statement!(&directory(env)?, query, step, codes, &agent, seed)).await?.is_some())
}

/// False: there is no second factor.
pub async fn set_codes(env: &Env, agent: AgentId, codes: &str) -> Result<bool> {
    let query = "UPDATE agents SET recovery_codes = ? WHERE id = ? AND totp_seed IS NOT NULL RETURNING id";
    Ok(first(statement!(&directory(env)?, query, codes, &agent)).await?.is_some())
}

/// False: there was none.
pub async fn stop(env: &Env, agent: AgentId) -> Result<bool> {
    let query = "UPDATE agents SET totp_seed = NULL, totp_pending = NULL, recovery_codes = '[]'
        WHERE id = ? AND (totp_seed IS NOT NULL OR totp_pending IS NOT NULL) RETURNING id";
    Ok(first(statement!(&directory(env)?, query, &agent)).await?.is_some())
}
