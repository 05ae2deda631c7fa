//! Sends mail, through the binding `EMAIL`.

use js_sys::{Object, Promise, Reflect, futures::JsFuture};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use worker::Env;

use super::binding;
use crate::{
    domain::mail::{Mail, OWN_HEADER},
    protocol::MailId,
};

#[wasm_bindgen]
extern "C" {
    type Postman;
    #[wasm_bindgen(method, catch)]
    fn send(this: &Postman, mail: &Object) -> Result<Promise, JsValue>;
}

/// # Errors
/// What the binding says of it.
pub async fn send(env: &Env, from: &str, id: MailId, mail: &Mail) -> Result<(), String> {
    attempt(env, from, id, mail).await.map_err(|error| binding::said(&error))
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
    let binding = binding::get(env, "EMAIL")?;
    JsFuture::from(binding.unchecked_ref::<Postman>().send(&message)?).await.map(drop)
}
