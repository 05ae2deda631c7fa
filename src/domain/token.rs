//! A visitor's session token: `st_` and base64url of who they are, until when, and an HMAC-SHA256 over both.
//!
//! Signed, so that the hot path reads no database; revocation is checked where a session or conversation starts.

use hmac::{Hmac, Mac};
use sha2::Sha256;
use uuid::Uuid;

use super::secret;
use crate::protocol::{CustomerId, OrganizationId, SessionId, Timestamp, WidgetId, span::DAY};

pub const LIFETIME: i64 = 30 * DAY;

const PREFIX: &str = "st_";
/// Keeps these signatures apart from any other use of the same secret.
const PURPOSE: &[u8] = b"chatdesk visitor session 1";
const CLAIMS: usize = 4 * 16 + 8;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Session {
    pub id: SessionId,
    pub organization: OrganizationId,
    pub widget: WidgetId,
    pub customer: CustomerId,
    pub expires_at: Timestamp,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Invalid {
    Forged,
    Expired,
}

#[must_use]
pub fn sign(session: &Session, key: &[u8]) -> String {
    let mut bytes = claims(session);
    let tag = mac(key, &bytes).finalize().into_bytes();
    bytes.extend_from_slice(&tag);
    format!("{PREFIX}{}", secret::encode(&bytes))
}

/// # Errors
/// `Forged` for anything we did not sign, `Expired` after its time.
pub fn verify(token: &str, key: &[u8], now: Timestamp) -> Result<Session, Invalid> {
    let bytes = token.strip_prefix(PREFIX).and_then(secret::decode).ok_or(Invalid::Forged)?;
    let (claims, tag) = bytes.split_at_checked(CLAIMS).ok_or(Invalid::Forged)?;
    mac(key, claims).verify_slice(tag).map_err(|_| Invalid::Forged)?;
    let session = parse(claims).ok_or(Invalid::Forged)?;
    if session.expires_at <= now { Err(Invalid::Expired) } else { Ok(session) }
}

fn claims(session: &Session) -> Vec<u8> {
    let ids = [session.id.0, session.organization.0, session.widget.0, session.customer.0];
    let mut bytes: Vec<u8> = ids.iter().flat_map(|id| *id.as_bytes()).collect();
    bytes.extend_from_slice(&session.expires_at.millis().to_be_bytes());
    bytes
}

fn parse(claims: &[u8]) -> Option<Session> {
    let id = |n: usize| Uuid::from_slice(claims.get(n * 16..n * 16 + 16)?).ok();
    Some(Session {
        id: id(0)?.into(),
        organization: id(1)?.into(),
        widget: id(2)?.into(),
        customer: id(3)?.into(),
        expires_at: Timestamp::from_millis(i64::from_be_bytes(claims.get(64..72)?.try_into().ok()?)),
    })
}

fn mac(key: &[u8], claims: &[u8]) -> Hmac<Sha256> {
    secret::mac(key, &[PURPOSE, claims])
}

/// The id of the conversation this customer starts with this `clientId`: the same however often it is asked for,
/// unguessable by others, and a valid `UUIDv7` whose time is that of the customer's.
#[must_use]
pub fn conversation_id(customer: CustomerId, client_id: Uuid, key: &[u8]) -> Uuid {
    secret::id(key, &[b"chatdesk conversation 1", customer.0.as_bytes(), client_id.as_bytes()], customer.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn session(expires: i64) -> Session {
        let id = |n| Uuid::from_u128(n);
        Session {
            id: id(1).into(),
            organization: id(2).into(),
            widget: id(3).into(),
            customer: id(4).into(),
            expires_at: Timestamp::from_millis(expires),
        }
    }

    #[test]
    fn s3_a_token_proves_who_it_was_given_to_until_it_expires() {
        let token = sign(&session(1_000), b"key");
        assert!(token.starts_with("st_") && token.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-".contains(&b)));
        assert_eq!(verify(&token, b"key", Timestamp::from_millis(999)), Ok(session(1_000)));
        assert_eq!(verify(&token, b"key", Timestamp::from_millis(1_000)), Err(Invalid::Expired));
    }

    #[test]
    fn s3_forged_truncated_and_other_key_tokens_are_refused() {
        let now = Timestamp::from_millis(0);
        let token = sign(&session(1_000), b"key");
        assert_eq!(verify(&token, b"other", now), Err(Invalid::Forged));
        for n in 0..token.len() {
            assert_eq!(verify(&token[..n], b"key", now), Err(Invalid::Forged));
            let mut bent = token.clone().into_bytes();
            bent[n] = if bent[n] == b'A' { b'B' } else { b'A' };
            let bent = String::from_utf8(bent).unwrap();
            assert!(bent == token || verify(&bent, b"key", now) == Err(Invalid::Forged), "position {n}");
        }
    }

    #[test]
    fn v3_the_same_client_id_names_the_same_conversation_for_one_customer_only() {
        let customer: CustomerId = "0190a5c8-1111-7000-8000-0000000000a6".parse().unwrap();
        let first = conversation_id(customer, Uuid::from_u128(9), b"key");
        assert_eq!(first, conversation_id(customer, Uuid::from_u128(9), b"key"));
        assert_ne!(first, conversation_id(Uuid::from_u128(5).into(), Uuid::from_u128(9), b"key"));
        assert_ne!(first, conversation_id(customer, Uuid::from_u128(8), b"key"));
        assert_ne!(first, conversation_id(customer, Uuid::from_u128(9), b"other"));
        assert_eq!(first.get_version_num(), 7);
        assert_eq!(first.as_bytes()[..6], customer.0.as_bytes()[..6]);
    }
}
