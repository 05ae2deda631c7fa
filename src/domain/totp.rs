//! The second factor: six digits that change every half minute (RFC 6238 with SHA-1, as every app knows it).
//!
//! What the app and we share is derived from the server's own secret and a seed of the agent's: the database alone tells
//! nobody any digits.

use hmac::{Hmac, Mac};
use sha1::Sha1;

use super::{base32::base32, secret};
use crate::protocol::{AgentId, Timestamp};

/// Keeps what is derived apart from any other use of the same secret.
const PURPOSE: &[u8] = b"chatdesk second factor 1";
const STEP: i64 = 30_000;
/// Clocks may be so many steps apart, either way.
const DRIFT: i64 = 1;
pub const SECRET: usize = 20;
pub type Secret = [u8; SECRET];

/// Codes that may be tried until one is right, in `PAUSE`: a thousandth of a percent of what there are.
pub const TRIES: u32 = 10;
/// Milliseconds.
pub const PAUSE: i64 = 15 * 60_000;

#[must_use]
pub fn derive(seed: &str, agent: AgentId, key: &[u8]) -> Secret {
    let tag = secret::mac(key, &[PURPOSE, agent.0.as_bytes(), seed.as_bytes()]).finalize().into_bytes();
    let mut secret = [0; SECRET];
    secret.copy_from_slice(&tag[..SECRET]);
    secret
}

/// The step whose code this is, now or a moment ago or from now; it must be later than the last one that was used.
#[must_use]
pub fn step_of(code: &str, secret: &[u8], now: Timestamp) -> Option<i64> {
    let step = now.millis() / STEP;
    (step - DRIFT..=step + DRIFT).find(|step| secret::is_same(&written(digits(secret, *step, 6)), code))
}

#[must_use]
pub fn is_code(text: &str) -> bool {
    text.len() == 6 && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn written(code: u32) -> String {
    format!("{code:06}")
}

/// RFC 4226 of the step's number.
fn digits(secret: &[u8], step: i64, count: u32) -> u32 {
    let mut mac = Hmac::<Sha1>::new_from_slice(secret).unwrap_or_else(|_| unreachable!());
    mac.update(&step.to_be_bytes());
    let tag = mac.finalize().into_bytes();
    let at = usize::from(tag[19] & 15);
    let bits = tag[at..at + 4].iter().fold(0, |bits, byte| bits << 8 | u32::from(*byte));
    (bits & 0x7FFF_FFFF) % 10_u32.pow(count)
}

/// What an app reads from a picture. `account`: an e-mail.
#[must_use]
pub fn uri(account: &str, secret: &Secret) -> String {
    let account: String = form_urlencoded::byte_serialize(account.as_bytes()).collect();
    format!("otpauth://totp/ChatDesk:{account}?secret={}&issuer=ChatDesk", base32(secret))
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    /// RFC 6238, appendix B.
    const RFC: &[u8] = b"12345678901234567890";

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_millis(seconds * 1000)
    }

    #[test]
    fn a1_codes_are_those_of_rfc_6238() {
        for (seconds, code) in [
            (59, 94_287_082),
            (1_111_111_109, 7_081_804),
            (1_111_111_111, 14_050_471),
            (1_234_567_890, 89_005_924),
            (2_000_000_000, 69_279_037),
            (20_000_000_000, 65_353_130),
        ] {
            assert_eq!(digits(RFC, seconds / 30, 8), code, "{seconds}");
            let six = format!("{:06}", code % 1_000_000);
            assert_eq!(step_of(&six, RFC, at(seconds)), Some(seconds / 30));
        }
    }

    #[test]
    fn a1_codes_are_those_of_rfc_4226() {
        let codes = [755_224, 287_082, 359_152, 969_429, 338_314, 254_676, 287_922, 162_583, 399_871, 520_489];
        for (step, code) in (0..).zip(codes) {
            assert_eq!(digits(RFC, step, 6), code, "{step}");
        }
    }

    #[test]
    fn a1_a_clock_may_be_half_a_minute_off() {
        let code = written(digits(RFC, 100, 6));
        let found: Vec<_> = (97..=103).map(|step| step_of(&code, RFC, at(step * 30))).collect();
        assert_eq!(found, [None, None, Some(100), Some(100), Some(100), None, None]);
        for wrong in ["", "000000", "75522", "7552244", "٧٥٥٢٢٤"] {
            assert_eq!(step_of(wrong, RFC, at(0)), None, "{wrong}");
        }
    }

    #[test]
    fn a1_what_an_app_shares_depends_on_the_server_the_agent_and_the_seed() {
        let (ada, bob): (AgentId, AgentId) = (Uuid::from_u128(1).into(), Uuid::from_u128(2).into());
        let secret = derive("seed", ada, b"key");
        assert_eq!(secret, derive("seed", ada, b"key"));
        for other in [derive("seed", bob, b"key"), derive("tree", ada, b"key"), derive("seed", ada, b"kez")] {
            assert_ne!(secret, other);
        }
        let uri = uri("ada+x@example.com", &[0; SECRET]);
        assert_eq!(
            uri,
            format!("otpauth://totp/ChatDesk:ada%2Bx%40example.com?secret={}&issuer=ChatDesk", "A".repeat(32))
        );
    }

    #[test]
    fn a1_a_code_is_six_digits() {
        assert!(is_code("012345") && !is_code("12345") && !is_code("1234567") && !is_code("12345a"));
    }
}
