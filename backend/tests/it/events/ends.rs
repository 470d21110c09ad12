//! How a stream ends, and what keeps it alive.

use std::time::{Duration, Instant};

use chrono::Utc;
use quayside::events::Limits;
use reqwest::Method;
use serde_json::json;
use tokio::time::timeout;

use crate::harness::{
    Connection, Installation, Person, SECRET_KEY, SOON, TestApp, eventually, resigned,
};

const FIVE_SECONDS: Duration = Duration::from_secs(5);
const ENOUGH: Duration = Duration::from_secs(6);

/// More events than all buffers on the way take, of so many bytes each.
const TOO_MANY: usize = 1500;
const FRAME: usize = 20_000;

#[tokio::test]
async fn its_head_says_that_it_is_neither_kept_nor_packed_nor_held_back() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let request = anna.request(Method::GET, "/api/v1/events");
    let request = request.header("Accept-Encoding", "gzip, br");
    let stream = anna.open(request).await;
    let head = anna.head("/api/v1/events").await.expect(200);
    for headers in [stream.headers(), &head.headers] {
        assert_eq!(headers["content-type"], "text/event-stream");
        assert_eq!(headers["cache-control"], "no-store");
        assert_eq!(headers["content-encoding"], "identity");
        assert_eq!(headers["x-accel-buffering"], "no");
    }
    app.stranger()
        .get("/api/v1/events")
        .await
        .refused(401, "unauthorized");
    assert_eq!(app.app.events.count(), 1);
}

#[tokio::test]
async fn a_heartbeat_keeps_it_alive_and_tells_where_to_go_on() {
    let heartbeat = Duration::from_millis(200);
    let app = TestApp::telling(Limits {
        heartbeat,
        ..Limits::default()
    })
    .await;
    let (anna, otto) = (app.person("Anna").await, app.person("Otto").await);
    let mut listener = anna.listen().await;
    let before: i64 = listener.last.parse().expect("a number");
    listener.hears_a_heartbeat().await;
    otto.project("Elsewhere").await;
    eventually(SOON, "the heartbeat knows of it", async || {
        listener.hears_a_heartbeat().await;
        listener.last == (before + 1).to_string()
    })
    .await;
}

#[tokio::test]
async fn it_ends_with_its_session() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let client = app.stranger();
    let phone = Person {
        client,
        ..anna.clone()
    }
    .sign_in()
    .await;
    let (mut ends, mut stays) = (anna.listen().await, phone.listen().await);
    anna.post_from_page("/api/v1/auth/logout").await.expect(204);
    let project = phone.project("Harbour").await;
    ends.hears_the_end(ENOUGH).await;
    assert_eq!(stays.hears().await.about(), project);
}

#[tokio::test]
async fn it_ends_with_its_user() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let mut listener = anna.listen().await;
    app.deactivate(&anna);
    assert!(listener.hears_the_end(ENOUGH).await.is_empty());
}

#[tokio::test]
async fn it_ends_with_its_token() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let token = resigned(anna.token(), SECRET_KEY, |_, claims| {
        claims["exp"] = json!(Utc::now().timestamp() + 2);
    });
    let mut listener = anna.bearing(&token).listen().await;
    listener.hears_the_end(ENOUGH).await;
    anna.get("/api/v1/me").await.expect(200);
}

#[tokio::test]
async fn a_client_that_leaves_is_forgotten() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let listener = anna.listen().await;
    assert_eq!(app.app.events.count(), 1);
    drop(listener);
    eventually(SOON, "the stream is gone", async || {
        anna.project("Harbour").await;
        app.app.events.count() == 0
    })
    .await;
}

#[tokio::test]
async fn a_reader_that_is_too_slow_is_dropped_and_the_others_are_not() {
    let app = TestApp::start().await;
    let (anna, ben) = (app.person("Anna").await, app.person("Ben").await);
    let mut slow = does_not_read(&app, &anna).await;
    let mut quick = ben.listen().await;
    too_much_happens(&app, &anna);
    let project = ben.project("Harbour").await;
    assert_eq!(quick.hears().await.about(), project);
    // What waits for it is still read, and then it ends.
    let got = timeout(SOON * 2, slow.body(usize::MAX)).await;
    let got = got.expect("it ends").len();
    assert!((1..TOO_MANY * FRAME).contains(&got), "{got} bytes");
    eventually(SOON, "it is gone", async || app.app.events.count() == 1).await;
}

#[tokio::test]
async fn who_does_not_read_keeps_the_place_until_the_connection_ends() {
    let app = TestApp::telling(Limits {
        per_user: 1,
        ..Limits::default()
    })
    .await;
    let (anna, ben) = (app.person("Anna").await, app.person("Ben").await);
    let slow = does_not_read(&app, &anna).await;
    let mut quick = ben.listen().await;
    too_much_happens(&app, &anna);
    let project = ben.project("Harbour").await;
    assert_eq!(quick.hears().await.about(), project);
    anna.get("/api/v1/events")
        .await
        .refused(429, "too_many_requests");
    drop(slow);
    eventually(SOON, "there is room again", async || {
        app.app.events.count() == 1
    })
    .await;
    anna.listen().await;
}

#[tokio::test]
async fn one_user_has_so_many_streams_and_no_more() {
    let app = TestApp::telling(Limits {
        per_user: 2,
        ..Limits::default()
    })
    .await;
    let (anna, ben) = (app.person("Anna").await, app.person("Ben").await);
    let streams = (anna.listen().await, anna.listen().await);
    let refused = anna
        .get("/api/v1/events")
        .await
        .refused(429, "too_many_requests");
    assert!(!refused.header("retry-after").is_empty());
    let _his = ben.listen().await;
    drop(streams);
    eventually(SOON, "there is room again", async || {
        anna.project("Harbour").await;
        app.app.events.count() == 1
    })
    .await;
    anna.listen().await;
}

#[tokio::test]
async fn one_process_has_so_many_streams_and_no_more() {
    let app = TestApp::telling(Limits {
        streams: 1,
        ..Limits::default()
    })
    .await;
    let (anna, ben) = (app.person("Anna").await, app.person("Ben").await);
    let _stream = anna.listen().await;
    ben.get("/api/v1/events").await.refused(503, "unavailable");
    ben.get("/api/v1/me").await.expect(200);
}

#[tokio::test]
async fn a_server_that_stops_ends_its_streams_at_once() {
    let installation = Installation::new().await;
    let mut server = installation.serve().await;
    let anna: Person = server.person("Anna").await;
    let mut listener = anna.listen().await;
    let began = Instant::now();
    server.signal("TERM");
    listener.hears_the_end(FIVE_SECONDS).await;
    let ended = server.ended_within(FIVE_SECONDS).await;
    assert_eq!(ended.code, Some(0), "{ended:?}");
    assert!(began.elapsed() < FIVE_SECONDS);
}

/// Somebody who opens a stream and reads nothing of it.
async fn does_not_read(app: &TestApp, person: &Person) -> Connection {
    let mut slow = Connection::to(app.address).await;
    let closing = ["Connection: close".to_owned()];
    slow.ask(person, "GET /api/v1/events", &closing).await;
    assert_eq!(slow.head().await.0, 200);
    slow
}

fn too_much_happens(app: &TestApp, person: &Person) {
    app.database.execute(&format!(
        "INSERT INTO events (event, user_id, data) \
         SELECT 'job', '{}', jsonb_build_object('id', repeat('x', {FRAME})) FROM generate_series(1, {TOO_MANY})",
        person.id
    ));
}
