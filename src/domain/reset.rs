//! The link with which somebody sets a new password: who they are, until when, and an HMAC-SHA256 over both and over the
//! password they had. Setting a new one makes every such link worthless, so none has to be kept.

use hmac::{Hmac, Mac};
use sha2::Sha256;
use uuid::Uuid;

use super::secret;
use crate::protocol::{AgentId, Timestamp, span::HOUR};

pub const LIFETIME: i64 = HOUR;

/// Keeps these signatures apart from any other use of the same secret.
const PURPOSE: &[u8] = b"chatdesk password reset 1";
const CLAIMS: usize = 16 + 8;

/// Read out of a link, and not to be trusted before it is found to be signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claim {
    pub agent: AgentId,
    expires_at: Timestamp,
    tag: [u8; 32],
}

#[must_use]
pub fn sign(agent: AgentId, now: Timestamp, password_hash: &str, key: &[u8]) -> String {
    let mut bytes = claims(agent, now.plus(LIFETIME));
    let tag = mac(&bytes, password_hash, key).finalize().into_bytes();
    bytes.extend_from_slice(&tag);
    secret::encode(&bytes)
}

/// `None`: we never made such a link, or its time is over.
#[must_use]
pub fn read(token: &str, now: Timestamp) -> Option<Claim> {
    let bytes = secret::decode(token)?;
    let (claims, tag) = bytes.split_at_checked(CLAIMS)?;
    let expires_at = Timestamp::from_millis(i64::from_be_bytes(claims[16..].try_into().ok()?));
    let agent = Uuid::from_slice(&claims[..16]).ok()?.into();
    let claim = Claim { agent, expires_at, tag: tag.try_into().ok()? };
    (expires_at > now).then_some(claim)
}

/// Was it signed while this was the password?
#[must_use]
pub fn is_good(claim: &Claim, password_hash: &str, key: &[u8]) -> bool {
    mac(&claims(claim.agent, claim.expires_at), password_hash, key).verify_slice(&claim.tag).is_ok()
}

fn claims(agent: AgentId, expires_at: Timestamp) -> Vec<u8> {
    [agent.0.as_bytes().as_slice(), &expires_at.millis().to_be_bytes()].concat()
}

fn mac(claims: &[u8], password_hash: &str, key: &[u8]) -> Hmac<Sha256> {
    secret::mac(key, &[PURPOSE, claims, password_hash.as_bytes()])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(millis: i64) -> Timestamp {
        Timestamp::from_millis(millis)
    }

    #[test]
    fn a1_a_link_is_good_for_an_hour_and_until_the_password_is_another() {
        let agent: AgentId = Uuid::from_u128(7).into();
        let token = sign(agent, at(0), "hash", b"key");
        let claim = read(&token, at(LIFETIME - 1)).unwrap();
        assert_eq!(claim.agent, agent);
        assert!(is_good(&claim, "hash", b"key"));
        assert!(!is_good(&claim, "other", b"key") && !is_good(&claim, "hash", b"other"));
        assert_eq!(read(&token, at(LIFETIME)), None);
    }

    #[test]
    fn s3_a_bent_link_is_worth_nothing() {
        let token = sign(Uuid::from_u128(7).into(), at(0), "hash", b"key");
        for n in 0..token.len() {
            assert_eq!(read(&token[..n], at(0)), None, "cut off at {n}");
            let mut bent = token.clone().into_bytes();
            bent[n] = if bent[n] == b'A' { b'B' } else { b'A' };
            let bent = String::from_utf8(bent).unwrap();
            let good = read(&bent, at(0)).is_some_and(|claim| is_good(&claim, "hash", b"key"));
            assert!(bent == token || !good, "position {n}");
        }
        assert!(read("", at(0)).is_none() && read("ä", at(0)).is_none());
    }
}
