//! Accounts, sessions and tokens.

mod access_tokens;
mod cookie;
mod cross_site;
mod instances;
mod key_renewal;
mod key_ring;
mod registering;
mod signing_in;
mod throttles;

use crate::harness::TestApp;

#[tokio::test]
async fn a_person_registers_signs_in_and_is_known() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let me = anna.get("/api/v1/me").await.expect(200);
    assert_eq!(me.text("email"), "anna@example.com");
}

#[tokio::test]
async fn a_session_gives_new_tokens_until_it_is_ended() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    anna.post_from_page("/api/v1/auth/refresh")
        .await
        .expect(200);
    anna.post_from_page("/api/v1/auth/logout").await.expect(204);
    anna.post_from_page("/api/v1/auth/refresh")
        .await
        .refused(401, "unauthorized");
    anna.get("/api/v1/me").await.refused(401, "unauthorized");
}
