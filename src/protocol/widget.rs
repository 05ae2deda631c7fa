//! Widgets: the public configuration a site's page gets, and the widget an admin edits.

use serde::{Deserialize, Serialize};

use super::{DepartmentId, WidgetId};

/// How a widget looks and behaves; stored as one JSON document, every field with a default.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct WidgetSettings {
    pub primary_color: String,
    pub accent_color: Option<String>,
    pub position: Position,
    pub theme: Theme,
    pub size: Size,
    pub title: String,
    pub greeting_message: String,
    pub offline_message: String,
    pub language: Option<String>,
    pub allowed_domains: Vec<String>,
}

impl Default for WidgetSettings {
    fn default() -> Self {
        Self {
            primary_color: "#2f6f4f".into(),
            accent_color: None,
            position: Position::BottomRight,
            theme: Theme::Auto,
            size: Size::Medium,
            title: String::new(),
            greeting_message: "Hello, how can we help?".into(),
            offline_message: "We are away right now. Leave a message and we will get back to you.".into(),
            language: None,
            allowed_domains: Vec::new(),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Position {
    TopLeft,
    Top,
    TopRight,
    Right,
    BottomRight,
    Bottom,
    BottomLeft,
    Left,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Theme {
    Light,
    Dark,
    Auto,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Size {
    Small,
    Medium,
    Large,
}

/// A widget as its organization's agents see it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Widget {
    pub id: WidgetId,
    pub key: String,
    pub name: String,
    pub enabled: bool,
    #[serde(flatten)]
    pub settings: WidgetSettings,
}

/// What any visitor's browser may know of a widget; cached at the edge.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PublicConfig {
    pub key: String,
    pub primary_color: String,
    pub accent_color: Option<String>,
    pub position: Position,
    pub theme: Theme,
    pub size: Size,
    /// The team's name at the top of the window.
    pub title: String,
    pub greeting_message: String,
    pub offline_message: String,
    pub language: Option<String>,
    pub online: bool,
    pub departments: Vec<DepartmentInfo>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct DepartmentInfo {
    pub id: DepartmentId,
    pub name: String,
    pub description: String,
    pub online: bool,
}
