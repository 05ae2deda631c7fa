//! Structured logs: one JSON object a line, without personal data.

use serde_json::{Value, json};

use super::Error;

pub fn event(level: &str, event: &str, mut fields: Value) {
    if let Some(map) = fields.as_object_mut() {
        map.insert("level".into(), level.into());
        map.insert("event".into(), event.into());
    }
    let line = fields.to_string();
    match level {
        "error" => worker::console_error!("{line}"),
        "warn" => worker::console_warn!("{line}"),
        _ => worker::console_log!("{line}"),
    }
}

pub fn fault(what: &str) {
    event("error", "fault", json!({ "detail": what }));
}

/// An error with nobody to tell. Problems are the asker's, faults are ours.
pub fn unless_problem(result: Result<(), Error>) {
    if let Err(Error::Fault(what) | Error::Unavailable(what)) = result {
        fault(&what);
    }
}
