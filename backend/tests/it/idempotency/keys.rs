//! What a key may be, and how long it counts.

use super::{make_project, upload};
use crate::harness::TestApp;

#[tokio::test]
async fn a_key_of_any_255_printable_characters_will_do() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let longest = "k".repeat(255);
    for key in [
        longest.as_str(),
        "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~",
        "a b",
    ] {
        make_project(&anna, key, "Harbour").await.expect(201);
    }
    assert_eq!(app.database.count("projects"), 3);
}

#[tokio::test]
async fn a_key_outside_the_limits_is_refused() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let project = anna.project("Harbour").await;
    let too_long = "k".repeat(256);
    for key in ["", too_long.as_str(), "Schlüssel", "a\tb"] {
        make_project(&anna, key, "Quay")
            .await
            .invalid("Idempotency-Key", "malformed");
        upload(&anna, &project, key, "plan.txt", b"moor")
            .await
            .invalid("Idempotency-Key", "malformed");
    }
    assert_eq!(app.database.count("projects"), 1);
    app.expect_nothing_stored().await;
}

#[tokio::test]
async fn a_key_that_is_a_day_old_counts_as_new() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let first = make_project(&anna, "one", "Harbour").await.expect(201);
    grow_old(&app, "23 hours 59 minutes");
    let again = make_project(&anna, "one", "Harbour").await.expect(201);
    assert_eq!(again.text("id"), first.text("id"));
    grow_old(&app, "1 minute");
    let second = make_project(&anna, "one", "Quay").await.expect(201);
    assert_eq!(second.header("Idempotency-Replayed"), "");
    assert_ne!(second.text("id"), first.text("id"));
}

#[tokio::test]
async fn a_key_whose_request_died_with_its_process_counts_as_new() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    app.database.execute(&format!(
        "INSERT INTO idempotency_keys (user_id, key, lease, leased_until) \
         VALUES ('{}', 'one', gen_random_uuid(), now() + interval '30 seconds')",
        anna.id
    ));
    make_project(&anna, "one", "Harbour")
        .await
        .refused(409, "idempotency_in_flight");
    app.database
        .execute("UPDATE idempotency_keys SET leased_until = now() - interval '1 second'");
    make_project(&anna, "one", "Harbour").await.expect(201);
    assert_eq!(app.database.count("projects"), 1);
}

fn grow_old(app: &TestApp, by: &str) {
    app.database.execute(&format!(
        "UPDATE idempotency_keys SET created_at = created_at - interval '{by}'"
    ));
}
