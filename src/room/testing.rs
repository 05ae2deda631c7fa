//! Rooms for tests, in memory.

use std::cell::Cell;

use uuid::Uuid;

use super::{
    journal::{Draft, Journal},
    log,
    turn::Stamp,
};
use crate::{
    domain::conversation::Record,
    platform::sql::testing::Memory,
    protocol::{
        MessageId, Timestamp,
        message::{MessageKind, Sender},
    },
};

thread_local! {
    static IDS: Cell<u128> = const { Cell::new(1) };
}

fn new_id() -> MessageId {
    Uuid::from_u128(IDS.replace(IDS.get() + 1)).into()
}

pub fn at(millis: i64) -> Stamp<'static> {
    Stamp { now: Timestamp::from_millis(millis), new_id: &new_id }
}

pub fn journal_of(record: Record) -> Journal<Memory> {
    let sql = Memory::default();
    log::migrate(&sql).unwrap();
    Journal::create(sql, record, 20).unwrap()
}

pub fn draft(sender: Sender, client: u128, body: &str) -> Draft {
    let client_id = Uuid::from_u128(client).into();
    let (kind, attachments, mentions) = (MessageKind::Text, Vec::new(), Vec::new());
    Draft { sender, client_id, kind, body: body.into(), attachments, mentions }
}
