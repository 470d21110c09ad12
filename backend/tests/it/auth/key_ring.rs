//! A key is replaced without signing anybody out: the new one in front, the old one away later.

use serde_json::json;

use crate::harness::{PASSWORD, Reply, TestApp};

const OLD: &[(&str, &str)] = &[("SECRET_KEYS", "the-old-key-that-signed-until-now")];
const BOTH: &[(&str, &str)] = &[(
    "SECRET_KEYS",
    "the-new-key-that-signs-from-now-on,the-old-key-that-signed-until-now",
)];
const NEXT: &[(&str, &str)] = &[(
    "SECRET_KEYS",
    "the-old-key-that-signed-until-now,the-new-key-that-signs-from-now-on",
)];
const NEW: &[(&str, &str)] = &[("SECRET_KEYS", "the-new-key-that-signs-from-now-on")];

#[tokio::test]
async fn what_the_old_key_signed_is_good_while_it_is_in_the_ring() {
    let old = TestApp::with(OLD).await;
    let session = sign_in(&old).await;
    let both = old.beside(BOTH);
    let anna = both.stranger().bearing(&session.text("access_token"));
    anna.get("/api/v1/me").await.expect(200);
    let refresh = both.stranger().refresh(&session.cookie()).await;
    refresh.expect(200);
}

#[tokio::test]
async fn a_refresh_carries_a_session_over_to_the_new_key() {
    let old = TestApp::with(OLD).await;
    let session = sign_in(&old).await;
    let both = old.beside(BOTH);
    let carried = both.stranger().refresh(&session.cookie()).await.expect(200);

    let new = old.beside(NEW);
    let anna = new.stranger().bearing(&carried.text("access_token"));
    anna.get("/api/v1/me").await.expect(200);
    let refresh = new.stranger().refresh(&carried.cookie()).await;
    refresh.expect(200);
}

#[tokio::test]
async fn without_the_old_key_what_it_signed_is_worth_nothing() {
    let old = TestApp::with(OLD).await;
    let session = sign_in(&old).await;
    let new = old.beside(NEW);
    let anna = new.stranger().bearing(&session.text("access_token"));
    anna.get("/api/v1/me").await.refused(401, "unauthorized");
    let refresh = new.stranger().refresh(&session.cookie()).await;
    refresh.refused(401, "unauthorized");
}

/// The steps of docs/KEYS.md. Behind a proxy each request may meet either of two instances, and one of them
/// is always a step behind.
#[tokio::test]
async fn nobody_is_signed_out_while_instance_after_instance_learns_the_new_key() {
    let first = TestApp::with(OLD).await;
    let mut session = sign_in(&first).await;
    let mut cookie = session.cookie();
    for (behind, ahead) in [(OLD, NEXT), (NEXT, BOTH), (BOTH, NEW)] {
        let instances = [first.beside(behind), first.beside(ahead)];
        // There and back: what either signs, the other one reads.
        for instance in [&instances[0], &instances[1], &instances[0], &instances[1]] {
            let anna = instance.stranger().bearing(&session.text("access_token"));
            anna.get("/api/v1/me").await.expect(200);
            session = instance.stranger().refresh(&cookie).await.expect(200);
            // A browser keeps the cookie that it has where it gets no other.
            if !session.header("set-cookie").is_empty() {
                cookie = session.cookie();
            }
        }
    }
}

async fn sign_in(app: &TestApp) -> Reply {
    let anna = app.stranger().register("Anna").await;
    let credentials = json!({ "email": anna.email, "password": PASSWORD });
    let reply = anna.post("/api/v1/auth/login", credentials).await;
    reply.expect(200)
}
