//! The bucket of files. Not through `worker`'s own types, which bring all that a bucket can do.

use js_sys::{Array, Object, Promise, Reflect, futures::JsFuture};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use worker::{
    Env, Response,
    web_sys::{self, Blob, Headers, ReadableStream, ResponseInit},
};

use super::{Error, Result};

/// What can be deleted at once.
const MOST_AT_ONCE: usize = 1_000;

#[wasm_bindgen]
extern "C" {
    type Bucket;
    #[wasm_bindgen(method, catch)]
    fn put(this: &Bucket, key: &str, value: &Blob, options: &Object) -> std::result::Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn get(this: &Bucket, key: &str, options: &Object) -> std::result::Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn delete(this: &Bucket, keys: &Array) -> std::result::Result<Promise, JsValue>;

    type Stored;
    /// Not there when a condition of the request was not met.
    #[wasm_bindgen(method, getter)]
    fn body(this: &Stored) -> Option<ReadableStream>;
    #[wasm_bindgen(method, getter)]
    fn size(this: &Stored) -> f64;
    #[wasm_bindgen(method, getter, js_name = httpEtag)]
    fn tag(this: &Stored) -> String;
    #[wasm_bindgen(method, getter)]
    fn range(this: &Stored) -> JsValue;
    #[wasm_bindgen(method, js_name = writeHttpMetadata)]
    fn write_metadata(this: &Stored, headers: &Headers);
}

/// # Errors
/// When it is not stored, as for all below.
pub async fn put(env: &Env, key: &str, file: &Blob, content_type: &str, disposition: &str) -> Result<()> {
    let metadata = object(&[("contentType", &content_type.into()), ("contentDisposition", &disposition.into())])?;
    done(bucket(env)?.put(key, file, &object(&[("httpMetadata", &metadata)])?)).await.map(drop)
}

pub async fn delete(env: &Env, keys: &[String]) -> Result<()> {
    for some in keys.chunks(MOST_AT_ONCE) {
        let some = some.iter().map(JsValue::from).collect();
        done(bucket(env)?.delete(&some)).await?;
    }
    Ok(())
}

/// The file, or the part of it that `asked` is after, with its type. `None`: it is not there.
pub async fn get(env: &Env, key: &str, asked: &Headers) -> Result<Option<Response>> {
    let bucket = bucket(env)?;
    let wanted = if asked.has("range").unwrap_or(false) { "range" } else { "onlyIf" };
    let mut found = done(bucket.get(key, &object(&[(wanted, asked.as_ref())])?)).await;
    if found.is_err() {
        // A part that is not there: the whole says so.
        found = done(bucket.get(key, &Object::new())).await;
    }
    let found = found?;
    if found.is_null() {
        return Ok(None);
    }
    respond(found.unchecked_ref(), wanted == "range").map(Some)
}

fn respond(stored: &Stored, is_part: bool) -> Result<Response> {
    let (body, headers) = (stored.body(), Headers::new().map_err(worker::Error::from)?);
    let set = |name, value: &str| headers.set(name, value).map_err(worker::Error::from);
    stored.write_metadata(&headers);
    set("etag", &stored.tag())?;
    set("accept-ranges", "bytes")?;
    let part = content_range(stored).filter(|_| is_part);
    if let Some(part) = &part {
        set("content-range", part)?;
    }
    let init = ResponseInit::new();
    init.set_status(if body.is_none() { 304 } else { 200 + 6 * u16::from(part.is_some()) });
    init.set_headers(&headers);
    let response = web_sys::Response::new_with_opt_readable_stream_and_init(body.as_ref(), &init);
    Ok(response.map_err(worker::Error::from)?.into())
}

/// `bytes 0-99/1000`; `None` for the whole file.
fn content_range(stored: &Stored) -> Option<String> {
    let (range, size) = (stored.range(), stored.size() as u32);
    let number = |name: &str| Some(Reflect::get(&range, &name.into()).ok()?.as_f64()? as u32);
    let offset = number("suffix").map_or_else(|| number("offset").unwrap_or(0), |last| size.saturating_sub(last));
    let length = number("length").unwrap_or(size.saturating_sub(offset));
    let end = (offset + length).min(size);
    (end > offset && end - offset < size).then(|| format!("bytes {offset}-{}/{size}", end - 1))
}

fn bucket(env: &Env) -> Result<Bucket> {
    Ok(Reflect::get(env.as_ref(), &"FILES".into()).map_err(worker::Error::from)?.unchecked_into())
}

fn object(fields: &[(&str, &JsValue)]) -> Result<Object> {
    let object = Object::new();
    for (name, value) in fields {
        Reflect::set(&object, &(*name).into(), value).map_err(worker::Error::from)?;
    }
    Ok(object)
}

async fn done(promise: std::result::Result<Promise, JsValue>) -> Result<JsValue> {
    let failed = |error: JsValue| Error::Unavailable(format!("files: {}", worker::Error::from(error)));
    JsFuture::from(promise.map_err(failed)?).await.map_err(failed)
}
