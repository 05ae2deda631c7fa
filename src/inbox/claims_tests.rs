use uuid::Uuid;

use super::*;
use crate::{
    domain::{
        conversation::{Listed, Record, testing::record},
        heads::Heads,
        routing::testing::routes,
    },
    inbox::list::{migrate, remove, tell},
    platform::sql::testing::Memory,
    protocol::{
        conversation::{DepartmentRef, Status},
        department::RoutingMode,
        span::MINUTE,
    },
};

const SALES: u128 = 7;
const NOW: Timestamp = Timestamp::from_millis(1_000_000);

fn memory() -> Memory {
    let sql = Memory::default();
    migrate(&sql).unwrap();
    sql
}

fn agent(id: u128) -> AgentRef {
    AgentRef { id: Uuid::from_u128(id).into(), name: format!("Agent {id}"), avatar_url: None }
}

fn agents(ids: &[u128]) -> Vec<AgentRef> {
    ids.iter().map(|id| agent(*id)).collect()
}

/// A conversation of a department as its room tells it.
fn listed(id: u128, assignee: Option<u128>, status: Status, revision: i64) -> Listed {
    let department = Some(DepartmentRef { id: Uuid::from_u128(SALES).into(), name: "Sales".into() });
    let waiting_since = Some(Timestamp::from_millis(i64::try_from(id).unwrap() * 1_000));
    let assignee = assignee.map(agent);
    let record = Record { id: Uuid::from_u128(id).into(), department, assignee, status, waiting_since, ..record() };
    record.snapshot(&Heads::default(), false, revision).listed(0)
}

fn told(sql: &Memory, listed: &Listed) {
    tell(sql, listed).unwrap();
    settle(sql, listed.id).unwrap();
}

fn waits(sql: &Memory, ids: &[u128]) {
    for id in ids {
        told(sql, &listed(*id, None, Status::Waiting, 1));
    }
}

fn team<'a>(routes: &'a Routes, here: &'a [AgentRef]) -> Team<'a> {
    Team { organization: Uuid::nil().into(), routes, here }
}

fn turn(sql: &Memory, routes: &Routes, here: &[u128], now: Timestamp) -> Option<Timestamp> {
    route(sql, &team(routes, &agents(here)), now).unwrap()
}

/// Which room is told to be whose, 0 for nobody's.
fn claims(sql: &Memory, now: Timestamp) -> Vec<(u128, u128)> {
    let number = |id: Uuid| id.as_u128();
    let told = |claim: Claim| {
        let route: Route = json::read(&claim.command).unwrap();
        assert_eq!(
            (claim.kind == Kind::Gives, Some(claim.agent)),
            (route.to.is_some(), route.from.or(route.to.as_ref().map(|to| to.id)))
        );
        (number(claim.conversation.0), route.to.map_or(0, |to| number(to.id.0)))
    };
    take_due(sql, now).unwrap().into_iter().map(told).collect()
}

#[test]
fn i4_what_waits_is_claimed_once_however_often_it_is_told() {
    let (sql, routes) = (memory(), routes(RoutingMode::RoundRobin, None));
    waits(&sql, &[11, 10]);
    turn(&sql, &routes, &[1, 2], NOW);
    waits(&sql, &[11, 10]);
    turn(&sql, &routes, &[1, 2], NOW);
    assert_eq!(claims(&sql, NOW), [(10, 1), (11, 2)], "the oldest first");
    assert_eq!(claims(&sql, NOW), [], "each is under way");
}

#[test]
fn i4_a_claim_outlives_the_object_and_is_tried_again_until_the_room_answers() {
    let (sql, routes) = (memory(), routes(RoutingMode::LeastBusy, Some(1)));
    waits(&sql, &[10, 11]);
    let due = turn(&sql, &routes, &[1], NOW);
    assert_eq!(due, Some(NOW), "its room is told at once");
    assert_eq!(claims(&sql, NOW), [(10, 1)]);
    // The object is gone before the room heard of it: all that is left is what is stored.
    let again = turn(&sql, &routes, &[1], NOW.plus(1)).unwrap();
    assert_eq!(again, NOW.plus(1_000));
    assert_eq!(claims(&sql, again), [(10, 1)], "the same one, not one more");
    assert_eq!(turn(&sql, &routes, &[1], again), Some(again.plus(2_000)), "ever later");
    told(&sql, &listed(10, Some(1), Status::Waiting, 2));
    assert_eq!(claims(&sql, again.plus(9_000)), [], "answered");
    turn(&sql, &routes, &[1], again.plus(9_000));
    assert_eq!(claims(&sql, again.plus(9_000)), [], "no room for more");
    told(&sql, &listed(10, Some(1), Status::Closed, 3));
    turn(&sql, &routes, &[1], again.plus(9_001));
    assert_eq!(claims(&sql, again.plus(9_001)), [(11, 1)], "room again");
}

#[test]
fn i4_a_conversation_that_somebody_took_or_closed_meanwhile_is_not_claimed_any_more() {
    let (sql, routes) = (memory(), routes(RoutingMode::RoundRobin, None));
    waits(&sql, &[10, 11, 12]);
    turn(&sql, &routes, &[1], NOW);
    told(&sql, &listed(10, Some(2), Status::Open, 2));
    told(&sql, &listed(11, None, Status::Closed, 2));
    told(&sql, &listed(12, None, Status::Waiting, 2));
    assert_eq!(claims(&sql, NOW), [(12, 1)], "another message of the visitor changes nothing");
    remove(&sql, Uuid::from_u128(12).into()).unwrap();
    drop_claim(&sql, Uuid::from_u128(12).into()).unwrap();
    assert_eq!(due(&sql).unwrap(), None);
}

#[test]
fn i4_with_nobody_here_it_waits_and_is_looked_at_again() {
    let (sql, routes) = (memory(), routes(RoutingMode::RoundRobin, None));
    assert_eq!(turn(&sql, &routes, &[], NOW), None, "nobody waits");
    waits(&sql, &[10]);
    assert_eq!(turn(&sql, &routes, &[], NOW), Some(NOW.plus(MINUTE)));
    turn(&sql, &routes, &[3], NOW);
    assert_eq!(claims(&sql, NOW), [], "not of this department");
    turn(&sql, &routes, &[2, 3], NOW.plus(1));
    assert_eq!(claims(&sql, NOW.plus(1)), [(10, 2)]);
}

#[test]
fn i4_who_is_gone_for_too_long_loses_what_waits_for_them_and_nothing_else() {
    let (sql, routes) = (memory(), routes(RoutingMode::RoundRobin, None));
    told(&sql, &listed(10, Some(1), Status::Open, 1));
    told(&sql, &listed(11, Some(1), Status::Closed, 1));
    told(&sql, &listed(12, Some(1), Status::Snoozed, 1));
    note_presence(&sql, agent(1).id, false, NOW).unwrap();
    note_presence(&sql, agent(1).id, false, NOW.plus(5 * MINUTE)).unwrap();
    assert_eq!(turn(&sql, &routes, &[2], NOW.plus(10 * MINUTE - 1)), Some(NOW.plus(10 * MINUTE)));
    assert_eq!(claims(&sql, NOW.plus(10 * MINUTE - 1)), []);
    turn(&sql, &routes, &[2], NOW.plus(10 * MINUTE));
    assert_eq!(claims(&sql, NOW.plus(10 * MINUTE)), [(10, 0)], "taken from them first");
    told(&sql, &listed(10, None, Status::Open, 2));
    turn(&sql, &routes, &[2], NOW.plus(11 * MINUTE));
    assert_eq!(claims(&sql, NOW.plus(11 * MINUTE)), [(10, 2)], "then given to somebody who is here");
}

#[test]
fn i4_who_comes_back_in_time_keeps_theirs_and_whom_nobody_saw_leave_left_when_it_was_noticed() {
    let (sql, routes) = (memory(), routes(RoutingMode::LeastBusy, None));
    told(&sql, &listed(10, Some(1), Status::Waiting, 1));
    assert_eq!(turn(&sql, &routes, &[], NOW), Some(NOW.plus(MINUTE)), "their socket was lost with the object");
    turn(&sql, &routes, &[1], NOW.plus(9 * MINUTE));
    turn(&sql, &routes, &[], NOW.plus(12 * MINUTE));
    assert_eq!(claims(&sql, NOW.plus(12 * MINUTE)), [], "they were here in between");
    turn(&sql, &routes, &[], NOW.plus(22 * MINUTE));
    assert_eq!(claims(&sql, NOW.plus(22 * MINUTE)), [(10, 0)]);
}

#[test]
fn i4_where_nothing_is_routed_nobody_is_given_or_loses_anything() {
    let (sql, routes) = (memory(), routes(RoutingMode::Manual, None));
    waits(&sql, &[10]);
    told(&sql, &listed(11, Some(1), Status::Waiting, 1));
    note_presence(&sql, agent(1).id, false, NOW).unwrap();
    assert_eq!(turn(&sql, &routes, &[2], NOW.plus(60 * MINUTE)), None);
    assert_eq!(claims(&sql, NOW.plus(60 * MINUTE)), []);
}

#[test]
fn i4_a_storage_that_fails_gives_nothing_to_two_and_forgets_nobody() {
    let routes = routes(RoutingMode::RoundRobin, None);
    for fails_after in 0..12 {
        let sql = memory();
        waits(&sql, &[10, 11]);
        sql.fail_after.set(Some(fails_after));
        let _ = route(&sql, &team(&routes, &agents(&[1, 2])), NOW);
        sql.fail_after.set(None);
        turn(&sql, &routes, &[1, 2], NOW.plus(1));
        let mut given = claims(&sql, NOW.plus(1));
        given.sort_unstable();
        assert_eq!(given.iter().map(|(id, _)| *id).collect::<Vec<_>>(), [10, 11], "after {fails_after} statements");
    }
}

#[test]
fn i4_what_was_learned_is_there_when_the_object_wakes() {
    let sql = memory();
    assert_eq!(super::routes(&sql).unwrap(), None);
    let known = routes(RoutingMode::LeastBusy, Some(3));
    set_routes(&sql, &serde_json::to_string(&known).unwrap()).unwrap();
    set_learned_at(&sql, NOW).unwrap();
    assert_eq!(super::routes(&sql).unwrap(), Some(known));
    assert_eq!(learned_at(&sql).unwrap(), NOW);
}

#[test]
fn i4_only_what_decides_who_gets_it_counts_as_a_change() {
    let sql = memory();
    let id = Uuid::from_u128(10).into();
    waits(&sql, &[10]);
    let before = place(&sql, id).unwrap();
    assert_ne!(before, None);
    told(&sql, &listed(10, None, Status::Waiting, 2));
    assert_eq!(place(&sql, id).unwrap(), before, "another message");
    told(&sql, &listed(10, Some(1), Status::Waiting, 3));
    assert_ne!(place(&sql, id).unwrap(), before);
}
