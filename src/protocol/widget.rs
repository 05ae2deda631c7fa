//! Widgets: the public configuration a site's page gets, and the widget an admin edits.

use serde::{Deserialize, Serialize};

use super::{DepartmentId, Patch, Timestamp, WidgetId, hours::BusinessHours, pre_chat::PreChat};

#[cfg(test)]
use super::limits;

/// How a widget looks and behaves; stored as one JSON document, every field with a default.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
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
    /// `null`: always open.
    pub business_hours: Option<BusinessHours>,
    pub pre_chat: PreChat,
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
            business_hours: None,
            pre_chat: PreChat::default(),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
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
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub enum Theme {
    Light,
    Dark,
    Auto,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub enum Size {
    Small,
    Medium,
    Large,
}

/// A widget as its organization's agents see it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
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
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
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
    /// Open by the clock, and somebody is there who takes conversations.
    pub online: bool,
    /// When business hours begin again; `null` while they last, or when there are none.
    pub back_at: Option<Timestamp>,
    pub departments: Vec<DepartmentInfo>,
    pub pre_chat: PreChat,
    /// Is nothing beyond messages kept of a visitor who has not consented?
    pub consent_required: bool,
}

/// What is left out stays as it is.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema), ts(optional_fields))]
pub struct ChangeWidget {
    #[cfg_attr(test, schemars(length(min = 1, max = limits::NAME_CHARS)))]
    pub name: Option<String>,
    pub enabled: Option<bool>,
    #[cfg_attr(test, schemars(regex(pattern = "^#[0-9A-Fa-f]{6}$")))]
    pub primary_color: Option<String>,
    #[cfg_attr(
        test,
        ts(as = "Option<Option<String>>"),
        schemars(with = "Option<String>", regex(pattern = "^#[0-9A-Fa-f]{6}$"))
    )]
    pub accent_color: Patch<String>,
    pub position: Option<Position>,
    pub theme: Option<Theme>,
    pub size: Option<Size>,
    #[cfg_attr(test, schemars(length(max = limits::TITLE_CHARS)))]
    pub title: Option<String>,
    #[cfg_attr(test, schemars(length(max = limits::WORDS_CHARS)))]
    pub greeting_message: Option<String>,
    #[cfg_attr(test, schemars(length(max = limits::WORDS_CHARS)))]
    pub offline_message: Option<String>,
    #[cfg_attr(test, ts(as = "Option<Option<String>>"), schemars(with = "Option<String>"))]
    pub language: Patch<String>,
    #[cfg_attr(test, schemars(length(max = limits::DOMAINS)))]
    pub allowed_domains: Option<Vec<String>>,
    #[cfg_attr(test, ts(as = "Option<Option<BusinessHours>>"), schemars(with = "Option<BusinessHours>"))]
    pub business_hours: Patch<BusinessHours>,
    pub pre_chat: Option<PreChat>,
}

/// What a site's server signs its users' identity with.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct IdentitySecret {
    pub identity_secret: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct DepartmentInfo {
    pub id: DepartmentId,
    pub name: String,
    pub description: String,
    pub online: bool,
}
