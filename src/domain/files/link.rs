//! Addresses of files: signed, so that they need no database, and good for an hour or two. They are the same for a whole
//! hour, so that browsers need not fetch what they have.

use hmac::{Hmac, Mac};
use sha2::Sha256;
use uuid::Uuid;

use crate::{
    domain::secret,
    protocol::{AttachmentId, OrganizationId, Timestamp, span::HOUR},
};

/// Keeps these signatures apart from any other use of the same secret.
const PURPOSE: &[u8] = b"chatdesk attachment 1";
const ID: usize = 16;

/// Where a file of this organization can be fetched from now on, below the server's own address.
#[must_use]
pub fn path(organization: OrganizationId, id: AttachmentId, now: Timestamp, key: &[u8]) -> String {
    let until = ((now.millis() / HOUR + 2) * HOUR / 1000) as u32;
    let tag = mac(organization.0, id, until, key).finalize().into_bytes();
    let signature = secret::encode(&[organization.0.as_bytes(), &tag[..]].concat());
    format!("/api/widget/attachments/{id}?until={until}&signature={signature}")
}

/// The id of the file that somebody uploads under this `clientId`: the same however often they try.
#[must_use]
pub fn id(organization: OrganizationId, uploader: &str, client_id: Uuid, key: &[u8]) -> AttachmentId {
    let parts: [&[u8]; 4] = [b"chatdesk file 1", organization.0.as_bytes(), client_id.as_bytes(), uploader.as_bytes()];
    secret::id(key, &parts, organization.0).into()
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Invalid {
    Forged,
    Expired,
}

/// Whose the file is, and for how many seconds the address is good still.
///
/// # Errors
/// `Forged` for anything we did not sign, `Expired` after its time.
pub fn verify(
    id: AttachmentId,
    until: u32,
    signature: &str,
    now: Timestamp,
    key: &[u8],
) -> Result<(OrganizationId, i64), Invalid> {
    let bytes = secret::decode(signature).ok_or(Invalid::Forged)?;
    let (organization, tag) = bytes.split_at_checked(ID).ok_or(Invalid::Forged)?;
    let organization = Uuid::from_slice(organization).map_err(|_| Invalid::Forged)?;
    mac(organization, id, until, key).verify_slice(tag).map_err(|_| Invalid::Forged)?;
    let left = i64::from(until) - now.millis() / 1000;
    if left > 0 { Ok((organization.into(), left)) } else { Err(Invalid::Expired) }
}

fn mac(organization: Uuid, id: AttachmentId, until: u32, key: &[u8]) -> Hmac<Sha256> {
    secret::mac(key, &[PURPOSE, organization.as_bytes(), id.0.as_bytes(), &until.to_be_bytes()])
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::from_millis(10 * HOUR + 1);

    fn parts(path: &str) -> (u32, String) {
        let query = path.split_once("?until=").unwrap().1;
        let (until, signature) = query.split_once("&signature=").unwrap();
        (until.parse().unwrap(), signature.into())
    }

    #[test]
    fn f1_an_address_is_good_for_an_hour_at_least_and_the_same_for_an_hour() {
        let (organization, id) = (Uuid::from_u128(1).into(), Uuid::from_u128(2).into());
        let first = path(organization, id, NOW, b"key");
        assert_eq!(first, path(organization, id, NOW.plus(HOUR - 2), b"key"));
        let (until, signature) = parts(&first);
        let at = |millis| verify(id, until, &signature, NOW.plus(millis), b"key");
        assert_eq!(at(0), Ok((organization, 2 * 3600)));
        assert!(at(HOUR).is_ok());
        assert_eq!(at(2 * HOUR), Err(Invalid::Expired));
    }

    #[test]
    fn f1_the_same_client_id_names_the_same_file_for_one_uploader_only() {
        let (fern, oak, client_id) = (Uuid::from_u128(1).into(), Uuid::from_u128(2).into(), Uuid::from_u128(9));
        let first = id(fern, "ada", client_id, b"key");
        assert_eq!(first, id(fern, "ada", client_id, b"key"));
        let others = [
            id(oak, "ada", client_id, b"key"),
            id(fern, "eve", client_id, b"key"),
            id(fern, "ada", Uuid::from_u128(8), b"key"),
            id(fern, "ada", client_id, b"other"),
        ];
        assert!(!others.contains(&first));
    }

    #[test]
    fn s3_an_address_that_we_did_not_make_opens_nothing() {
        let (organization, id) = (Uuid::from_u128(1).into(), Uuid::from_u128(2).into());
        let (until, signature) = parts(&path(organization, id, NOW, b"key"));
        let forged = Err(Invalid::Forged);
        assert_eq!(verify(Uuid::from_u128(3).into(), until, &signature, NOW, b"key"), forged);
        assert_eq!(verify(id, until + 3600, &signature, NOW, b"key"), forged);
        assert_eq!(verify(id, until, &signature, NOW, b"other"), forged);
        for n in 0..signature.len() {
            assert_eq!(verify(id, until, &signature[..n], NOW, b"key"), forged, "{n}");
        }
    }
}
