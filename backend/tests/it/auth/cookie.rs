//! The session's cookie, which only the browser and `/auth` know.

use reqwest::Method;
use serde_json::json;
use sha2::{Digest, Sha256};

use crate::harness::{PASSWORD, Person, Reply, STAGING, TestApp};

#[tokio::test]
async fn no_script_and_no_other_site_can_use_it() {
    let app = TestApp::start().await;
    let anna = app.stranger().register("Anna").await;
    let set = sign_in(&anna).await.header("set-cookie").to_owned();
    for attribute in [
        "; HttpOnly",
        "; SameSite=Strict",
        "; Path=/api/v1/auth",
        "; Max-Age=1209600",
    ] {
        assert!(set.contains(attribute), "{attribute} in {set}");
    }
    assert!(!set.contains("Secure"), "{set}");
    assert!(!set.contains("Domain"), "{set}");
}

#[tokio::test]
async fn outside_of_local_it_travels_by_https_alone() {
    let app = TestApp::with(STAGING).await;
    let anna = app.stranger().register("Anna").await;
    let set = sign_in(&anna).await.header("set-cookie").to_owned();
    assert!(set.contains("; Secure"), "{set}");
}

#[tokio::test]
async fn it_opens_no_data() {
    let app = TestApp::start().await;
    let anna = app.stranger().register("Anna").await;
    let cookie = sign_in(&anna).await.cookie();
    let stranger = app.stranger();
    stranger.refresh(&cookie).await.expect(200);
    for path in ["/api/v1/me", "/api/v1/projects"] {
        let request = stranger.request(Method::GET, path);
        let reply = stranger.send(request.header("Cookie", &cookie)).await;
        reply.refused(401, "unauthorized");
    }
}

#[tokio::test]
async fn the_database_keeps_a_hash_of_its_key() {
    let app = TestApp::start().await;
    let anna = app.stranger().register("Anna").await;
    let cookie = sign_in(&anna).await.cookie();
    // The key is the end of the value: 32 random bytes in base64; a signature stands before it.
    let key = &cookie[cookie.len() - 43..];
    let hash: String = Sha256::digest(key)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let hashed = format!("sessions WHERE key_hash = '\\x{hash}'");
    assert_eq!(app.database.count(&hashed), 1);
    let plain = format!("sessions WHERE sessions::text LIKE '%{key}%'");
    assert_eq!(app.database.count(&plain), 0);
}

#[tokio::test]
async fn a_key_of_ones_own_making_opens_nothing() {
    let app = TestApp::start().await;
    let anna = app.stranger().register("Anna").await;
    let cookie = sign_in(&anna).await.cookie();
    let other_key = format!("{}{}", &cookie[..cookie.len() - 43], "A".repeat(43));
    for forged in [
        other_key.as_str(),
        "quayside_session=",
        "quayside_session=x",
    ] {
        let reply = app.stranger().refresh(forged).await;
        reply.refused(401, "unauthorized");
    }
}

#[tokio::test]
async fn signing_in_again_ends_the_browsers_former_session() {
    let app = TestApp::start().await;
    let anna = app.stranger().register("Anna").await;
    let first = sign_in(&anna).await;
    let second = sign_in(&anna).await;
    assert_ne!(first.cookie(), second.cookie());
    let reply = app.stranger().refresh(&first.cookie()).await;
    reply.refused(401, "unauthorized");
    let old = anna.bearing(&first.text("access_token"));
    old.get("/api/v1/me").await.refused(401, "unauthorized");
    app.stranger().refresh(&second.cookie()).await.expect(200);
    assert_eq!(app.database.count("sessions"), 1);
}

#[tokio::test]
async fn each_device_has_a_session_of_its_own() {
    let app = TestApp::start().await;
    let laptop = app.person("Anna").await;
    let phone = Person {
        client: app.stranger(),
        ..laptop.clone()
    };
    let phone = phone.sign_in().await;
    laptop
        .post_from_page("/api/v1/auth/logout")
        .await
        .expect(204);
    laptop.get("/api/v1/me").await.refused(401, "unauthorized");
    phone.get("/api/v1/me").await.expect(200);
}

#[tokio::test]
async fn a_refresh_prolongs_the_session() {
    let app = TestApp::start().await;
    let anna = app.stranger().register("Anna").await;
    let cookie = sign_in(&anna).await.cookie();
    let soon = "UPDATE sessions SET expires_at = now() + interval '1 hour'";
    app.database.execute(soon);
    let reply = app.stranger().refresh(&cookie).await.expect(200);
    assert_eq!(reply.cookie(), cookie);
    assert!(reply.header("set-cookie").contains("Max-Age=1209600"));
    let prolonged = "sessions WHERE expires_at > now() + interval '13 days'";
    assert_eq!(app.database.count(prolonged), 1);
}

#[tokio::test]
async fn a_session_that_was_not_used_for_too_long_is_over() {
    let app = TestApp::start().await;
    let anna = app.stranger().register("Anna").await;
    let session = sign_in(&anna).await;
    app.database
        .execute("UPDATE sessions SET expires_at = now() - interval '1 second'");
    let reply = app.stranger().refresh(&session.cookie()).await;
    reply.refused(401, "unauthorized");
    let anna = anna.bearing(&session.text("access_token"));
    anna.get("/api/v1/me").await.refused(401, "unauthorized");
}

#[tokio::test]
async fn signing_out_removes_it() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let reply = anna.post_from_page("/api/v1/auth/logout").await.expect(204);
    let set = reply.header("set-cookie");
    assert!(set.starts_with("quayside_session=;"), "{set}");
    assert!(
        set.contains("Max-Age=0") && set.contains("Path=/api/v1/auth"),
        "{set}"
    );
    assert_eq!(app.database.count("sessions"), 0);
}

#[tokio::test]
async fn signing_out_without_a_session_is_no_mistake() {
    let app = TestApp::start().await;
    for _ in 0..2 {
        let reply = app.stranger().post_from_page("/api/v1/auth/logout").await;
        reply.expect(204);
    }
}

#[tokio::test]
async fn signing_out_takes_the_cookie_away_even_if_its_session_has_ended() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    app.database.execute("DELETE FROM sessions");
    let reply = anna.post_from_page("/api/v1/auth/logout").await.expect(204);
    let removed = reply.header("set-cookie");
    assert!(removed.starts_with("quayside_session=;"), "{removed}");
    assert!(removed.contains("Max-Age=0"), "{removed}");
    assert!(removed.contains("Path=/api/v1/auth"), "{removed}");
}

async fn sign_in(person: &Person) -> Reply {
    let credentials = json!({ "email": person.email, "password": PASSWORD });
    let reply = person.post("/api/v1/auth/login", credentials).await;
    reply.expect(200)
}
