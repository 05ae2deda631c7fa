//! Structured logs: one JSON object a line, without personal data.

use std::panic::PanicHookInfo;

use super::Error;
use crate::{
    domain::log_line::scrubbed,
    json::{self, Fields, Flat},
};

pub fn event(level: &str, event: &str, fields: &Fields<'_>) {
    let line = json::write(&Fields(&["level", "event", ""], &[&level, &event, &Flat(fields)]));
    match level {
        "error" => worker::console_error!("{line}"),
        "warn" => worker::console_warn!("{line}"),
        _ => worker::console_log!("{line}"),
    }
}

pub fn fault(what: &str) {
    event("error", "fault", &Fields(&["detail"], &[&scrubbed(what)]));
}

/// The program has a mistake: where. What it says may have somebody's words in it.
pub fn panic(info: &PanicHookInfo<'_>) {
    let place = info.location().map(|place| format!("{}:{}", place.file(), place.line())).unwrap_or_default();
    event("error", "panic", &Fields(&["place"], &[&place]));
    if cfg!(debug_assertions) {
        console_error_panic_hook::hook(info);
    }
}

/// An error with nobody to tell. Problems are the asker's, faults are ours.
pub fn unless_problem(result: Result<(), Error>) {
    if let Err(Error::Fault(what) | Error::Unavailable(what)) = result {
        fault(&what);
    }
}
