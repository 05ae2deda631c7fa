//! Patterns, as the runtime's regular expressions understand them.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    type RegExp;
    #[wasm_bindgen(catch, constructor)]
    fn new(source: &str, flags: &str) -> Result<RegExp, JsValue>;
    #[wasm_bindgen(catch, method)]
    fn test(this: &RegExp, text: &str) -> Result<bool, JsValue>;
}

/// With `u`, not HTML's newer `v`, which refuses what people write: `[\w-]`. What both accept they understand alike.
const FLAGS: &str = "u";

/// Is the whole text such as the pattern says? `None`: the runtime does not accept the pattern.
#[must_use]
pub fn matches(pattern: &str, text: &str) -> Option<bool> {
    // Alone first, as HTML does: `a)|(b` is one only between brackets.
    RegExp::new(pattern, FLAGS).ok()?;
    RegExp::new(&format!("^(?:{pattern})$"), FLAGS).ok()?.test(text).ok()
}
