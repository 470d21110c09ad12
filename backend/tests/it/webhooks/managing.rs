//! Owners add, change and remove webhooks.

use serde_json::{Value, json};

use super::{Story, add, add_with};
use crate::harness::Receiver;

const URL: &str = "https://ci.example.com/hooks?token=1";

#[tokio::test]
async fn of_two_who_remove_a_webhook_at_once_one_finds_it() {
    let story = Story::at(URL).await;
    for _ in 0..5 {
        let added = add(&story.anna, &story.project, URL).await.expect(201);
        let webhook = format!("/api/v1/webhooks/{}", added.text("id"));
        let (one, other) = tokio::join!(story.anna.delete(&webhook), story.anna.delete(&webhook));
        let mut statuses = [one.status, other.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [204, 404]);
    }
}

#[tokio::test]
async fn a_webhook_is_added_changed_and_removed_by_an_owner() {
    let story = Story::at(URL).await;
    let shown = story.shown().await;
    assert_eq!(
        (&shown["url"], &shown["active"]),
        (&json!(URL), &json!(true))
    );
    let changes = json!({ "url": "https://ci.example.com/", "events": ["report.made", "document.added", "report.made"] });
    let changed = story.change(changes).await.expect(200).json();
    assert_eq!(changed["url"], "https://ci.example.com/");
    assert_eq!(changed["events"], json!(["document.added", "report.made"]));
    story.anna.delete(&story.path()).await.expect(204);
    story
        .anna
        .get(&story.path())
        .await
        .refused(404, "not_found");
}

#[tokio::test]
async fn a_field_outside_its_limits_is_refused_when_added_and_when_changed() {
    let story = Story::at(URL).await;
    let long = format!("https://ci.example.com/{}", "x".repeat(2048));
    for (field, value, code) in [
        ("url", json!(long), "too_long"),
        ("url", json!("ftp://ci.example.com/"), "malformed"),
        (
            "url",
            json!("https://user:pass@ci.example.com/"),
            "malformed",
        ),
        ("url", json!("https://ci.example.com:25/"), "out_of_range"),
        ("url", json!(null), "wrong_type"),
        ("events", json!([]), "required"),
        ("events", json!(["document.read"]), "malformed"),
        ("events", json!("document.added"), "wrong_type"),
        ("secret", json!("whsec_mine"), "unknown_field"),
    ] {
        let mut body = json!({ "url": URL, "events": ["document.added"] });
        body[field] = value;
        story.change(body.clone()).await.invalid(field, code);
        let added = add_with(&story.anna, &story.project, body).await;
        added.invalid(field, code);
    }
    assert_eq!(story.shown().await["url"], URL);
}

#[tokio::test]
async fn a_project_has_ten_webhooks_at_most() {
    let story = Story::at(URL).await;
    for _ in 1..10 {
        add(&story.anna, &story.project, URL).await.expect(201);
    }
    let eleventh = add(&story.anna, &story.project, URL).await;
    eleventh.refused(409, "too_many_webhooks");
    let other = story.anna.project("Elsewhere").await;
    add(&story.anna, &other, URL).await.expect(201);
    story.anna.delete(&story.path()).await.expect(204);
    add(&story.anna, &story.project, URL).await.expect(201);
}

#[tokio::test]
async fn webhooks_are_listed_in_pages_the_newest_first() {
    let story = Story::at("https://example.com/0").await;
    for n in 1..5 {
        let url = format!("https://example.com/{n}");
        add(&story.anna, &story.project, &url).await.expect(201);
    }
    let path = format!("/api/v1/projects/{}/webhooks", story.project);
    let urls = in_pages(&story, &path, "url").await;
    let expected = [4, 3, 2, 1, 0].map(|n| format!("https://example.com/{n}"));
    assert_eq!(urls, expected);
}

#[tokio::test]
async fn deliveries_are_listed_in_pages_the_newest_first() {
    let receiver = Receiver::start().await;
    let story = Story::with(&receiver).await;
    for _ in 0..5 {
        story.happens().await;
    }
    story.app.run_pending_jobs().await;
    let path = format!("{}/deliveries", story.path());
    let ids = in_pages(&story, &path, "id").await;
    let mut sorted = ids.clone();
    sorted.sort_by(|one, other| other.cmp(one));
    sorted.dedup();
    assert_eq!((ids.len(), &ids), (5, &sorted));
}

#[tokio::test]
async fn a_query_outside_its_limits_is_refused() {
    let story = Story::at(URL).await;
    let lists = [
        format!("/api/v1/projects/{}/webhooks", story.project),
        format!("{}/deliveries", story.path()),
    ];
    for list in lists {
        let path = format!("{list}?limit=201");
        story.anna.get(&path).await.invalid("limit", "out_of_range");
        let path = format!("{list}?cursor=x");
        story.anna.get(&path).await.invalid("cursor", "malformed");
        let path = format!("{list}?page=2");
        story.anna.get(&path).await.invalid("page", "unknown_field");
    }
}

#[tokio::test]
async fn a_delivery_of_another_webhook_cannot_be_sent_again() {
    let receiver = Receiver::start().await;
    let story = Story::with(&receiver).await;
    let delivery = story.tried().await;
    let other = add(&story.anna, &story.project, URL)
        .await
        .expect(201)
        .text("id");
    let id = delivery["id"].as_str().expect("an id");
    let path = format!("/api/v1/webhooks/{other}/deliveries/{id}/redeliver");
    story
        .anna
        .post(&path, json!({}))
        .await
        .refused(404, "not_found");
}

#[tokio::test]
async fn jobs_of_webhooks_are_shown_to_no_member() {
    let story = Story::at(URL).await;
    story.happens().await;
    let jobs = story
        .anna
        .get("/api/v1/jobs?kind=webhook")
        .await
        .expect(200)
        .items();
    assert_eq!(jobs, Vec::<Value>::new());
    assert_eq!(story.app.database.count("jobs WHERE kind = 'webhook'"), 1);
}

async fn in_pages(story: &Story, path: &str, field: &str) -> Vec<String> {
    let (mut all, mut query) = (Vec::new(), "limit=2".to_owned());
    loop {
        let page = story.anna.get(&format!("{path}?{query}")).await.expect(200);
        all.extend(page.all(field));
        match page.json()["next_cursor"].as_str() {
            Some(cursor) => query = format!("limit=2&cursor={cursor}"),
            None => return all,
        }
    }
}
