//! What admins may set for their organization.

use super::{check::Checks, routing_rules};
use crate::protocol::{
    Problem,
    limits::{ABSENT_MINUTES, CAPACITY, NAME_CHARS, RETENTION_DAYS},
    organization::Organization,
};

/// The organization as it is kept.
///
/// # Errors
/// What is wrong, by field.
pub fn checked(mut organization: Organization) -> Result<Organization, Problem> {
    let mut checks = Checks::default();
    organization.name = checks.line("name", &organization.name, NAME_CHARS);
    if organization.settings.retention_days.is_some_and(|days| !(1..=RETENTION_DAYS).contains(&days)) {
        checks.wrong("retentionDays", "out_of_range", "From 1 to 3,650 days, or null to keep everything.");
    }
    if organization.settings.routing.capacity.is_some_and(|capacity| !(1..=CAPACITY).contains(&capacity)) {
        checks.wrong("routing.capacity", "out_of_range", &format!("From 1 to {CAPACITY}, or null for any number."));
    }
    if organization.settings.absent_minutes > ABSENT_MINUTES {
        checks.wrong("absentMinutes", "out_of_range", "At most a day, please.");
    }
    routing_rules::check(&mut organization.settings.routing_rules, &mut checks);
    checks.done().map(|()| organization)
}
