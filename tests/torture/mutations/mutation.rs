//! What would be wrong with the room. Copied beside its sources and chosen by the variable `MUTATION`; see index.ts.

use std::{
    cell::{Cell, RefCell},
    collections::HashMap,
    mem,
    rc::Weak,
    time::Duration,
};

use js_sys::futures::spawn_local;
use worker::{Delay, Env};

use super::shell::Room;
use crate::{
    domain::conversation::Record,
    platform::{
        Result,
        log::unless_problem,
        sql::{Row, Sql, SqlError, Value},
    },
    protocol::{Seq, message::Message},
};

type Written = Vec<(String, Vec<Value>)>;

thread_local! {
    static CHOSEN: RefCell<String> = RefCell::default();
    /// Where each log ended when its object last woke.
    static WOKE_AT: RefCell<HashMap<String, Seq>> = RefCell::default();
    /// What is still to be written.
    static LATER: RefCell<HashMap<String, Written>> = RefCell::default();
    /// All that are in memory.
    static ROOMS: RefCell<Vec<Weak<Room>>> = const { RefCell::new(Vec::new()) };
    static PUTS_OFF: Cell<bool> = const { Cell::new(false) };
}

pub fn choose(env: Env, room: &Weak<Room>) -> Env {
    let name = env.var("MUTATION").map(|value| value.to_string()).unwrap_or_default();
    CHOSEN.with_borrow_mut(|chosen| *chosen = name);
    ROOMS.with_borrow_mut(|rooms| rooms.push(room.clone()));
    env
}

fn is(name: &str) -> bool {
    CHOSEN.with_borrow(|chosen| chosen == name)
}

/// The object's memory is empty: nothing of the last one's is left.
pub fn woke(sql: &impl Sql, record: &Record) -> std::result::Result<(), SqlError> {
    let last = sql.first("SELECT MAX(seq) FROM log", &[])?.map_or(0, |row| row.number(0));
    WOKE_AT.with_borrow_mut(|known| known.insert(record.id.to_string(), last));
    LATER.with_borrow_mut(|later| later.remove(&record.id.to_string()));
    Ok(())
}

/// A turn that is spoiled takes its time; `None`: this one is not.
pub fn spoil(room: &Room) -> Option<Result<()>> {
    let after_a_pause = is("await") || is("overwrite");
    if !after_a_pause && !is("ack-first") {
        return None;
    }
    let room = ROOMS.with_borrow_mut(|rooms| {
        rooms.retain(|room| room.strong_count() > 0);
        rooms.iter().filter_map(Weak::upgrade).find(|other| std::ptr::eq(&**other, room))
    })?;
    spawn_local(async move {
        let taken = if after_a_pause { room.commit_after_a_pause().await } else { room.commit_then_write().await };
        unless_problem(taken);
    });
    Some(Ok(()))
}

impl Room {
    /// The next seq is chosen, then something is awaited, then the seq is used.
    async fn commit_after_a_pause(&self) -> Result<()> {
        let chosen = self.with(|journal| journal.heads.clone())?;
        Delay::from(Duration::from_millis(100)).await;
        let now = self.with(|journal| mem::replace(&mut journal.heads, chosen))?;
        let committed = self.take_sound_turn();
        self.with(|journal| {
            if journal.heads.all < now.all {
                journal.heads = now;
            }
        })?;
        committed
    }

    /// Everyone is told, and then it is written.
    async fn commit_then_write(&self) -> Result<()> {
        PUTS_OFF.set(true);
        let committed = self.take_sound_turn();
        PUTS_OFF.set(false);
        Delay::from(Duration::from_millis(150)).await;
        let id = self.with(|journal| journal.record.id.to_string())?;
        for (query, values) in LATER.with_borrow_mut(|later| later.remove(&id)).unwrap_or_default() {
            drop(Sql::exec(&self.sql, &query, &values));
        }
        committed
    }
}

/// How the log is written to.
pub struct Pen<'a, S>(pub &'a S, pub &'a [Message]);

impl<S: Sql> Sql for Pen<'_, S> {
    fn exec(&self, query: &str, values: &[Value]) -> std::result::Result<Vec<Row>, SqlError> {
        if is("overwrite") {
            return self.0.exec(&query.replacen("INSERT INTO", "INSERT OR REPLACE INTO", 1), values);
        }
        let Some(first) = self.1.first().filter(|_| PUTS_OFF.get()) else { return self.0.exec(query, values) };
        let row = (query.to_owned(), values.to_vec());
        LATER.with_borrow_mut(|later| later.entry(first.conversation_id.to_string()).or_default().push(row));
        Ok(Vec::new())
    }
}

/// Only what was written since the object woke is recognised, as if client ids were kept in its memory alone.
pub fn recognised<K: Eq + std::hash::Hash, E>(
    found: std::result::Result<HashMap<K, Message>, E>,
) -> std::result::Result<HashMap<K, Message>, E> {
    let woke_at = |id: String| WOKE_AT.with_borrow(|known| known.get(&id).copied().unwrap_or(0));
    let is_fresh = |message: &Message| message.seq > woke_at(message.conversation_id.to_string());
    found.map(|known| known.into_iter().filter(|(_, message)| !is("forget") || is_fresh(message)).collect())
}

/// The log's table, without what keeps doubles out of it.
pub fn altered(migrations: &[&str]) -> Vec<&'static str> {
    let unique = if is("forget") { "" } else { ", UNIQUE (sender, client_id)" };
    let altered = migrations.iter().map(|migration| migration.replace("/* unique */", unique));
    altered.map(|migration| &*migration.leak()).collect()
}
