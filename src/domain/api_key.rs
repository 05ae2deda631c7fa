//! Keys by which programs ask: what one of them may.

use super::{check::Checks, secret};
use crate::protocol::{
    Problem, Timestamp,
    api_key::{NewApiKey, Scope},
    limits::NAME_CHARS,
};

const PREFIX: &str = "ck_";

#[must_use]
pub fn key(random: &[u8; 32]) -> String {
    format!("{PREFIX}{}", secret::encode(random))
}

/// The key in an `Authorization` header.
#[must_use]
pub fn given(authorization: &str) -> Option<&str> {
    authorization.strip_prefix("Bearer ").map(str::trim).filter(|given| given.starts_with(PREFIX))
}

/// As it can be kept.
///
/// # Errors
/// A problem that names all that is wrong.
pub fn checked(mut new: NewApiKey, now: Timestamp) -> Result<NewApiKey, Problem> {
    let mut checks = Checks::default();
    new.name = checks.line("name", &new.name, NAME_CHARS);
    new.scopes.sort_unstable();
    new.scopes.dedup();
    if new.scopes.is_empty() {
        checks.wrong("scopes", "required", "This is required.");
    } else if new.scopes == [Scope::Settings] {
        checks.wrong(
            "scopes",
            "not_allowed",
            "Settings are read with `read` and changed with `write`: add one of them.",
        );
    }
    if new.expires_at.is_some_and(|at| at <= now) {
        checks.wrong("expiresAt", "in_the_past", "This time has passed.");
    }
    checks.done().map(|()| new)
}

/// May a program ask this at all, with such a key? Whether the call is for admins is seen elsewhere.
///
/// # Errors
/// A problem that says what is missing.
pub fn check_call(scopes: &[Scope], method: &str, path: &str, is_upgrade: bool) -> Result<(), Problem> {
    let is_write = method != "GET" && method != "HEAD";
    if is_upgrade || is_for_people(path, is_write) {
        return Err(Problem::forbidden("person_required", "This is for people who are logged in, not for API keys."));
    }
    let needed = if is_write { Scope::Write } else { Scope::Read };
    if scopes.contains(&needed) { Ok(()) } else { Err(scope_required()) }
}

#[must_use]
pub fn scope_required() -> Problem {
    Problem::forbidden("scope_required", "This API key has not the scope that this needs.")
}

/// Accounts, keys, and who belongs to the organization as what.
fn is_for_people(path: &str, is_write: bool) -> bool {
    let is_below =
        |folder: &str| path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    let is_team = is_below("/api/agents") && is_write && !is_below("/api/agents/me");
    is_below("/api/auth") || is_below("/api/api-keys") || is_below("/api/agents/invites") || is_team
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(scopes: &[Scope], method: &str, path: &str) -> Option<String> {
        check_call(scopes, method, path, false).err().map(|problem| problem.code)
    }

    #[test]
    fn a9_a_key_may_what_its_scopes_say() {
        use Scope::{Read, Settings, Write};
        assert_eq!(code(&[Read], "GET", "/api/labels"), None);
        assert_eq!(code(&[Read], "HEAD", "/api/labels"), None);
        for method in ["POST", "PATCH", "PUT", "DELETE"] {
            assert_eq!(code(&[Write], method, "/api/labels"), None);
            assert_eq!(code(&[Read, Settings], method, "/api/labels").as_deref(), Some("scope_required"));
        }
        assert_eq!(code(&[Write, Settings], "GET", "/api/labels").as_deref(), Some("scope_required"));
    }

    #[test]
    fn a9_what_is_for_people_is_for_no_key() {
        let all = [Scope::Read, Scope::Write, Scope::Settings];
        for (method, path) in [
            ("GET", "/api/auth/me"),
            ("POST", "/api/auth/password"),
            ("GET", "/api/api-keys"),
            ("DELETE", "/api/api-keys/7"),
            ("POST", "/api/agents"),
            ("PATCH", "/api/agents/7"),
            ("DELETE", "/api/agents/7"),
            ("GET", "/api/agents/invites"),
            ("DELETE", "/api/agents/invites/7"),
        ] {
            assert_eq!(code(&all, method, path).as_deref(), Some("person_required"), "{method} {path}");
        }
        for (method, path) in
            [("GET", "/api/agents"), ("PUT", "/api/agents/me/availability"), ("POST", "/api/agents/me/notices/read")]
        {
            assert_eq!(code(&all, method, path), None, "{method} {path}");
        }
        assert!(check_call(&all, "GET", "/api/inbox/socket", true).is_err(), "what is open outlasts the key");
    }

    #[test]
    fn s7_a_new_key_has_a_name_scopes_and_a_future() {
        let now = Timestamp::from_millis(1_000);
        let new = |name: &str, scopes: &[Scope], until: i64| {
            let expires_at = Some(Timestamp::from_millis(until));
            checked(NewApiKey { name: name.into(), scopes: scopes.to_vec(), expires_at }, now)
        };
        let kept = new(" CRM ", &[Scope::Settings, Scope::Read, Scope::Read], 1_001).unwrap();
        assert_eq!((&*kept.name, &*kept.scopes), ("CRM", &[Scope::Read, Scope::Settings][..]));
        let fields = |problem: Problem| problem.errors.into_iter().map(|error| error.field).collect::<Vec<_>>();
        assert_eq!(fields(new(" ", &[], 1_000).unwrap_err()), ["name", "scopes", "expiresAt"]);
        assert_eq!(fields(new("x", &[Scope::Settings], 2_000).unwrap_err()), ["scopes"]);
    }

    #[test]
    fn a9_a_key_is_found_in_its_header() {
        let key = key(&[7; 32]);
        assert_eq!(given(&format!("Bearer {key}")), Some(&*key));
        for other in ["", "Bearer st_x", "Basic ck_x", "ck_x"] {
            assert_eq!(given(other), None, "{other}");
        }
    }
}
