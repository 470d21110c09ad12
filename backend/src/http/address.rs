//! Where a request comes from, as far as it can be believed.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use actix_web::HttpRequest;

use crate::config::Networks;

/// The client's address: the peer's, or, where the peer is one of our proxies, the nearest entry of
/// `X-Forwarded-For` that is not. What a client writes into the header itself stands further left
/// and is never reached.
pub fn client_address(request: &HttpRequest, proxies: &Networks) -> IpAddr {
    let peer = request
        .peer_addr()
        .map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| {
            peer.ip().to_canonical()
        });
    let mut address = peer;
    for hop in hops(request).iter().rev() {
        if !proxies.contains(address) {
            break;
        }
        address = *hop;
    }
    address
}

/// The entries of `X-Forwarded-For`, left to right; from the first unreadable one to the left nothing counts.
fn hops(request: &HttpRequest) -> Vec<IpAddr> {
    let values = request
        .headers()
        .get_all("x-forwarded-for")
        .filter_map(|value| value.to_str().ok());
    let mut hops = Vec::new();
    for entry in values.flat_map(|value| value.split(',')) {
        match entry.trim().parse::<IpAddr>() {
            Ok(address) => hops.push(address.to_canonical()),
            Err(_) => hops.clear(),
        }
    }
    hops
}

/// Whom an address stands for: one address of IPv4, a /56 of IPv6, which is what one line is given.
pub fn subscriber(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(v6) => IpAddr::V6(Ipv6Addr::from_bits(v6.to_bits() & !((1 << 72) - 1))),
    }
}

/// The neighbourhood of an address: a /24 of IPv4, a /56 of IPv6.
pub fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(v4) => IpAddr::V4(Ipv4Addr::from_bits(v4.to_bits() & !0xff)),
        IpAddr::V6(_) => subscriber(address),
    }
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;
    use crate::config::Config;

    #[test]
    fn the_peer_is_believed_and_its_header_is_not() {
        assert_eq!(client("198.51.100.9", "10.0.0.1"), "198.51.100.9");
        assert_eq!(
            client("198.51.100.9", "203.0.113.7, 10.0.0.1"),
            "198.51.100.9"
        );
    }

    #[test]
    fn a_proxy_of_ours_says_who_asked_it() {
        assert_eq!(client("10.0.0.1", "203.0.113.7"), "203.0.113.7");
        assert_eq!(client("10.0.0.1", "2001:db8::7"), "2001:db8::7");
        assert_eq!(client("::ffff:10.0.0.1", "203.0.113.7"), "203.0.113.7");
    }

    #[test]
    fn several_proxies_of_ours_are_walked_back() {
        assert_eq!(
            client("10.0.0.1", "203.0.113.7, 10.0.0.2,10.0.0.3"),
            "203.0.113.7"
        );
        assert_eq!(client("10.0.0.1", "10.0.0.3, 10.0.0.2"), "10.0.0.3");
    }

    #[test]
    fn what_the_client_itself_wrote_is_never_reached() {
        assert_eq!(client("10.0.0.1", "1.2.3.4, 203.0.113.7"), "203.0.113.7");
        assert_eq!(client("10.0.0.1", "10.0.0.9, 203.0.113.7"), "203.0.113.7");
    }

    #[test]
    fn an_unreadable_entry_ends_the_walk() {
        assert_eq!(client("10.0.0.1", "203.0.113.7, unknown"), "10.0.0.1");
        assert_eq!(
            client("10.0.0.1", "203.0.113.7, unknown, 10.0.0.2"),
            "10.0.0.2"
        );
        assert_eq!(client("10.0.0.1", ""), "10.0.0.1");
    }

    #[test]
    fn one_subscriber_counts_as_one() {
        for (address, counted, neighbourhood) in [
            ("203.0.113.7", "203.0.113.7", "203.0.113.0"),
            ("203.0.113.255", "203.0.113.255", "203.0.113.0"),
            ("203.0.114.7", "203.0.114.7", "203.0.114.0"),
            (
                "2001:db8:1:2ff:1:2:3:4",
                "2001:db8:1:200::",
                "2001:db8:1:200::",
            ),
            ("2001:db8:1:3ff::", "2001:db8:1:300::", "2001:db8:1:300::"),
        ] {
            let address = address.parse().expect("an address");
            assert_eq!(subscriber(address).to_string(), counted);
            assert_eq!(network(address).to_string(), neighbourhood);
        }
    }

    /// Our proxies are 10.0.0.0/8.
    fn client(peer: &str, forwarded_for: &str) -> String {
        let config = Config::from_pairs([
            ("DATABASE_URL", "postgres://localhost/desk"),
            ("SECRET_KEYS", "a-key-for-tests-that-is-long-enough"),
            ("TRUSTED_PROXIES", "10.0.0.0/8"),
        ]);
        let proxies = config.expect("the settings are fine").trusted_proxies;
        let peer: IpAddr = peer.parse().expect("an address");
        let request = TestRequest::default()
            .peer_addr((peer, 50_000).into())
            .insert_header(("X-Forwarded-For", forwarded_for))
            .to_http_request();
        client_address(&request, &proxies).to_string()
    }
}
