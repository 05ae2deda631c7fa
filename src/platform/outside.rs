//! What is fetched from elsewhere: a while, and only so much. Whoever answers there learns of nobody here.

use js_sys::{Promise, futures::JsFuture};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use worker::web_sys::{AbortSignal, RequestInit, Response};

use super::body;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = fetch)]
    fn ask(url: &str, init: &RequestInit) -> Promise;
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
