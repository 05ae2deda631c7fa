//! Pages served by the Worker, because their headers depend on the widget.

use axum::{
    extract::Path,
    response::{IntoResponse, Response},
};
use http::{HeaderValue, header};
use worker::{Fetcher, Method, Request};

use super::Site;
use crate::{
    domain::origin,
    platform::{Error, Result},
    store,
};

/// The chat itself: only pages that the widget allows may embed it.
#[worker::send]
pub async fn frame(site: Site, Path(key): Path<String>) -> Result<Response> {
    let known = store::widgets::by_key(&site.env, &key).await?;
    let allowed = known.map(|known| known.widget.settings.allowed_domains).unwrap_or_default();
    let html = asset(&site, "/frame.html").await?;
    let policy = content_security_policy(&site.origin, &origin::frame_ancestors(&allowed));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8")),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_str(&policy).map_err(Error::fault)?),
        // It names the files of one build, which the next deploy takes away.
        (header::CACHE_CONTROL, HeaderValue::from_static("no-cache")),
        (header::HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("cross-origin")),
        (header::HeaderName::from_static("cross-origin-embedder-policy"), HeaderValue::from_static("require-corp")),
    ];
    Ok((headers, html).into_response())
}

fn content_security_policy(origin: &str, ancestors: &str) -> String {
    let socket = origin.replacen("http", "ws", 1);
    format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; \
         connect-src 'self' {socket}; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; \
         frame-ancestors {ancestors}"
    )
}

/// A static file of ours.
async fn asset(site: &Site, path: &str) -> Result<String> {
    let assets: Fetcher = site.env.assets("ASSETS")?;
    let request = Request::new(&format!("{}{path}", site.origin), Method::Get)?;
    let response = assets.fetch_request(request).await?;
    let mut response: worker::Response = response.try_into()?;
    if response.status_code() != 200 {
        return Err(Error::fault(format!("no asset {path}: build the widget first")));
    }
    Ok(response.text().await?)
}
