//! What goes wrong with the widget in visitors' browsers, and with the dashboard in agents'. Nothing in it says in whose, or on
//! which page.

use crate::json::FromJson;

#[cfg(test)]
use super::limits;

#[derive(Clone, Debug, FromJson)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(serde::Deserialize, ts_rs::TS, schemars::JsonSchema))]
pub struct ErrorsRequest {
    pub widget_key: String,
    #[cfg_attr(test, schemars(length(min = 1, max = limits::ERRORS)))]
    pub errors: Vec<WidgetError>,
}

/// Of the dashboard, in an agent's browser. Its parts are its pages: `inbox`, `settings`, …
#[derive(Clone, Debug, FromJson)]
#[cfg_attr(test, derive(serde::Deserialize, ts_rs::TS, schemars::JsonSchema))]
pub struct ClientErrors {
    #[cfg_attr(test, schemars(length(min = 1, max = limits::ERRORS)))]
    pub errors: Vec<WidgetError>,
}

#[derive(Clone, Debug, PartialEq, Eq, FromJson)]
#[cfg_attr(test, derive(serde::Deserialize, ts_rs::TS, schemars::JsonSchema), ts(optional_fields))]
pub struct WidgetError {
    /// Of the loader, or of the chat window: what its files have in their names.
    #[cfg_attr(test, schemars(regex(pattern = "^[0-9A-Za-z]{8}$")))]
    pub build: String,
    /// `window`, `conversation`, …
    #[cfg_attr(test, schemars(length(min = 1, max = limits::PART_CHARS), regex(pattern = "^[a-z-]+$")))]
    pub part: String,
    #[cfg_attr(test, ts(type = "WidgetErrorCode"), schemars(with = "WidgetErrorCode"))]
    pub code: String,
    /// The kind of error, and where in our own files: `TypeError w/chunk-X6FCLH42.js:1:2345`.
    #[cfg_attr(test, schemars(length(max = limits::ERROR_CHARS), regex(pattern = "^[A-Za-z]*Error( (v1|w|a|build/[0-9A-Za-z]+)/[0-9A-Za-z-]+\\.js:[0-9]+:[0-9]+)?$")))]
    pub detail: Option<String>,
}

/// What `code` may be.
pub const CODES: [&str; 5] = ["load_failed", "script_error", "frame_timeout", "storage_refused", "socket_refused"];

#[cfg(test)]
#[derive(Clone, Copy, Debug, serde::Serialize, serde::Deserialize, ts_rs::TS, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum WidgetErrorCode {
    /// A part did not load.
    LoadFailed,
    /// A script of ours failed.
    ScriptError,
    /// The chat window did not answer the page in time.
    FrameTimeout,
    /// The browser keeps nothing for the chat window.
    StorageRefused,
    /// The network lets no socket through, so the chat asks instead.
    SocketRefused,
}

/// The same error on one day, how often. The database writes it.
#[cfg(test)]
#[derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema)]
pub struct CountedError {
    /// In UTC: `2026-11-21`.
    #[schemars(extend("format" = "date"))]
    pub day: String,
    /// `null`: of the dashboard.
    pub widget_id: Option<super::WidgetId>,
    /// Build, part and detail are empty for what came when a day had too many different ones.
    pub build: String,
    pub part: String,
    pub code: WidgetErrorCode,
    pub detail: String,
    pub count: u32,
    pub last_at: super::Timestamp,
}

#[test]
fn the_described_codes_are_those_that_are_accepted() {
    let described = schemars::schema_for!(WidgetErrorCode).to_value().to_string();
    let named = described.matches("\"const\":").count();
    assert_eq!(named, CODES.len(), "{described}");
    assert!(CODES.iter().all(|code| described.contains(&format!("\"{code}\""))), "{described}");
}
