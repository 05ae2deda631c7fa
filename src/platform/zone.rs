//! Time zones, as the runtime knows them.

use std::cell::RefCell;

use js_sys::{Object, Reflect};
use wasm_bindgen::prelude::*;

use crate::{
    domain::hours,
    protocol::{Timestamp, hours::BusinessHours},
};

/// How many are kept: to make one takes some 30 microseconds, to ask it one.
const MOST_KEPT: usize = 32;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = Intl, js_name = DateTimeFormat)]
    #[derive(Clone)]
    type Format;
    #[wasm_bindgen(catch, constructor, js_namespace = Intl, js_class = DateTimeFormat)]
    fn new(language: &str, options: &Object) -> Result<Format, JsValue>;
    #[wasm_bindgen(catch, method)]
    fn format(this: &Format, at: f64) -> Result<String, JsValue>;
}

thread_local! {
    static KEPT: RefCell<Vec<(String, Zone)>> = const { RefCell::new(Vec::new()) };
}

#[derive(Clone)]
pub struct Zone(Format);

/// The time zone of this name (`Europe/Berlin`). `None`: the runtime knows none.
#[must_use]
pub fn of(name: &str) -> Option<Zone> {
    KEPT.with_borrow_mut(|kept| {
        if let Some((_, zone)) = kept.iter().find(|(known, _)| known == name) {
            return Some(zone.clone());
        }
        let zone = Zone::make(name)?;
        if kept.len() == MOST_KEPT {
            kept.remove(0);
        }
        kept.push((name.into(), zone.clone()));
        Some(zone)
    })
}

#[must_use]
pub fn is_known(name: &str) -> bool {
    of(name).is_some()
}

/// Is it open, and if not, when again? A time zone that the runtime does not know closes nothing.
#[must_use]
pub fn opening(hours: Option<&BusinessHours>, now: Timestamp) -> (bool, Option<Timestamp>) {
    let Some((hours, zone)) = hours.and_then(|hours| Some((hours, of(&hours.timezone)?))) else {
        return (true, None);
    };
    (hours::is_open(hours, &zone, now), hours::opens_at(hours, &zone, now))
}

impl Zone {
    /// A zone that tells no offset is none.
    fn make(name: &str) -> Option<Self> {
        let options = Object::new();
        Reflect::set(&options, &"timeZone".into(), &name.into()).ok()?;
        Reflect::set(&options, &"timeZoneName".into(), &"longOffset".into()).ok()?;
        let zone = Self(Format::new("en-US", &options).ok()?);
        zone.offset(0.0).map(|_| zone)
    }

    fn offset(&self, millis: f64) -> Option<i32> {
        offset_in(&self.0.format(millis).ok()?)
    }
}

impl hours::Zone for Zone {
    /// Beyond the dates that JavaScript knows it is UTC.
    fn offset_minutes(&self, at: Timestamp) -> i32 {
        self.offset(at.millis() as f64).unwrap_or_default()
    }
}

/// The minutes in `1/31/2026, GMT+05:30`; UTC may be bare `GMT`, and what is long past may have seconds.
fn offset_in(text: &str) -> Option<i32> {
    let (_, offset) = text.rsplit_once("GMT")?;
    let sign = match offset.chars().next() {
        None => return Some(0),
        Some('+') => 1,
        Some('-' | '\u{2212}') => -1,
        Some(_) => return None,
    };
    let time = offset.trim_start_matches(['+', '-', '\u{2212}']);
    let mut parts = time.split(':').map(|part| part.parse::<u8>().ok());
    let (hours, minutes) = (parts.next()??, parts.next()??);
    Some(sign * (i32::from(hours) * 60 + i32::from(minutes)))
}

#[cfg(test)]
mod tests {
    use super::offset_in;

    #[test]
    fn w14_the_runtimes_offsets_are_read() {
        for (text, minutes) in [
            ("1/1/2026, GMT+00:00", 0),
            ("1/1/2026, GMT", 0),
            ("7/14/2026, GMT+05:30", 330),
            ("12/31/2025, GMT-03:30", -210),
            ("12/31/2025, GMT\u{2212}03:30", -210),
            ("1/1/2026, GMT+14:00", 840),
            ("12/31/1969, GMT-00:44:30", -44),
        ] {
            assert_eq!(offset_in(text), Some(minutes), "{text}");
        }
    }

    #[test]
    fn w14_any_other_text_is_no_offset() {
        for text in ["", "1/1/2026", "1/1/2026, CET", "GMT5", "GMT+", "GMT+5", "GMT+ 5:30", "GMT+aa:bb", "GMT+999:00"] {
            assert_eq!(offset_in(text), None, "{text}");
        }
    }
}
