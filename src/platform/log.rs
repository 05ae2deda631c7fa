//! Structured logs: one JSON object a line, without personal data.

use super::Error;
use crate::json::{self, Fields, Flat};

pub fn event(level: &str, event: &str, fields: &Fields<'_>) {
    let line = json::write(&Fields(&["level", "event", ""], &[&level, &event, &Flat(fields)]));
    match level {
        "error" => worker::console_error!("{line}"),
        "warn" => worker::console_warn!("{line}"),
        _ => worker::console_log!("{line}"),
    }
}

pub fn fault(what: &str) {
    event("error", "fault", &Fields(&["detail"], &[&what]));
}

/// An error with nobody to tell. Problems are the asker's, faults are ours.
pub fn unless_problem(result: Result<(), Error>) {
    if let Err(Error::Fault(what) | Error::Unavailable(what)) = result {
        fault(&what);
    }
}
