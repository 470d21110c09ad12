//! What an operator keeps to himself: where it comes from, and that it is never told.

use std::collections::BTreeSet;

use super::{KEY, VARIABLES, named, read};

const SECRETS: &[(&str, &str)] = &[
    ("DATABASE_URL", "postgres://desk:hush-1@localhost/desk"),
    (
        "MIGRATION_DATABASE_URL",
        "postgres://owner:hush-2@localhost/desk",
    ),
    ("S3_ACCESS_KEY_ID", "hush-3"),
    ("S3_SECRET_ACCESS_KEY", "hush-4"),
    ("REDIS_URL", "redis://:hush-6@localhost"),
    ("SMTP_URL", "smtp://desk:hush-7@localhost"),
    ("SECRET_KEYS", "hush-5-hush-5-hush-5-hush-5-hush-5"),
];

#[test]
fn a_key_ring_needs_a_key_and_every_key_its_length() {
    let (short, second_short) = ("k".repeat(31), format!("{KEY},short"));
    for keys in [",", " , ", &short, &second_short] {
        let problems = read(&[("SECRET_KEYS", keys)]).expect_err("no ring");
        assert_eq!(named(&problems), BTreeSet::from(["SECRET_KEYS"]), "{keys}");
    }
    let two = format!("{KEY}, {KEY}-2,");
    let config = read(&[("SECRET_KEYS", &two)]).expect("two keys");
    assert_eq!(config.secret_keys.len(), 2);
}

#[test]
fn a_secret_may_come_as_a_file() {
    let file = std::env::temp_dir().join(format!("quayside-{}", uuid::Uuid::new_v4()));
    let path = file.to_str().expect("a path in UTF-8");
    std::fs::write(&file, "postgres://from-a-file/desk\n").expect("a file");
    let config = read(&[("DATABASE_URL", ""), ("DATABASE_URL_FILE", path)]);
    assert_eq!(
        config.expect("it is there").database_url.expose(),
        "postgres://from-a-file/desk"
    );

    std::fs::write(&file, "\n").expect("a file");
    let empty = read(&[("SECRET_KEYS", ""), ("SECRET_KEYS_FILE", path)]);
    let problems = empty.expect_err("there is nothing in it");
    assert_eq!(named(&problems), BTreeSet::from(["SECRET_KEYS_FILE"]));

    std::fs::remove_file(&file).expect("the file is there");
    let gone = read(&[("SECRET_KEYS", ""), ("SECRET_KEYS_FILE", path)]);
    let problems = gone.expect_err("there is no file");
    assert_eq!(named(&problems), BTreeSet::from(["SECRET_KEYS_FILE"]));
}

#[test]
fn a_file_that_holds_nothing_does_not_pass_for_unset() {
    for (name, _) in VARIABLES.iter().filter(|(_, is_secret)| *is_secret) {
        let file = format!("{name}_FILE");
        let pairs = [
            (*name, ""),
            (&file, "/dev/null"),
            ("STORAGE_URL", "s3://desk"),
        ];
        let problems = read(&pairs).expect_err("there is nothing in it");
        assert!(named(&problems).contains(file.as_str()), "{problems}");
        assert!(!named(&problems).contains(name), "{problems}");
    }
}

#[test]
fn a_file_that_nobody_reads_is_refused() {
    for (name, _) in VARIABLES.iter().filter(|(_, is_secret)| !is_secret) {
        let file = format!("{name}_FILE");
        let problems = read(&[(&file, "/run/secrets/name")]).expect_err("only secrets");
        assert_eq!(named(&problems), BTreeSet::from([file.as_str()]));
    }
}

#[test]
fn no_secret_is_ever_shown() {
    let of_the_list = VARIABLES.iter().filter(|(_, secret)| *secret);
    let of_the_list: BTreeSet<_> = of_the_list.map(|(name, _)| *name).collect();
    assert_eq!(
        SECRETS
            .iter()
            .map(|(name, _)| *name)
            .collect::<BTreeSet<_>>(),
        of_the_list
    );

    let mut pairs = SECRETS.to_vec();
    pairs.push(("STORAGE_URL", "s3://desk"));
    let config = read(&pairs).expect("it is fine");
    for shown in [
        config.to_string(),
        format!("{config:?}"),
        format!("{config:#?}"),
    ] {
        assert!(!shown.contains("hush"), "{shown}");
    }
    pairs.push(("REDIS_URL", "hush-6@localhost"));
    pairs.push(("SMTP_URL", "smtp://hush-7@localhost"));
    let problems = read(&pairs).expect_err("no address");
    assert!(!format!("{problems} {problems:?}").contains("hush"));
}
