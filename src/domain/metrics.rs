//! Figures that whoever runs an installation watches, and how programs for that read them.

use std::fmt::Write;

/// What is counted at most of each; a figure that has reached it is "so many or more".
pub const MOST: u32 = 10_000;

/// What a figure is called and what it says. The first are read from the database, in the order of the query there.
const FIGURES: [(&str, &str); 20] = [
    ("organizations", "Organizations."),
    ("conversations_waiting", "Conversations that nobody has answered yet."),
    ("conversations_open", "Conversations that go on."),
    ("visitors_day", "Visitors with a session who were here in the last 24 hours."),
    ("agents_logged_in", "Sessions of agents."),
    ("mails_due", "Mails that wait to be sent, or sent again."),
    ("mails_late_seconds", "For how long the oldest of them has been due."),
    ("mails_failed_day", "Mails of the last 24 hours that were given up."),
    ("webhook_deliveries_waiting", "What webhooks are still to be told."),
    ("webhooks_late_seconds", "For how long the oldest of it has been due."),
    ("webhooks_failing", "Webhooks whose server did not take the last attempt."),
    ("erasures_unfinished", "Customers whose erasure is not finished yet."),
    ("erasures_late_seconds", "For how long the oldest of them has been going on."),
    ("widget_errors_day", "Errors of the widget in visitors' browsers today, in UTC."),
    ("dashboard_errors_day", "Errors of the dashboard in agents' browsers today, in UTC."),
    ("database_bytes", "How large the database is."),
    ("inboxes_silent", "Inboxes that were asked and did not answer."),
    ("agents_here", "Agents who are here, in the inboxes that were asked."),
    ("conversations_behind", "Conversations whose copy waits for the database, in the inboxes that were asked."),
    ("entries_behind", "Their entries."),
];

pub const NUMBER: usize = FIGURES.len();
/// As many as the database tells.
pub const OF_DATABASE: usize = 16;

pub static NAMES: [&str; NUMBER] = {
    let mut names = [""; NUMBER];
    let mut n = 0;
    while n < NUMBER {
        names[n] = FIGURES[n].0;
        n += 1;
    }
    names
};

/// One for each name; nothing for what is not known.
pub type Values = [Option<i64>; NUMBER];

/// As Prometheus reads it.
#[must_use]
pub fn exposition(version: &str, parts: [(&str, bool); 2], values: &Values) -> String {
    let mut text = head("info", "Which version runs.");
    let _ = writeln!(text, "chatdesk_info{{version=\"{version}\"}} 1");
    text += &head("up", "Does it answer?");
    for (part, is_up) in parts {
        let _ = writeln!(text, "chatdesk_up{{part=\"{part}\"}} {}", u8::from(is_up));
    }
    for ((name, about), value) in FIGURES.iter().zip(values) {
        if let Some(value) = value {
            text += &head(name, about);
            let _ = writeln!(text, "chatdesk_{name} {value}");
        }
    }
    text
}

fn head(name: &str, about: &str) -> String {
    format!("# HELP chatdesk_{name} {about}\n# TYPE chatdesk_{name} gauge\n")
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
        assert!(text.contains("# HELP chatdesk_mails_due Mails that wait to be sent, or sent again.\n"));
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
