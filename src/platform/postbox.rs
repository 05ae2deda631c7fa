//! Mail that is handed over to us, and what charsets its words are in.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};
use worker::web_sys::{File, ReadableStream};

use super::{Error, Result, body};

#[wasm_bindgen]
extern "C" {
    pub type Handed;
    /// Who says to have sent it, as mail servers know it; empty where nobody wants to hear of it.
    #[wasm_bindgen(method, getter)]
    pub fn from(this: &Handed) -> String;
    #[wasm_bindgen(method, getter)]
    pub fn to(this: &Handed) -> String;
    #[wasm_bindgen(method, getter)]
    fn raw(this: &Handed) -> ReadableStream;
    /// The sender's own mail server tells them.
    #[wasm_bindgen(method, js_name = setReject)]
    pub fn refuse(this: &Handed, why: &str);

    type TextDecoder;
    #[wasm_bindgen(constructor, catch)]
    fn new(charset: &str) -> Result<TextDecoder, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn decode(this: &TextDecoder, bytes: &[u8]) -> Result<String, JsValue>;
}

impl Handed {
    /// `None`: it is longer than that.
    ///
    /// # Errors
    /// When its sender breaks off.
    pub async fn read(&self, most: usize) -> Result<Option<Vec<u8>>> {
        body::all_of(Some(self.raw()), most).await.map_err(|error| Error::from(worker::Error::from(error)))
    }
}

/// `None`: the runtime does not know that charset either.
#[must_use]
pub fn in_charset(charset: &str, bytes: &[u8]) -> Option<String> {
    TextDecoder::new(charset).ok()?.decode(bytes).ok()
}

/// A file as a form would have it.
///
/// # Errors
/// When the runtime refuses to make one.
pub fn file(name: &str, content: &[u8]) -> Result<File> {
    let content = Array::of1(&Uint8Array::from(content));
    File::new_with_u8_array_sequence(&content, name).map_err(|error| worker::Error::from(error).into())
}
