//! What plans have.

use super::agent::Plan;
use crate::json::ToJson;

#[derive(Clone, Copy, Debug, PartialEq, Eq, ToJson)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema))]
pub enum Feature {
    WebChat,
    /// A widget that does not say who makes it.
    OwnBrand,
    ApiKeys,
    Webhooks,
    /// Answers to what is asked often.
    Bot,
}

#[derive(Clone, Debug, PartialEq, Eq, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema))]
pub struct PlanFeatures {
    pub plan: Plan,
    pub features: Vec<FeatureOf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema))]
pub struct FeatureOf {
    pub feature: Feature,
    pub has: bool,
}
