//! Unicode's rules for words: the runtime knows them, the worker would have to bring their tables.

use js_sys::JsString;

use crate::domain::search::is_accent;

/// One spelling for all that differ in case, or in how accents are put together.
#[must_use]
pub fn folded(text: &str) -> String {
    JsString::from(text).normalize("NFC").to_lower_case().into()
}

/// Text without what does not count when somebody searches: case and accents.
#[must_use]
pub fn plain(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let apart: String = JsString::from(text).normalize("NFD").into();
    folded(&apart.chars().filter(|c| !is_accent(*c)).collect::<String>())
}
