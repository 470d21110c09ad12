//! Where messages may go: to public addresses, and to networks that the operator names.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use ipnet::{Ipv4Net, Ipv6Net};

use crate::config::Networks;

/// Not public, by IANA's registry of special-purpose addresses (RFC 6890 and its updates), multicast
/// (RFC 5771), and an address at which a cloud answers its own machines.
const SPECIAL_V4: &[Ipv4Net] = &[
    v4([0, 0, 0, 0], 8),        // "this network"
    v4([10, 0, 0, 0], 8),       // private use
    v4([100, 64, 0, 0], 10),    // shared by carriers; Alibaba's metadata
    v4([127, 0, 0, 0], 8),      // loopback
    v4([168, 63, 129, 16], 32), // Azure's platform
    v4([169, 254, 0, 0], 16),   // link-local; most clouds' metadata
    v4([172, 16, 0, 0], 12),    // private use
    v4([192, 0, 0, 0], 24),     // protocol assignments; Oracle's metadata
    v4([192, 0, 2, 0], 24),     // documentation
    v4([192, 31, 196, 0], 24),  // AS112
    v4([192, 52, 193, 0], 24),  // AMT
    v4([192, 88, 99, 0], 24),   // 6to4 relays
    v4([192, 168, 0, 0], 16),   // private use
    v4([192, 175, 48, 0], 24),  // AS112
    v4([198, 18, 0, 0], 15),    // benchmarks
    v4([198, 51, 100, 0], 24),  // documentation
    v4([203, 0, 113, 0], 24),   // documentation
    v4([224, 0, 0, 0], 4),      // multicast
    v4([240, 0, 0, 0], 4),      // reserved, and broadcast
];

/// What IANA gives out as global unicast. All else is special: loopback, link-local, unique local (with the
/// metadata of AWS and Google), multicast, and IPv4 in IPv6 (mapped, compatible, NAT64).
const GLOBAL_V6: Ipv6Net = v6([0x2000, 0, 0], 3);

/// Not public although within it, by the same registry.
const SPECIAL_V6: &[Ipv6Net] = &[
    v6([0x2001, 0, 0], 23), // protocol assignments: Teredo, benchmarks, ORCHID …
    v6([0x2001, 0xdb8, 0], 32), // documentation
    v6([0x2002, 0, 0], 16), // 6to4
    v6([0x2620, 0x4f, 0x8000], 48), // AS112
    v6([0x3fff, 0, 0], 20), // documentation
];

/// The addresses that messages may go to.
#[derive(Clone, Debug, Default)]
pub struct Reach {
    allowed: Networks,
}

/// An address that messages may not go to.
#[derive(Debug, thiserror::Error)]
#[error("it is not a public address, and webhooks may go to no other")]
pub(super) struct OutOfReach;

impl Reach {
    /// Public addresses, and `allowed` ones.
    pub fn new(allowed: Networks) -> Self {
        Self { allowed }
    }

    /// Whether messages may go to an address.
    pub fn includes(&self, address: IpAddr) -> bool {
        is_public(address) || self.allowed.contains(address)
    }
}

fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => !SPECIAL_V4.iter().any(|special| special.contains(&address)),
        IpAddr::V6(address) => {
            GLOBAL_V6.contains(&address)
                && !SPECIAL_V6.iter().any(|special| special.contains(&address))
        }
    }
}

const fn v4([a, b, c, d]: [u8; 4], length: u8) -> Ipv4Net {
    Ipv4Net::new_assert(Ipv4Addr::new(a, b, c, d), length)
}

const fn v6([a, b, c]: [u16; 3], length: u8) -> Ipv6Net {
    Ipv6Net::new_assert(Ipv6Addr::new(a, b, c, 0, 0, 0, 0, 0), length)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// First and last of each range that is not public.
    #[rustfmt::skip]
    const SPECIAL: &[(&str, &str)] = &[
        ("0.0.0.0", "0.255.255.255"),
        ("10.0.0.0", "10.255.255.255"),
        ("100.64.0.0", "100.127.255.255"),
        ("127.0.0.0", "127.255.255.255"),
        ("168.63.129.16", "168.63.129.16"),
        ("169.254.0.0", "169.254.255.255"),
        ("172.16.0.0", "172.31.255.255"),
        ("192.0.0.0", "192.0.0.255"),
        ("192.0.2.0", "192.0.2.255"),
        ("192.31.196.0", "192.31.196.255"),
        ("192.52.193.0", "192.52.193.255"),
        ("192.88.99.0", "192.88.99.255"),
        ("192.168.0.0", "192.168.255.255"),
        ("192.175.48.0", "192.175.48.255"),
        ("198.18.0.0", "198.19.255.255"),
        ("198.51.100.0", "198.51.100.255"),
        ("203.0.113.0", "203.0.113.255"),
        ("224.0.0.0", "239.255.255.255"),
        ("240.0.0.0", "255.255.255.255"),
        ("::", "::1"),
        ("::127.0.0.1", "::255.255.255.255"),
        ("::ffff:0.0.0.0", "::ffff:255.255.255.255"),
        ("64:ff9b::", "64:ff9b::255.255.255.255"),
        ("64:ff9b:1::", "64:ff9b:1:ffff:ffff:ffff:ffff:ffff"),
        ("100::", "100::ffff:ffff:ffff:ffff"),
        ("2001::", "2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff"),
        ("2001:db8::", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff"),
        ("2002::", "2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
        ("2620:4f:8000::", "2620:4f:8000:ffff:ffff:ffff:ffff:ffff"),
        ("3fff::", "3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff"),
        ("5f00::", "5f00:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
        ("fc00::", "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
        ("fe80::", "febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
        ("fec0::", "feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
        ("ff00::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
    ];

    /// Beside those, and elsewhere.
    #[rustfmt::skip]
    const PUBLIC: &[&str] = &[
        "1.0.0.0", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.0",
        "168.63.129.15", "168.63.129.17", "169.253.255.255", "169.255.0.0", "172.15.255.255", "172.32.0.0",
        "192.0.1.0", "192.0.3.0", "192.167.255.255", "192.169.0.0", "198.17.255.255", "198.20.0.0",
        "203.0.112.255", "203.0.114.0", "223.255.255.255", "8.8.8.8",
        "2001:200::", "2001:db7:ffff::", "2001:db9::", "2003::", "2606:4700::1111", "2a00:1450::1", "3ffe::1",
    ];

    #[test]
    fn no_special_range_is_reached_from_its_first_address_to_its_last() {
        for (first, last) in SPECIAL {
            for address in [first, last] {
                assert!(!Reach::default().includes(parsed(address)), "{address}");
            }
        }
    }

    #[test]
    fn what_lies_beside_those_is_reached() {
        for address in PUBLIC {
            assert!(Reach::default().includes(parsed(address)), "{address}");
        }
    }

    #[test]
    fn each_network_of_the_tables_is_tested() {
        let covered = |network: ipnet::IpNet| {
            SPECIAL
                .iter()
                .any(|(first, _)| parsed(first) == network.addr())
        };
        for network in SPECIAL_V4 {
            assert!(covered((*network).into()), "{network}");
        }
        for network in SPECIAL_V6 {
            assert!(covered((*network).into()), "{network}");
        }
    }

    #[test]
    fn a_network_that_the_operator_names_is_reached_and_no_other() {
        let reach = Reach::new(Networks::from(vec!["10.1.0.0/16".parse().expect("one")]));
        assert!(reach.includes(parsed("10.1.2.3")));
        assert!(!reach.includes(parsed("10.2.0.0")));
        assert!(!reach.includes(parsed("::ffff:10.2.0.0")));
    }

    fn parsed(text: &str) -> IpAddr {
        text.parse().expect("an address")
    }
}
