//! What may be said of an error in somebody's browser: nothing that could be about a person.

use super::{
    builds::{is_build, is_word},
    check::Checks,
};
use crate::protocol::{
    Problem,
    limits::{ERROR_CHARS, ERRORS, PART_CHARS},
    widget_error::{CODES, WidgetError},
};

/// Different errors of one widget that a day has room for; of the others only their codes are counted.
pub const MOST_KINDS: u32 = 50;
/// Days that they are kept.
pub const KEPT_DAYS: u32 = 90;

/// # Errors
/// A problem that names every wrong field.
pub fn check(errors: &[WidgetError]) -> Result<(), Problem> {
    let mut checks = Checks::default();
    if errors.is_empty() {
        checks.wrong("errors", "required", "Which errors?");
    } else if errors.len() > ERRORS {
        checks.wrong("errors", "too_many", "At most 10 errors at once, please.");
    }
    for (n, error) in errors.iter().take(ERRORS).enumerate() {
        let detail = error.detail.as_deref().is_none_or(is_detail);
        let code = CODES.contains(&&*error.code);
        let (build, part) = (is_build(&error.build), is_part(&error.part));
        for (field, is_right) in [("build", build), ("part", part), ("code", code), ("detail", detail)] {
            if !is_right {
                checks.wrong(&format!("errors[{n}].{field}"), "invalid_value", "This is not what it is for.");
            }
        }
    }
    checks.done()
}

fn is_part(text: &str) -> bool {
    (1..=PART_CHARS).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')
}

fn is_detail(text: &str) -> bool {
    let (kind, place) = text.split_once(' ').map_or((text, None), |(kind, place)| (kind, Some(place)));
    text.len() <= ERROR_CHARS
        && kind.ends_with("Error")
        && kind.bytes().all(|b| b.is_ascii_alphabetic())
        && place.is_none_or(is_place)
}

/// `w/chunk-X6FCLH42.js:1:2345`
fn is_place(text: &str) -> bool {
    let Some((path, position)) = text.split_once(".js:") else { return false };
    let Some((folder, name)) = path.rsplit_once('/') else { return false };
    let Some((line, column)) = position.split_once(':') else { return false };
    let number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    (matches!(folder, "v1" | "w" | "a") || folder.strip_prefix("build/").is_some_and(is_word))
        && name.split('-').all(is_word)
        && number(line)
        && number(column)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(build: &str, part: &str, detail: Option<&str>) -> WidgetError {
        let detail = detail.map(str::to_owned);
        WidgetError { build: build.into(), part: part.into(), code: "script_error".into(), detail }
    }

    #[test]
    fn w23_a_detail_is_a_kind_and_a_place_of_ours_and_nothing_else() {
        for good in [
            "Error",
            "TypeError",
            "QuotaExceededError w/chunk-X6FCLH42.js:1:2345",
            "TypeError v1/window.js:12:3",
            "TypeError a/desk-0123abcd.js:12:3",
            "RangeError build/0123abcd/widget.js:1:1",
        ] {
            assert!(is_detail(good), "{good}");
        }
        for bad in [
            "",
            " ",
            "Ada Lovelace",
            "TypeError: ada@example.com is not a function",
            "TypeError https://shop.example/orders/7.js:1:1",
            "TypeError w/../orders.js:1:1",
            "TypeError w/chunk.js:1",
            "TypeError w/chunk.js:1:",
            "TypeError w/chunk.js:one:1",
            "TypeError w/chunk.js:1:1 more",
            "TypeError orders/chunk.js:1:1",
            "TypeError build//chunk.js:1:1",
            "TypeError w/.js:1:1",
            "TypeError w/a--b.js:1:1",
            "TypeError\nw/chunk.js:1:1",
            "ÜError",
        ] {
            assert!(!is_detail(bad), "{bad}");
        }
        assert!(!is_detail(&format!("{}Error", "A".repeat(ERROR_CHARS))));
    }

    #[test]
    fn w23_every_wrong_field_is_named() {
        assert!(check(&[error("0123abcd", "window", None)]).is_ok());
        let problem = check(&[error("0123abcd", "window", None), error("x", "Ada", Some("Ada"))]).unwrap_err();
        let fields: Vec<_> = problem.errors.iter().map(|error| error.field.as_str()).collect();
        assert_eq!(fields, ["errors[1].build", "errors[1].part", "errors[1].detail"]);
        assert_eq!(check(&[]).unwrap_err().errors[0].code, "required");
        let many = vec![error("0123abcd", "window", None); ERRORS + 1];
        assert_eq!(check(&many).unwrap_err().errors[0].code, "too_many");
    }
}
