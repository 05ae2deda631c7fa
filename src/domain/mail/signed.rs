//! What mails carry and nobody else can make: links that lead back to a conversation, and links that end mails of a kind.

use hmac::Mac;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{
    domain::secret,
    protocol::{AgentId, ConversationId, CustomerId, OrganizationId, Timestamp, span::DAY},
};

/// How long a link leads back.
pub const RESUMES: i64 = 7 * DAY;

const RESUME: &[u8] = b"chatdesk resume link 1";
const UNSUBSCRIBE: &[u8] = b"chatdesk unsubscribe link 1";
const PREFIX: &str = "re_";
const TAG: usize = 16;

/// Whoever holds this is the visitor of this conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Resume {
    pub organization: OrganizationId,
    pub conversation: ConversationId,
    pub customer: CustomerId,
    pub expires_at: Timestamp,
}

impl Resume {
    #[must_use]
    pub fn sign(&self, key: &[u8]) -> String {
        let ids = [self.organization.0, self.conversation.0, self.customer.0];
        let mut claims: Vec<u8> = ids.iter().flat_map(|id| *id.as_bytes()).collect();
        claims.extend_from_slice(&self.expires_at.millis().to_be_bytes());
        PREFIX.to_owned() + &sealed(RESUME, claims, key)
    }

    /// `None`: it is none of ours, or too old.
    #[must_use]
    pub fn read(token: &str, key: &[u8], now: Timestamp) -> Option<Self> {
        let claims = opened(RESUME, token.strip_prefix(PREFIX)?, key)?;
        let resume = Self {
            organization: id(&claims, 0)?.into(),
            conversation: id(&claims, 16)?.into(),
            customer: id(&claims, 32)?.into(),
            expires_at: Timestamp::from_millis(i64::from_be_bytes(claims.get(48..)?.try_into().ok()?)),
        };
        Some(resume).filter(|resume| resume.expires_at > now)
    }

    /// Is this meant to be one? Others are signed by a site's server.
    #[must_use]
    pub fn is_one(token: &str) -> bool {
        token.starts_with(PREFIX)
    }
}

/// Who wants no more mails of a kind from an organization.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reader {
    /// By the hash of an address.
    Visitor(String),
    Agent(AgentId),
}

/// What is remembered of an address that is not written to any more.
#[must_use]
pub fn address_hash(address: &str) -> String {
    secret::encode(&Sha256::digest(address.to_ascii_lowercase().as_bytes()))
}

#[must_use]
pub fn unsubscribe(organization: OrganizationId, reader: &Reader, key: &[u8]) -> String {
    let mut claims = organization.0.as_bytes().to_vec();
    match reader {
        Reader::Visitor(hash) => claims.extend(secret::decode(hash).unwrap_or_default()),
        Reader::Agent(agent) => claims.extend_from_slice(agent.0.as_bytes()),
    }
    sealed(UNSUBSCRIBE, claims, key)
}

#[must_use]
pub fn unsubscriber(token: &str, key: &[u8]) -> Option<(OrganizationId, Reader)> {
    let claims = opened(UNSUBSCRIBE, token, key)?;
    let reader = match claims.len() {
        32 => Reader::Agent(id(&claims, 16)?.into()),
        48 => Reader::Visitor(secret::encode(&claims[16..])),
        _ => return None,
    };
    Some((id(&claims, 0)?.into(), reader))
}

/// The id of the mail that follows the one of that time.
#[must_use]
pub fn digest_id(organization: OrganizationId, agent: AgentId, mailed_at: Timestamp) -> Uuid {
    let hash = Sha256::new().chain_update(organization.0).chain_update(agent.0);
    let mut random = [0; 10];
    random.copy_from_slice(&hash.finalize()[..10]);
    uuid::Builder::from_unix_timestamp_millis(mailed_at.millis().unsigned_abs(), &random).into_uuid()
}

fn id(claims: &[u8], at: usize) -> Option<Uuid> {
    Uuid::from_slice(claims.get(at..at + 16)?).ok()
}

fn sealed(purpose: &[u8], mut claims: Vec<u8>, key: &[u8]) -> String {
    let tag = secret::mac(key, &[purpose, &claims]).finalize().into_bytes();
    claims.extend_from_slice(&tag[..TAG]);
    secret::encode(&claims)
}

fn opened(purpose: &[u8], text: &str, key: &[u8]) -> Option<Vec<u8>> {
    let mut claims = secret::decode(text)?;
    let tag = claims.split_off(claims.len().checked_sub(TAG)?);
    secret::mac(key, &[purpose, &claims]).verify_truncated_left(&tag).ok()?;
    Some(claims)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resume() -> Resume {
        let id = Uuid::from_u128;
        let expires_at = Timestamp::from_millis(1_000);
        Resume { organization: id(1).into(), conversation: id(2).into(), customer: id(3).into(), expires_at }
    }

    #[test]
    fn f2_a_link_leads_back_until_it_expires_and_cannot_be_made_by_others() {
        let token = resume().sign(b"key");
        assert!(Resume::is_one(&token));
        assert_eq!(Resume::read(&token, b"key", Timestamp::from_millis(999)), Some(resume()));
        assert_eq!(Resume::read(&token, b"key", Timestamp::from_millis(1_000)), None);
        assert_eq!(Resume::read(&token, b"other", Timestamp::from_millis(0)), None);
        for n in 0..token.len() {
            let mut bent = token.clone().into_bytes();
            bent[n] = if bent[n] == b'A' { b'B' } else { b'A' };
            let bent = String::from_utf8(bent).unwrap();
            let read = Resume::read(&bent, b"key", Timestamp::from_millis(0));
            assert!(bent == token || read.is_none(), "position {n}");
            assert_eq!(Resume::read(&token[..n], b"key", Timestamp::from_millis(0)), None);
        }
    }

    #[test]
    fn f2_a_link_to_unsubscribe_names_its_reader_and_is_no_way_back() {
        let organization = Uuid::from_u128(1).into();
        for reader in [Reader::Visitor(address_hash("Grace@example.com")), Reader::Agent(Uuid::from_u128(2).into())] {
            let token = unsubscribe(organization, &reader, b"key");
            assert_eq!(unsubscriber(&token, b"key"), Some((organization, reader)));
            assert_eq!(unsubscriber(&token, b"other"), None);
            assert_eq!(Resume::read(&format!("re_{token}"), b"key", Timestamp::from_millis(0)), None);
        }
        assert_eq!(address_hash("Grace@example.com"), address_hash("grace@example.com"));
    }
}
