//! Sends mail, through the binding `EMAIL`.

use js_sys::{Object, Promise, Reflect, futures::JsFuture};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use worker::Env;

use crate::{
    domain::mail::{Mail, OWN_HEADER},
    protocol::MailId,
};

/// Told of what a binding answered.
const MOST: usize = 300;

#[wasm_bindgen]
extern "C" {
    type Postman;
    /// `worker`'s own builder is a type for each field.
    #[wasm_bindgen(method, catch)]
    fn send(this: &Postman, mail: &Object) -> Result<Promise, JsValue>;
}

/// # Errors
/// What the binding says of it.
pub async fn send(env: &Env, from: &str, id: MailId, mail: &Mail) -> Result<(), String> {
    attempt(env, from, id, mail).await.map_err(|error| {
        let said = error.dyn_ref::<js_sys::Error>().map(|error| String::from(error.message()));
        said.unwrap_or_else(|| "the binding refused it".into()).chars().take(MOST).collect()
    })
}

async fn attempt(env: &Env, from: &str, id: MailId, mail: &Mail) -> Result<(), JsValue> {
    let message = Object::new();
    let fields =
        [("from", from), ("to", &mail.to), ("subject", &mail.subject), ("text", &mail.text), ("html", &mail.html)];
    for (name, value) in fields {
        Reflect::set(&message, &name.into(), &value.into())?;
    }
    if let Some(address) = &mail.reply_to {
        Reflect::set(&message, &"replyTo".into(), &address.into())?;
    }
    let headers = Object::new();
    // Its Message-ID is not ours to say: by this a mail that was sent again is known.
    Reflect::set(&headers, &OWN_HEADER.into(), &id.to_string().into())?;
    Reflect::set(&headers, &"X-Auto-Response-Suppress".into(), &"All".into())?;
    if let Some(url) = &mail.unsubscribe {
        Reflect::set(&headers, &"List-Unsubscribe".into(), &format!("<{url}>").into())?;
        Reflect::set(&headers, &"List-Unsubscribe-Post".into(), &"List-Unsubscribe=One-Click".into())?;
    }
    Reflect::set(&message, &"headers".into(), &headers)?;
    let binding = Reflect::get(env, &"EMAIL".into())?;
    if binding.is_undefined() {
        return Err(js_sys::Error::new("there is no binding EMAIL").into());
    }
    JsFuture::from(binding.unchecked_ref::<Postman>().send(&message)?).await.map(drop)
}
