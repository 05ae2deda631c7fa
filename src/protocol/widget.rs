//! Widgets: the public configuration a site's page gets, and the widget an admin edits.

use std::collections::BTreeMap;

use super::{
    DepartmentId, Timestamp, WidgetId,
    bot::BotSettings,
    changes::{Changes, New},
    hours::BusinessHours,
    message::AgentRef,
    pre_chat::PreChat,
    proactive::ProactiveRule,
};
use crate::json::{FromJson, ToJson};

#[cfg(test)]
use super::limits;

/// How a widget looks and behaves; stored as one JSON document, every field with a default.
#[derive(Clone, Debug, PartialEq, FromJson, ToJson)]
#[serde(default)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize, ts_rs::TS, schemars::JsonSchema))]
#[allow(clippy::struct_excessive_bools)] // each is a switch of its own
pub struct WidgetSettings {
    #[cfg_attr(test, schemars(regex(pattern = "^#[0-9A-Fa-f]{6}$")))]
    pub primary_color: String,
    #[cfg_attr(test, schemars(regex(pattern = "^#[0-9A-Fa-f]{6}$")))]
    pub accent_color: Option<String>,
    pub position: Position,
    /// Pixels between the bubble and the edges it is near to.
    #[cfg_attr(test, schemars(range(max = limits::OFFSET_PIXELS)))]
    pub offset_x: u16,
    #[cfg_attr(test, schemars(range(max = limits::OFFSET_PIXELS)))]
    pub offset_y: u16,
    pub theme: Theme,
    pub look: Look,
    pub size: Size,
    pub bubble_icon: BubbleIcon,
    /// A picture at an `https` address.
    pub logo_url: Option<String>,
    /// Rules for the window, and for nothing outside it.
    #[cfg_attr(test, schemars(length(max = limits::CSS_CHARS)))]
    pub custom_css: String,
    #[cfg_attr(test, schemars(length(max = limits::TITLE_CHARS)))]
    pub title: String,
    #[cfg_attr(test, schemars(length(max = limits::WORDS_CHARS)))]
    pub greeting_message: String,
    #[cfg_attr(test, schemars(length(max = limits::WORDS_CHARS)))]
    pub offline_message: String,
    /// Does the window open by itself, after so many seconds?
    pub auto_open: bool,
    #[cfg_attr(test, schemars(range(max = limits::DELAY_SECONDS)))]
    pub auto_open_delay: u16,
    pub show_agent_avatars: bool,
    pub show_typing_indicator: bool,
    pub sound: bool,
    /// The line that names ChatDesk; without it from the plan `pro` on.
    pub powered_by: bool,
    pub language: Option<String>,
    /// Words other than ours, by language and by the name of the text.
    pub texts: Texts,
    #[cfg_attr(test, schemars(length(max = limits::RULES)))]
    pub proactive_rules: Vec<ProactiveRule>,
    #[cfg_attr(test, schemars(length(max = limits::DOMAINS)))]
    pub allowed_domains: Vec<String>,
    /// `null`: always open. Without a time zone they are in the organization's.
    pub business_hours: Option<BusinessHours>,
    pub pre_chat: PreChat,
    /// What its visitors may choose from; `null`: all. A single one gets their conversations, unless a rule says otherwise.
    #[cfg_attr(test, schemars(length(max = limits::DEPARTMENTS)))]
    pub department_ids: Option<Vec<DepartmentId>>,
    pub bot: BotSettings,
}

impl Default for WidgetSettings {
    fn default() -> Self {
        Self {
            primary_color: "#2f6f4f".into(),
            accent_color: None,
            position: Position::BottomRight,
            offset_x: 20,
            offset_y: 20,
            theme: Theme::Auto,
            look: Look::Classic,
            size: Size::Medium,
            bubble_icon: BubbleIcon::Chat,
            logo_url: None,
            custom_css: String::new(),
            title: String::new(),
            greeting_message: "Hello, how can we help?".into(),
            offline_message: "We are away right now. Leave a message and we will get back to you.".into(),
            auto_open: false,
            auto_open_delay: 0,
            show_agent_avatars: true,
            show_typing_indicator: true,
            sound: true,
            powered_by: true,
            language: None,
            texts: Texts::new(),
            proactive_rules: Vec::new(),
            allowed_domains: Vec::new(),
            business_hours: None,
            pre_chat: PreChat::default(),
            department_ids: None,
            bot: BotSettings::default(),
        }
    }
}

pub type Texts = BTreeMap<String, BTreeMap<String, String>>;

#[derive(Clone, Copy, Debug, PartialEq, Eq, FromJson, ToJson)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize, ts_rs::TS, schemars::JsonSchema))]
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

#[derive(Clone, Copy, Debug, PartialEq, Eq, FromJson, ToJson)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize, ts_rs::TS, schemars::JsonSchema))]
pub enum Theme {
    Light,
    Dark,
    Auto,
}

/// Ready-made: how much of the window wears the colour, how round and how strong it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromJson, ToJson)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize, ts_rs::TS, schemars::JsonSchema))]
pub enum Look {
    Classic,
    Plain,
    Soft,
    Contrast,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, FromJson, ToJson)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize, ts_rs::TS, schemars::JsonSchema))]
pub enum Size {
    Small,
    Medium,
    Large,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, FromJson, ToJson)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize, ts_rs::TS, schemars::JsonSchema))]
pub enum BubbleIcon {
    Chat,
    Dots,
    Question,
    Smile,
    Mail,
}

/// A widget as its organization's agents see it.
#[derive(Clone, Debug, PartialEq, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema))]
pub struct Widget {
    pub id: WidgetId,
    pub key: String,
    #[cfg_attr(test, schemars(length(min = 1, max = limits::NAME_CHARS)))]
    pub name: String,
    pub enabled: bool,
    #[serde(flatten)]
    pub settings: WidgetSettings,
    /// Fields that the widget does not have of its own: they follow the organization's theme, and without one what is usual.
    pub inherits: Vec<String>,
    /// Works on until then, after the key was changed.
    pub previous_key: Option<String>,
    pub previous_key_until: Option<Timestamp>,
    /// A page that has shown it lately; `null`: none so far.
    pub installed: Option<Installed>,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
}

/// Looked at once a day.
#[derive(Clone, Debug, PartialEq, Eq, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema))]
pub struct Installed {
    pub origin: String,
    pub seen_at: Timestamp,
}

/// What any visitor's browser may know of a widget; they keep it for a minute.
#[derive(Clone, Debug, PartialEq, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema))]
#[allow(clippy::struct_excessive_bools)] // each is a switch of its own
pub struct PublicConfig {
    pub key: String,
    pub primary_color: String,
    pub accent_color: Option<String>,
    pub position: Position,
    pub offset_x: u16,
    pub offset_y: u16,
    pub theme: Theme,
    pub look: Look,
    pub size: Size,
    pub bubble_icon: BubbleIcon,
    pub logo_url: Option<String>,
    pub custom_css: String,
    /// The team's name at the top of the window.
    pub title: String,
    pub greeting_message: String,
    pub offline_message: String,
    pub auto_open: bool,
    pub auto_open_delay: u16,
    pub show_agent_avatars: bool,
    pub show_typing_indicator: bool,
    pub sound: bool,
    pub powered_by: bool,
    pub language: Option<String>,
    pub texts: Texts,
    pub proactive_rules: Vec<ProactiveRule>,
    /// Open by the clock, and somebody is there who takes conversations.
    pub online: bool,
    /// The bot answers first, also when nobody is there.
    pub bot: bool,
    /// When business hours begin again; `null` while they last, or when there are none.
    pub back_at: Option<Timestamp>,
    /// Up to three of those who are there, if they are shown.
    pub agents: Vec<AgentRef>,
    pub departments: Vec<DepartmentInfo>,
    pub pre_chat: PreChat,
    /// Is nothing beyond messages kept of a visitor who has not consented?
    pub consent_required: bool,
    /// Are pages and events of visitors kept?
    pub tracking: bool,
    /// Do agents see what a visitor is typing?
    pub typing_preview: bool,
    /// May visitors send files?
    pub attachments: bool,
    /// How large each of them may be.
    pub attachment_megabytes: u32,
}

/// The fields to change, camelCase. What is left out stays as it is, `null` goes back to what is usual.
pub type ChangeWidget = Changes<Widget>;
/// The same, with a name at least.
pub type NewWidget = New<Widget>;

/// The key that all pages are to have from now on.
#[derive(Clone, Copy, Debug, FromJson)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(serde::Deserialize, ts_rs::TS, schemars::JsonSchema), ts(optional_fields))]
pub struct NewKey {
    /// How long the last one still works. 0: not at all; left out: a week.
    #[cfg_attr(test, schemars(range(max = limits::GRACE_DAYS)))]
    pub grace_days: Option<u32>,
}

/// What a site's server signs its users' identity with.
#[derive(Clone, Debug, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema))]
pub struct IdentitySecret {
    pub identity_secret: String,
}

#[derive(Clone, Debug, PartialEq, Eq, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema))]
pub struct DepartmentInfo {
    pub id: DepartmentId,
    pub name: String,
    pub description: String,
    pub online: bool,
}
