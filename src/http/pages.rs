//! Pages served by the Worker, because their headers depend on the widget.

use worker::{Fetcher, Method, Request, Response};

use super::{
    answer::Answer,
    call::Call,
    limit::{self, Limit},
    route::Anyone,
};
use crate::{
    domain::{origin, widget::origin_of},
    platform::{Error, Result},
    protocol::{Problem, widget::WidgetSettings},
    store,
};

/// The chat itself: only pages that the widget allows may embed it.
pub async fn frame(call: &Call, _: Anyone) -> Result<Answer> {
    limit::take(call, Limit::Site, format!("frame {}", call.neighbours())).await?;
    let Some(known) = store::widgets::by_key(&call.env, call.named(0)).await? else {
        let answer = Answer::from(Error::from(Problem::not_found("widget")));
        return Ok(answer.with("content-security-policy", "default-src 'none'; frame-ancestors 'none'"));
    };
    let settings = known.widget.settings;
    let policy = frame_policy(&call.origin, &settings);
    // What the browser keeps there is the widget's, whatever key it gets.
    let named = format!("<body data-id=\"{}\"", known.widget.id.0.simple());
    let html = asset(call, "/frame.html").await?.replacen("<body", &named, 1);
    // Credentialless: whose picture it is need not say that it may be shown.
    let has_pictures = pictures(&settings).iter().any(Option::is_some);
    let embedder = if has_pictures { "credentialless" } else { "require-corp" };
    Ok(page(html, policy)
        .with("x-robots-tag", "noindex")
        .with("cross-origin-resource-policy", "cross-origin")
        .with("cross-origin-embedder-policy", embedder))
}

/// The chat on a page of its own, to mail or to print as a code.
pub async fn chat(call: &Call, _: Anyone) -> Result<Answer> {
    let policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; \
        frame-src 'self'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; frame-ancestors 'none'";
    Ok(page(asset(call, "/chat.html").await?, policy.into()))
}

/// The dashboard, with the headers that the edge gives it.
pub async fn dashboard(call: &Call) -> Result<Answer> {
    let response = fetch(call, "/").await?;
    let headers = response.headers().clone();
    Ok(Answer::made(response.with_headers(headers)).with("cache-control", "no-cache"))
}

/// That there is no such page.
pub async fn not_in_docs(call: &Call) -> Result<Answer> {
    let response = fetch(call, "/docs/404").await?;
    let headers = response.headers().clone();
    Ok(Answer::made(response.with_headers(headers).with_status(404)).with("cache-control", "no-cache"))
}

/// A page of ours; it names the files of one build, which the next deploy takes away.
fn page(html: String, policy: String) -> Answer {
    Answer::text(200, html)
        .with("content-type", "text/html; charset=utf-8")
        .with("content-security-policy", policy)
        .with("cache-control", "no-cache")
}

/// From elsewhere: the logo, and the bot's.
fn pictures(settings: &WidgetSettings) -> [Option<&str>; 2] {
    [settings.logo_url.as_deref(), settings.bot.avatar_url.as_deref()]
}

fn frame_policy(origin: &str, settings: &WidgetSettings) -> String {
    let socket = origin.replacen("http", "ws", 1);
    let ancestors = origin::frame_ancestors(&settings.allowed_domains);
    let [logo, bot] = pictures(settings).map(|url| url.map_or("", origin_of));
    format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob: {logo} {bot}; font-src 'self'; \
         media-src 'self'; connect-src 'self' {socket}; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; \
         frame-ancestors {ancestors}"
    )
}

/// A static file of ours.
async fn asset(call: &Call, path: &str) -> Result<String> {
    let mut response = fetch(call, path).await?;
    if response.status_code() != 200 {
        return Err(Error::fault(format!("no asset {path}: build the widget first")));
    }
    Ok(response.text().await?)
}

async fn fetch(call: &Call, path: &str) -> Result<Response> {
    let assets: Fetcher = call.env.assets("ASSETS")?;
    Ok(assets.fetch_request(Request::new(&format!("{}{path}", call.origin), Method::Get)?).await?)
}
