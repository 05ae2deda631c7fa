//! Where Gravatar has somebody's picture.

use std::fmt::Write;

use sha2::{Digest, Sha256};

/// By an email in small letters; 404 instead of a made-up one.
#[must_use]
pub fn path(email: &str) -> String {
    let mut path = String::from("/avatar/");
    for byte in Sha256::digest(email) {
        let _ = write!(path, "{byte:02x}");
    }
    path + "?s=80&d=404"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn i3_a_picture_is_asked_for_by_the_hash_of_the_email() {
        let hash = "b4c9a289323b21a01c3e940f150eb9b8c542587f1abfd8f0e1cc1ffc5e475514";
        assert_eq!(path("user@example.com"), format!("/avatar/{hash}?s=80&d=404"));
    }
}
