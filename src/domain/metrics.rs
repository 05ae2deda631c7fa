//! Figures that whoever runs an installation watches, and how programs for that read them.

/// What is counted at most of each; a figure that has reached it is "so many or more".
pub const MOST: u32 = 10_000;

/// What the figures are called; `protocol::operator::Figures` says what each is. The first are read from the database, in the
/// order of the query there.
pub static NAMES: [&str; NUMBER] = [
    "organizations",
    "conversations_waiting",
    "conversations_open",
    "visitors_day",
    "agents_logged_in",
    "mails_due",
    "mails_late_seconds",
    "mails_failed_day",
    "webhook_deliveries_waiting",
    "webhooks_late_seconds",
    "webhooks_failing",
    "erasures_unfinished",
    "erasures_late_seconds",
    "widget_errors_day",
    "dashboard_errors_day",
    "database_bytes",
    "inboxes_silent",
    "agents_here",
    "inbox_sockets",
    "visitors_here",
    "conversations_behind",
    "entries_behind",
];

pub const NUMBER: usize = 22;
/// As many as the database tells.
pub const OF_DATABASE: usize = 16;

/// One for each name; nothing for what is not known.
pub type Values = [Option<i64>; NUMBER];

/// As Prometheus reads it.
#[must_use]
pub fn exposition(version: &str, parts: [(&str, bool); 2], values: &Values) -> String {
    let mut text = head("info");
    text += &["chatdesk_info{version=\"", version, "\"} 1\n", &head("up")].concat();
    for (part, is_up) in parts {
        text += &["chatdesk_up{part=\"", part, if is_up { "\"} 1\n" } else { "\"} 0\n" }].concat();
    }
    for (name, value) in NAMES.iter().zip(values) {
        if let Some(value) = value {
            text += &[&*head(name), "chatdesk_", name, " ", &value.to_string(), "\n"].concat();
        }
    }
    text
}

fn head(name: &str) -> String {
    ["# TYPE chatdesk_", name, " gauge\n"].concat()
}

/// Does this `Accept` mean Prometheus? A program that takes anything gets JSON.
#[must_use]
pub fn wants_exposition(accept: &str) -> bool {
    let first = |kind: &str| accept.find(kind).unwrap_or(usize::MAX);
    let text = first("text/plain").min(first("application/openmetrics-text"));
    text < first("application/json")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::operator::Figures;

    #[test]
    fn o4_the_described_figures_are_those_that_are_told() {
        let described = serde_json::to_value(Figures::default()).unwrap();
        let described: Vec<_> = described.as_object().unwrap().keys().cloned().collect();
        let mut told = NAMES.to_vec();
        told.sort_unstable();
        assert_eq!(described, told);
    }

    #[test]
    fn o4_figures_are_told_as_prometheus_reads_them_and_unknown_ones_are_left_out() {
        let mut values = [None; NUMBER];
        values[5] = Some(3);
        let text = exposition("1.2.3", [("database", true), ("objects", false)], &values);
        let lines: Vec<_> = text.lines().filter(|line| !line.starts_with('#')).collect();
        assert_eq!(
            lines,
            [
                "chatdesk_info{version=\"1.2.3\"} 1",
                "chatdesk_up{part=\"database\"} 1",
                "chatdesk_up{part=\"objects\"} 0",
                "chatdesk_mails_due 3",
            ]
        );
        assert!(text.contains("# TYPE chatdesk_mails_due gauge\n"));
        assert!(text.ends_with('\n'));
    }

    #[test]
    fn o4_names_are_what_prometheus_takes() {
        for name in NAMES {
            assert!(name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'), "{name}");
        }
        let mut unique = NAMES.to_vec();
        unique.sort_unstable();
        unique.dedup();
        assert_eq!(unique.len(), NUMBER);
    }

    #[test]
    fn o4_prometheus_gets_its_own_format_and_everybody_else_json() {
        for scraper in [
            "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.3,*/*;q=0.2",
            "text/plain",
            "text/plain, application/json",
        ] {
            assert!(wants_exposition(scraper), "{scraper}");
        }
        for other in ["", "*/*", "application/json", "application/json, text/plain, */*", "text/html"] {
            assert!(!wants_exposition(other), "{other}");
        }
    }
}
