//! One line a request, without personal data: the route's pattern, never the path or an address.

use axum::{
    extract::{MatchedPath, Request},
    middleware::Next,
    response::Response,
};
use http::{HeaderValue, header};
use serde_json::json;

use super::Site;
use crate::platform::{clock, log};

pub async fn layer(request: Request, next: Next) -> Response {
    let route = request.extensions().get::<MatchedPath>().map_or("none", MatchedPath::as_str).to_owned();
    let method = request.method().to_string();
    let id = request.extensions().get::<Site>().map(|site| site.request_id).unwrap_or_default();
    let start = clock::now();
    let mut response = next.run(request).await;
    let status = response.status().as_u16();
    let fields = json!({
        "request": id, "method": method, "route": route, "status": status, "ms": clock::now().since(start),
    });
    log::event(if status >= 500 { "error" } else { "info" }, "request", fields);
    finish(&mut response, &id.to_string());
    response
}

fn finish(response: &mut Response, id: &str) {
    let headers = response.headers_mut();
    if let Ok(id) = HeaderValue::from_str(id) {
        headers.insert("x-request-id", id);
    }
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    headers.entry(header::REFERRER_POLICY).or_insert(HeaderValue::from_static("no-referrer"));
}
