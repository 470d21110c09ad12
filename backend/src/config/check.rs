//! What is convenient on a developer's machine and dangerous elsewhere.

use std::net::IpAddr;

use url::Url;

use super::reader::Reader;
use super::{Config, Environment, Secret, StorageConfig};

/// What must never be within reach of a webhook on a real server: loopback, and the link-local addresses at
/// which clouds hand out credentials.
const OWN_MACHINE: &[&str] = &[
    "127.0.0.0/8",
    "169.254.0.0/16",
    "::1/128",
    "fe80::/10",
    "fd00:ec2::/32",
    "fd20:ce::/32",
];

/// Adds a problem for each convenience that is not allowed outside `local`.
pub(super) fn strict(config: &Config, from: &mut Reader) {
    if config.environment.is_local() {
        return;
    }
    if config.public_url.scheme() != "https" {
        from.problem(
            "PUBLIC_URL",
            "must begin with https:// outside local",
            "https://desk.example.com",
        );
    }
    if config.debug {
        from.problem(
            "DEBUG",
            "shows causes of errors to everybody; refused outside local",
            "false",
        );
    }
    if config.environment == Environment::Production {
        stricter(config, from);
    }
    if config.bcrypt_cost < 10 {
        from.problem("BCRYPT_COST", "must be 10 or more outside local", "12");
    }
    if config.webhook_allowed_networks.overlaps(OWN_MACHINE) {
        from.problem(
            "WEBHOOK_ALLOWED_NETWORKS",
            "opens the machine itself, or its cloud's metadata, to whoever owns a project; refused outside local",
            "10.20.0.0/16",
        );
    }
    if config
        .secret_keys
        .iter()
        .any(|key| is_repetitive(key.expose()))
    {
        from.problem(
            "SECRET_KEYS",
            "looks like a placeholder",
            "the output of `openssl rand -hex 32`",
        );
    }
}

/// What is tolerable in a rehearsal and not with other people's documents.
fn stricter(config: &Config, from: &mut Reader) {
    if let Some(address) = config.metrics_address.filter(|one| is_public(one.ip())) {
        from.problem(
            "METRICS_ADDRESS",
            format!(
                "{address} is public, and /metrics asks nobody who they are; refused in production"
            ),
            "10.0.0.5:9464",
        );
    }
    if config.trusted_proxies.contains_everybody() {
        from.problem(
            "TRUSTED_PROXIES",
            "believes X-Forwarded-For from everybody, who could then pretend to be anybody; refused in production",
            "172.16.0.0/12",
        );
    }
    if let StorageConfig::Disk { root } = &config.storage
        && root.is_relative()
    {
        from.problem(
            "STORAGE_URL",
            "depends on the folder that the process is started in; refused in production",
            "disk:/srv/documents",
        );
    }
    let (app, owner) = (&config.database_url, &config.migration_database_url);
    let is_set = from.is_given("MIGRATION_DATABASE_URL");
    if is_set && role(app).is_some() && role(app) == role(owner) {
        from.problem(
            "MIGRATION_DATABASE_URL",
            "has the role of DATABASE_URL: who changes rows must not own the schema; refused in production",
            "postgres://quayside_owner:password@localhost/quayside",
        );
    }
}

/// Anybody's, as far as the address alone can tell. All addresses of a machine, 0.0.0.0, are private in a container.
fn is_public(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(ip) => {
            !(ip.is_loopback() || ip.is_private() || ip.is_link_local() || ip.is_unspecified())
        }
        IpAddr::V6(ip) => {
            !(ip.is_loopback()
                || ip.is_unique_local()
                || ip.is_unicast_link_local()
                || ip.is_unspecified())
        }
    }
}

/// Whose connection an address opens.
fn role(url: &Secret) -> Option<String> {
    let url = Url::parse(url.expose()).ok()?;
    Some(url.username().to_owned()).filter(|name| !name.is_empty())
}

/// Keys such as `changeme-changeme-changeme-changeme` have few different characters.
fn is_repetitive(key: &str) -> bool {
    let mut characters: Vec<char> = key.chars().collect();
    characters.sort_unstable();
    characters.dedup();
    characters.len() < 10
}
