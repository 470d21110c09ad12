//! What is convenient on a developer's machine and dangerous elsewhere.

use super::Config;
use super::reader::Reader;

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

/// Keys such as `changeme-changeme-changeme-changeme` have few different characters.
fn is_repetitive(key: &str) -> bool {
    let mut characters: Vec<char> = key.chars().collect();
    characters.sort_unstable();
    characters.dedup();
    characters.len() < 10
}
