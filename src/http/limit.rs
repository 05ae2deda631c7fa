//! Rate limits at the edge.

use worker::send::SendFuture;

use crate::{
    http::Site,
    platform::{Error, limiter, log},
    protocol::Problem,
};

#[derive(Clone, Copy)]
pub enum Limit {
    /// Calls that prove who somebody is.
    Auth,
    /// All others.
    Api,
}

/// Takes one of what `key` may do in a minute.
///
/// # Errors
/// 429 when there is none left. A limiter that does not work limits nothing.
pub async fn take(site: &Site, limit: Limit, key: String) -> Result<(), Error> {
    let binding = match limit {
        Limit::Auth => "LIMIT_AUTH",
        Limit::Api => "LIMIT_API",
    };
    match SendFuture::new(limiter::take(&site.env, binding, &key)).await {
        Ok(true) => Ok(()),
        Ok(false) => Err(Problem::too_many(60).into()),
        Err(error) => {
            log::fault(&format!("{binding}: {error}"));
            Ok(())
        }
    }
}
