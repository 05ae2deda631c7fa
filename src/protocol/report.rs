//! Reports.

use crate::json::{ToJson, Writer};

use super::Timestamp;

/// What came of the conversations that began in some days.
#[derive(Clone, Debug, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema))]
pub struct Figures {
    pub conversations: u32,
    /// By a person.
    pub answered: u32,
    /// By the bot, and by no person.
    pub by_bot: u32,
    /// The visitor wrote and nobody answered: it was closed, or is a day old.
    pub missed: u32,
    /// Of these, those whose visitor closed it, or was gone when it was closed.
    pub left: u32,
    /// The visitor wrote less than a day ago, and nobody has answered yet.
    pub waiting: u32,
    /// Closed after an answer.
    pub resolved: u32,
    /// From the visitor's first message to the first answer of a person.
    pub first_response: Times,
    /// The same, as far as it was within business hours.
    pub first_response_open: Times,
    /// From the beginning until it was closed, of those that are resolved.
    pub resolution: Times,
    /// How many of the scores 1 to 5.
    #[cfg_attr(test, schemars(length(min = 5, max = 5)))]
    pub ratings: Vec<u32>,
    /// The average score.
    pub rating: Option<Hundredths>,
    /// Visitors who opened the chat, once for each of their sessions. `null`: not counted by this.
    pub opens: Option<u32>,
    /// Conversations for each of them.
    pub start_rate: Option<Hundredths>,
}

/// In seconds, at most 5% off.
#[derive(Clone, Debug, Default, PartialEq, Eq, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema))]
pub struct Times {
    /// Of so many.
    pub count: u32,
    pub median: Option<u32>,
    /// Nine of ten took no longer.
    pub p90: Option<u32>,
}

/// A number with two decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema), ts(type = "number"))]
#[cfg_attr(test, schemars(inline, with = "f64"))]
pub struct Hundredths(pub u32);

impl Hundredths {
    #[must_use]
    pub fn of(part: u32, whole: u32) -> Option<Self> {
        let (part, whole) = (u64::from(part), u64::from(whole));
        let rounded = (part * 100 + whole / 2).checked_div(whole)?;
        u32::try_from(rounded).ok().map(Self)
    }
}

impl std::fmt::Display for Hundredths {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{:02}", self.0 / 100, self.0 % 100)
    }
}

impl ToJson for Hundredths {
    fn to_json(&self, writer: &mut Writer) {
        writer.raw(&self.to_string());
    }
}

#[cfg(test)]
impl serde::Serialize for Hundredths {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(f64::from(self.0) / 100.0)
    }
}

/// Which days a report is about, the first and the last.
#[derive(Clone, Debug, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema))]
pub struct Period {
    #[cfg_attr(test, schemars(extend("format" = "date")))]
    pub from: String,
    #[cfg_attr(test, schemars(extend("format" = "date")))]
    pub to: String,
    /// By whose clock.
    pub timezone: String,
    /// All that was known then is in it.
    pub counted_at: Timestamp,
}

#[derive(Clone, Debug, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema))]
pub struct Overview {
    #[serde(flatten)]
    pub period: Period,
    pub totals: Figures,
    /// As many days before.
    pub previous: Figures,
    pub days: Vec<DayFigures>,
}

#[derive(Clone, Debug, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema))]
pub struct DayFigures {
    #[cfg_attr(test, schemars(extend("format" = "date")))]
    pub day: String,
    #[serde(flatten)]
    pub figures: Figures,
}

#[derive(Clone, Debug, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema))]
pub struct BusiestHours {
    #[serde(flatten)]
    pub period: Period,
    /// Conversations that began, by day of the week from Monday on, then by hour.
    #[cfg_attr(test, schemars(length(min = 7, max = 7)))]
    pub hours: Vec<Vec<u32>>,
}

#[derive(Clone, Debug, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema))]
pub struct Table {
    #[serde(flatten)]
    pub period: Period,
    pub items: Vec<NamedFigures>,
}

#[derive(Clone, Debug, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema))]
pub struct NamedFigures {
    /// An id, or a page's address; `null`: of no agent, no department, no known page.
    pub id: Option<String>,
    /// `null` as well of those that are no longer there.
    pub name: Option<String>,
    #[serde(flatten)]
    pub figures: Figures,
}

#[test]
fn rates_have_two_decimals() {
    assert_eq!(Hundredths::of(1, 3), Some(Hundredths(33)));
    assert_eq!(Hundredths::of(1, 0), None);
    let texts = [Hundredths(475), Hundredths(5), Hundredths(100)].map(|number| number.to_string());
    assert_eq!(texts, ["4.75", "0.05", "1.00"]);
    assert_eq!(crate::json::write(&Hundredths(475)), "4.75");
}
