//! A device on which somebody has logged in before: a random id and an HMAC-SHA256 that binds it to their account. It opens
//! nothing; it only shows that whoever tries a password here is no stranger.

use hmac::{Hmac, Mac};
use sha2::Sha256;

use super::secret;

/// Keeps these signatures apart from any other use of the same secret.
const PURPOSE: &[u8] = b"chatdesk device 1";
const ID: usize = 16;

/// For a cookie. `account`: the fingerprint of its e-mail.
#[must_use]
pub fn sign(id: &[u8; ID], account: &str, key: &[u8]) -> String {
    let tag = mac(id, account, key).finalize().into_bytes();
    secret::encode(&[id.as_slice(), tag.as_slice()].concat())
}

/// Was this signed for this account?
#[must_use]
pub fn is_known(cookie: &str, account: &str, key: &[u8]) -> bool {
    let Some(bytes) = secret::decode(cookie) else { return false };
    bytes.split_at_checked(ID).is_some_and(|(id, tag)| mac(id, account, key).verify_slice(tag).is_ok())
}

fn mac(id: &[u8], account: &str, key: &[u8]) -> Hmac<Sha256> {
    secret::mac(key, &[PURPOSE, id, account.as_bytes()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s6_a_device_is_known_for_its_own_account_only() {
        let cookie = sign(&[7; ID], "ada", b"key");
        assert!(is_known(&cookie, "ada", b"key"));
        assert!(!is_known(&cookie, "bob", b"key") && !is_known(&cookie, "ada", b"other"));
        for n in 0..cookie.len() {
            assert!(!is_known(&cookie[..n], "ada", b"key"), "{n}");
        }
        assert!(!is_known("", "ada", b"key") && !is_known("ä", "ada", b"key"));
    }
}
