//! Reports as spreadsheets take them: with a mark that it is UTF-8, and nothing that one of them would run.

use std::fmt::{Display, Write};

use crate::protocol::report::{DayFigures, Figures, Hundredths, NamedFigures, Times};

const MARK: char = '\u{feff}';
const FIGURES: &str = "conversations,answered,by_bot,missed,left,waiting,resolved,first_response_median_seconds,\
    first_response_p90_seconds,first_response_open_median_seconds,first_response_open_p90_seconds,\
    resolution_median_seconds,resolution_p90_seconds,rating,rated_1,rated_2,rated_3,rated_4,rated_5,opens,start_rate\r\n";
const WEEK: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

#[must_use]
pub fn days(days: &[DayFigures]) -> String {
    let mut text = format!("{MARK}day,{FIGURES}");
    for DayFigures { day, figures } in days {
        text.push_str(day);
        push_figures(&mut text, figures);
    }
    text
}

#[must_use]
pub fn table(items: &[NamedFigures]) -> String {
    let mut text = format!("{MARK}id,name,{FIGURES}");
    for NamedFigures { id, name, figures } in items {
        push_text(&mut text, id.as_deref().unwrap_or_default());
        text.push(',');
        push_text(&mut text, name.as_deref().unwrap_or_default());
        push_figures(&mut text, figures);
    }
    text
}

#[must_use]
pub fn hours(hours: &[Vec<u32>]) -> String {
    let mut text = format!("{MARK}day");
    for hour in 0..24 {
        // Writing into a text cannot fail.
        let _ = write!(text, ",{hour:02}:00");
    }
    text.push_str("\r\n");
    for (day, counts) in WEEK.iter().zip(hours) {
        text.push_str(day);
        for count in counts {
            push(&mut text, Some(count));
        }
        text.push_str("\r\n");
    }
    text
}

fn push_figures(text: &mut String, figures: &Figures) {
    let Figures { conversations, answered, by_bot, missed, left, waiting, resolved, .. } = figures;
    for count in [conversations, answered, by_bot, missed, left, waiting, resolved] {
        push(text, Some(count));
    }
    for Times { median, p90, .. } in [&figures.first_response, &figures.first_response_open, &figures.resolution] {
        push(text, median.as_ref());
        push(text, p90.as_ref());
    }
    push::<Hundredths>(text, figures.rating.as_ref());
    for count in &figures.ratings {
        push(text, Some(count));
    }
    push(text, figures.opens.as_ref());
    push::<Hundredths>(text, figures.start_rate.as_ref());
    text.push_str("\r\n");
}

fn push<T: Display>(text: &mut String, value: Option<&T>) {
    text.push(',');
    if let Some(value) = value {
        let _ = write!(text, "{value}");
    }
}

/// In quotes where it must be; what a spreadsheet would take for a formula begins with a quote.
fn push_text(text: &mut String, value: &str) {
    let is_formula = value.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let guard = if is_formula { "'" } else { "" };
    if value.contains(['"', ',', '\n', '\r', ';', '\t']) {
        let _ = write!(text, "\"{guard}{}\"", value.replace('"', "\"\""));
    } else {
        let _ = write!(text, "{guard}{value}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::report::figures::Counters;

    #[test]
    fn a8_a_spreadsheet_runs_nothing_of_it() {
        let figures = Counters::read(r#"{"n":2,"q":2,"a":2,"s5":1,"o":3}"#).unwrap().figures(true);
        let named = |name: &str| NamedFigures { id: None, name: Some(name.into()), figures: figures.clone() };
        let text = table(&[named("=cmd|'/c calc'!A0"), named("a,\"b\"\n=c"), named("-1"), named("Ünal")]);
        assert!(text.starts_with("\u{feff}id,name,conversations,"), "{text}");
        for part in [
            "\n,'=cmd|'/c calc'!A0,2,",
            ",\"a,\"\"b\"\"\n=c\",2,",
            "\n,'-1,2,",
            "\n,Ünal,2,2,0,0,0,0,0,,,,,,,5.00,0,0,0,0,1,3,0.67\r\n",
        ] {
            assert!(text.contains(part), "{part:?} in {text}");
        }
        let columns = |line: &str| line.split(',').count();
        let text = days(&[DayFigures { day: "2026-11-21".into(), figures }]);
        let lines: Vec<_> = text.lines().collect();
        assert_eq!(columns(lines[0]), columns(lines[1]));
    }

    #[test]
    fn a8_a_week_has_a_line_for_each_day() {
        let text = hours(&vec![vec![7; 24]; 7]);
        assert!(
            text.contains("day,00:00,01:00") && text.contains("\nSunday,7,7,") && text.lines().count() == 8,
            "{text}"
        );
    }
}
