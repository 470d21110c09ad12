//! Projects: made, listed, changed, deleted.

mod idempotency;

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

async fn create(person: &Person, body: Value) -> Reply {
    person.post("/api/v1/projects", body).await
}
