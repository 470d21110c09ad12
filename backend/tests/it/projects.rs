//! Projects: made, listed, changed, deleted.

use reqwest::Method;
use serde_json::{Value, json};

use crate::harness::{Person, Reply, TestApp};

#[tokio::test]
async fn a_project_is_made_changed_and_deleted_by_its_owner() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let project = format!("/api/v1/projects/{}", anna.project("Harbour").await);
    let changed = anna
        .patch(&project, json!({ "name": "Quay" }))
        .await
        .expect(200);
    assert_eq!(changed.text("name"), "Quay");
    anna.delete(&project).await.expect(204);
    anna.get(&project).await.refused(404, "not_found");
}

#[tokio::test]
async fn a_new_project_is_empty_and_tells_where_it_is() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let made = create(&anna, json!({ "name": "Harbour" }))
        .await
        .expect(201);
    let found = anna.get(made.header("location")).await.expect(200);
    assert_eq!(found.json(), made.json());
    assert_eq!(made.text("role"), "owner");
    assert_eq!(made.text("description"), "");
    assert_eq!(made.json()["document_count"], 0);
    assert_eq!(made.json()["total_bytes"], 0);
}

#[tokio::test]
async fn a_field_outside_its_limits_is_refused_when_made_and_when_changed() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let project = format!("/api/v1/projects/{}", anna.project("Harbour").await);
    let cases = [
        ("name", json!(""), "required"),
        ("name", json!(" \t "), "forbidden_character"),
        ("name", json!("\u{a0} "), "required"),
        ("name", json!("n".repeat(121)), "too_long"),
        ("name", json!("Har\u{85}bour"), "forbidden_character"),
        ("name", json!(null), "wrong_type"),
        ("description", json!("d".repeat(2001)), "too_long"),
        ("description", json!("\u{b}"), "forbidden_character"),
        ("description", json!(7), "wrong_type"),
        ("owner", json!("eve"), "unknown_field"),
    ];
    for (field, value, code) in cases {
        let mut body = json!({ "name": "Quay" });
        body[field] = value;
        anna.patch(&project, body.clone())
            .await
            .invalid(field, code);
        create(&anna, body).await.invalid(field, code);
    }
    let found = anna.get(&project).await.expect(200);
    assert_eq!(found.text("name"), "Harbour");
}

#[tokio::test]
async fn all_wrong_fields_are_named_at_once() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let body = json!({ "name": "", "description": "d".repeat(2001) });
    let reply = create(&anna, body).await.invalid("name", "required");
    reply.invalid("description", "too_long");
}

#[tokio::test]
async fn the_longest_that_fits_is_kept_letter_by_letter() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let (name, description) = ("⚓".repeat(120), format!("{}\r\n\t.", "ö".repeat(1996)));
    let body = json!({ "name": name, "description": description });
    let made = create(&anna, body).await.expect(201);
    assert_eq!(made.text("name"), name);
    assert_eq!(made.text("description"), description);
}

#[tokio::test]
async fn what_is_left_out_of_a_change_stays_as_it_is() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let body = json!({ "name": "Harbour", "description": "Extension" });
    let made = create(&anna, body).await.expect(201);
    let project = made.header("location");
    for change in [
        json!({}),
        json!({ "name": "Quay" }),
        json!({ "description": "" }),
    ] {
        anna.patch(project, change).await.expect(200);
    }
    let found = anna.get(project).await.expect(200);
    assert_eq!(found.text("name"), "Quay");
    assert_eq!(found.text("description"), "");
    assert_eq!(found.json()["created_at"], made.json()["created_at"]);
}

#[tokio::test]
async fn projects_are_listed_in_pages_the_newest_first() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    for name in ["One", "Two", "Three", "Four", "Five"] {
        anna.project(name).await;
    }
    let (mut names, mut query) = (Vec::new(), "limit=2".to_owned());
    loop {
        let path = format!("/api/v1/projects?{query}");
        let page = anna.get(&path).await.expect(200);
        names.push(page.all("name"));
        match page.json()["next_cursor"].as_str() {
            Some(cursor) => query = format!("limit=2&cursor={cursor}"),
            None => break,
        }
    }
    let expected = [vec!["Five", "Four"], vec!["Three", "Two"], vec!["One"]];
    assert_eq!(names, expected);
}

#[tokio::test]
async fn a_query_outside_its_limits_is_refused() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    anna.get("/api/v1/projects?limit=1").await.expect(200);
    anna.get("/api/v1/projects?limit=200").await.expect(200);
    let cases = [
        ("limit=0", "limit", "out_of_range"),
        ("limit=201", "limit", "out_of_range"),
        ("limit=-1", "limit", "out_of_range"),
        ("limit=all", "limit", "malformed"),
        ("limit=", "limit", "malformed"),
        ("limit=9223372036854775808", "limit", "malformed"),
        ("limit=1&limit=2", "limit", "malformed"),
        ("cursor=x", "cursor", "malformed"),
        ("cursor=", "cursor", "malformed"),
        ("cursor=bnVsbA", "cursor", "malformed"),
        ("page=2", "page", "unknown_field"),
    ];
    for (query, field, code) in cases {
        let reply = anna.get(&format!("/api/v1/projects?{query}")).await;
        reply.invalid(field, code);
    }
}

#[tokio::test]
async fn a_stranger_neither_lists_nor_makes_projects() {
    let app = TestApp::start().await;
    let stranger = app.stranger();
    let list = stranger.get("/api/v1/projects").await;
    list.refused(401, "unauthorized");
    let body = json!({ "name": "Harbour" });
    let made = stranger.post("/api/v1/projects", body).await;
    made.refused(401, "unauthorized");
    assert_eq!(app.database.count("projects"), 0);
}

#[tokio::test]
async fn a_repeat_under_the_same_key_makes_nothing_twice() {
    let app = TestApp::start().await;
    let (anna, ben) = (app.person("Anna").await, app.person("Ben").await);
    let body = json!({ "name": "Harbour" });
    let first = create_under(&anna, "k 1", &body).await.expect(201);
    let again = create_under(&anna, "k 1", &body).await.expect(201);
    assert_eq!(first.header("idempotency-replayed"), "");
    assert_eq!(again.header("idempotency-replayed"), "true");
    assert_eq!(again.json(), first.json());
    assert_eq!(again.header("location"), first.header("location"));
    let other = json!({ "name": "Quay" });
    let reused = create_under(&anna, "k 1", &other).await;
    reused.refused(422, "idempotency_key_reused");
    // Keys are everybody's own.
    create_under(&ben, "k 1", &other).await.expect(201);
    assert_eq!(app.database.count("projects"), 2);
}

#[tokio::test]
async fn while_the_first_request_runs_the_repeat_is_told_to_wait() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    app.database.execute(&format!(
        "INSERT INTO idempotency_keys (user_id, key, lease, leased_until)
         VALUES ('{}', 'k 1', gen_random_uuid(), now() + interval '1 minute')",
        anna.id
    ));
    let reply = create_under(&anna, "k 1", &json!({ "name": "Harbour" })).await;
    reply.refused(409, "idempotency_in_flight");
}

#[tokio::test]
async fn a_key_outside_its_limits_is_refused() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let body = json!({ "name": "Harbour" });
    let longest = "k".repeat(255);
    create_under(&anna, &longest, &body).await.expect(201);
    for key in ["", "schlüssel", &"k".repeat(256)] {
        let reply = create_under(&anna, key, &body).await;
        reply.invalid("Idempotency-Key", "malformed");
    }
}

async fn create(person: &Person, body: Value) -> Reply {
    person.post("/api/v1/projects", body).await
}

async fn create_under(person: &Person, key: &str, body: &Value) -> Reply {
    let request = person
        .request(Method::POST, "/api/v1/projects")
        .header("Idempotency-Key", key)
        .json(body);
    person.send(request).await
}
