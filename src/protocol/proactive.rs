//! Rules by which a widget speaks first.

use crate::json::FromJson;
use serde::Serialize;

/// All that is named must be so at the same time; what is left out does not matter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, FromJson)]
#[cfg_attr(test, derive(serde::Deserialize, ts_rs::TS, schemars::JsonSchema))]
pub struct ProactiveRule {
    pub id: String,
    #[serde(default = "yes")]
    pub enabled: bool,
    pub message: String,
    /// Opens the window; otherwise the message stands beside the bubble.
    #[serde(default)]
    pub open: bool,
    /// Where: a part of the address from the path on, such as `/pricing` or `/shop/*`. None: everywhere.
    #[serde(default)]
    pub urls: Vec<String>,
    /// So many seconds on the page.
    #[serde(default)]
    pub seconds: Option<u16>,
    /// Scrolled so far, in percent.
    #[serde(default)]
    pub scroll: Option<u8>,
    /// The pointer leaves the page as if to close it.
    #[serde(default)]
    pub leaving: bool,
    /// Has been here before, on another day; or has not.
    #[serde(default)]
    pub returning: Option<bool>,
    /// So many pages seen in this visit.
    #[serde(default)]
    pub pages: Option<u16>,
    /// Somebody is there to answer; or nobody is.
    #[serde(default)]
    pub online: Option<bool>,
    #[serde(default)]
    pub once: Once,
}

/// How often a rule may speak to one visitor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, FromJson)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(serde::Deserialize, ts_rs::TS, schemars::JsonSchema))]
pub enum Once {
    Page,
    #[default]
    Visit,
    Day,
    Week,
    Ever,
}

const fn yes() -> bool {
    true
}
