//! Ids are UUIDv7 behind a type each, so that one can never stand in for another.

use std::{fmt, str::FromStr};

use uuid::Uuid;

use crate::json::{FromJson, ToJson};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, FromJson, ToJson)]
        #[serde(transparent)]
        #[cfg_attr(test, derive(serde::Serialize, ts_rs::TS, schemars::JsonSchema), ts(type = "string"))]
        #[cfg_attr(test, schemars(inline, with = "String", extend("format" = "uuid")))]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::try_parse(text).map(Self).map_err(|_| NotAnId)
            }
        }

        #[cfg(test)]
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_str(NotAnId).map(Self)
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
    LabelId,
    CannedReplyId,
    /// A question and its answer.
    BotEntryId,
    BotPageId,
    InviteId,
    MailId,
    /// An agent's session, which is not its token.
    LoginId,
    ApiKeyId,
    WebhookId,
    /// An agent's notice has the id of the message that it tells of.
    NoticeId,
    /// Of a page that was looked at, or another event of a visitor.
    EventId,
    /// Made by the sender of a message, the same in every retry.
    ClientId,
}

/// In our own words: uuid's would be a kilobyte.
#[derive(Debug)]
pub struct NotAnId;

#[cfg(test)]
impl serde::de::Visitor<'_> for NotAnId {
    type Value = Uuid;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an id")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Uuid, E> {
        Uuid::try_parse(text).map_err(|_| E::invalid_value(serde::de::Unexpected::Str(text), &self))
    }
}

/// A position in a conversation's log: 1, 2, 3, … without gaps; 0 stands before the first.
pub type Seq = u32;
