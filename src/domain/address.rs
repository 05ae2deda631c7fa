//! Visitors' IP addresses: how much of one an organization keeps.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use crate::protocol::organization::IpPolicy;

/// What may be stored of an address, in one spelling; nothing of what is none.
#[must_use]
pub fn kept(policy: IpPolicy, address: &str) -> Option<String> {
    let address = address.parse::<IpAddr>().ok()?.to_canonical();
    match policy {
        IpPolicy::Keep => Some(address.to_string()),
        IpPolicy::Truncate => Some(network(address).to_string()),
        IpPolicy::Drop => None,
    }
}

/// Who shares one limit: an IPv4 address, or the /64 of an IPv6 one, in which everybody has as many as they like.
#[must_use]
pub fn neighbours(address: &str) -> String {
    match address.parse::<IpAddr>().map(|address| address.to_canonical()) {
        Ok(IpAddr::V6(address)) => {
            let [a, b, c, d, ..] = address.segments();
            Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0).to_string()
        }
        Ok(address) => address.to_string(),
        Err(_) => "unknown".into(),
    }
}

/// The /24 of an IPv4 address, the /48 of an IPv6 one.
fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(address) => {
            let [a, b, c, _] = address.octets();
            Ipv4Addr::new(a, b, c, 0).into()
        }
        IpAddr::V6(address) => {
            let [a, b, c, ..] = address.segments();
            Ipv6Addr::new(a, b, c, 0, 0, 0, 0, 0).into()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::organization::OrganizationSettings;

    const GARBAGE: [&str; 12] = [
        "",
        " ",
        "unknown",
        "1.2.3",
        "1.2.3.256",
        "01.2.3.4",
        "1.2.3.4:80",
        "[::1]",
        "fe80::1%eth0",
        "1.2.3.4, 5.6.7.8",
        "1.2.3.4\n",
        "١.٢.٣.٤",
    ];

    #[test]
    fn v2_addresses_are_truncated_to_their_network() {
        let cases = [
            ("203.0.113.77", "203.0.113.0"),
            ("255.255.255.255", "255.255.255.0"),
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1::"),
            ("2001:DB8::1", "2001:db8::"),
            ("::1", "::"),
            ("::ffff:203.0.113.77", "203.0.113.0"),
            ("::ffff:cb00:714d", "203.0.113.0"),
        ];
        for (address, wanted) in cases {
            assert_eq!(kept(IpPolicy::Truncate, address).as_deref(), Some(wanted), "{address}");
        }
    }

    #[test]
    fn s4_who_has_a_whole_ipv6_network_has_one_limit() {
        let same = |a, b| neighbours(a) == neighbours(b);
        assert!(same("2001:db8:1:2::1", "2001:DB8:1:2:ffff::9") && !same("2001:db8:1:2::1", "2001:db8:1:3::1"));
        assert!(same("::ffff:203.0.113.77", "203.0.113.77") && !same("203.0.113.77", "203.0.113.78"));
        assert!(GARBAGE.iter().all(|text| neighbours(text) == "unknown"));
    }

    #[test]
    fn v2_addresses_can_be_kept_or_turned_off() {
        assert_eq!(kept(IpPolicy::Keep, "203.0.113.77").as_deref(), Some("203.0.113.77"));
        assert_eq!(kept(IpPolicy::Keep, "::ffff:203.0.113.77").as_deref(), Some("203.0.113.77"));
        assert_eq!(kept(IpPolicy::Keep, "2001:DB8:0:0::1").as_deref(), Some("2001:db8::1"));
        assert_eq!(kept(IpPolicy::Drop, "203.0.113.77"), None);
    }

    #[test]
    fn v2_what_is_no_address_is_not_stored() {
        for policy in [IpPolicy::Keep, IpPolicy::Truncate, IpPolicy::Drop] {
            for text in GARBAGE {
                assert_eq!(kept(policy, text), None, "{text:?}");
            }
        }
    }

    #[test]
    fn v2_addresses_are_truncated_unless_said_otherwise() {
        assert_eq!(OrganizationSettings::default().ip_policy, IpPolicy::Truncate);
    }
}
