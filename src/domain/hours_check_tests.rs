use super::{
    tests::{daily, hours, office},
    *,
};

/// What an admin is told: field and code.
fn told(hours: &BusinessHours) -> Vec<(String, String)> {
    let mut checks = Checks::default();
    check(hours, |name| !name.is_empty() && name != "Mars/Base", &mut checks);
    let errors = checks.done().map_or_else(|problem| problem.errors, |()| Vec::new());
    errors.into_iter().map(|error| (error.field, error.code)).collect()
}

#[track_caller]
fn assert_told(hours: &BusinessHours, expected: &[(&str, &str)]) {
    let expected: Vec<_> =
        expected.iter().map(|(field, code)| (format!("businessHours.{field}"), (*code).into())).collect();
    assert_eq!(told(hours), expected);
}

#[test]
fn a6_good_hours_pass() {
    assert_told(&office(), &[]);
    assert_told(&daily(&[["00:00", "24:00"]], &["2026-12-25", "2028-02-29", "2026-12-25"]), &[]);
    assert_told(&daily(&[["06:00", "22:00"], ["22:00", "06:00"]], &[]), &[]);
    assert_told(&daily(&[["09:00", "09:00"]], &[]), &[]);
    assert_told(&hours(&serde_json::json!({}), &[]), &[]);
}

#[test]
fn a6_every_wrong_field_of_the_hours_is_named() {
    let mon = [["9:00", "10:00"], ["11:00", "12:00"], ["11:59", "13:00"]];
    let wed = [["24:00", "01:00"], ["23:00", "24:01"]];
    let days = serde_json::json!({"mon": mon, "wed": wed});
    let mut wrong = hours(&days, &["2026-12-25", "2026-02-29", "2026-12-25T00:00", "tomorrow", "02026-12-25"]);
    wrong.timezone = "Mars/Base".into();
    assert_told(
        &wrong,
        &[
            ("timezone", "unknown_timezone"),
            ("days.mon[0]", "invalid_time"),
            ("days.mon[2]", "overlap"),
            ("days.wed[0]", "invalid_time"),
            ("days.wed[1]", "invalid_time"),
            ("holidays[1]", "invalid_date"),
            ("holidays[2]", "invalid_date"),
            ("holidays[3]", "invalid_date"),
            ("holidays[4]", "invalid_date"),
        ],
    );
    assert_told(&BusinessHours::default(), &[("timezone", "required")]);
    wrong = BusinessHours { timezone: "x".repeat(65), ..BusinessHours::default() };
    assert_told(&wrong, &[("timezone", "unknown_timezone")]);
}

#[test]
fn a6_a_night_may_not_reach_into_the_ranges_of_the_next_day_nor_sundays_into_mondays() {
    let mon = [["08:00", "10:00"], ["22:00", "09:00"]];
    let tue = [["07:00", "08:00"], ["08:30", "12:00"], ["12:00", "13:00"]];
    let days = serde_json::json!({"mon": mon, "tue": tue, "sun": [["20:00", "08:01"]]});
    let expected = [("days.mon[0]", "overlap"), ("days.tue[0]", "overlap"), ("days.tue[1]", "overlap")];
    assert_told(&hours(&days, &[]), &expected);
    let unsorted = hours(&serde_json::json!({"mon": [["13:00", "17:00"], ["09:00", "12:00"]]}), &[]);
    assert_told(&unsorted, &[("days.mon[1]", "overlap")]);
}

#[test]
fn a6_at_most_ten_ranges_a_day_and_a_year_of_holidays() {
    let ten: Vec<_> = (0..10).map(|hour| [format!("{hour:02}:00"), format!("{hour:02}:30")]).collect();
    let mut many = BusinessHours { timezone: "UTC".into(), ..BusinessHours::default() };
    many.days.sat.clone_from(&ten);
    many.holidays = vec!["2026-12-25".into(); 366];
    assert_told(&many, &[]);
    many.days.sat.push(["11:00".into(), "12:00".into()]);
    many.holidays.push("nonsense".into());
    assert_told(&many, &[("days.sat", "too_many"), ("holidays", "too_many")]);
}
