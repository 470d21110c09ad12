//! In which order documents are found, and page by page.

use data_encoding::BASE64URL_NOPAD;
use serde_json::json;
use uuid::Uuid;

use super::{ask, found, harbour, name, write};

#[tokio::test]
async fn names_come_before_texts_and_then_the_newest() {
    let (app, anna, project) = harbour().await;
    for (name, text) in [
        ("boat race.txt", "-"),
        ("1.txt", "a boat, a race, a boat race"),
        ("race.txt", "boat"),
        ("2.txt", "race of a boat"),
        ("the race of the boat.txt", "-"),
    ] {
        write(&anna, &project, name, text).await;
    }
    app.run_pending_jobs().await;
    let expected = [
        "the race of the boat.txt",
        "boat race.txt",
        "race.txt",
        "2.txt",
        "1.txt",
    ];
    assert_eq!(found(&anna, "boat race").await, expected);
}

#[tokio::test]
async fn pages_join_without_a_gap_while_documents_come_and_go() {
    let (app, anna, project) = harbour().await;
    for n in 0..7 {
        let name = if n % 2 == 0 { "boat" } else { "ship" };
        write(&anna, &project, &format!("{name} {n}.txt"), "a boat").await;
    }
    app.run_pending_jobs().await;
    let all = found(&anna, "boat").await;
    let mut seen = Vec::new();
    let mut cursor = None;
    loop {
        let after = cursor.as_deref().map(|cursor| ("cursor", cursor));
        let asked: Vec<_> = [("q", "boat"), ("limit", "2")]
            .into_iter()
            .chain(after)
            .collect();
        let page = ask(&anna, &asked).await.expect(200);
        seen.extend(page.items().iter().map(|hit| name(hit).to_owned()));
        write(&anna, &project, "boat that came later.txt", "a boat").await;
        let Some(next) = page.json()["next_cursor"].as_str().map(str::to_owned) else {
            break;
        };
        cursor = Some(next);
    }
    assert_eq!(seen, all);
}

#[tokio::test]
async fn a_last_page_that_is_full_has_no_next() {
    let (_app, anna, project) = harbour().await;
    for n in 0..2 {
        write(&anna, &project, &format!("boat {n}.txt"), "x").await;
    }
    let page = ask(&anna, &[("q", "boat"), ("limit", "2")])
        .await
        .expect(200);
    assert_eq!(page.items().len(), 2);
    assert_eq!(page.json()["next_cursor"], json!(null));
}

#[tokio::test]
async fn a_cursor_of_another_list_is_refused() {
    let (_app, anna, _) = harbour().await;
    let id = Uuid::now_v7();
    let of_no_rank = BASE64URL_NOPAD.encode(format!(r#"{{"rank":3,"id":"{id}"}}"#).as_bytes());
    for cursor in [of_no_rank.as_str(), "MQ", "x!"] {
        let refused = ask(&anna, &[("q", "boat"), ("cursor", cursor)]).await;
        refused.invalid("cursor", "malformed");
    }
}
