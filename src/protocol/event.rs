//! What happens to a conversation.

use super::{
    Seq, Timestamp,
    bot::HandedOver,
    conversation::{DepartmentRef, Rating},
    flat::{Missing, required},
    message::AgentRef,
};
use crate::json::{FromJson, ToJson};

/// What happened to the conversation, told in its own log so that all see it in the same order.
#[derive(Clone, Debug, PartialEq, Eq, FromJson, ToJson)]
#[serde(tag = "type", rename_all = "snake_case", try_from = "Flat")]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize, ts_rs::TS, schemars::JsonSchema), schemars(!try_from))]
pub enum Event {
    /// The first answer of this agent: the conversation is theirs and open.
    AgentJoined {
        agent: AgentRef,
    },
    Assigned {
        assignee: Option<AgentRef>,
    },
    Closed,
    Reopened,
    Snoozed {
        until: Timestamp,
    },
    /// A snooze is over; of that the visitor knew nothing.
    Unsnoozed,
    Transferred {
        department: Option<DepartmentRef>,
    },
    Rated {
        rating: Rating,
    },
    /// The bot leaves it to a person.
    BotHandedOver {
        data: HandedOver,
    },
    /// Whether an answer of the bot helped; `seq`: of the visitor's message.
    BotRated {
        seq: Seq,
        helped: bool,
    },
}

impl Event {
    /// Visitors see only what concerns them.
    #[must_use]
    pub const fn visible_to_visitor(&self) -> bool {
        match self {
            Self::AgentJoined { .. }
            | Self::Closed
            | Self::Reopened
            | Self::Rated { .. }
            | Self::BotHandedOver { .. }
            | Self::BotRated { .. } => true,
            Self::Assigned { .. } | Self::Snoozed { .. } | Self::Unsnoozed | Self::Transferred { .. } => false,
        }
    }
}

#[derive(FromJson)]
#[cfg_attr(test, derive(serde::Deserialize))]
#[serde(rename_all = "snake_case")]
enum Type {
    AgentJoined,
    Assigned,
    Closed,
    Reopened,
    Snoozed,
    Unsnoozed,
    Transferred,
    Rated,
    BotHandedOver,
    BotRated,
}

#[derive(FromJson)]
#[cfg_attr(test, derive(serde::Deserialize))]
struct Flat {
    r#type: Type,
    agent: Option<AgentRef>,
    assignee: Option<AgentRef>,
    until: Option<Timestamp>,
    department: Option<DepartmentRef>,
    rating: Option<Rating>,
    data: Option<HandedOver>,
    seq: Option<Seq>,
    helped: Option<bool>,
}

impl TryFrom<Flat> for Event {
    type Error = Missing;

    fn try_from(flat: Flat) -> Result<Self, Missing> {
        Ok(match flat.r#type {
            Type::AgentJoined => Self::AgentJoined { agent: required(flat.agent, "agent")? },
            Type::Assigned => Self::Assigned { assignee: flat.assignee },
            Type::Closed => Self::Closed,
            Type::Reopened => Self::Reopened,
            Type::Snoozed => Self::Snoozed { until: required(flat.until, "until")? },
            Type::Unsnoozed => Self::Unsnoozed,
            Type::Transferred => Self::Transferred { department: flat.department },
            Type::Rated => Self::Rated { rating: required(flat.rating, "rating")? },
            Type::BotHandedOver => Self::BotHandedOver { data: required(flat.data, "data")? },
            Type::BotRated => {
                Self::BotRated { seq: required(flat.seq, "seq")?, helped: required(flat.helped, "helped")? }
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::bot::Why;

    #[test]
    fn every_event_reads_as_it_was_written() {
        let id = "0190a5c8-1111-7000-8000-0000000000a6".parse::<uuid::Uuid>().unwrap();
        let agent = AgentRef { id: id.into(), name: "Ada".into(), avatar_url: None };
        let department = DepartmentRef { id: id.into(), name: "Sales".into() };
        let now = Timestamp::from_millis(7);
        let rating = Rating { score: 5, comment: None, rated_at: now };
        for event in [
            Event::AgentJoined { agent: agent.clone() },
            Event::Assigned { assignee: Some(agent) },
            Event::Assigned { assignee: None },
            Event::Closed,
            Event::Reopened,
            Event::Snoozed { until: now },
            Event::Transferred { department: Some(department) },
            Event::Rated { rating },
            Event::BotHandedOver {
                data: HandedOver { why: Why::Unsure, summary: "x".into(), question: None, asked_seq: Some(1) },
            },
            Event::BotRated { seq: 3, helped: false },
        ] {
            let text = serde_json::to_string(&event).unwrap();
            assert_eq!(serde_json::from_str::<Event>(&text).unwrap(), event, "{text}");
        }
    }

    #[test]
    fn what_is_missing_is_named() {
        let error = serde_json::from_str::<Event>(r#"{"type":"snoozed"}"#).unwrap_err();
        assert_eq!(error.to_string(), "missing field `until`");
    }
}
