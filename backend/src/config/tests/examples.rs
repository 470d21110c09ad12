//! The files of `config/` that installations begin with.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::{KEY, VARIABLES, read};
use crate::config::{Config, Environment, MailServer};

/// What makes an environment another one. A difference in anything else would be tried for the first time
/// in production.
const APART: [&str; 4] = ["APP_ENV", "MAIL_FROM", "PUBLIC_URL", "STORAGE_URL"];

/// What the files of the secrets would hold.
const SECRETS: [(&str, &str); 6] = [
    (
        "DATABASE_URL",
        "postgres://quayside:secret@postgres/quayside",
    ),
    ("REDIS_URL", "redis://quayside:secret@redis"),
    ("S3_ACCESS_KEY_ID", "an-id"),
    ("S3_SECRET_ACCESS_KEY", "a-secret"),
    ("SECRET_KEYS", KEY),
    ("SMTP_URL", "smtp://desk:secret@smtp.example.com:587"),
];

#[test]
fn the_documented_variables_are_those_that_are_read() {
    let text = example("local.env");
    let mut documented = settings(&text);
    let names: BTreeSet<_> = documented.keys().copied().collect();
    let known: BTreeSet<_> = VARIABLES.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, known);

    // What scripts/dev sets.
    documented.insert("DATABASE_URL", "postgres://localhost/desk");
    documented.insert("SECRET_KEYS", KEY);
    let as_documented = Config::from_pairs(documented).expect("the example is fine");
    let default = read(&[]).expect("it is fine");
    assert_eq!(as_documented.to_string(), default.to_string());
}

#[test]
fn the_examples_of_staging_and_production_are_fine_once_their_secrets_are_there() {
    let cases = [
        ("staging.env.example", Environment::Staging),
        ("production.env.example", Environment::Production),
    ];
    for (file, environment) in cases {
        let config = installed(&example(file));
        assert_eq!(config.environment, environment, "{file}");
        assert!(!config.registration_open, "{file}");
        assert!(config.redis_url.is_some(), "{file}");
        assert!(matches!(config.mail.server, MailServer::Smtp(_)), "{file}");
    }
}

#[test]
fn staging_and_production_differ_only_where_they_must() {
    let (staging, production) = (
        example("staging.env.example"),
        example("production.env.example"),
    );
    let (staging, production) = (settings(&staging), settings(&production));
    assert!(staging.keys().eq(production.keys()));
    let different: Vec<_> = staging
        .iter()
        .filter(|(name, value)| production[*name] != **value)
        .map(|(name, _)| *name)
        .collect();
    assert_eq!(different, APART);
}

/// As an installation would read it, with [`SECRETS`] in place of the files that hold them.
fn installed(text: &str) -> Config {
    let mut pairs = settings(text);
    for (name, secret) in SECRETS {
        let file = pairs.remove(format!("{name}_FILE").as_str());
        assert!(file.is_some(), "{name}_FILE is not set");
        pairs.insert(name, secret);
    }
    for name in pairs.keys() {
        assert!(
            VARIABLES.iter().any(|(known, _)| known == name),
            "nothing reads {name}"
        );
    }
    Config::from_pairs(pairs).expect("the example is fine")
}

fn example(file: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../config")
        .join(file);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn settings(text: &str) -> BTreeMap<&str, &str> {
    text.lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('='))
        .collect()
}
