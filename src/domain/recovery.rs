//! Recovery codes: each stands once for a second factor that is lost.

use hmac::Mac;

use super::{base32::base32, secret};
use crate::protocol::AgentId;

pub const COUNT: usize = 10;
/// 60 bits and a few more: nobody guesses one.
pub const BYTES: usize = 8;
const LETTERS: usize = 12;
const PURPOSE: &[u8] = b"chatdesk recovery code 1";

/// `abcd-efgh-2345`
#[must_use]
pub fn code(random: [u8; BYTES]) -> String {
    let letters = base32(&random).to_ascii_lowercase();
    format!("{}-{}-{}", &letters[..4], &letters[4..8], &letters[8..LETTERS])
}

/// As somebody types it.
#[must_use]
pub fn typed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '-').flat_map(char::to_lowercase).collect()
}

/// What the database keeps of one that was typed.
#[must_use]
pub fn hash(typed: &str, agent: AgentId, key: &[u8]) -> String {
    secret::encode(&secret::mac(key, &[PURPOSE, agent.0.as_bytes(), typed.as_bytes()]).finalize().into_bytes())
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a1_a_recovery_code_is_read_however_it_is_typed_and_kept_as_a_hash() {
        let written = code([0x12, 0x34, 0x56, 0x78, 0x9A, 0xBC, 0xDE, 0xF0]);
        assert_eq!(written, "ci2f-m6e2-xtpp");
        assert_eq!(typed(" CI2F M6E2 xtpp\n"), "ci2fm6e2xtpp");
        let (ada, bob): (AgentId, AgentId) = (Uuid::from_u128(1).into(), Uuid::from_u128(2).into());
        let hashed = hash(&typed(&written), ada, b"key");
        assert!(!hashed.contains("ci2f"));
        assert_ne!(hashed, hash(&typed(&written), bob, b"key"));
        assert_ne!(hashed, hash(&typed(&written), ada, b"other"));
    }
}
