//! Where an answer to a mail goes: an address that only we can make, good for one conversation and one visitor.

use hmac::Mac;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{
    domain::{base32, secret},
    protocol::{ConversationId, CustomerId, OrganizationId, Timestamp},
};

const DAY: i64 = 24 * 3600 * 1000;
/// How long it may be answered, in days.
const ANSWERS: i64 = 30;
const PURPOSE: &[u8] = b"chatdesk answers by mail 1";
const PREFIX: &str = "reply+";
const CLAIMS: usize = 22;
const TAG: usize = 12;

/// Whose conversation an address leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Address {
    pub conversation: ConversationId,
    pub visitor: Fingerprint,
    expires_on: u16,
}

/// Short, for a local part has 64 characters at most: the signature is what nobody guesses.
pub type Fingerprint = u32;

/// Changes when the conversation becomes another visitor's.
#[must_use]
pub fn fingerprint(organization: OrganizationId, customer: CustomerId) -> Fingerprint {
    let hash = Sha256::new().chain_update(organization.0).chain_update(customer.0).finalize();
    u32::from_be_bytes([hash[0], hash[1], hash[2], hash[3]])
}

impl Address {
    #[must_use]
    pub fn new(conversation: ConversationId, visitor: Fingerprint, now: Timestamp) -> Self {
        let expires_on = (now.millis() / DAY + ANSWERS + 1) as u16;
        Self { conversation, visitor, expires_on }
    }

    #[must_use]
    pub fn sign(&self, key: &[u8], domain: &str) -> String {
        let mut bytes = self.conversation.0.as_bytes().to_vec();
        bytes.extend_from_slice(&self.visitor.to_be_bytes());
        bytes.extend_from_slice(&self.expires_on.to_be_bytes());
        let tag = secret::mac(key, &[PURPOSE, &bytes]).finalize().into_bytes();
        bytes.extend_from_slice(&tag[..TAG]);
        format!("{PREFIX}{}@{domain}", base32::base32(&bytes).to_ascii_lowercase())
    }

    /// However mail servers have changed its case. `None`: it is none of ours, or too old.
    #[must_use]
    pub fn read(address: &str, key: &[u8], domain: &str, now: Timestamp) -> Option<Self> {
        let (local, at) = address.rsplit_once('@')?;
        let prefix = local.get(..PREFIX.len())?;
        if !at.eq_ignore_ascii_case(domain) || !prefix.eq_ignore_ascii_case(PREFIX) {
            return None;
        }
        let bytes = base32::decode(&local[PREFIX.len()..])?;
        let (claims, tag) = bytes.split_at_checked(CLAIMS).filter(|(_, tag)| tag.len() == TAG)?;
        secret::mac(key, &[PURPOSE, claims]).verify_truncated_left(tag).ok()?;
        let address = Self {
            conversation: Uuid::from_slice(&claims[..16]).ok()?.into(),
            visitor: u32::from_be_bytes(claims[16..20].try_into().ok()?),
            expires_on: u16::from_be_bytes(claims[20..].try_into().ok()?),
        };
        Some(address).filter(|address| now.millis() / DAY < i64::from(address.expires_on))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DOMAIN: &str = "reply.example.com";
    const NOW: i64 = 20_000 * DAY + 1;

    fn address() -> Address {
        Address::new(Uuid::from_u128(u128::MAX - 7).into(), u32::MAX, Timestamp::from_millis(NOW))
    }

    #[test]
    fn f2_an_answer_finds_its_conversation_whatever_became_of_the_case() {
        let signed = address().sign(b"key", DOMAIN);
        assert!(signed.find('@').unwrap() <= 64, "{signed}");
        let read = |text: &str, at| Address::read(text, b"key", DOMAIN, Timestamp::from_millis(at));
        for text in [signed.clone(), signed.to_ascii_uppercase(), signed.replace("reply+", "Reply+")] {
            assert_eq!(read(&text, NOW), Some(address()), "{text}");
        }
        assert!(read(&signed, NOW + ANSWERS * DAY).is_some());
        assert_eq!(read(&signed, NOW + (ANSWERS + 1) * DAY), None);
    }

    #[test]
    fn s3_nobody_else_makes_such_an_address() {
        let signed = address().sign(b"key", DOMAIN);
        let read = |text: &str| Address::read(text, b"key", DOMAIN, Timestamp::from_millis(NOW));
        assert_eq!(Address::read(&signed, b"other", DOMAIN, Timestamp::from_millis(NOW)), None);
        for n in 0..signed.len() {
            let mut bent = signed.clone().into_bytes();
            bent[n] = if bent[n] == b'b' { b'c' } else { b'b' };
            assert_eq!(read(&String::from_utf8(bent).unwrap()), None, "position {n}");
            assert_eq!(read(&signed[..n]), None);
        }
        for wrong in ["", "@", "reply+@reply.example.com", "reply@reply.example.com", "é+x@reply.example.com", "rep€"]
        {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn s1_another_visitor_has_another_fingerprint() {
        let print = |organization, customer| {
            fingerprint(Uuid::from_u128(organization).into(), Uuid::from_u128(customer).into())
        };
        assert_eq!(print(1, 2), print(1, 2));
        assert!(print(1, 2) != print(1, 3) && print(1, 2) != print(2, 2));
    }
}
