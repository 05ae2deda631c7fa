//! What admins may set for their organization.

use super::{
    check::Checks,
    hours, routing_rules,
    widget::{check_color, check_picture},
};
use crate::protocol::{
    Problem,
    limits::{ABSENT_MINUTES, CAPACITY, FILE_MEGABYTES, NAME_CHARS, REPLY_MAIL_MINUTES, RETENTION_DAYS},
    organization::{Organization, OrganizationTheme},
};

/// The organization as it is kept. `is_zone` says whether there is a time zone of that name.
///
/// # Errors
/// What is wrong, by field.
pub fn checked(mut organization: Organization, is_zone: &dyn Fn(&str) -> bool) -> Result<Organization, Problem> {
    let mut checks = Checks::default();
    organization.name = checks.line("name", &organization.name, NAME_CHARS);
    if organization.settings.retention_days.is_some_and(|days| !(1..=RETENTION_DAYS).contains(&days)) {
        checks.wrong("retentionDays", "out_of_range", "From 1 to 3,650 days, or null to keep everything.");
    }
    if !(1..=FILE_MEGABYTES).contains(&organization.settings.attachment_megabytes) {
        checks.wrong("attachmentMegabytes", "out_of_range", &format!("From 1 to {FILE_MEGABYTES} MB."));
    }
    if organization.settings.routing.capacity.is_some_and(|capacity| !(1..=CAPACITY).contains(&capacity)) {
        checks.wrong("routing.capacity", "out_of_range", &format!("From 1 to {CAPACITY}, or null for any number."));
    }
    if organization.settings.absent_minutes > ABSENT_MINUTES {
        checks.wrong("absentMinutes", "out_of_range", "At most a day, please.");
    }
    if !matches!(organization.settings.reply_mail_minutes, 0 | 5..=REPLY_MAIL_MINUTES) {
        checks.wrong("replyMailMinutes", "out_of_range", "From 5 to 1,440, or 0 to send none.");
    }
    check_theme(&organization.settings.theme, &mut checks);
    if !hours::is_zone_name(&organization.settings.timezone, is_zone) {
        checks.wrong("timezone", "unknown_timezone", "Use a name such as Europe/Berlin.");
    }
    routing_rules::check(&mut organization.settings.routing_rules, &mut checks);
    checks.done().map(|()| organization)
}

fn check_theme(theme: &OrganizationTheme, checks: &mut Checks) {
    check_color(checks, "theme.primary_color", theme.primary_color.as_deref());
    check_color(checks, "theme.accent_color", theme.accent_color.as_deref());
    check_picture(checks, "theme.logo_url", theme.logo_url.as_deref());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        json,
        protocol::{agent::Plan, organization::OrganizationSettings},
    };

    fn fields(settings: &str) -> Vec<String> {
        let settings: OrganizationSettings = json::read(settings).unwrap();
        let id = uuid::Uuid::from_u128(1).into();
        let organization = Organization { id, name: "Fern".into(), plan: Plan::Plus, settings };
        let problem = checked(organization, &|zone| zone == "Europe/Berlin" || zone == "UTC").err();
        problem.map_or_else(Vec::new, |problem| problem.errors.into_iter().map(|error| error.field).collect())
    }

    #[test]
    fn a4_the_organizations_theme_is_checked_like_a_widget() {
        assert!(
            fields(r##"{"theme":{"primary_color":"#2f6f4f","look":"soft"},"timezone":"Europe/Berlin"}"##).is_empty()
        );
        let wrong = r#"{"theme":{"primary_color":"red;}","accent_color":"","logo_url":"http://a.example/x"},
            "timezone":"Mars/Base"}"#;
        let named = ["theme.primary_color", "theme.accent_color", "theme.logo_url", "timezone"];
        assert_eq!(fields(wrong), named);
        assert_eq!(fields(r#"{"timezone":""}"#), ["timezone"]);
    }

    #[test]
    fn f1_files_of_visitors_are_as_large_as_all_may_be_or_smaller() {
        for (megabytes, is_taken) in [(0, false), (1, true), (10, true), (11, false)] {
            let wrong = fields(&format!(r#"{{"attachment_megabytes":{megabytes}}}"#));
            assert_eq!(wrong.is_empty(), is_taken, "{megabytes}");
        }
    }
}
