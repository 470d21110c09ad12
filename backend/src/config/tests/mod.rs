//! What an operator is told, and what is never told.

mod examples;
mod mail;
mod secrets;

use std::collections::BTreeSet;

use super::{Config, Environment, Problems, VARIABLES};

const KEY: &str = "a-key-for-tests-that-is-long-enough";

/// Each wrong in a way of its own.
const WRONG: &[(&str, &str)] = &[
    ("APP_ENV", "prod"),
    ("PUBLIC_URL", "desk"),
    ("PORT", "80800"),
    ("BIND_ADDRESS", "localhost"),
    ("METRICS_ADDRESS", "9464"),
    ("DATABASE_URL", ""),
    ("DATABASE_POOL_SIZE", "0"),
    ("STORAGE_URL", "ftp://files"),
    ("REDIS_URL", "localhost:6379"),
    ("SMTP_URL", "smtp.example.com:587"),
    ("MAIL_FROM", "Quayside"),
    ("SECRET_KEYS", "short"),
    ("REGISTRATION", "yes"),
    ("TRUSTED_PROXIES", "10.0.0.0/8,proxy"),
    ("LOG_FORMAT", "xml"),
    ("MAX_UPLOAD_BYTES", "5 GiB"),
    ("PROJECT_QUOTA_BYTES", "0"),
    ("BCRYPT_COST", "3"),
    ("SWEEP_GRACE_SECONDS", "-1"),
    ("TRASH_RETENTION_DAYS", "3651"),
    ("WORKER_CONCURRENCY", "many"),
    ("DRAIN_SECONDS", "301"),
    ("SHUTDOWN_SECONDS", "3601"),
    ("DEBUG", "1"),
];

#[test]
fn little_is_needed_on_a_developers_machine() {
    let config = read(&[]).expect("it is fine");
    assert_eq!(config.environment, Environment::Local);
    assert_eq!(config.listen.to_string(), "127.0.0.1:8080");
    assert_eq!(config.public_url.as_str(), "http://localhost:8080/");
    assert_eq!(config.allowed_hosts, ["localhost", "127.0.0.1", "[::1]"]);
    assert_eq!(config.bcrypt_cost, 12);
    assert_eq!(config.max_upload_bytes, 5 << 30);
    assert_eq!(config.project_quota_bytes, 50 << 30);
    assert_eq!(
        config.migration_database_url.expose(),
        config.database_url.expose()
    );
}

#[test]
fn all_problems_are_told_at_once_each_with_an_example() {
    let problems = read(WRONG).expect_err("nothing of it can be used");
    let expected: BTreeSet<_> = WRONG.iter().map(|(name, _)| *name).collect();
    assert_eq!(named(&problems), expected);
    let text = problems.to_string();
    for problem in &problems.0 {
        assert!(!problem.example.is_empty() && !problem.message.is_empty());
        let line = format!("{}: {}", problem.variable, problem.message);
        assert!(text.contains(&line), "{line}");
    }
}

#[test]
fn outside_of_local_the_rules_are_strict() {
    for environment in ["staging", "production"] {
        let careless = [
            ("APP_ENV", environment),
            ("PUBLIC_URL", "http://desk.example.com"),
            ("SECRET_KEYS", "changeme-changeme-changeme-changeme"),
            ("DEBUG", "true"),
            ("BCRYPT_COST", "9"),
        ];
        let problems = read(&careless).expect_err("it is careless");
        let mut expected = BTreeSet::from([
            "BCRYPT_COST",
            "DEBUG",
            "PUBLIC_URL",
            "SECRET_KEYS",
            "STORAGE_URL",
        ]);
        if environment == "production" {
            expected.extend(["MAIL_FROM", "SMTP_URL"]);
        }
        assert_eq!(named(&problems), expected);
        let local: Vec<_> = careless[1..].to_vec();
        assert!(read(&local).is_ok(), "on a developer's machine it may be");
    }
}

#[test]
fn outside_of_local_nothing_is_guessed() {
    let problems = read(&[("APP_ENV", "production")]).expect_err("too little");
    let expected = BTreeSet::from(["MAIL_FROM", "PUBLIC_URL", "SMTP_URL", "STORAGE_URL"]);
    assert_eq!(named(&problems), expected);
    let enough = [
        ("APP_ENV", "production"),
        ("SMTP_URL", "smtps://desk:secret@smtp.example.com"),
        ("MAIL_FROM", "desk@example.com"),
        ("PUBLIC_URL", "https://desk.example.com"),
        ("STORAGE_URL", "disk:/srv/documents"),
    ];
    let config = read(&enough).expect("it is enough");
    assert_eq!(config.allowed_hosts, ["desk.example.com"]);
}

#[test]
fn an_object_store_needs_its_keys() {
    let problems = read(&[("STORAGE_URL", "s3://desk/here")]).expect_err("no keys");
    let expected = BTreeSet::from(["S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY"]);
    assert_eq!(named(&problems), expected);
}

#[test]
fn webhooks_reach_the_machine_itself_only_where_it_is_a_developers() {
    let name = "WEBHOOK_ALLOWED_NETWORKS";
    assert!(read(&[(name, "127.0.0.0/8, ::1")]).is_ok());
    let staging = |networks: &'static str| {
        let strict = [
            ("APP_ENV", "staging"),
            ("PUBLIC_URL", "https://desk.example.com"),
            ("STORAGE_URL", "disk:/srv/documents"),
            (name, networks),
        ];
        read(&strict)
    };
    assert!(staging("10.20.0.0/16,fd12::/16").is_ok());
    for networks in [
        "127.0.0.1",
        "0.0.0.0/0",
        "169.254.169.254",
        "10.0.0.0/8,::/0",
        "fd00::/8",
    ] {
        let problems = staging(networks).expect_err(networks);
        assert_eq!(named(&problems), BTreeSet::from([name]), "{networks}");
    }
    let problems = read(&[(name, "10.0.0.0/33")]).expect_err("no network");
    assert_eq!(named(&problems), BTreeSet::from([name]));
}

#[test]
fn everything_else_is_shown() {
    let config = read(&[
        ("STORAGE_URL", "s3://desk"),
        ("S3_ACCESS_KEY_ID", "i"),
        ("S3_SECRET_ACCESS_KEY", "s"),
    ]);
    let shown = config.expect("it is fine").to_string();
    let names: BTreeSet<_> = shown
        .lines()
        .filter_map(|line| Some(line.split_once('=')?.0))
        .collect();
    let known: BTreeSet<_> = VARIABLES.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, known);
}

/// The least that is needed, and these on top.
fn read(pairs: &[(&str, &str)]) -> Result<Config, Problems> {
    let least = [
        ("DATABASE_URL", "postgres://localhost/desk"),
        ("SECRET_KEYS", KEY),
    ];
    Config::from_pairs(least.iter().chain(pairs).copied())
}

fn named(problems: &Problems) -> BTreeSet<&str> {
    problems
        .0
        .iter()
        .map(|problem| problem.variable.as_str())
        .collect()
}

#[test]
fn production_is_stricter_than_its_rehearsal() {
    let careless = |environment: &'static str| {
        read(&[
            ("APP_ENV", environment),
            ("PUBLIC_URL", "https://desk.example.com"),
            ("SMTP_URL", "smtps://smtp.example.com"),
            ("MAIL_FROM", "desk@example.com"),
            ("STORAGE_URL", "disk:documents"),
            ("METRICS_ADDRESS", "203.0.113.5:9464"),
            ("TRUSTED_PROXIES", "0.0.0.0/0"),
            ("DATABASE_URL", "postgres://desk:one@db/desk"),
            ("MIGRATION_DATABASE_URL", "postgres://desk:two@db/desk"),
        ])
    };
    assert!(careless("staging").is_ok());
    let problems = careless("production").expect_err("it is careless");
    let expected = BTreeSet::from([
        "METRICS_ADDRESS",
        "MIGRATION_DATABASE_URL",
        "STORAGE_URL",
        "TRUSTED_PROXIES",
    ]);
    assert_eq!(named(&problems), expected);
}

#[test]
fn metrics_in_a_private_network_are_nobody_elses() {
    for address in [
        "127.0.0.1:1",
        "10.0.0.5:1",
        "0.0.0.0:1",
        "[::1]:1",
        "[fd00::5]:1",
    ] {
        let config = [
            ("APP_ENV", "production"),
            ("PUBLIC_URL", "https://desk.example.com"),
            ("SMTP_URL", "smtps://smtp.example.com"),
            ("MAIL_FROM", "desk@example.com"),
            ("STORAGE_URL", "disk:/srv/documents"),
            ("METRICS_ADDRESS", address),
        ];
        assert!(read(&config).is_ok(), "{address}");
    }
}
