//! What is posted elsewhere: a while, no further than where it was sent, and of the answer only the beginning is read.

use js_sys::{Promise, futures::JsFuture};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use worker::web_sys::{AbortSignal, Headers, RequestInit, RequestRedirect, Response};

use super::body;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = fetch)]
    fn ask(url: &str, init: &RequestInit) -> Promise;
}

pub struct Posted {
    pub status: u16,
    /// No more of it than was asked for.
    pub answer: Vec<u8>,
}

/// `None`: nobody answered in time.
pub async fn post(url: &str, headers: &[(&str, &str)], body: &str, patience: u32, most: usize) -> Option<Posted> {
    attempt(url, headers, body, patience, most).await.ok()
}

async fn attempt(url: &str, named: &[(&str, &str)], text: &str, patience: u32, most: usize) -> Result<Posted, JsValue> {
    let (init, headers) = (RequestInit::new(), Headers::new()?);
    for (name, value) in named {
        headers.set(name, value)?;
    }
    init.set_method("POST");
    init.set_headers(&headers);
    init.set_body(&text.into());
    init.set_redirect(RequestRedirect::Manual);
    init.set_signal(Some(&AbortSignal::timeout_with_u32(patience)));
    let response: Response = JsFuture::from(ask(url, &init)).await?.unchecked_into();
    let answer = body::start_of(response.body(), most).await?.0;
    Ok(Posted { status: response.status(), answer })
}
