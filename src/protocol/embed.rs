//! How a widget gets on a site, and whether it did.

use crate::json::{FromJson, ToJson};

/// What to copy, and where to.
#[derive(Clone, Copy, Debug, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema))]
pub struct Embed {
    pub key: &'static str,
    /// The chat on a page of its own.
    pub url: &'static str,
    pub script: &'static str,
    pub items: &'static [Snippet],
}

#[derive(Clone, Copy, Debug, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema))]
pub struct Snippet {
    pub platform: Platform,
    pub title: &'static str,
    pub steps: &'static [&'static str],
    pub code: &'static str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ToJson)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema))]
pub enum Platform {
    Html,
    Queue,
    Wordpress,
    Shopify,
    React,
    Next,
    Vue,
    TagManager,
    Link,
}

#[derive(Clone, Debug, FromJson)]
#[cfg_attr(test, derive(serde::Deserialize, ts_rs::TS, schemars::JsonSchema))]
pub struct CheckRequest {
    /// A page that should show the widget.
    #[cfg_attr(test, schemars(length(min = 1, max = super::limits::URL_BYTES)))]
    pub url: String,
}

#[derive(Clone, Debug, PartialEq, Eq, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema))]
pub struct Checked {
    /// Is it installed?
    pub ok: bool,
    pub code: CheckCode,
    /// In words.
    pub detail: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ToJson)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema))]
pub enum CheckCode {
    Installed,
    NotFound,
    /// Another widget's.
    OtherKey,
    /// The one before the last change of the key, which still works.
    OldKey,
    DomainNotAllowed,
    /// The page loads a tag manager, into which nobody sees from outside.
    TagManager,
    ContentSecurityPolicy,
    Unreachable,
    NotHtml,
}
