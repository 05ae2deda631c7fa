//! The worker's secrets.

use worker::Env;

use super::{Error, Result};

/// The key that signs visitors' tokens and the addresses of files.
///
/// # Errors
/// A fault that says what to set.
pub fn session_key(env: &Env) -> Result<Vec<u8>> {
    secret(env, "SESSION_SECRET", 16).map(String::into_bytes)
}

/// # Errors
/// A fault that says what to set.
pub fn secret(env: &Env, name: &str, least: usize) -> Result<String> {
    let value = env.secret(name).map(|secret| secret.to_string()).unwrap_or_default();
    if value.len() < least {
        return Err(Error::fault(format!("set the secret {name} (at least {least} characters)")));
    }
    Ok(value)
}
