//! What the bot knows, and what it makes of a question.

use super::{BotEntryId, Seq};
#[cfg(test)]
use super::{BotPageId, Timestamp, limits};
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

/// A page whose passages are answers.
#[cfg(test)]
#[derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema)]
pub struct BotPage {
    pub id: BotPageId,
    pub title: String,
    /// Where visitors read on.
    pub url: Option<String>,
    pub enabled: bool,
    /// Into how many it is cut.
    pub passages: u32,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
}

#[cfg(test)]
#[derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema)]
pub struct BotPageText {
    #[serde(flatten)]
    pub page: BotPage,
    pub text: String,
}

#[derive(Clone, Debug, FromJson)]
#[cfg_attr(test, derive(serde::Deserialize, ts_rs::TS, schemars::JsonSchema), ts(optional_fields))]
pub struct NewBotPage {
    #[cfg_attr(test, schemars(length(min = 1, max = limits::BOT_QUESTION_CHARS)))]
    pub title: String,
    /// Where visitors read on: an address with `https://` or `http://`.
    #[cfg_attr(test, schemars(length(max = limits::URL_BYTES)))]
    pub url: Option<String>,
    /// Headings stand on a line of their own.
    #[cfg_attr(test, schemars(length(min = 1, max = limits::BOT_PAGE_CHARS)))]
    pub text: String,
    /// Answers with it, unless this is `false`.
    pub enabled: Option<bool>,
}

/// What is left out stays as it is; an empty address takes it away.
#[derive(Clone, Debug, Default, FromJson)]
#[cfg_attr(test, derive(serde::Deserialize, ts_rs::TS, schemars::JsonSchema), ts(optional_fields))]
pub struct ChangeBotPage {
    #[cfg_attr(test, schemars(length(min = 1, max = limits::BOT_QUESTION_CHARS)))]
    pub title: Option<String>,
    #[cfg_attr(test, schemars(length(max = limits::URL_BYTES)))]
    pub url: Option<String>,
    #[cfg_attr(test, schemars(length(min = 1, max = limits::BOT_PAGE_CHARS)))]
    pub text: Option<String>,
    pub enabled: Option<bool>,
}

/// What means the same to an organization, beside what means the same to all.
#[derive(Clone, Debug, FromJson)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize, ts_rs::TS, schemars::JsonSchema))]
pub struct BotSynonyms {
    /// Of words, or a few words.
    #[cfg_attr(
        test,
        schemars(length(max = limits::BOT_SYNONYM_GROUPS), inner(length(min = 2, max = limits::BOT_SYNONYM_WORDS)))
    )]
    pub groups: Vec<Vec<String>>,
}

/// The page that an answer is a passage of.
#[derive(Clone, Debug, PartialEq, Eq, FromJson, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize, ts_rs::TS, schemars::JsonSchema))]
pub struct BotSource {
    pub title: String,
    /// Where the rest of it is.
    pub url: Option<String>,
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
    /// A model said that the first of them may be meant.
    pub by_model: bool,
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
    /// Of a passage: its page.
    pub page: Option<BotSource>,
    /// How sure it is by the words, in percent.
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
    /// Of a passage: its page.
    #[serde(default)]
    pub page: Option<BotSource>,
    /// What may have been meant.
    pub choices: Vec<String>,
    /// A model said that this, or the first choice, may be meant.
    #[serde(default)]
    pub by_model: bool,
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
    /// What visitors read first while it is on, instead of the widget's greeting; empty: that.
    #[cfg_attr(test, schemars(length(max = limits::WORDS_CHARS)))]
    pub greeting: String,
}

/// The model that may be asked for a second opinion.
#[derive(Clone, Debug, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema))]
pub struct BotModel {
    /// As the operator has connected it; `null`: none is.
    pub name: Option<String>,
}

/// What became of what the bot was asked.
#[cfg(test)]
#[derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema)]
pub struct BotReport {
    /// Days with questions, in order (UTC).
    pub days: Vec<BotDay>,
    /// What had no answer, or one that did not help: the most asked first.
    pub unanswered: Vec<BotGap>,
}

#[cfg(test)]
#[derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema)]
pub struct BotDay {
    #[schemars(regex(pattern = r"^\d{4}-\d\d-\d\d$"))]
    pub day: String,
    pub answered: u32,
    /// Where it asked what was meant.
    pub suggested: u32,
    pub handed_over: u32,
    /// Of those that were answered, as far as visitors said.
    pub helped: u32,
    pub wrong: u32,
    /// Answered or suggested because a model said so; and those of them that were not what was meant.
    pub by_model: u32,
    pub by_model_wrong: u32,
}

#[cfg(test)]
#[derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema)]
pub struct BotGap {
    pub question: String,
    pub count: u32,
    pub last_at: Timestamp,
}
