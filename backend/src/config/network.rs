//! Addresses, hosts and proxies.

use std::net::IpAddr;

use ipnet::IpNet;
use url::Url;

use super::Secret;
use super::reader::Reader;

/// A list of networks, as a setting names them.
#[derive(Clone, Debug, Default)]
pub struct Networks(Vec<IpNet>);

impl Networks {
    /// Whether `address` is in one of them.
    pub fn contains(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        self.0.iter().any(|network| network.contains(&address))
    }
}

impl Networks {
    /// Whether one of them is the whole internet.
    pub(super) fn contains_everybody(&self) -> bool {
        self.0.iter().any(|network| network.prefix_len() == 0)
    }

    /// Whether one of them and one of `others` have an address in common.
    pub(super) fn overlaps(&self, others: &[&str]) -> bool {
        let others: Vec<IpNet> = others.iter().filter_map(|one| one.parse().ok()).collect();
        self.0.iter().any(|mine| {
            others
                .iter()
                .any(|other| mine.contains(other) || other.contains(mine))
        })
    }
}

impl From<Vec<IpNet>> for Networks {
    fn from(networks: Vec<IpNet>) -> Self {
        Self(networks)
    }
}

pub(super) fn networks(from: &mut Reader, name: &str) -> Networks {
    let mut networks = Vec::new();
    for item in from.list(name) {
        match item
            .parse::<IpNet>()
            .or_else(|_| item.parse::<IpAddr>().map(IpNet::from))
        {
            Ok(network) => networks.push(network),
            Err(_) => from.problem(name, format!("`{item}` is no network"), "172.16.0.0/12"),
        }
    }
    Networks(networks)
}

pub(super) fn public_url(from: &mut Reader, local: bool, port: u16) -> Url {
    let fallback = Url::parse(&format!("http://localhost:{port}")).expect("a valid address");
    let example = "https://desk.example.com";
    if !local && from.raw("PUBLIC_URL").is_none() {
        from.problem("PUBLIC_URL", "is missing", example);
    }
    let url = from.parsed("PUBLIC_URL", fallback.clone(), example);
    if url.host_str().is_some() {
        return url;
    }
    from.problem("PUBLIC_URL", "has no host", example);
    fallback
}

/// The address may hold a password, so a problem never repeats it.
pub(super) fn redis_url(from: &mut Reader) -> Option<Secret> {
    let secret = from.optional_secret("REDIS_URL")?;
    let usable = Url::parse(secret.expose())
        .is_ok_and(|url| matches!(url.scheme(), "redis" | "rediss") && url.has_host());
    if !usable && !secret.expose().is_empty() {
        from.problem(
            "REDIS_URL",
            "must begin with redis:// or rediss:// and a host",
            "rediss://user:password@redis.example.com:6379/0",
        );
    }
    Some(secret)
}

/// `ALLOWED_HOSTS`, or what follows from the public address.
pub(super) fn allowed_hosts(from: &mut Reader, local: bool, public_url: &Url) -> Vec<String> {
    let mut hosts: Vec<String> = from
        .list("ALLOWED_HOSTS")
        .iter()
        .map(|host| host.to_lowercase())
        .collect();
    if hosts.is_empty() {
        hosts.extend(public_url.host_str().map(str::to_owned));
        let names = ["localhost", "127.0.0.1", "[::1]"];
        for name in names.iter().filter(|_| local) {
            if !hosts.iter().any(|host| host == name) {
                hosts.push((*name).to_owned());
            }
        }
    }
    hosts
}

impl std::fmt::Display for Networks {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let networks: Vec<_> = self.0.iter().map(ToString::to_string).collect();
        f.write_str(&networks.join(","))
    }
}
