//! Request bodies, read as far as they may be long.

use js_sys::{Reflect, Uint8Array, futures::JsFuture};
use wasm_bindgen::{JsCast, JsValue};
use worker::web_sys::{ReadableStream, ReadableStreamDefaultReader, Request};

use super::Result;
use crate::protocol::Problem;

/// The whole body; `None` when it is longer than `most` bytes, of which no more are read.
///
/// # Errors
/// A problem when the sender breaks off: nobody may be there to read it, but it is no fault of ours.
pub async fn read(request: &Request, most: usize) -> Result<Option<Vec<u8>>> {
    let broken_off = |_| Problem::new(400, "malformed_body", "The body broke off before its end.");
    Ok(all_of(request.body(), most).await.map_err(broken_off)?)
}

/// The same of any stream.
///
/// # Errors
/// When it breaks off.
pub(super) async fn all_of(stream: Option<ReadableStream>, most: usize) -> Result<Option<Vec<u8>>, JsValue> {
    let (bytes, is_all) = start_of(stream, most).await?;
    Ok(is_all.then_some(bytes))
}

/// As much of it as may be read, and whether that is all.
///
/// # Errors
/// When it breaks off.
pub(super) async fn start_of(stream: Option<ReadableStream>, most: usize) -> Result<(Vec<u8>, bool), JsValue> {
    let Some(stream) = stream else { return Ok((Vec::new(), true)) };
    let reader: ReadableStreamDefaultReader = stream.get_reader().unchecked_into();
    let mut bytes = Vec::new();
    loop {
        let value = Reflect::get(&JsFuture::from(reader.read()).await?, &"value".into())?;
        if value.is_undefined() {
            return Ok((bytes, true));
        }
        let chunk: Uint8Array = value.unchecked_into();
        let room = (most - bytes.len()) as u32;
        if chunk.length() > room {
            // Nobody waits for the rest.
            drop(reader.cancel());
            bytes.extend(chunk.subarray(0, room).to_vec());
            return Ok((bytes, false));
        }
        bytes.extend(chunk.to_vec());
    }
}
