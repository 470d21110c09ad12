//! A list read page by page, while others work on it.

use std::collections::BTreeSet;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

use super::{address, documents_of, id};
use crate::harness::{Person, TestApp};

const ORDERS: [&str; 6] = [
    "name",
    "-name",
    "size",
    "-size",
    "created_at",
    "-created_at",
];

#[tokio::test]
async fn the_pages_of_every_order_make_up_the_whole_list() {
    let (_app, anna, project) = harbour().await;
    for order in ORDERS {
        let whole = page(&anna, &project, order, 200, None).await;
        assert_eq!(whole.1, None);
        for limit in [1, 2, 3, 7, 8] {
            let mut read = Vec::new();
            let mut cursor = None;
            loop {
                let (items, next) = page(&anna, &project, order, limit, cursor).await;
                assert!(items.len() <= limit);
                read.extend(items);
                cursor = next;
                if cursor.is_none() {
                    break;
                }
            }
            assert_eq!(read, whole.0, "{order} by {limit}");
        }
    }
}

#[tokio::test]
async fn nothing_is_missed_or_shown_twice_while_others_add_and_delete() {
    for order in ORDERS {
        let (_app, anna, project) = harbour().await;
        let (there, _) = page(&anna, &project, order, 200, None).await;
        let (mut seen, mut cursor) = (Vec::new(), None);
        for round in 0.. {
            let (items, next) = page(&anna, &project, order, 2, cursor).await;
            seen.extend(items);
            cursor = next;
            if cursor.is_none() {
                break;
            }
            // Even the document that the cursor points to goes.
            delete(&anna, seen.last().expect("the page was not empty")).await;
            if round == 0 {
                delete(&anna, &there[3]).await;
            }
            let name = format!("plan {round}.txt");
            anna.upload(&project, &name, &vec![b'x'; round]).await;
        }
        let ids: BTreeSet<_> = seen.iter().map(id).collect();
        assert_eq!(ids.len(), seen.len(), "{order}: shown twice");
        let staying = there.iter().filter(|item| *item != &there[3]);
        assert!(staying.map(id).all(|id| ids.contains(id)), "{order}");
    }
}

#[tokio::test]
async fn a_cursor_belongs_to_one_order() {
    let (_app, anna, project) = harbour().await;
    for order in ORDERS {
        let (_, cursor) = page(&anna, &project, order, 2, None).await;
        let cursor = cursor.expect("there is more");
        for other in ORDERS.iter().filter(|other| **other != order) {
            refused(&anna, &project, &format!("sort={other}&cursor={cursor}")).await;
        }
    }
}

#[tokio::test]
async fn a_cursor_that_this_list_never_gave_is_refused() {
    let (_app, anna, project) = harbour().await;
    anna.project("Quay").await;
    let projects = anna.get("/api/v1/projects?limit=1").await.expect(200);
    let of_projects = projects.text("next_cursor");
    for cursor in [
        "",
        "x",
        "garbage",
        "e30",
        "bnVsbA",
        "%00",
        of_projects.as_str(),
    ] {
        refused(&anna, &project, &format!("cursor={cursor}")).await;
    }
}

#[tokio::test]
async fn a_cursor_that_was_made_by_hand_is_refused() {
    let (_app, anna, project) = harbour().await;
    let id = "00000000-0000-7000-8000-000000000000";
    for (order, key) in [
        ("name", json!({ "Name": "a\0b" })),
        ("name", json!({ "Size": 3 })),
        ("size", json!({ "Name": "3" })),
        (
            "created_at",
            json!({ "Created": "+262000-01-01T00:00:00Z" }),
        ),
        ("created_at", json!({ "Created": "-10000-01-01T00:00:00Z" })),
    ] {
        let cursor = json!({ "sort": order, "key": key, "id": id }).to_string();
        let cursor = URL_SAFE_NO_PAD.encode(cursor);
        refused(&anna, &project, &format!("sort={order}&cursor={cursor}")).await;
    }
    let cursor = json!(["-10000-01-01T00:00:00Z", id]).to_string();
    let cursor = URL_SAFE_NO_PAD.encode(cursor);
    anna.get(&format!("/api/v1/projects?cursor={cursor}"))
        .await
        .invalid("cursor", "malformed");
}

#[tokio::test]
async fn the_deleted_and_the_filtered_are_read_in_pages_too() {
    let (_app, anna, project) = harbour().await;
    let (there, _) = page(&anna, &project, "name", 200, None).await;
    for item in &there[..4] {
        anna.delete(&address(item)).await.expect(204);
    }
    let path = format!(
        "{}?deleted=true&q=plan&sort=name&limit=3",
        documents_of(&project)
    );
    let first = anna.get(&path).await.expect(200);
    let next = format!("{path}&cursor={}", first.text("next_cursor"));
    let second = anna.get(&next).await.expect(200);
    let read: Vec<_> = [first.items(), second.items()].concat();
    let ids: Vec<_> = read.iter().map(id).collect();
    assert_eq!(ids, there[..4].iter().map(id).collect::<Vec<_>>());
    assert_eq!(second.json()["next_cursor"], Value::Null);
}

async fn page(
    anna: &Person,
    project: &str,
    order: &str,
    limit: usize,
    cursor: Option<String>,
) -> (Vec<Value>, Option<String>) {
    let mut path = format!("{}?sort={order}&limit={limit}", documents_of(project));
    if let Some(cursor) = cursor {
        path = format!("{path}&cursor={cursor}");
    }
    let page = anna.get(&path).await.expect(200);
    let next = page.json()["next_cursor"].as_str().map(str::to_owned);
    (page.items(), next)
}

async fn delete(anna: &Person, document: &Value) {
    anna.delete(&address(document)).await.expect(204);
}

async fn refused(anna: &Person, project: &str, query: &str) {
    let path = format!("{}?{query}", documents_of(project));
    anna.get(&path).await.invalid("cursor", "malformed");
}

/// Seven documents, of which some have the same name and some the same size.
async fn harbour() -> (TestApp, Person, String) {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let project = anna.project("Harbour").await;
    for (name, size) in [(10, 3), (9, 3), (9, 0), (10, 5), (9, 3), (1, 5), (2, 3)] {
        let name = format!("plan {name}.txt");
        anna.upload(&project, &name, &vec![b'x'; size]).await;
    }
    (app, anna, project)
}
