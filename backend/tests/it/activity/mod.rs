//! What a project remembers.

use diesel::connection::SimpleConnection;
use serde_json::{Value, json};

use crate::harness::{Person, TestApp};

async fn page(person: &Person, project: &str) -> Vec<Value> {
    let path = format!("/api/v1/projects/{project}/activity");
    person.get(&path).await.expect(200).items()
}

#[tokio::test]
async fn what_is_done_is_remembered_with_who_did_it_and_to_what() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let (project, document) = anna.project_with_document().await;
    let path = format!("/api/v1/documents/{document}");
    anna.patch(&path, json!({ "name": "map.txt" }))
        .await
        .expect(200);
    anna.delete(&path).await.expect(204);
    anna.post_from_page(&format!("{path}/restore"))
        .await
        .expect(200);
    let name = json!({ "name": "Quay" });
    anna.patch(&format!("/api/v1/projects/{project}"), name)
        .await
        .expect(200);
    let items = page(&anna, &project).await;
    let told = |item: &Value| {
        (
            item["action"].clone(),
            item["subject"]["name"].clone(),
            item["details"].clone(),
        )
    };
    let told: Vec<_> = items.iter().rev().map(told).collect();
    let expected = [
        (json!("project.created"), Value::Null, json!({})),
        (json!("document.added"), json!("plan.txt"), json!({})),
        (
            json!("document.renamed"),
            json!("map.txt"),
            json!({ "from": "plan.txt" }),
        ),
        (json!("document.deleted"), json!("map.txt"), json!({})),
        (json!("document.restored"), json!("map.txt"), json!({})),
        (
            json!("project.renamed"),
            Value::Null,
            json!({ "from": "Harbour", "to": "Quay" }),
        ),
    ];
    assert_eq!(told, expected);
    assert!(
        items
            .iter()
            .all(|item| item["actor"] == json!({ "id": anna.id, "name": "Anna" }))
    );
    assert_eq!(items[1]["subject"]["id"], document.as_str());
}

#[tokio::test]
async fn what_changes_nothing_is_not_remembered() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let (project, document) = anna.project_with_document().await;
    let before = page(&anna, &project).await.len();
    let path = format!("/api/v1/documents/{document}");
    anna.patch(&path, json!({ "name": "plan.txt" }))
        .await
        .expect(200);
    anna.post_from_page(&format!("{path}/restore"))
        .await
        .expect(200);
    let name = json!({ "name": "Harbour", "description": "Boats." });
    anna.patch(&format!("/api/v1/projects/{project}"), name)
        .await
        .expect(200);
    anna.patch(&path, json!({ "name": "a/b" }))
        .await
        .invalid("name", "forbidden_character");
    assert_eq!(page(&anna, &project).await.len(), before);
}

#[tokio::test]
async fn it_comes_in_pages_the_newest_first() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let project = anna.project("Harbour").await;
    for name in ["a.txt", "b.txt", "c.txt", "d.txt"] {
        anna.upload(&project, name, name.as_bytes()).await;
    }
    let path = format!("/api/v1/projects/{project}/activity");
    let all = page(&anna, &project).await;
    let mut seen = Vec::new();
    let mut next = format!("{path}?limit=2");
    loop {
        let page = anna.get(&next).await.expect(200);
        seen.extend(page.items());
        let Some(cursor) = page.json()["next_cursor"].as_str().map(str::to_owned) else {
            break;
        };
        next = format!("{path}?limit=2&cursor={cursor}");
    }
    assert_eq!(seen, all);
    assert_eq!(all[0]["subject"]["name"], "d.txt");
    anna.get(&format!("{path}?limit=0"))
        .await
        .invalid("limit", "out_of_range");
    anna.get(&format!("{path}?cursor=x"))
        .await
        .invalid("cursor", "malformed");
}

#[tokio::test]
async fn nobody_changes_the_past() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let project = anna.project("Harbour").await;
    let mut connection = app.database.connection();
    for sql in [
        "UPDATE activity SET action = 'project.renamed'",
        "DELETE FROM activity",
        "TRUNCATE activity",
        "TRUNCATE projects CASCADE",
    ] {
        let refused = connection.batch_execute(sql).expect_err("it is refused");
        assert!(
            refused.to_string().contains("only ever added to"),
            "{sql}: {refused}"
        );
    }
    assert_eq!(page(&anna, &project).await.len(), 1);
    // It ends with its project.
    app.database.execute("DELETE FROM projects");
    assert_eq!(app.database.count("activity"), 0);
}
