//! Cross-origin answers for visitors' calls: an allowed origin is echoed, never `*`, and without cookies.

use axum::{
    extract::Request,
    middleware::Next,
    response::{IntoResponse, Response},
};
use http::{HeaderValue, Method, StatusCode, header};

use crate::{platform::error::Code, protocol::problem::DOMAIN_NOT_ALLOWED};

const VISITORS: &str = "/api/widget/";

pub async fn layer(request: Request, next: Next) -> Response {
    if !request.uri().path().starts_with(VISITORS) {
        return next.run(request).await;
    }
    let origin = request.headers().get(header::ORIGIN).cloned();
    if request.method() == Method::OPTIONS {
        return preflight(origin);
    }
    let mut response = next.run(request).await;
    // Socket upgrades carry no such headers, and a refused origin gets no leave to read why.
    let is_refused = response.extensions().get::<Code>().is_some_and(|Code(code)| code == DOMAIN_NOT_ALLOWED);
    if response.status() != StatusCode::SWITCHING_PROTOCOLS && !is_refused {
        allow(&mut response, origin);
    }
    response
}

/// What a page may ask is known only from the call itself, which carries the key or token; so any may ask to ask.
fn preflight(origin: Option<HeaderValue>) -> Response {
    let mut response = StatusCode::NO_CONTENT.into_response();
    let headers = response.headers_mut();
    headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static("GET, POST"));
    headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, HeaderValue::from_static("authorization, content-type"));
    headers.insert(header::ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("86400"));
    allow(&mut response, origin);
    response
}

fn allow(response: &mut Response, origin: Option<HeaderValue>) {
    let headers = response.headers_mut();
    headers.append(header::VARY, HeaderValue::from_static("origin"));
    if let Some(origin) = origin {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static("retry-after, x-request-id"));
    }
}
