//! What an agent wants to hear of by mail.

use crate::json::FromJson;

/// When an agent gets mail about people who wait for an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromJson)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize, ts_rs::TS, schemars::JsonSchema))]
pub enum WaitingMail {
    Off,
    /// While they are not here, or take no conversations.
    Away,
    Always,
}

impl WaitingMail {
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Away => "away",
            Self::Always => "always",
        }
    }
}

#[cfg(test)]
#[derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema)]
pub struct Notifications {
    pub waiting_mail: WaitingMail,
    /// So long somebody has waited by then.
    pub waiting_mail_minutes: u16,
}

/// What is left out stays as it is.
#[derive(Clone, Debug, Default, FromJson)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(serde::Deserialize, ts_rs::TS, schemars::JsonSchema), ts(optional_fields))]
pub struct ChangeNotifications {
    pub waiting_mail: Option<WaitingMail>,
    /// 5, 15 or 60.
    pub waiting_mail_minutes: Option<u16>,
}
