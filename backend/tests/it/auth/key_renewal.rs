//! Two tabs may refresh at once; after a change of password the cookie's key is replaced under them.

use diesel::prelude::*;
use futures_util::future::join_all;
use quayside::auth::model::Session;
use quayside::schema::sessions;
use serde_json::json;
use uuid::Uuid;

use crate::harness::{PASSWORD, Person, Reply, TestApp};

const NEW_PASSWORD: &str = "battery staple horse";

#[tokio::test]
async fn a_session_that_ended_while_its_key_was_renewed_stays_ended() {
    let app = TestApp::start().await;
    app.person("Anna").await;
    let conn = &mut app.database.connection();
    let session: Uuid = sessions::table
        .select(sessions::id)
        .first(conn)
        .expect("a session");
    app.database.execute("DELETE FROM sessions");
    let renewed = Session::renew(conn, session, b"a new key");
    assert_eq!(renewed, Ok(0));
    assert_eq!(app.database.count("sessions"), 0);
}

#[tokio::test]
async fn several_tabs_refresh_at_once() {
    let app = TestApp::start().await;
    let (anna, cookie) = anna(&app).await;
    let tabs: Vec<_> = (0..4).map(|_| app.stranger()).collect();
    let replies = join_all(tabs.iter().map(|tab| tab.refresh(&cookie))).await;
    for reply in replies {
        let reply = reply.expect(200);
        assert_eq!(reply.cookie(), cookie);
        let tab = anna.bearing(&reply.text("access_token"));
        tab.get("/api/v1/me").await.expect(200);
    }
}

#[tokio::test]
async fn the_kept_session_gets_another_key_at_its_next_refresh() {
    let app = TestApp::start().await;
    let (anna, old) = anna(&app).await;
    change_password(&anna).await;
    let new = app.stranger().refresh(&old).await.expect(200).cookie();
    assert_ne!(new, old);
    let again = app.stranger().refresh(&new).await.expect(200).cookie();
    assert_eq!(again, new);
}

#[tokio::test]
async fn the_other_tab_may_use_the_old_key_for_a_moment_and_does_not_put_it_back() {
    let app = TestApp::start().await;
    let (anna, old) = anna(&app).await;
    change_password(&anna).await;
    let new = app.stranger().refresh(&old).await.expect(200).cookie();
    let other_tab = app.stranger().refresh(&old).await.expect(200);
    assert_eq!(other_tab.header("set-cookie"), "");

    end_the_moment(&app);
    let late = app.stranger().refresh(&old).await;
    late.refused(401, "unauthorized");
    app.stranger().refresh(&new).await.expect(200);
}

#[tokio::test]
async fn of_several_tabs_at_once_one_gets_the_new_key_and_it_is_good() {
    let app = TestApp::start().await;
    let (anna, old) = anna(&app).await;
    change_password(&anna).await;
    let tabs: Vec<_> = (0..4).map(|_| app.stranger()).collect();
    let replies = join_all(tabs.iter().map(|tab| tab.refresh(&old))).await;
    assert!(replies.iter().all(|reply| reply.status == 200));
    let set: Vec<_> = replies.iter().filter(|reply| has_cookie(reply)).collect();
    assert_eq!(set.len(), 1);

    end_the_moment(&app);
    app.stranger().refresh(&set[0].cookie()).await.expect(200);
}

#[tokio::test]
async fn all_other_sessions_end_at_once() {
    let app = TestApp::start().await;
    let (anna, _) = anna(&app).await;
    let phone = Person {
        client: app.stranger(),
        ..anna.clone()
    };
    let phone = phone.sign_in().await;
    phone.get("/api/v1/me").await.expect(200);
    change_password(&anna).await;
    phone.get("/api/v1/me").await.refused(401, "unauthorized");
    let refresh = phone.post_from_page("/api/v1/auth/refresh").await;
    refresh.refused(401, "unauthorized");
    anna.get("/api/v1/me").await.expect(200);
}

async fn anna(app: &TestApp) -> (Person, String) {
    let anna = app.stranger().register("Anna").await;
    let credentials = json!({ "email": anna.email, "password": PASSWORD });
    let session = anna.post("/api/v1/auth/login", credentials).await;
    let client = anna.bearing(&session.text("access_token"));
    (Person { client, ..anna }, session.cookie())
}

async fn change_password(person: &Person) {
    let change = json!({ "current_password": PASSWORD, "new_password": NEW_PASSWORD });
    let reply = person.post("/api/v1/me/password", change).await;
    reply.expect(204);
}

fn end_the_moment(app: &TestApp) {
    app.database
        .execute("UPDATE sessions SET old_key_until = now() - interval '1 second'");
}

fn has_cookie(reply: &Reply) -> bool {
    !reply.header("set-cookie").is_empty()
}
