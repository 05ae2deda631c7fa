//! Where the edge thinks that a request comes from.

use js_sys::Reflect;
use worker::Request;

#[derive(Default)]
pub struct Whereabouts {
    pub country: Option<String>,
    pub city: Option<String>,
    /// As in `Europe/Oslo`.
    pub timezone: Option<String>,
}

impl Whereabouts {
    #[must_use]
    pub fn of(request: &Request) -> Self {
        let Some(cf) = request.cf() else { return Self::default() };
        Self { country: cf.country(), city: cf.city(), timezone: timezone(request) }
    }
}

/// Asked for by hand: the runtime's own reader ends the program where there is none.
fn timezone(request: &Request) -> Option<String> {
    let cf = Reflect::get(request.inner(), &"cf".into()).ok()?;
    Reflect::get(&cf, &"timezone".into()).ok()?.as_string()
}
