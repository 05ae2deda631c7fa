//! The runtime's rate limiters.

use js_sys::{Object, Reflect, futures::JsFuture};
use wasm_bindgen::{JsCast, JsValue};
use worker::{Env, worker_sys};

/// Takes one of what `key` may do; says whether there was one left. `worker`'s own call brings a second kind of
/// serializer with it.
///
/// # Errors
/// When the limiter does not work.
pub async fn take(env: &Env, binding: &str, key: &str) -> worker::Result<bool> {
    let limiter = env.rate_limiter(binding)?;
    let limiter: &JsValue = limiter.as_ref();
    let options = Object::new();
    Reflect::set(&options, &"key".into(), &key.into())?;
    let asked = limiter.unchecked_ref::<worker_sys::RateLimiter>().limit(options)?;
    let outcome = JsFuture::from(asked).await?;
    Ok(Reflect::get(&outcome, &"success".into())?.is_truthy())
}
