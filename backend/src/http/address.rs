//! Where a request comes from, as far as it can be believed.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use actix_web::HttpRequest;

use crate::config::TrustedProxies;

/// The client's address: the peer's, or, where the peer is one of our proxies, the nearest entry of
/// `X-Forwarded-For` that is not. What a client writes into the header itself stands further left
/// and is never reached.
pub fn client_address(request: &HttpRequest, proxies: &TrustedProxies) -> IpAddr {
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
