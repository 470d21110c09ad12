//! What `quayside` reads from its environment, and says about it.

use quayside::config::VARIABLES;

use super::succeeded;
use crate::harness::{Installation, variable};

const KEY: &str = "a-key-for-tests-that-is-long-enough";

#[tokio::test]
async fn config_prints_everything_in_force_and_no_secret() {
    let installation = Installation::on_s3().await;
    let printed = succeeded(installation.run(&["config"]).await).stdout;
    for (name, _) in VARIABLES {
        let line = format!("{name}=");
        assert!(
            printed.lines().any(|one| one.starts_with(&line)),
            "no {name} in {printed}"
        );
    }
    let url = &installation.database.url;
    let secrets = [
        KEY.to_owned(),
        url.password().expect("it has one").to_owned(),
        variable("TEST_S3_SECRET_ACCESS_KEY"),
    ];
    for secret in &secrets {
        assert!(!printed.contains(secret), "a secret is in {printed}");
    }
}

#[tokio::test]
async fn config_tells_where_each_value_comes_from() {
    let installation = Installation::on_s3().await;
    let keys = installation.folder.join("keys");
    std::fs::write(&keys, KEY).expect("a file");
    let path = keys.display().to_string();
    let installation = installation
        .set("SECRET_KEYS", "")
        .set("SECRET_KEYS_FILE", path.as_str());
    let printed = succeeded(installation.run(&["config"]).await).stdout;
    let source = |name: &str| {
        let start = format!("{name}=");
        let line = printed.lines().find(|line| line.starts_with(&start));
        line.and_then(|line| Some(line.split_once("  # ")?.1.to_owned()))
    };
    assert_eq!(source("BCRYPT_COST").as_deref(), Some("environment"));
    assert_eq!(source("SECRET_KEYS"), Some(format!("file {path}")));
    assert_eq!(source("REGISTRATION").as_deref(), Some("default"));
    for (name, _) in VARIABLES {
        assert!(source(name).is_some(), "{name} comes from nowhere");
    }
}

#[tokio::test]
async fn a_check_of_the_configuration_says_yes_or_everything_that_is_wrong() {
    let installation = Installation::new().await;
    let fine = succeeded(installation.run(&["config", "check"]).await);
    assert_eq!(fine.stdout, "the configuration can be used\n");
    let wrong = installation.set("PORT", "harbour").set("DEBUG", "perhaps");
    let ended = wrong.run(&["config", "check"]).await;
    assert_eq!(ended.code, Some(1), "{ended:?}");
    for name in ["PORT", "DEBUG"] {
        assert!(ended.stderr.contains(&format!("  {name}: ")), "{ended:?}");
    }
}

#[tokio::test]
async fn a_broken_configuration_is_told_all_at_once() {
    let installation = Installation::new().await;
    let installation = installation
        .set("APP_ENV", "moon")
        .set("PORT", "harbour")
        .set("BCRYPT_COST", "99")
        .set("DATABASE_URL", "")
        .set("SECRET_KEYS", "short");
    for role in ["serve", "migrate", "config", "healthcheck"] {
        let ended = installation.run(&[role]).await;
        assert_eq!(ended.code, Some(1), "{ended:?}");
        for name in [
            "APP_ENV",
            "PORT",
            "BCRYPT_COST",
            "DATABASE_URL",
            "SECRET_KEYS",
        ] {
            let problem = format!("  {name}: ");
            let line = ended.stderr.lines().find(|line| line.starts_with(&problem));
            assert!(
                line.expect("it is named").contains("for example"),
                "{ended:?}"
            );
        }
    }
}

#[tokio::test]
async fn production_refuses_what_is_convenient_at_home() {
    let installation = Installation::new().await;
    let installation = installation
        .set("APP_ENV", "production")
        .set("PUBLIC_URL", "http://desk.example.com")
        .set("DEBUG", "true");
    let ended = installation.run(&["serve"]).await;
    assert_eq!(ended.code, Some(1), "{ended:?}");
    for name in ["PUBLIC_URL", "DEBUG", "BCRYPT_COST"] {
        assert!(ended.stderr.contains(&format!("  {name}: ")), "{ended:?}");
    }
}

#[tokio::test]
async fn a_secret_may_come_as_a_file() {
    let installation = Installation::new().await;
    let (keys, url) = (
        installation.folder.join("keys"),
        installation.folder.join("url"),
    );
    std::fs::write(&keys, format!("{KEY}\n")).expect("a file");
    std::fs::write(&url, format!("{}\n", installation.database.url)).expect("a file");
    let installation = installation
        .set("SECRET_KEYS", "")
        .set("SECRET_KEYS_FILE", keys.display().to_string())
        .set("DATABASE_URL", "")
        .set("DATABASE_URL_FILE", url.display().to_string());
    let server = installation.serve().await;
    server.person("Anna").await;
}

#[tokio::test]
async fn a_secret_whose_file_is_missing_is_named() {
    let installation = Installation::new().await;
    let installation = installation
        .set("SECRET_KEYS", "")
        .set("SECRET_KEYS_FILE", "/nowhere/keys");
    let ended = installation.run(&["serve"]).await;
    assert_eq!(ended.code, Some(1), "{ended:?}");
    let named = ended
        .stderr
        .contains("  SECRET_KEYS_FILE: the file /nowhere/keys");
    assert!(named, "{ended:?}");
}
