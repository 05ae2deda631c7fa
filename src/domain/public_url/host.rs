//! Which hosts and addresses everybody can reach.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::{Reach, Refusal};

const LONGEST: usize = 253;
/// Ends of names that mean something else in every network.
const INSIDE: [&str; 13] = [
    "localhost",
    "local",
    "internal",
    "intranet",
    "private",
    "lan",
    "home",
    "corp",
    "arpa",
    "test",
    "invalid",
    "onion",
    "localdomain",
];

/// One spelling of a host, if one may reach it. A name with a single part, or one that ends in a number without being a plain
/// address (`2130706433`, `0x7f.1`, `127.1`, `010.0.0.1`), is read in different ways by different readers.
pub(super) fn understood(host: &str, reach: Reach) -> Result<String, Refusal> {
    if let Some(address) = host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        let address: Ipv6Addr = address.parse().map_err(|_| Refusal::NoAddress)?;
        return within(reach, is_public(address.into()), format!("[{address}]"));
    }
    let host = host.strip_suffix('.').unwrap_or(host).to_ascii_lowercase();
    if !is_host(&host) {
        return Err(Refusal::NoAddress);
    }
    let last = host.rsplit('.').next().unwrap_or_default();
    if last.starts_with(|c: char| c.is_ascii_digit()) {
        let is_public = host.parse::<Ipv4Addr>().is_ok_and(|address| is_public(address.into()));
        return within(reach, is_public, host);
    }
    let is_outside = host.contains('.') && !INSIDE.contains(&last);
    within(reach, is_outside, host)
}

fn within(reach: Reach, is_public: bool, host: String) -> Result<String, Refusal> {
    if is_public || reach == Reach::Anywhere { Ok(host) } else { Err(Refusal::Private) }
}

/// Names may have a `_`, though domains may not.
fn is_host(host: &str) -> bool {
    let is_label = |label: &str| {
        (1..=63).contains(&label.len()) && label.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b))
    };
    host.len() <= LONGEST && host.split('.').all(is_label)
}

/// Can anybody reach it, and does it lead nowhere else?
#[must_use]
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address.octets()),
        IpAddr::V6(address) => is_public_v6(address.segments()),
    }
}

/// None of the blocks that IANA lists for special purposes.
const fn is_public_v4([a, b, c, _]: [u8; 4]) -> bool {
    !matches!(
        (a, b, c),
        (0 | 10 | 127 | 224.., _, _)
            | (100, 64..=127, _)
            | (169, 254, _)
            | (172, 16..=31, _)
            | (192, 0, 0 | 2)
            | (192, 88, 99)
            | (192, 168, _)
            | (198, 18 | 19, _)
            | (198, 51, 100)
            | (203, 0, 113)
    )
}

/// What is given out to everybody (`2000::/3`), without documentation, benchmarks, Teredo (`2001::/23`, `2001:db8::/32`,
/// `3fff::/20`) and 6to4 (`2002::/16`). IPv4 in IPv6 clothes (`::ffff:…`, `64:ff9b::…`) is outside of it.
const fn is_public_v6(segments: [u16; 8]) -> bool {
    let [first, second, ..] = segments;
    match first {
        0x2001 => second >= 0x0200 && second != 0x0db8,
        0x2002 => false,
        0x3fff => second >= 0x1000,
        _ => first >> 13 == 1,
    }
}
