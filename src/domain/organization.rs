//! What admins may set for their organization.

use super::check::Checks;
use crate::protocol::{Problem, organization::Organization};

const MOST_RETENTION_DAYS: u32 = 3_650;

/// The organization as it is kept.
///
/// # Errors
/// What is wrong, by field.
pub fn checked(mut organization: Organization) -> Result<Organization, Problem> {
    let mut checks = Checks::default();
    organization.name = checks.line("name", &organization.name, 100);
    if organization.settings.retention_days.is_some_and(|days| !(1..=MOST_RETENTION_DAYS).contains(&days)) {
        checks.wrong("retentionDays", "out_of_range", "From 1 to 3,650 days, or null to keep everything.");
    }
    checks.done().map(|()| organization)
}
