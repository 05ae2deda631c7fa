//! Rate limits at the edge.

use worker::Env;

use crate::{
    http::call::Call,
    platform::{Error, limiter, log},
    protocol::Problem,
};

#[derive(Clone, Copy)]
pub enum Limit {
    /// Calls that prove who somebody is, that start a conversation or send mail.
    Auth,
    /// Passwords that are tried on one account from one place.
    LogIn,
    /// Openings of the chat from one address, where a whole office may sit; and an agent's calls.
    Api,
    /// A visitor's calls; and errors that all visitors of one widget report.
    Visitor,
    /// Openings of one widget, or starts; and what one address asks for before anybody knows who it is.
    Site,
    /// People who were never here, organizations, and errors that are reported, from one address; mails to one conversation.
    New,
    /// Files and megabytes that one person uploads, and that all do on one widget.
    Upload,
    SiteUpload,
}

/// Takes one of what `key` may do in a minute.
///
/// # Errors
/// 429 when there is none left. A limiter that does not work limits nothing.
pub async fn take(call: &Call, limit: Limit, key: String) -> Result<(), Error> {
    take_of(&call.env, limit, key).await
}

/// The same, where nobody calls.
///
/// # Errors
/// As `take`.
pub async fn take_of(env: &Env, limit: Limit, key: String) -> Result<(), Error> {
    let binding = match limit {
        Limit::Auth => "LIMIT_AUTH",
        Limit::LogIn => "LIMIT_LOGIN",
        Limit::Api => "LIMIT_API",
        Limit::Visitor => "LIMIT_VISITOR",
        Limit::Site => "LIMIT_SITE",
        Limit::New => "LIMIT_NEW",
        Limit::Upload => "LIMIT_UPLOAD",
        Limit::SiteUpload => "LIMIT_SITE_UPLOAD",
    };
    match limiter::take(env, binding, &key).await {
        Ok(true) => Ok(()),
        Ok(false) => Err(Problem::too_many(60).into()),
        Err(error) => {
            log::fault(&format!("{binding}: {error}"));
            Ok(())
        }
    }
}
