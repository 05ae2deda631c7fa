//! Runs a model, through the binding `AI`.

use js_sys::{JSON, Promise, futures::JsFuture};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use worker::Env;

use super::binding;

#[wasm_bindgen]
extern "C" {
    type Models;
    #[wasm_bindgen(method, catch, js_name = run)]
    fn ask(this: &Models, name: &str, input: &JsValue) -> Result<Promise, JsValue>;
}

/// The one that is connected, if one is.
#[must_use]
pub fn name(env: &Env) -> Option<String> {
    let name = env.var("BOT_MODEL").ok()?.to_string();
    Some(name).filter(|name| !name.is_empty())
}

/// Takes and gives JSON.
///
/// # Errors
/// What it says of it.
pub async fn run(env: &Env, name: &str, input: &str) -> Result<String, String> {
    attempt(env, name, input).await.map_err(|error| binding::said(&error))
}

async fn attempt(env: &Env, name: &str, input: &str) -> Result<String, JsValue> {
    let ran = binding::get(env, "AI")?.unchecked_ref::<Models>().ask(name, &JSON::parse(input)?)?;
    let said = JSON::stringify(&JsFuture::from(ran).await?)?;
    Ok(said.as_string().unwrap_or_default())
}
