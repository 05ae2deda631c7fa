//! Passwords by Argon2id (19 MiB, two passes), stored in the usual `$argon2id$…` form.

use argon2::{
    Argon2, PasswordHasher, PasswordVerifier,
    password_hash::{PasswordHash, SaltString},
};

/// `None` only when the library refuses its own parameters.
#[must_use]
pub fn hash(password: &str, salt: &[u8; 16]) -> Option<String> {
    let salt = SaltString::encode_b64(salt).ok()?;
    Argon2::default().hash_password(password.as_bytes(), &salt).ok().map(|hash| hash.to_string())
}

#[must_use]
pub fn verify(password: &str, stored: &str) -> bool {
    PasswordHash::new(stored)
        .is_ok_and(|stored| Argon2::default().verify_password(password.as_bytes(), &stored).is_ok())
}

/// Compared with when there is no such account, so that both answers take as long.
pub const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s3_passwords_are_argon2id_with_a_salt_each() {
        let hashed = hash("correct horse battery", &[1; 16]).unwrap();
        assert!(hashed.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hashed}");
        assert_ne!(hashed, hash("correct horse battery", &[2; 16]).unwrap());
        assert!(verify("correct horse battery", &hashed));
        assert!(!verify("Correct horse battery", &hashed) && !verify("x", "not a hash") && !verify("", NOBODY));
        assert!(PasswordHash::new(NOBODY).is_ok(), "takes as long as a real one");
    }
}
