//! Labels to choose from. Conversations carry them by name.

use crate::json::FromJson;

#[cfg(test)]
use super::{LabelId, limits};

#[cfg(test)]
#[derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema)]
pub struct Label {
    pub id: LabelId,
    pub name: String,
    /// `#rrggbb`
    pub color: String,
}

#[derive(Clone, Debug, FromJson)]
#[cfg_attr(test, derive(serde::Deserialize, ts_rs::TS, schemars::JsonSchema))]
pub struct NewLabel {
    #[cfg_attr(test, schemars(length(min = 1, max = limits::LABEL_CHARS)))]
    pub name: String,
    #[cfg_attr(test, schemars(regex(pattern = "^#[0-9a-fA-F]{6}$")))]
    pub color: String,
}

/// What is left out stays as it is.
#[derive(Clone, Debug, Default, FromJson)]
#[cfg_attr(test, derive(serde::Deserialize, ts_rs::TS, schemars::JsonSchema), ts(optional_fields))]
pub struct ChangeLabel {
    #[cfg_attr(test, schemars(length(min = 1, max = limits::LABEL_CHARS)))]
    pub name: Option<String>,
    #[cfg_attr(test, schemars(regex(pattern = "^#[0-9a-fA-F]{6}$")))]
    pub color: Option<String>,
}
