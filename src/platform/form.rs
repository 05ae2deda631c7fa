//! Forms with files. The runtime reads them: what is in them need not all come here.

use js_sys::{Reflect, Uint8Array, futures::JsFuture};
use wasm_bindgen::JsCast;
use worker::web_sys::{Blob, File, FormData, ReadableStreamDefaultReader, Request};

use super::{Error, Result};

const MOST_DRAINED: u32 = 32 * 1024 * 1024;

pub struct Form(FormData);

impl Form {
    /// `None`: it is no form.
    pub async fn of(request: &Request) -> Option<Self> {
        let read = JsFuture::from(request.form_data().ok()?).await;
        Some(Self(read.ok()?.unchecked_into()))
    }

    #[must_use]
    pub fn text(&self, name: &str) -> Option<String> {
        self.0.get(name).as_string()
    }

    #[must_use]
    pub fn file(&self, name: &str) -> Option<File> {
        self.0.get(name).dyn_into().ok()
    }
}

/// Reads on what nobody wants, for a while: an answer that comes before the sender is done is seldom read.
pub async fn drain(request: &Request) {
    let Some(body) = request.body().filter(|_| !request.body_used()) else { return };
    let reader: ReadableStreamDefaultReader = body.get_reader().unchecked_into();
    let mut left = MOST_DRAINED;
    while left > 0 {
        let Ok(chunk) = JsFuture::from(reader.read()).await else { return };
        let value = Reflect::get(&chunk, &"value".into()).unwrap_or_default();
        let Some(chunk) = value.dyn_ref::<Uint8Array>() else { return };
        left = left.saturating_sub(chunk.length());
    }
    drop(reader.cancel());
}

/// The bytes from one place to another, as far as there are any.
///
/// # Errors
/// When they cannot be read.
pub async fn bytes(file: &Blob, from: f64, to: f64) -> Result<Vec<u8>> {
    let failed = |error| Error::from(worker::Error::from(error));
    let part = file.slice_with_f64_and_f64(from, to).map_err(failed)?;
    let buffer = JsFuture::from(part.array_buffer()).await.map_err(failed)?;
    Ok(Uint8Array::new(&buffer).to_vec())
}
