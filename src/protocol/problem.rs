//! Problem answers (RFC 9457): what went wrong, in words for people and a code for programs.

use crate::json::{ECHO, FromJson, ToJson, shortened};

#[derive(Clone, Debug, PartialEq, Eq, FromJson, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize, ts_rs::TS, schemars::JsonSchema))]
pub struct Problem {
    #[serde(rename = "type")]
    pub kind: String,
    pub title: String,
    pub status: u16,
    pub detail: String,
    pub code: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(test, ts(optional, as = "Option<Vec<FieldError>>"))]
    pub errors: Vec<FieldError>,
    /// Seconds to wait; sent as `Retry-After` too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub retry_after: Option<u32>,
}

#[derive(Clone, Debug, PartialEq, Eq, FromJson, ToJson)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize, ts_rs::TS, schemars::JsonSchema))]
pub struct FieldError {
    pub field: String,
    pub code: String,
    pub detail: String,
}

/// The most that is said about one field.
const DETAIL: usize = 400;

impl FieldError {
    #[must_use]
    pub fn new(field: &str, code: &str, detail: &str) -> Self {
        Self { field: shortened(field, ECHO), code: code.into(), detail: shortened(detail, DETAIL) }
    }
}

/// The code of the problem that a page on a site which may not use the widget gets.
pub const DOMAIN_NOT_ALLOWED: &str = "domain_not_allowed";

impl Problem {
    #[must_use]
    pub fn new(status: u16, code: &str, detail: impl Into<String>) -> Self {
        Self {
            kind: "about:blank".into(),
            title: title(status).into(),
            status,
            detail: detail.into(),
            code: code.into(),
            errors: Vec::new(),
            retry_after: None,
        }
    }

    #[must_use]
    pub fn invalid(errors: Vec<FieldError>) -> Self {
        let detail = match errors.as_slice() {
            [only] => format!("{}: {}", only.field, only.detail),
            _ => "Some fields need another value.".into(),
        };
        Self { errors, ..Self::new(422, "invalid_input", detail) }
    }

    #[must_use]
    pub fn field(field: &str, code: &str, detail: &str) -> Self {
        Self::invalid(vec![FieldError::new(field, code, detail)])
    }

    #[must_use]
    pub fn not_found(what: &str) -> Self {
        Self::new(404, "not_found", format!("There is no such {what}."))
    }

    #[must_use]
    pub fn unauthorized(code: &str, detail: &str) -> Self {
        Self::new(401, code, detail)
    }

    #[must_use]
    pub fn forbidden(code: &str, detail: &str) -> Self {
        Self::new(403, code, detail)
    }

    #[must_use]
    pub fn too_many(seconds: u32) -> Self {
        let detail = format!("Too many requests. Try again in {seconds} seconds.");
        Self { retry_after: Some(seconds), ..Self::new(429, "rate_limited", detail) }
    }

    #[must_use]
    pub fn internal() -> Self {
        Self::new(500, "internal_error", "Something went wrong on our side. Please try again.")
    }

    #[must_use]
    pub fn unavailable() -> Self {
        let detail = "This is not available right now. Please try again in a moment.";
        Self { retry_after: Some(2), ..Self::new(503, "unavailable", detail) }
    }
}

const fn title(status: u16) -> &'static str {
    match status {
        400 => "Bad request",
        401 => "Not signed in",
        403 => "Not allowed",
        404 => "Not found",
        405 => "Method not allowed",
        409 => "Conflict",
        411 => "Length required",
        413 => "Too large",
        415 => "Unsupported media type",
        422 => "Invalid input",
        426 => "Upgrade required",
        429 => "Too many requests",
        503 => "Unavailable",
        _ => "Internal error",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s7_what_was_sent_is_repeated_in_part_and_on_one_line() {
        let problem = Problem::field(&format!("{}\r\n\u{1b}x", "ä".repeat(99)), "invalid_value", &"é".repeat(9_999));
        let error = &problem.errors[0];
        assert_eq!(error.field, format!("{}\u{FFFD}…", "ä".repeat(99)));
        assert_eq!(error.detail.chars().count(), DETAIL + 1);
        assert!(problem.detail.chars().count() < 600 && !problem.detail.contains(char::is_control));
        assert_eq!(shortened("short", ECHO), "short");
    }

    #[test]
    fn a_problem_names_the_field_and_leaves_out_what_is_empty() {
        let json =
            serde_json::to_value(Problem::field("email", "invalid_email", "This is not an email address.")).unwrap();
        assert_eq!(json["status"], 422);
        assert_eq!(json["type"], "about:blank");
        assert_eq!(json["errors"][0]["field"], "email");
        let plain = serde_json::to_value(Problem::not_found("conversation")).unwrap();
        assert!(plain.get("errors").is_none() && plain.get("retry_after").is_none());
    }
}
