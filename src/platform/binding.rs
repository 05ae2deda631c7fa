//! Bindings that we call as they are: `worker`'s own ways bring a second kind of serializer with them, or a type for each field.

use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use worker::Env;

/// Told of what a binding answered.
const MOST: usize = 300;

/// # Errors
/// When there is none of that name.
pub fn get(env: &Env, name: &str) -> Result<JsValue, JsValue> {
    let binding = Reflect::get(env, &name.into())?;
    if binding.is_undefined() {
        return Err(js_sys::Error::new(&format!("there is no binding {name}")).into());
    }
    Ok(binding)
}

/// What it says of a failure.
#[must_use]
pub fn said(error: &JsValue) -> String {
    let said = error.dyn_ref::<js_sys::Error>().map(|error| String::from(error.message()));
    said.unwrap_or_else(|| "the binding refused it".into()).chars().take(MOST).collect()
}
