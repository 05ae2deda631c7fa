//! Ids are UUIDv7 behind a type each, so that one can never stand in for another.

use std::{fmt, str::FromStr};

use serde::Serialize;
use uuid::Uuid;

use crate::json::FromJson;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, FromJson)]
        #[serde(transparent)]
        #[cfg_attr(test, derive(serde::Deserialize, ts_rs::TS, schemars::JsonSchema), ts(type = "string"))]
        #[cfg_attr(test, schemars(inline, with = "String", extend("format" = "uuid")))]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }
    )+};
}

ids! {
    OrganizationId,
    AgentId,
    DepartmentId,
    WidgetId,
    /// A visitor's session, named inside the signed `st_…` token.
    SessionId,
    /// A widget customer: an anonymous person known by `visitor_id`.
    CustomerId,
    ConversationId,
    MessageId,
    AttachmentId,
    /// Made by the sender of a message, the same in every retry.
    ClientId,
}

/// A position in a conversation's log: 1, 2, 3, … without gaps; 0 stands before the first.
pub type Seq = u32;
