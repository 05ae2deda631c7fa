//! What admins may set for their organization.

use super::check::Checks;
use crate::protocol::{
    Problem,
    limits::{NAME_CHARS, RETENTION_DAYS},
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
    checks.done().map(|()| organization)
}
