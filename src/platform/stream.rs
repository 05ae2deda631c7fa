//! Answers that are written while they are read.

use js_sys::{
    Promise, Uint8Array,
    futures::{JsFuture, spawn_local},
};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use worker::{Response, web_sys};

use super::{Error, Result, log};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = IdentityTransformStream)]
    type Pipe;
    #[wasm_bindgen(constructor, js_class = IdentityTransformStream)]
    fn new() -> Pipe;
    #[wasm_bindgen(method, getter)]
    fn readable(this: &Pipe) -> web_sys::ReadableStream;
    #[wasm_bindgen(method, getter)]
    fn writable(this: &Pipe) -> Writable;

    type Writable;
    #[wasm_bindgen(method, js_name = getWriter)]
    fn writer(this: &Writable) -> Writer;

    type Writer;
    #[wasm_bindgen(method)]
    fn write(this: &Writer, chunk: &Uint8Array) -> Promise;
    #[wasm_bindgen(method)]
    fn close(this: &Writer) -> Promise;
    #[wasm_bindgen(method)]
    fn abort(this: &Writer, reason: &JsValue) -> Promise;
}

/// Where an answer is written to.
pub struct Out(Writer);

impl Out {
    /// Waits until it is taken: nobody reads faster than they can.
    ///
    /// # Errors
    /// When whoever reads it has gone.
    pub async fn write(&self, text: &str) -> Result<()> {
        if text.is_empty() {
            return Ok(());
        }
        let taken = JsFuture::from(self.0.write(&Uint8Array::from(text.as_bytes()))).await;
        taken.map(drop).map_err(|_| Error::Unavailable("nobody reads it any more".into()))
    }
}

/// An answer that `work` goes on writing after it has begun. If that fails it breaks off, so that nobody takes it for whole.
///
/// # Errors
/// When the runtime refuses to make a response.
pub fn answer<W: Future<Output = Result<()>> + 'static>(work: impl FnOnce(Out) -> W) -> Result<Response> {
    let pipe = Pipe::new();
    let response = web_sys::Response::new_with_opt_readable_stream(Some(&pipe.readable()));
    let response = response.map_err(worker::Error::from)?;
    let writer = pipe.writable().writer();
    let written = work(Out(writer.clone().unchecked_into()));
    spawn_local(end(written, writer));
    Ok(response.into())
}

async fn end(written: impl Future<Output = Result<()>>, writer: Writer) {
    let ended = match written.await {
        Ok(()) => writer.close(),
        Err(error) => {
            log::fault(&format!("an answer broke off: {error}"));
            writer.abort(&"broken off".into())
        }
    };
    drop(JsFuture::from(ended).await);
}
