//! Who a site says its user is: a token that the site's own server signs with the widget's secret (a JWT, HS256 only).
//!
//! Nothing of it is read before the signature is right, the header neither: it has no say in how that is checked.

mod claims;
mod reading;

use hmac::Mac;

use super::secret;
use crate::protocol::{Problem, Timestamp, conversation::Fields, span::MINUTE};

use claims::Claim;
pub use claims::Claims;
use reading::Reading;

/// How far the clock of a site's server may be off.
const LEEWAY: i64 = MINUTE;
const MOST_BYTES: usize = 8 * 1024;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// The site's own name for its user, to the letter.
    pub user_id: String,
    pub name: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub avatar_url: Option<String>,
    pub custom: Fields,
    /// Stands for this token, which is to be used once.
    pub once: String,
    /// From then on the token is refused, used or not.
    pub expires_at: Timestamp,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Invalid {
    /// Not signed with this secret, or not in the one way we take.
    Forged,
    Expired,
    /// Not valid yet, or made in the future: a clock is wrong.
    Early,
    /// Signed, but not with claims that we take. They are named: `identityToken.email`.
    Wrong(Box<Problem>),
}

/// The widget a token is to be good for.
#[derive(Clone, Copy)]
pub struct Audience<'a> {
    pub widget: &'a str,
    /// The one it has, and the one it had, while that works on.
    pub keys: [Option<&'a str>; 2],
}

/// `read` reads JSON.
///
/// # Errors
/// Why the token says nothing about anybody.
pub fn verify(
    token: &str,
    secret: &[u8],
    now: Timestamp,
    audience: Audience<'_>,
    read: &dyn Fn(&[u8]) -> Option<Claims>,
) -> Result<Identity, Invalid> {
    let (signed, signature) = token.rsplit_once('.').ok_or(Invalid::Forged)?;
    if token.len() > MOST_BYTES || !is_signed(signed, signature, secret) {
        return Err(Invalid::Forged);
    }
    let (header, payload) = signed.split_once('.').ok_or(Invalid::Forged)?;
    let read = |part: &str| secret::decode(part).and_then(|json| read(&json));
    if !read(header).is_some_and(|header| is_ours(&header)) {
        return Err(Invalid::Forged);
    }
    let claims = read(payload).ok_or_else(|| {
        let detail = "The claims of a token are one JSON object in which each name is there once.";
        Invalid::Wrong(Box::new(Problem::field("identityToken", "invalid_json", detail)))
    })?;
    Reading::of(claims).identity(signature, now, audience)
}

fn is_signed(signed: &str, signature: &str, secret: &[u8]) -> bool {
    let Some(tag) = secret::decode(signature).filter(|_| !secret.is_empty()) else { return false };
    secret::mac(secret, &[signed.as_bytes()]).verify_slice(&tag).is_ok()
}

fn is_ours(header: &Claims) -> bool {
    let is = |name: &str, wanted: &str| matches!(header.get(name), Some(Claim::Text(text)) if text == wanted);
    is("alg", "HS256") && (is("typ", "JWT") || header.get("typ").is_none()) && header.get("crit").is_none()
}

#[cfg(test)]
mod tests {
    mod claims;
    mod times;
    mod tokens;

    use super::*;
    use crate::platform::json;

    const SECRET: &[u8] = b"c2VjcmV0LW9mLWEtd2lkZ2V0LWZvci10ZXN0cw";
    const WIDGET: Audience<'static> = Audience { widget: "1", keys: [Some("wk_test"), Some("wk_before")] };
    const NOW: i64 = 1_700_000_000;
    const HEADER: &str = r#"{"alg":"HS256","typ":"JWT"}"#;

    /// Made by others: Python's `hmac` and the `openssl` command.
    const PYTHON: &str = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJ1c2VyLTQyIiwibmFtZSI6IkFkYSBMw7Z2ZSIsImVtYWlsIjoiYWRhQHNob3AuZXhhbXBsZSIsInBsYW4iOiJnb2xkIiwiaWF0IjoxNzAwMDAwMDAwLCJleHAiOjE3MDAwMDAzMDAsImp0aSI6IjAwMDEifQ.AcCqdLQaizhOcVs4ffo-T0ZlhR0kR8AmCMgR5Mz5rFs";
    const OPENSSL: &str = "eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.eyJ1c2VySWQiOjcsImV4cCI6MTcwMDAwMDMwMH0.iqUNhPj9-cMEZcaOYteQ3nQpcgNWrTE6CGLk3AAnySY";

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_millis(seconds * 1000)
    }

    fn read(json: &[u8]) -> Option<Claims> {
        json::read(json).ok()
    }

    fn check_at(token: &str, seconds: i64) -> Result<Identity, Invalid> {
        verify(token, SECRET, at(seconds), WIDGET, &read)
    }

    fn check(token: &str) -> Result<Identity, Invalid> {
        check_at(token, NOW)
    }

    fn tag(signed: &str, secret: &[u8]) -> String {
        secret::encode(&secret::mac(secret, &[signed.as_bytes()]).finalize().into_bytes())
    }

    fn token(header: &str, payload: &str) -> String {
        let signed = format!("{}.{}", secret::encode(header.as_bytes()), secret::encode(payload.as_bytes()));
        format!("{signed}.{}", tag(&signed, SECRET))
    }

    /// A sound token that says this too.
    fn with(claims: &str) -> Result<Identity, Invalid> {
        check(&token(HEADER, &format!(r#"{{"exp":{},{claims}}}"#, NOW + 300)))
    }

    /// The fields and codes of what is wrong.
    fn wrong(claims: &str) -> Vec<(String, String)> {
        match with(claims) {
            Err(Invalid::Wrong(problem)) => problem.errors.into_iter().map(|error| (error.field, error.code)).collect(),
            other => panic!("{claims}: {other:?}"),
        }
    }

    fn is_wrong(claims: &str, name: &str, code: &str) {
        assert_eq!(wrong(claims), [(format!("identityToken.{name}"), code.to_owned())], "{claims}");
    }
}
