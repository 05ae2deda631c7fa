//! One change of many conversations: each is changed wholly or not at all, whatever becomes of the others.

use std::cell::{Cell, RefCell};

use futures::FutureExt;

use super::{agent::Agent, answer::Json, call::Call, conversations, messages::room_of};
use crate::{
    platform::{Error, Result, object, turns},
    protocol::{
        ConversationId, Problem,
        bulk::{BulkChange, BulkChanged, BulkItem},
        limits::BULK,
    },
    room::commands::{Change, Changed},
};

/// So many rooms are asked at a time.
const TOGETHER: usize = 8;

pub async fn change(call: &Call, agent: Agent, request: BulkChange) -> Result<Json<BulkChanged>> {
    let ids = each_once(request.ids)?;
    if request.change.note.is_some() {
        let detail = "A note goes to one conversation at a time.";
        return Err(Problem::field("change.note", "not_allowed", detail).into());
    }
    let changes = conversations::changes(call, &agent, request.change).await.map_err(inside)?;
    let change = Change { viewer: agent.viewer(), changes, note: None };
    let (items, next) = (RefCell::new(Vec::new()), Cell::new(0));
    let work = async || {
        while let Some(id) = ids.get(next.get()) {
            next.set(next.get() + 1);
            let item = one(call, *id, &change).await;
            items.borrow_mut().push(item);
        }
    };
    let mut tasks = Vec::new();
    for _ in 0..TOGETHER {
        tasks.push(work().boxed_local());
    }
    turns::together(tasks).await;
    Ok(Json(BulkChanged { items: in_order(items.into_inner(), &ids) }))
}

fn in_order(mut items: Vec<BulkItem>, ids: &[ConversationId]) -> Vec<BulkItem> {
    for (at, id) in ids.iter().enumerate() {
        if let Some(found) = items.iter().position(|item| item.id == *id) {
            items.swap(at, found);
        }
    }
    items
}

async fn one(call: &Call, id: ConversationId, change: &Change) -> BulkItem {
    let changed = async { object::call(&room_of(call, id)?, change).await };
    match changed.await {
        Ok(Changed { before, .. }) => BulkItem { id, ok: true, before: Some(before), problem: None },
        Err(error) => BulkItem { id, ok: false, before: None, problem: Some(error.into_problem()) },
    }
}

/// A conversation that is named twice would be told as changed from what it was changed to.
fn each_once(ids: Vec<ConversationId>) -> Result<Vec<ConversationId>, Problem> {
    if ids.is_empty() {
        return Err(Problem::field("ids", "required", "Which conversations?"));
    }
    if ids.len() > BULK {
        return Err(Problem::field("ids", "too_many", &format!("At most {BULK} at once, please.")));
    }
    let mut once = Vec::new();
    for id in ids {
        if !once.contains(&id) {
            once.push(id);
        }
    }
    Ok(once)
}

/// What is wrong in the change is wrong in the body's field of that name.
fn inside(error: Error) -> Error {
    match error {
        Error::Problem(mut problem) => {
            problem.errors.iter_mut().for_each(|error| error.field.insert_str(0, "change."));
            Error::Problem(problem)
        }
        error => error,
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn ids(numbers: &[u128]) -> Vec<ConversationId> {
        numbers.iter().map(|n| Uuid::from_u128(*n).into()).collect()
    }

    #[test]
    fn i5_some_conversations_each_once_in_the_order_that_was_asked_for() {
        assert_eq!(each_once(ids(&[3, 1, 3, 2, 1])).unwrap(), ids(&[3, 1, 2]));
        assert_eq!(each_once(vec![]).unwrap_err().errors[0].code, "required");
        let many: Vec<u128> = (0..=BULK as u128).collect();
        assert_eq!(each_once(ids(&many)).unwrap_err().errors[0].code, "too_many");
        assert_eq!(each_once(ids(&many[1..])).unwrap().len(), BULK);
    }

    #[test]
    fn s7_a_wrong_change_is_named_where_it_stands() {
        let problem = inside(Problem::field("labels", "too_many", "x").into()).into_problem();
        assert_eq!(problem.errors[0].field, "change.labels");
    }
}
