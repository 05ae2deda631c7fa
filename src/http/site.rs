//! What a request came to: our own origin, the bindings, an id for the logs.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use http::{HeaderMap, header, request::Parts};
use uuid::Uuid;
use worker::Env;

use crate::platform::{Error, clock, random};

#[derive(Clone)]
pub struct Site(Arc<Inner>);

pub struct Inner {
    pub env: Env,
    /// `https://chat.example.com`
    pub origin: String,
    pub request_id: Uuid,
}

impl std::ops::Deref for Site {
    type Target = Inner;
    fn deref(&self) -> &Inner {
        &self.0
    }
}

impl Site {
    pub fn of<B>(request: &http::Request<B>, env: Env) -> Self {
        let uri = request.uri();
        let origin = format!("{}://{}", uri.scheme_str().unwrap_or("https"), host(uri));
        Self(Arc::new(Inner { env, origin, request_id: random::id(clock::now()) }))
    }

    /// The key that signs visitors' tokens.
    ///
    /// # Errors
    /// A fault that says what to set.
    pub fn session_key(&self) -> Result<Vec<u8>, Error> {
        self.secret("SESSION_SECRET").map(String::into_bytes)
    }

    /// # Errors
    /// A fault that says what to set.
    pub fn secret(&self, name: &str) -> Result<String, Error> {
        let value = self.env.secret(name).map(|secret| secret.to_string()).unwrap_or_default();
        if value.len() < 16 {
            return Err(Error::fault(format!("set the secret {name} (at least 16 characters)")));
        }
        Ok(value)
    }
}

fn host(uri: &http::Uri) -> String {
    uri.authority().map(ToString::to_string).unwrap_or_default()
}

/// The `Origin` a browser says the request comes from.
pub fn origin_of(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::ORIGIN)?.to_str().ok()
}

/// Who knocks, for limits only.
pub fn address(headers: &HeaderMap) -> &str {
    headers.get("cf-connecting-ip").and_then(|value| value.to_str().ok()).unwrap_or("unknown")
}

impl<S: Sync> FromRequestParts<S> for Site {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Error> {
        parts.extensions.get::<Self>().cloned().ok_or_else(|| Error::fault("a request without its site"))
    }
}
