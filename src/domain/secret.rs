//! Random secrets: how they are written down, and how they are remembered without being kept.

use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};
use uuid::{Builder, Uuid};

use super::base64::{self, FOR_URLS};

/// 256 random bits as text for a cookie or a link.
#[must_use]
pub fn encode(random: &[u8]) -> String {
    base64::encode(random, FOR_URLS)
}

#[must_use]
pub fn decode(text: &str) -> Option<Vec<u8>> {
    base64::decode(text, FOR_URLS)
}

/// What the database keeps of it.
#[must_use]
pub fn fingerprint(secret: &str) -> String {
    encode(&Sha256::digest(secret.as_bytes()))
}

/// Are they the same? How long that takes tells nothing of either.
#[must_use]
pub fn is_same(one: &str, other: &str) -> bool {
    let [one, other] = [one, other].map(|secret| Sha256::digest(secret.as_bytes()));
    one.iter().zip(other).fold(0, |difference, (a, b)| difference | (a ^ b)) == 0
}

/// HMAC-SHA256 of these, one behind the other. The first says what it is for: it keeps a signature apart from any other use of
/// the same key.
#[must_use]
pub fn mac(key: &[u8], parts: &[&[u8]]) -> Hmac<Sha256> {
    // Hmac takes keys of any length.
    let mut mac = Hmac::<Sha256>::new_from_slice(key).unwrap_or_else(|_| unreachable!());
    for part in parts {
        mac.update(part);
    }
    mac
}

/// An id that nobody else can guess, always the same for the same parts. A valid `UUIDv7` with the time of another.
#[must_use]
pub fn id(key: &[u8], parts: &[&[u8]], time_of: Uuid) -> Uuid {
    let tag = mac(key, parts).finalize().into_bytes();
    let mut random = [0; 10];
    random.copy_from_slice(&tag[..10]);
    let time = time_of.as_bytes()[..6].iter().fold(0, |time, byte| time << 8 | u64::from(*byte));
    Builder::from_unix_timestamp_millis(time, &random).into_uuid()
}

/// A widget's public key.
#[must_use]
pub fn widget_key(random: &[u8; 15]) -> String {
    format!("wk_{}", encode(random))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s3_the_database_keeps_a_fingerprint_not_the_secret() {
        let secret = encode(&[7; 32]);
        assert_eq!(fingerprint(&secret), fingerprint(&secret));
        assert!(!fingerprint(&secret).contains(&secret));
        assert_eq!(decode(&secret).unwrap(), [7; 32]);
        assert_eq!(widget_key(&[0; 15]).len(), 23);
    }

    #[test]
    fn s3_secrets_are_compared_whole() {
        assert!(is_same("", "") && is_same("secret", "secret"));
        assert!(!is_same("secret", "secreT") && !is_same("secret", "secret ") && !is_same("secret", ""));
    }
}
