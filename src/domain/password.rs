//! Passwords by Argon2id (19 MiB, two passes), stored in the usual `$argon2id$…` form.

use std::hint::black_box;

use argon2::{Algorithm, Argon2, Block, Params, Version};

use super::base64::{self, PLAIN};

const KIND: &str = "$argon2id$v=19$";
/// KiB of memory, passes, lanes.
const COSTS: [u32; 3] = [19_456, 2, 1];
/// What a stored text may ask for: more does not fit into the Worker's memory and time.
const MOST: [u32; 3] = [65_536, 16, 4];
const BYTES: usize = 32;

/// `None` only when the library refuses its own parameters.
#[must_use]
pub fn hash(password: &str, salt: &[u8; 16]) -> Option<String> {
    let hash = argon2(password, salt, COSTS, BYTES)?;
    let ([memory, passes, lanes], [salt, hash]) = (COSTS, [&salt[..], &hash].map(|bytes| base64::encode(bytes, PLAIN)));
    Some(format!("{KIND}m={memory},t={passes},p={lanes}${salt}${hash}"))
}

#[must_use]
pub fn verify(password: &str, stored: &str) -> bool {
    let Some((costs, salt, hash)) = parse(stored) else { return false };
    argon2(password, &salt, costs, hash.len()).is_some_and(|found| is_same(&found, &hash))
}

fn parse(stored: &str) -> Option<([u32; 3], Vec<u8>, Vec<u8>)> {
    let mut parts = stored.strip_prefix(KIND)?.split('$');
    let costs = read_costs(parts.next()?)?;
    let mut bytes = || base64::decode(parts.next()?, PLAIN);
    let (salt, hash) = (bytes()?, bytes()?);
    let is_sound = parts.next().is_none() && (16..=64).contains(&hash.len());
    is_sound.then_some((costs, salt, hash))
}

/// `m=19456,t=2,p=1`
fn read_costs(text: &str) -> Option<[u32; 3]> {
    let mut costs = [0; 3];
    let mut parts = text.split(',');
    for (n, name) in ["m=", "t=", "p="].into_iter().enumerate() {
        costs[n] = parts.next()?.strip_prefix(name)?.parse().ok().filter(|cost| *cost <= MOST[n])?;
    }
    parts.next().is_none().then_some(costs)
}

fn argon2(password: &str, salt: &[u8], [memory, passes, lanes]: [u32; 3], bytes: usize) -> Option<Vec<u8>> {
    let params = Params::new(memory, passes, lanes, Some(bytes)).ok()?;
    let (mut hash, mut blocks) = (vec![0; bytes], vec![Block::default(); params.block_count()]);
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    argon2.hash_password_into_with_memory(password.as_bytes(), salt, &mut hash, &mut blocks).ok()?;
    Some(hash)
}

/// Takes as long wherever they differ.
fn is_same(one: &[u8], other: &[u8]) -> bool {
    one.len() == other.len() && one.iter().zip(other).fold(0, |all, (a, b)| black_box(all | (a ^ b))) == 0
}

/// Compared with when there is no such account, so that both answers take as long.
pub const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

#[cfg(test)]
mod tests {
    use argon2::{PasswordHash, PasswordHasher, PasswordVerifier, password_hash::SaltString};

    use super::*;

    #[test]
    fn s3_passwords_are_argon2id_with_a_salt_each() {
        let hashed = hash("correct horse battery", &[1; 16]).unwrap();
        assert!(hashed.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hashed}");
        assert_ne!(hashed, hash("correct horse battery", &[2; 16]).unwrap());
        assert!(verify("correct horse battery", &hashed));
        assert!(!verify("Correct horse battery", &hashed) && !verify("x", "not a hash") && !verify("", NOBODY));
        assert!(parse(NOBODY).is_some_and(|(costs, ..)| costs == COSTS), "takes as long as a real one");
    }

    #[test]
    fn s3_hashes_are_written_and_read_as_the_argon2_crate_does() {
        let salt = |salt: &[u8]| SaltString::encode_b64(salt).unwrap();
        let usual = Argon2::default().hash_password(b"secret", &salt(&[7; 16])).unwrap().to_string();
        assert_eq!(hash("secret", &[7; 16]).unwrap(), usual);
        let params = Params::new(32, 3, 4, Some(24)).unwrap();
        let other = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let other = other.hash_password(b"secret", &salt(&[8; 11])).unwrap().to_string();
        assert!(other.starts_with("$argon2id$v=19$m=32,t=3,p=4$"), "{other}");
        assert!(verify("secret", &other) && !verify("Secret", &other));
    }

    #[test]
    fn s3_a_damaged_hash_lets_nobody_in() {
        let cheap = Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(8, 1, 1, None).unwrap());
        let stored = cheap.hash_password(b"secret", &SaltString::encode_b64(&[7; 16]).unwrap()).unwrap().to_string();
        assert!(verify("secret", &stored));
        for at in 0..stored.len() {
            for other in ["", "$", ",", "=", "0", "9", "A", "-", "é", "\0"] {
                let bent = format!("{}{other}{}", &stored[..at], &stored[at + 1..]);
                let theirs = PasswordHash::new(&bent).is_ok_and(|hash| cheap.verify_password(b"secret", &hash).is_ok());
                assert!(!verify("secret", &bent) || theirs, "{bent}");
            }
            assert!(!verify("secret", &stored[..at]));
        }
        for costs in ["m=4294967295,t=1,p=1", "m=8,t=4294967295,p=1", "m=8,t=1,p=4294967295", "m=0,t=0,p=0", "m=8,t=1"]
        {
            assert!(!verify("secret", &stored.replace("m=8,t=1,p=1", costs)), "{costs}");
        }
    }
}
