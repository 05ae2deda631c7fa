//! Random secrets: how they are written down, and how they are remembered without being kept.

use sha2::{Digest, Sha256};

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
}
