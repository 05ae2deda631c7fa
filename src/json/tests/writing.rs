//! What is only written, as serde writes it.

use std::collections::BTreeMap;

use serde::Serialize;

use super::as_serde;
use crate::{
    domain::{conversation::testing, heads::Heads},
    json::{ToJson, raw},
    protocol::{
        Timestamp,
        agent::{AgentInfo, List, OrganizationInfo, Plan, Role, WidgetKey},
        customer::Customer,
        frames::{AgentPresence, Availability, Counts, InboxFrame, Limits, Mine, Named, Participant, Party, RoomFrame},
        message::{AgentRef, PartyKind},
        organization::{Organization, OrganizationSettings},
        widget::{Position, Widget, WidgetSettings},
    },
};

const NOW: Timestamp = Timestamp::from_millis(1_700_000_000_007);

fn id<T: From<uuid::Uuid>>() -> T {
    uuid::Uuid::from_u128(0x0190_a5c8_1111_7000_8000_0000_0000_00a6).into()
}

fn party() -> Party {
    Party { kind: PartyKind::Agent, id: "a\"b".into() }
}

#[test]
fn texts_are_escaped_as_serde_json_escapes_them() {
    for special in ('\0'..='\u{ff}').chain(['\u{2028}', '€', '😀']) {
        for length in 0..18 {
            as_serde(&format!("{}{special}{}{special}", "x".repeat(length), "ä".repeat(length % 5)));
        }
    }
    as_serde(&"");
}

#[test]
fn numbers_lists_and_maps_are_written_as_serde_json_writes_them() {
    [i64::MIN, i64::MIN + 1, -10, -1, 0, 1, 9, 10, 99, 100, i64::MAX].iter().for_each(as_serde);
    [u64::MAX, u64::MAX - 1, 10_000_000_000_000_000_000].iter().for_each(as_serde);
    as_serde(&(u8::MAX, u16::MAX));
    as_serde(&(u32::MAX, usize::MAX));
    as_serde(&(true, ()));
    as_serde(&[Some(false), None]);
    as_serde(&Vec::<u8>::new());
    as_serde(&vec![vec![1_u8], vec![], vec![2, 3]]);
    as_serde(&BTreeMap::<String, u8>::new());
    let nested = |n: u8| BTreeMap::from([("\"".to_owned(), vec![n]), (String::new(), vec![])]);
    as_serde(&BTreeMap::from([("a".to_owned(), nested(1)), ("b".to_owned(), nested(2))]));
}

#[derive(ToJson, Serialize)]
struct Odd {
    #[serde(flatten)]
    empty: Empty,
    #[serde(flatten)]
    inner: Inner,
    r#type: u8,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    list: Vec<Inner>,
    #[serde(flatten)]
    last: Empty,
}

#[derive(ToJson, Serialize)]
struct Empty {}

#[derive(ToJson, Serialize)]
#[serde(rename_all = "camelCase")]
struct Inner {
    #[serde(skip_serializing_if = "Option::is_none")]
    first_of_all: Option<u8>,
    #[serde(rename = "renamed")]
    maps: BTreeMap<String, Option<Box<Inner>>>,
}

#[test]
fn fields_that_are_flat_or_left_out_leave_no_trace() {
    for first in [None, Some(7)] {
        let inner = || Inner { first_of_all: first, maps: BTreeMap::from([("k".into(), None)]) };
        as_serde(&inner());
        for list in [vec![], vec![inner(), inner()]] {
            as_serde(&Odd { empty: Empty {}, inner: inner(), r#type: 1, list, last: Empty {} });
        }
    }
    as_serde(&Empty {});
}

#[test]
fn what_agents_see_is_written_as_serde_writes_it() {
    let settings = WidgetSettings { position: Position::TopLeft, ..WidgetSettings::default() };
    let blank = crate::domain::widget::blank(id(), "wk_x".into(), Timestamp::from_millis(0));
    let widget = Widget { settings, ..blank };
    as_serde(&List { items: vec![widget], next_cursor: Some("c".into()) });
    let settings = OrganizationSettings::default();
    as_serde(&Organization { id: id(), name: "Fern".into(), plan: Plan::Pro, settings });
    as_serde(&testing::record().for_agents(&Heads::default(), true));
    let known = testing::record().customer;
    as_serde(&Customer { known, user_id: None, total_conversations: 2, last_visit: None });
    for widget in [None, Some(WidgetKey { id: id(), key: "wk_x".into() })] {
        as_serde(&widget);
    }
    as_serde(&AgentInfo { id: id(), name: "Ada".into(), email: "a@b.c".into(), avatar_url: None, role: Role::Owner });
    as_serde(&OrganizationInfo { id: id(), name: "Fern".into(), plan: Plan::Free });
}

#[test]
fn the_rooms_frames_are_written_as_serde_writes_them() {
    let json = || raw(r#"{"a": [1]}"#).unwrap();
    let (kind, name) = (PartyKind::Visitor, "Ada".to_owned());
    let here = Participant { kind, id: "x".into(), name, avatar_url: None, online: true, read: 1, delivered: 2 };
    let limits = Limits { frame_bytes: 1, body_chars: 2, messages: 3, per_seconds: 4 };
    let who = Named { kind, id: "x".into(), name: "Ada".into() };
    for frame in [
        RoomFrame::Welcome { conversation: json(), head: 3, you: party(), participants: vec![here], limits },
        RoomFrame::Message { prev: 1, message: json() },
        RoomFrame::Batch { prev: 1, messages: vec![json(), json()], more: false },
        RoomFrame::Reset { head: 3 },
        RoomFrame::Ack { client_id: id(), seq: 1, id: id(), created_at: NOW, duplicate: true },
        RoomFrame::Refused { client_id: None, code: "c".into(), detail: "d\n".into(), retry_after: Some(2) },
        RoomFrame::Refused { client_id: Some(id()), code: "c".into(), detail: "d".into(), retry_after: None },
        RoomFrame::Read { reader: party(), seq: 4 },
        RoomFrame::Delivered { reader: party(), seq: 4 },
        RoomFrame::Typing { sender: testing::agent(), on: true, text: Some("half a".into()) },
        RoomFrame::Typing { sender: testing::visitor(), on: false, text: None },
        RoomFrame::Presence { who, online: false, last_seen_at: NOW },
        RoomFrame::Conversation { conversation: json() },
        RoomFrame::Bye { code: 4013, retry: true },
    ] {
        as_serde(&frame);
    }
}

#[test]
fn the_inboxs_frames_are_written_as_serde_writes_them() {
    let agent = || AgentPresence {
        agent: AgentRef { id: id(), name: "Ada".into(), avatar_url: Some("/a".into()) },
        online: true,
        availability: Availability::Away,
    };
    let counts = Counts { waiting: 1, open: 2, snoozed: 3, unread: 4, unassigned: 5 };
    for frame in [
        InboxFrame::Welcome { seq: 1, agents: vec![agent(), agent()], counts },
        InboxFrame::Conversation { seq: 1, conversation: raw("{}").unwrap() },
        InboxFrame::Removed { seq: 1, id: id() },
        InboxFrame::Counts { seq: 1, counts },
        InboxFrame::Mine { seq: 1, mine: Mine { open: 1, unread: 2 } },
        InboxFrame::Agent { seq: 1, agent: agent() },
        InboxFrame::Reset { seq: 1 },
    ] {
        as_serde(&frame);
    }
}
