//! What the bot knows, and what it makes of a question.

use super::{BotEntryId, Seq};
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

/// What a message of the bot answers.
#[derive(Clone, Debug, PartialEq, Eq, FromJson, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize, ts_rs::TS, schemars::JsonSchema))]
pub struct BotPart {
    pub outcome: BotOutcome,
    /// The visitor's message.
    pub asked_seq: Seq,
    pub question: String,
    pub entry_id: Option<BotEntryId>,
    /// What may have been meant.
    pub choices: Vec<String>,
}

/// Why a person has it now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromJson, ToJson)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize, ts_rs::TS, schemars::JsonSchema))]
pub enum Why {
    /// The visitor wished it.
    Asked,
    /// Nothing that is written answers it.
    Unsure,
    /// It could not look, or not in time.
    Failed,
}

/// For whoever takes over.
#[derive(Clone, Debug, PartialEq, Eq, FromJson, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize, ts_rs::TS, schemars::JsonSchema))]
pub struct HandedOver {
    pub why: Why,
    /// What was asked, and what the bot said to it.
    pub summary: String,
    /// What it did not answer.
    pub question: Option<String>,
    pub asked_seq: Option<Seq>,
}

/// What a visitor wants of the bot, or says of its answer.
#[derive(Clone, Copy, Debug, FromJson)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(serde::Deserialize, ts_rs::TS, schemars::JsonSchema), ts(optional_fields))]
pub struct BotRequest {
    pub wish: BotWish,
    /// With `helped` and `wrong`: the `asked_seq` of the answer.
    pub seq: Option<Seq>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, FromJson)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(serde::Deserialize, ts_rs::TS, schemars::JsonSchema))]
pub enum BotWish {
    /// To talk to somebody.
    Person,
    Helped,
    Wrong,
}

/// Whether a widget's bot answers before a person does.
#[derive(Clone, Debug, Default, PartialEq, Eq, FromJson, ToJson)]
#[serde(default)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize, ts_rs::TS, schemars::JsonSchema))]
pub struct BotSettings {
    pub enabled: bool,
    /// As visitors see it; empty: "Bot".
    #[cfg_attr(test, schemars(length(max = limits::TITLE_CHARS)))]
    pub name: String,
    /// A picture at an `https` address.
    pub avatar_url: Option<String>,
}
