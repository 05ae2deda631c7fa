//! What is fetched from elsewhere: a while, and only so much. Whoever answers there learns of nobody here.

use js_sys::{Promise, futures::JsFuture};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use worker::web_sys::{AbortSignal, Headers, RequestInit, RequestRedirect, Response};

use super::body;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = fetch)]
    fn ask(url: &str, init: &RequestInit) -> Promise;

    #[wasm_bindgen(js_name = URL)]
    type Url;
    #[wasm_bindgen(catch, constructor, js_class = URL)]
    fn new(text: &str) -> Result<Url, JsValue>;
    #[wasm_bindgen(method, getter)]
    fn href(this: &Url) -> String;
}

/// An address as browsers write it: names in any script become ASCII, and `https` is what nobody needs to say.
#[must_use]
pub fn spelled(url: &str) -> Option<String> {
    let url = url.trim();
    let whole = if url.contains("://") { url.to_owned() } else { format!("https://{url}") };
    Url::new(&whole).ok().map(|url| url.href())
}

pub enum Fetched {
    Bytes(Vec<u8>),
    /// It is not there.
    Nothing,
    /// Too late, too long, or no answer that makes sense.
    Failed,
}

pub async fn fetch(url: &str, patience: u32, most: usize) -> Fetched {
    attempt(url, patience, most).await.unwrap_or(Fetched::Failed)
}

async fn attempt(url: &str, patience: u32, most: usize) -> Result<Fetched, JsValue> {
    let init = RequestInit::new();
    init.set_signal(Some(&AbortSignal::timeout_with_u32(patience)));
    let response: Response = JsFuture::from(ask(url, &init)).await?.unchecked_into();
    match response.status() {
        200 => Ok(body::all_of(response.body(), most).await?.map_or(Fetched::Failed, Fetched::Bytes)),
        404 => Ok(Fetched::Nothing),
        _ => Ok(Fetched::Failed),
    }
}

/// A page of somebody's, or where it sends one.
pub struct Seen {
    pub status: u16,
    pub location: Option<String>,
    pub is_html: bool,
    /// Its content security policies.
    pub policy: String,
    /// No more of it than was asked for.
    pub body: Vec<u8>,
}

/// Looks at one page, without going on to where it leads. `None`: it did not answer in time.
pub async fn look(url: &str, patience: u32, most: usize) -> Option<Seen> {
    glance(url, patience, most).await.ok()
}

async fn glance(url: &str, patience: u32, most: usize) -> Result<Seen, JsValue> {
    let (init, headers) = (RequestInit::new(), Headers::new()?);
    headers.set("accept", "text/html")?;
    headers.set("user-agent", "Mozilla/5.0 (compatible; ChatDesk; looks for its widget)")?;
    init.set_headers(&headers);
    init.set_redirect(RequestRedirect::Manual);
    init.set_signal(Some(&AbortSignal::timeout_with_u32(patience)));
    let response: Response = JsFuture::from(ask(url, &init)).await?.unchecked_into();
    let header = |name| response.headers().get(name).ok().flatten();
    Ok(Seen {
        status: response.status(),
        location: header("location"),
        is_html: header("content-type").is_some_and(|kind| kind.to_ascii_lowercase().contains("html")),
        policy: header("content-security-policy").unwrap_or_default(),
        body: body::start_of(response.body(), most).await?.0,
    })
}
