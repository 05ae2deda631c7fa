//! The line that is logged of a request: the route's pattern and never the path, the organization and never a person.

use super::{answer::Answer, call::Call};
use crate::{
    domain::log_line,
    json::{Fields, IfAny},
    platform::log,
};

const NAMES: &[&str] = &["request", "ray", "organization", "method", "route", "status", "code", "ms"];

pub fn write(call: &Call, route: &str, answer: &Answer, ms: i64) {
    let status = answer.status;
    let chance = call.id.as_u128() as u32;
    let Some(level) = log_line::level(status, ms, one_in(call), chance) else { return };
    let (ray, organization) = (ray(call), call.organization.get());
    let values: [&dyn crate::json::ToJson; 8] =
        [&call.id, &IfAny(&ray), &IfAny(&organization), &call.method, &route, &status, &IfAny(&answer.problem), &ms];
    log::event(level, "request", &Fields(NAMES, &values));
}

/// Of requests that nothing is to be said of, one in so many has a line.
fn one_in(call: &Call) -> u32 {
    call.env.var("LOG_ONE_IN").ok().and_then(|value| value.to_string().parse().ok()).unwrap_or(1)
}

/// What Cloudflare calls the request. On a laptop anybody can say so, so it is one or nothing.
fn ray(call: &Call) -> Option<String> {
    let is_one = |ray: &String| ray.len() <= 40 && ray.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    call.header("cf-ray").filter(is_one)
}
