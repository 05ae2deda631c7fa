//! Pages served by the Worker, because their headers depend on the widget.

use worker::{Fetcher, Method, Request};

use super::{answer::Answer, call::Call, route::Anyone};
use crate::{
    domain::origin,
    platform::{Error, Result},
    store,
};

/// The chat itself: only pages that the widget allows may embed it.
pub async fn frame(call: &Call, _: Anyone) -> Result<Answer> {
    let known = store::widgets::by_key(&call.env, call.named(0)).await?;
    let allowed = known.map(|known| known.widget.settings.allowed_domains).unwrap_or_default();
    let html = asset(call, "/frame.html").await?;
    let policy = content_security_policy(&call.origin, &origin::frame_ancestors(&allowed));
    Ok(Answer::text(200, html)
        .with("content-type", "text/html; charset=utf-8")
        .with("content-security-policy", policy)
        // It names the files of one build, which the next deploy takes away.
        .with("cache-control", "no-cache")
        .with("cross-origin-resource-policy", "cross-origin")
        .with("cross-origin-embedder-policy", "require-corp"))
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
async fn asset(call: &Call, path: &str) -> Result<String> {
    let assets: Fetcher = call.env.assets("ASSETS")?;
    let request = Request::new(&format!("{}{path}", call.origin), Method::Get)?;
    let mut response = assets.fetch_request(request).await?;
    if response.status_code() != 200 {
        return Err(Error::fault(format!("no asset {path}: build the widget first")));
    }
    Ok(response.text().await?)
}
