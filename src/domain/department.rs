//! Departments, as admins write them.

use super::{check::Checks, hours};
use crate::protocol::{
    AgentId, DepartmentId, Patch, Problem,
    department::{ChangeDepartment, Routing},
    limits::{CAPACITY, DEPARTMENTS, DESCRIPTION_CHARS, MEMBERS, NAME_CHARS, POSITIONS},
};

/// As they can be kept.
///
/// # Errors
/// A problem that names all that is wrong.
pub fn checked(change: ChangeDepartment, is_zone: impl FnOnce(&str) -> bool) -> Result<ChangeDepartment, Problem> {
    let mut checks = Checks::default();
    let name = change.name.map(|name| checks.line("name", &name, NAME_CHARS));
    let description =
        change.description.map(|text| checks.optional_line("description", Some(&text), DESCRIPTION_CHARS));
    if change.position.is_some_and(|position| position > POSITIONS) {
        checks.wrong("position", "out_of_range", &format!("At most {POSITIONS}, please."));
    }
    if change.routing.and_then(|Routing { capacity, .. }| capacity).is_some_and(|n| !(1..=CAPACITY).contains(&n)) {
        checks.wrong("routing.capacity", "out_of_range", &format!("This is 1 to {CAPACITY}, or `null`."));
    }
    if let Patch::Set(Some(open)) = &change.business_hours {
        hours::check(open, is_zone, &mut checks);
    }
    let members = change.members.map(|members| check_members(&mut checks, members));
    checks.done()?;
    let description = description.map(Option::unwrap_or_default);
    Ok(ChangeDepartment { name, description, members, ..change })
}

/// Some of them, each once.
///
/// # Errors
/// A problem that says why they cannot stand so.
pub fn order(order: Vec<DepartmentId>) -> Result<Vec<DepartmentId>, Problem> {
    let mut checks = Checks::default();
    if order.is_empty() {
        checks.wrong("order", "required", "Name them in their order.");
    } else if order.len() > DEPARTMENTS as usize {
        checks.wrong("order", "too_many", &format!("There are at most {DEPARTMENTS} departments."));
    } else if let Some(at) = (1..order.len()).find(|at| order[..*at].contains(&order[*at])) {
        checks.wrong(&format!("order[{at}]"), "duplicate", "This is there already.");
    }
    checks.done()?;
    Ok(order)
}

/// Each once.
fn check_members(checks: &mut Checks, mut members: Vec<AgentId>) -> Vec<AgentId> {
    if members.len() > MEMBERS {
        checks.wrong("members", "too_many", &format!("At most {MEMBERS} members, please."));
    }
    members.sort();
    members.dedup();
    members
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::protocol::{department::RoutingMode, hours::BusinessHours};

    fn agent(n: u128) -> AgentId {
        Uuid::from_u128(n).into()
    }

    fn fields(change: ChangeDepartment) -> Vec<String> {
        let problem = checked(change, |_| false).unwrap_err();
        problem.errors.into_iter().map(|error| format!("{} {}", error.field, error.code)).collect()
    }

    #[test]
    fn a3_what_cannot_be_of_a_department_is_named() {
        let long = Some("x".repeat(DESCRIPTION_CHARS + 1));
        let routing = |n| Some(Routing { mode: RoutingMode::LeastBusy, capacity: Some(n) });
        let change = ChangeDepartment {
            name: Some(" ".into()),
            description: long,
            position: Some(POSITIONS + 1),
            members: Some((0..=MEMBERS as u128).map(agent).collect()),
            routing: routing(0),
            business_hours: Patch::Set(Some(BusinessHours {
                timezone: "Mars/Base".into(),
                ..BusinessHours::default()
            })),
        };
        let wrong = [
            "name required",
            "description too_long",
            "position out_of_range",
            "routing.capacity out_of_range",
            "businessHours.timezone unknown_timezone",
            "members too_many",
        ];
        assert_eq!(fields(change), wrong);
        let many = ChangeDepartment { routing: routing(CAPACITY + 1), ..ChangeDepartment::default() };
        assert_eq!(fields(many), ["routing.capacity out_of_range"]);
    }

    #[test]
    fn a3_an_order_names_each_department_once() {
        let some = |numbers: &[u128]| numbers.iter().map(|n| Uuid::from_u128(*n).into()).collect::<Vec<_>>();
        assert_eq!(order(some(&[3, 1, 2])), Ok(some(&[3, 1, 2])));
        let wrong = |ids| {
            let problem = order(ids).unwrap_err();
            format!("{} {}", problem.errors[0].field, problem.errors[0].code)
        };
        assert_eq!(wrong(some(&[])), "order required");
        assert_eq!(wrong(some(&[1, 2, 1])), "order[2] duplicate");
        let many: Vec<_> = (0..=u128::from(DEPARTMENTS)).collect();
        assert_eq!(wrong(some(&many)), "order too_many");
    }

    #[test]
    fn a3_members_are_agents_each_once_and_a_description_may_be_empty() {
        let change = ChangeDepartment {
            description: Some(" ".into()),
            members: Some(vec![agent(2), agent(1), agent(2)]),
            ..ChangeDepartment::default()
        };
        let kept = checked(change, |_| true).unwrap();
        assert_eq!((kept.description.as_deref(), kept.members), (Some(""), Some(vec![agent(1), agent(2)])));
    }
}
