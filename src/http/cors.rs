//! Cross-origin answers for visitors' calls: an allowed origin is echoed, never `*`, and without cookies.

use super::{answer::Answer, call::Call};
use crate::protocol::problem::DOMAIN_NOT_ALLOWED;

const VISITORS: &str = "/api/widget/";

/// `None`: not a visitors' call.
pub struct Cors(Option<Asked>);

struct Asked {
    origin: Option<String>,
    is_preflight: bool,
}

/// What is echoed shall be an origin, whatever was sent: never `*`.
fn is_one(origin: &str) -> bool {
    let plain =
        |rest: &str| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_graphic() && !b"*,;\"'<>".contains(&b));
    origin == "null" || origin.split_once("://").is_some_and(|(scheme, host)| plain(scheme) && plain(host))
}

impl Cors {
    pub fn of(call: &Call) -> Self {
        let is_for_visitors = call.path.starts_with(VISITORS);
        Self(is_for_visitors.then(|| Asked {
            origin: call.from().filter(|origin| is_one(origin)),
            is_preflight: call.method == "OPTIONS",
        }))
    }

    /// What a page may ask is known only from the call itself, which carries the key or token; so any may ask to ask.
    pub fn preflight(&self) -> Option<Answer> {
        self.0.as_ref().filter(|asked| asked.is_preflight)?;
        let answer = Answer::empty(204)
            .with("access-control-allow-methods", "GET, POST")
            .with("access-control-allow-headers", "authorization, content-type")
            .with("access-control-max-age", "86400");
        Some(self.allow(answer))
    }

    /// A refused origin gets no leave to read why.
    pub fn allow(&self, answer: Answer) -> Answer {
        let is_refused = answer.problem.as_deref() == Some(DOMAIN_NOT_ALLOWED);
        let Some(asked) = self.0.as_ref().filter(|_| !is_refused) else { return answer };
        let answer = answer.with("vary", "origin");
        match &asked.origin {
            Some(origin) => answer
                .with("access-control-allow-origin", origin)
                .with("access-control-expose-headers", "retry-after, x-request-id"),
            None => answer,
        }
    }
}
