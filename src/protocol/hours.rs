//! When a team is there: ranges of local time for each weekday, and days off.

use crate::json::FromJson;
use serde::Serialize;

/// A widget without any is always open.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, FromJson)]
#[serde(default)]
#[cfg_attr(test, derive(serde::Deserialize, ts_rs::TS, schemars::JsonSchema))]
pub struct BusinessHours {
    /// A name such as `Europe/Berlin`.
    pub timezone: String,
    pub days: Days,
    /// Local dates such as `2026-12-25`: no range starts on them.
    pub holidays: Vec<String>,
}

/// From and to, such as `["09:00", "17:00"]`. Where `to` is not after `from`, it is on the next day.
pub type Range = [String; 2];

/// A day without ranges is closed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, FromJson)]
#[serde(default)]
#[cfg_attr(test, derive(serde::Deserialize, ts_rs::TS, schemars::JsonSchema))]
pub struct Days {
    pub mon: Vec<Range>,
    pub tue: Vec<Range>,
    pub wed: Vec<Range>,
    pub thu: Vec<Range>,
    pub fri: Vec<Range>,
    pub sat: Vec<Range>,
    pub sun: Vec<Range>,
}

impl Days {
    /// The names on the wire and the ranges, from Monday on.
    #[must_use]
    pub fn week(&self) -> [(&'static str, &[Range]); 7] {
        [
            ("mon", &self.mon),
            ("tue", &self.tue),
            ("wed", &self.wed),
            ("thu", &self.thu),
            ("fri", &self.fri),
            ("sat", &self.sat),
            ("sun", &self.sun),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a6_hours_are_written_with_all_weekdays_in_order() {
        let json = r#"{"timezone":"Europe/Berlin","days":{"mon":[["09:00","12:00"],["13:00","17:00"]],"tue":[],"wed":[],"thu":[],"fri":[["22:00","06:00"]],"sat":[],"sun":[]},"holidays":["2026-12-25"]}"#;
        let hours: BusinessHours = serde_json::from_str(json).unwrap();
        assert_eq!(hours.days.mon[1], ["13:00", "17:00"]);
        assert_eq!(serde_json::to_string(&hours).unwrap(), json);
    }

    #[test]
    fn a6_a_weekday_that_is_left_out_is_closed() {
        let hours: BusinessHours = serde_json::from_str(r#"{"days":{"sun":[["10:00","14:00"]]}}"#).unwrap();
        let open: Vec<_> = hours.days.week().into_iter().filter(|(_, ranges)| !ranges.is_empty()).collect();
        assert_eq!(open, [("sun", &[["10:00".into(), "14:00".into()]][..])]);
        assert_eq!(serde_json::from_str::<BusinessHours>("{}").unwrap(), BusinessHours::default());
    }
}
