//! Coming back: nothing is missed, and nothing told twice.

use diesel::RunQueryDsl;
use diesel::connection::SimpleConnection;
use serde_json::json;

use crate::harness::{Person, TestApp};

#[tokio::test]
async fn who_comes_back_is_told_what_was_missed() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let mut listener = anna.listen().await;
    let first = anna.project("One").await;
    assert_eq!(listener.hears().await.about(), first);
    let last = listener.last.clone();
    drop(listener);
    let (second, third) = (anna.project("Two").await, anna.project("Three").await);
    let mut listener = anna.listen_after(&last).await;
    let fourth = anna.project("Four").await;
    for project in [second, third, fourth] {
        assert_eq!(listener.hears().await.about(), project);
    }
}

#[tokio::test]
async fn under_many_writers_nothing_is_missed_and_nothing_told_twice() {
    let app = TestApp::start().await;
    let other = app.beside(&[]);
    let anna = app.person("Anna").await;
    let elsewhere = Person {
        client: other.stranger().bearing(anna.token()),
        ..anna.clone()
    };
    let listener = anna.listen().await;
    let mut last = listener.last.clone();
    drop(listener);
    let writers: Vec<_> = [&anna, &elsewhere, &anna, &elsewhere]
        .into_iter()
        .cloned()
        .collect();
    let writing = writers.into_iter().map(|person| {
        tokio::spawn(async move {
            for number in 0..15 {
                person.project(&format!("Project {number}")).await;
            }
        })
    });
    let writing: Vec<_> = writing.collect();
    let mut heard = Vec::new();
    // Each time on the other instance, which may have read more or less than the first.
    while heard.len() < 60 {
        let person = if heard.len() % 2 == 0 {
            &anna
        } else {
            &elsewhere
        };
        let mut listener = person.listen_after(&last).await;
        heard.extend(listener.hears_of(3.min(60 - heard.len())).await);
        last.clone_from(&listener.last);
    }
    for one in writing {
        one.await.expect("it writes");
    }
    assert!(heard.iter().all(|one| one.event == "project"), "{heard:?}");
    assert!(heard.is_sorted_by(|one, next| one.id < next.id));
    let ids = app
        .database
        .count("events WHERE data ->> 'change' = 'added'");
    assert_eq!(ids, 60);
}

#[tokio::test]
async fn what_is_committed_late_is_told_late_and_not_missed() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let (slow, fast) = (anna.project("Slow").await, anna.project("Fast").await);
    let mut listener = anna.listen().await;
    let mut connection = app.database.connection();
    let rename = format!("BEGIN; UPDATE projects SET name = 'Slower' WHERE id = '{slow}'");
    connection.batch_execute(&rename).expect("it is written");
    let path = format!("/api/v1/projects/{fast}");
    anna.patch(&path, json!({ "name": "Faster" }))
        .await
        .expect(200);
    assert_eq!(listener.hears().await.about(), fast);
    let last = listener.last.clone();
    drop(listener);
    diesel::sql_query("COMMIT")
        .execute(&mut connection)
        .expect("it is committed");
    let mut listener = anna.listen_after(&last).await;
    assert_eq!(listener.hears().await.about(), slow);
}

#[tokio::test]
async fn who_cannot_be_told_all_is_told_to_look_anew() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    app.forget_events();
    let first = anna.listen().await;
    drop(first);
    for name in ["One", "Two", "Three"] {
        anna.project(name).await;
    }
    app.database
        .execute("UPDATE events SET created_at = now() - interval '25 hours' WHERE id < 3");
    app.run_kind("event_retention").await;
    assert_eq!(app.database.count("events"), 1);
    for id in ["1", "4", "99", "0", "-7", "x", ""] {
        let mut listener = anna.listen_after(id).await;
        let heard = listener.hears().await;
        assert_eq!((heard.event.as_str(), heard.id), ("reset", 3), "{id}");
        assert_eq!(heard.data, json!({}));
    }
    // What came after these two is all there.
    let mut listener = anna.listen_after("2").await;
    assert_eq!(listener.hears().await.id, 3);
    listener = anna.listen_after("3").await;
    let project = anna.project("Four").await;
    assert_eq!(listener.hears().await.about(), project);
}

#[tokio::test]
async fn who_missed_more_than_500_events_is_told_to_look_anew() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    app.forget_events();
    let project = anna.project("Harbour").await;
    let path = format!("/api/v1/projects/{project}");
    app.database.execute(&format!(
        "INSERT INTO events (event, user_id, data) \
         SELECT 'job', '{}', '{{}}' FROM generate_series(1, 501)",
        anna.id
    ));
    let mut listener = anna.listen_after("1").await;
    assert_eq!(listener.hears().await.event, "reset");
    let mut listener = anna.listen_after("2").await;
    assert_eq!(
        listener.hears_of(500).await.last().map(|one| one.id),
        Some(502)
    );
    anna.patch(&path, json!({ "name": "Quay" }))
        .await
        .expect(200);
    assert_eq!(listener.hears().await.words(), "project changed");
}
