//! JSON in and out: bodies are read whole, within a limit, and what is wrong is named by field.

use axum::{
    body::to_bytes,
    extract::{FromRequest, FromRequestParts, Request},
    response::{IntoResponse, Response},
};
use http::{header, request::Parts};
use serde::{Serialize, de::DeserializeOwned};
use worker::send::SendFuture;

use crate::{
    domain::json_path,
    platform::{Error, json},
    protocol::Problem,
};

const MOST_BYTES: usize = 64 * 1024;

/// A JSON body.
pub struct Body<T>(pub T);

impl<S: Sync, T: DeserializeOwned> FromRequest<S> for Body<T> {
    type Rejection = Error;

    async fn from_request(request: Request, _: &S) -> Result<Self, Error> {
        Ok(Self(parse(&read(request).await?)?))
    }
}

/// The bytes of a body that says it is JSON.
pub async fn read(request: Request) -> Result<Vec<u8>, Error> {
    if !is_json(request.headers()) {
        let detail = "Send JSON, with `Content-Type: application/json`.";
        return Err(Problem::new(415, "unsupported_media_type", detail).into());
    }
    let body = SendFuture::new(to_bytes(request.into_body(), MOST_BYTES)).await;
    let body = body.map_err(|_| Problem::new(413, "body_too_large", "A body has at most 64 KiB."))?;
    Ok(body.into())
}

fn is_json(headers: &http::HeaderMap) -> bool {
    let value = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    value.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"))
}

pub fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    if bytes.trim_ascii_start().first() != Some(&b'{') {
        return Err(malformed());
    }
    json::read(bytes).map_err(|error| wrong(&error, bytes))
}

fn wrong(error: &json::Error, bytes: &[u8]) -> Problem {
    if !error.is_data() {
        return malformed();
    }
    let (message, path) = (error.message(), json_path::path_at(bytes, error.offset()));
    // A missing field is reported where its parent ends, by name.
    match message.strip_prefix("missing field `").and_then(|rest| rest.strip_suffix('`')) {
        Some(name) if path.is_empty() => Problem::field(name, "required", "This is required."),
        Some(name) => Problem::field(&format!("{path}.{name}"), "required", "This is required."),
        None => Problem::field(&path, "invalid_value", message),
    }
}

fn malformed() -> Problem {
    Problem::new(400, "malformed_json", "The body is not a JSON object.")
}

/// A JSON answer.
pub struct Json<T>(pub T);

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        match serde_json::to_string(&self.0) {
            Ok(body) => ([(header::CONTENT_TYPE, "application/json")], body).into_response(),
            Err(error) => Error::from(error).into_response(),
        }
    }
}

/// An id in the path. One that cannot be an id names nothing.
pub struct Id<T>(pub T);

impl<S: Sync + Send, T: DeserializeOwned + Send> FromRequestParts<S> for Id<T> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        let path = axum::extract::Path::<T>::from_request_parts(parts, state).await;
        path.map(|path| Self(path.0)).map_err(|_| Problem::not_found("object").into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::{agent::SignupRequest, visitor::StartConversation};

    fn field(json: &str) -> (String, String) {
        let problem = parse::<StartConversation>(json.as_bytes()).unwrap_err();
        let error = problem.errors.into_iter().next().unwrap_or_else(|| panic!("{}", problem.detail));
        (error.field, error.code)
    }

    #[test]
    fn s7_what_is_wrong_in_a_body_is_named_by_its_field() {
        assert_eq!(field(r#"{"clientId":"nope"}"#), ("clientId".into(), "invalid_value".into()));
        assert_eq!(field(r#"{"message":{"body":"x"}}"#), ("message.clientId".into(), "required".into()));
        assert_eq!(field(r#"{"customerData":{"email":7}}"#), ("customerData.email".into(), "invalid_value".into()));
        let problem = parse::<SignupRequest>(b"{}").unwrap_err();
        assert_eq!(problem.errors[0].field, "organization");
    }

    #[test]
    fn s7_what_is_not_json_is_said_to_be_so() {
        for text in ["", "{", "{} {}", "\u{0}", "[]", "7"] {
            assert_eq!(parse::<serde_json::Value>(text.as_bytes()).unwrap_err().code, "malformed_json", "{text:?}");
        }
        let deep = "[".repeat(20_000);
        assert_eq!(parse::<serde_json::Value>(deep.as_bytes()).unwrap_err().status, 400);
    }
}
