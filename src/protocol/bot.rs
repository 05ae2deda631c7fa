//! What the bot knows, and what it makes of a question.

use super::BotEntryId;
#[cfg(test)]
use super::{Timestamp, limits};
use crate::json::{FromJson, ToJson};

/// A question that the bot answers.
#[cfg(test)]
#[derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema)]
pub struct BotEntry {
    pub id: BotEntryId,
    pub question: String,
    /// The same in other words.
    pub wordings: Vec<String>,
    pub answer: String,
    pub enabled: bool,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
}

#[derive(Clone, Debug, FromJson)]
#[cfg_attr(test, derive(serde::Deserialize, ts_rs::TS, schemars::JsonSchema), ts(optional_fields))]
pub struct NewBotEntry {
    #[cfg_attr(test, schemars(length(min = 1, max = limits::BOT_QUESTION_CHARS)))]
    pub question: String,
    #[cfg_attr(test, schemars(length(max = limits::BOT_WORDINGS), inner(length(min = 1, max = limits::BOT_QUESTION_CHARS))))]
    pub wordings: Option<Vec<String>>,
    #[cfg_attr(test, schemars(length(min = 1, max = limits::BOT_ANSWER_CHARS)))]
    pub answer: String,
    /// Answers with it, unless this is `false`.
    pub enabled: Option<bool>,
}

/// What is left out stays as it is.
#[derive(Clone, Debug, Default, FromJson)]
#[cfg_attr(test, derive(serde::Deserialize, ts_rs::TS, schemars::JsonSchema), ts(optional_fields))]
pub struct ChangeBotEntry {
    #[cfg_attr(test, schemars(length(min = 1, max = limits::BOT_QUESTION_CHARS)))]
    pub question: Option<String>,
    #[cfg_attr(test, schemars(length(max = limits::BOT_WORDINGS), inner(length(min = 1, max = limits::BOT_QUESTION_CHARS))))]
    pub wordings: Option<Vec<String>>,
    #[cfg_attr(test, schemars(length(min = 1, max = limits::BOT_ANSWER_CHARS)))]
    pub answer: Option<String>,
    pub enabled: Option<bool>,
}

#[derive(Clone, Debug, FromJson)]
#[cfg_attr(test, derive(serde::Deserialize, ts_rs::TS, schemars::JsonSchema))]
pub struct TryBot {
    #[cfg_attr(test, schemars(length(min = 1, max = limits::BOT_ANSWER_CHARS)))]
    pub question: String,
}

/// What the bot would do.
#[derive(Clone, Debug, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema))]
pub struct TriedBot {
    pub outcome: BotOutcome,
    /// The one it would answer with, or those it would ask about, the likeliest first.
    pub entries: Vec<BotMatch>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, FromJson, ToJson)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize, ts_rs::TS, schemars::JsonSchema))]
pub enum BotOutcome {
    Answered,
    /// Asked whether one of a few is meant.
    Suggested,
    /// Left to a person.
    HandedOver,
}

#[derive(Clone, Debug, PartialEq, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema))]
pub struct BotMatch {
    pub id: BotEntryId,
    pub question: String,
    pub answer: String,
    /// How sure it is, in percent.
    pub confidence: u32,
}
