//! Unicode's rules for words: the runtime knows them, the worker would have to bring their tables.

use js_sys::JsString;

/// One spelling for all that differ in case, or in how accents are put together.
#[must_use]
pub fn folded(text: &str) -> String {
    JsString::from(text).normalize("NFC").to_lower_case().into()
}
