//! `quayside admin`: the first administrator comes from the command line.

use super::{failed, succeeded};
use crate::harness::{Installation, PASSWORD, Person};

const CREATE: [&str; 6] = [
    "admin",
    "create",
    "--email",
    "olga@example.com",
    "--name",
    "Olga",
];

#[tokio::test]
async fn an_operator_makes_an_administrator_whose_password_nobody_sees() {
    let installation = Installation::new().await;
    let input = format!("{PASSWORD}\n");
    let made = succeeded(installation.run_with_input(&CREATE, &input).await);
    assert!(!format!("{made:?}").contains(PASSWORD));
    let server = installation.serve().await;
    let olga = Person {
        client: server.stranger(),
        email: "olga@example.com".to_owned(),
        id: String::new(),
    };
    let me = olga.sign_in().await.get("/api/v1/me").await.expect(200);
    assert_eq!(me.text("role"), "admin");
    assert!(made.stdout.contains(&me.text("id")), "{made:?}");
}

#[tokio::test]
async fn what_cannot_become_an_administrator_is_told_why() {
    let installation = Installation::new().await;
    let short = installation.run_with_input(&CREATE, "short\n").await;
    failed(&short, "password: At least 10 characters");
    succeeded(installation.run_with_input(&CREATE, PASSWORD).await);
    let again = installation.run_with_input(&CREATE, PASSWORD).await;
    failed(&again, "exists already");
}

#[tokio::test]
async fn a_member_is_promoted_and_a_stranger_is_not() {
    let installation = Installation::new().await;
    let server = installation.serve().await;
    let anna = server.person("Anna").await;
    let promote = async |email| {
        installation
            .run(&["admin", "promote", "--email", email])
            .await
    };
    succeeded(promote("anna@example.com").await);
    let me = anna.get("/api/v1/me").await.expect(200);
    assert_eq!(me.text("role"), "admin");
    failed(
        &promote("nobody@example.com").await,
        "nobody has this address",
    );
}
