//! Guesses are counted wherever they are made.

use reqwest::Method;
use serde_json::json;

use super::{guess, instance, try_in, two_instances};
use crate::harness::{PASSWORD, RedisServer, Reply, SOON, TestApp, eventually};

const HOME: &str = "203.0.113.7";

#[tokio::test]
async fn guesses_at_one_instance_count_at_the_other() {
    let redis = RedisServer::start().await;
    let (app, other) = two_instances(&redis).await;
    app.stranger().register("Anna").await;
    guess(&app, 5, HOME).await;
    guess(&other, 5, HOME).await;
    for instance in [&app, &other] {
        let reply = try_in(instance, PASSWORD, HOME).await;
        let reply = reply.refused(429, "too_many_requests");
        let seconds: u64 = reply.header("retry-after").parse().expect("seconds");
        assert!((800..=900).contains(&seconds), "{seconds}");
    }
    try_in(&other, PASSWORD, "198.51.100.1").await.expect(200);
}

#[tokio::test]
async fn registrations_are_counted_together() {
    let redis = RedisServer::start().await;
    let (app, other) = two_instances(&redis).await;
    for n in 0..10 {
        register(&app, &format!("a{n}"), HOME).await.expect(201);
        register(&other, &format!("b{n}"), HOME).await.expect(201);
    }
    for instance in [&app, &other] {
        let reply = register(instance, "one-too-many", HOME).await;
        reply.refused(429, "too_many_requests");
    }
    register(&other, "elsewhere", "198.51.100.1")
        .await
        .expect(201);
}

#[tokio::test]
async fn signing_in_takes_nothing_off_the_limit() {
    let redis = RedisServer::start().await;
    let (app, other) = two_instances(&redis).await;
    app.stranger().register("Anna").await;
    guess(&app, 9, HOME).await;
    for instance in [&app, &other, &app, &other] {
        eventually(SOON, "the last try was given back", async || {
            try_in(instance, PASSWORD, HOME).await.status == 200
        })
        .await;
    }
}

#[tokio::test]
async fn redis_learns_nobodys_address_and_forgets_what_it_counts() {
    let redis = RedisServer::start().await;
    let app = instance(&redis).await;
    app.stranger().register("Anna").await;
    guess(&app, 2, HOME).await;
    let entries = redis.entries();
    assert!(entries.len() >= 3, "{entries:?}");
    for (name, value, left) in &entries {
        let clear = ["anna", "@", "203.0"]
            .iter()
            .any(|word| name.contains(word));
        assert!(!clear && name.starts_with("quayside:desk."), "{name}");
        assert!(value.parse::<u32>().is_ok(), "{name} is {value}");
        assert!((1..=3_600_000).contains(left), "{name} lasts {left} ms");
    }
}

async fn register(app: &TestApp, name: &str, from: &str) -> Reply {
    let email = format!("{name}@example.com");
    let account = json!({ "email": email, "name": name, "password": PASSWORD });
    let client = app.stranger();
    let request = client.request(Method::POST, "/api/v1/auth/register");
    let request = request.header("X-Forwarded-For", from).json(&account);
    client.send(request).await
}
