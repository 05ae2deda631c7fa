//! What admins may set for their organization.

use super::check::Checks;
use crate::protocol::{
    Patch, Problem,
    limits::{NAME_CHARS, RETENTION_DAYS},
    organization::{ChangeOrganization, Organization, OrganizationSettings},
};

/// The organization with these changes.
///
/// # Errors
/// What is wrong, by field.
pub fn changed(organization: Organization, change: ChangeOrganization) -> Result<Organization, Problem> {
    let mut checks = Checks::default();
    let name = change.name.map(|name| checks.line("name", &name, NAME_CHARS));
    if let Patch::Set(Some(days)) = change.retention_days
        && !(1..=RETENTION_DAYS).contains(&days)
    {
        checks.wrong("retentionDays", "out_of_range", "From 1 to 3,650 days, or null to keep everything.");
    }
    checks.done()?;
    let Organization { settings: known, .. } = organization;
    Ok(Organization {
        name: name.unwrap_or(organization.name),
        settings: OrganizationSettings {
            ip_policy: change.ip_policy.unwrap_or(known.ip_policy),
            tracking: change.tracking.unwrap_or(known.tracking),
            consent_required: change.consent_required.unwrap_or(known.consent_required),
            typing_preview: change.typing_preview.unwrap_or(known.typing_preview),
            retention_days: change.retention_days.or(known.retention_days),
        },
        ..organization
    })
}
