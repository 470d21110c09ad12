//! Redis is killed, restarted, silent, or was never there: people notice nothing of it.

use std::time::{Duration, Instant};

use super::{guess, instance, try_in, two_instances};
use crate::harness::{Installation, PASSWORD, RedisServer, SOON, TestApp, eventually};

const HOME: &str = "203.0.113.7";

#[tokio::test]
async fn without_redis_people_sign_in_and_each_instance_counts_for_itself() {
    let mut redis = RedisServer::start().await;
    let (app, other) = two_instances(&redis).await;
    app.stranger().register("Anna").await;
    redis.kill();
    guess(&app, 10, HOME).await;
    let refused = try_in(&app, PASSWORD, HOME).await;
    refused.refused(429, "too_many_requests");
    try_in(&other, PASSWORD, HOME).await.expect(200);
}

#[tokio::test]
async fn an_outage_gives_nobody_back_the_tries_he_had() {
    let mut redis = RedisServer::start().await;
    let app = instance(&redis).await;
    app.stranger().register("Anna").await;
    guess(&app, 10, HOME).await;
    redis.kill();
    let refused = try_in(&app, PASSWORD, HOME).await;
    refused.refused(429, "too_many_requests");
}

#[tokio::test]
async fn when_redis_is_back_instances_count_together_again() {
    let mut redis = RedisServer::start().await;
    let (app, other) = two_instances(&redis).await;
    app.stranger().register("Anna").await;
    redis.kill();
    guess(&app, 1, HOME).await;
    redis.restart().await;
    are_connected(&[&app, &other]).await;
    guess(&other, 6, HOME).await;
    guess(&app, 4, HOME).await;
    let refused = try_in(&app, PASSWORD, HOME).await;
    refused.refused(429, "too_many_requests");
}

#[tokio::test]
async fn an_instance_starts_without_redis_and_finds_it_later() {
    let mut redis = RedisServer::planned();
    let app = instance(&redis).await;
    app.stranger().register("Anna").await;
    try_in(&app, PASSWORD, HOME).await.expect(200);
    redis.restart().await;
    are_connected(&[&app]).await;
    guess(&app, 1, HOME).await;
    assert!(!redis.entries().is_empty(), "nothing was counted there");
}

#[tokio::test]
async fn a_silent_redis_keeps_nobody_waiting_for_long() {
    let redis = RedisServer::start().await;
    let app = instance(&redis).await;
    app.stranger().register("Anna").await;
    try_in(&app, PASSWORD, HOME).await.expect(200);
    redis.fall_silent();
    let first = time(try_in(&app, PASSWORD, HOME)).await;
    assert!(first < Duration::from_secs(2), "{first:?}");
    let limits = &app.app.throttles;
    let address = HOME.parse().expect("an address");
    for _ in 0..5 {
        let later = time(limits.sign_in("anna@example.com", address)).await;
        assert!(
            later < Duration::from_millis(100),
            "it asked again: {later:?}"
        );
    }
    redis.go_on();
    are_connected(&[&app]).await;
}

#[tokio::test]
async fn an_outage_is_one_line_in_the_log_and_its_end_another() {
    let mut redis = RedisServer::start().await;
    let installation = Installation::new().await.set("REDIS_URL", redis.url());
    let mut server = installation.serve().await;
    let anna = server.person("Anna").await;
    redis.kill();
    for _ in 0..5 {
        anna.sign_in().await;
    }
    redis.restart().await;
    server.says("Redis answers again").await;
    let log = server.log();
    assert_eq!(log.matches("Redis does not answer").count(), 1, "{log}");
    assert_eq!(log.matches("Redis answers again").count(), 1, "{log}");
    assert!(!log.contains(&redis.url()), "{log}");
}

async fn time<T>(work: impl Future<Output = T>) -> Duration {
    let began = Instant::now();
    drop(work.await);
    began.elapsed()
}

/// Waits until these have found their Redis again.
async fn are_connected(apps: &[&TestApp]) {
    eventually(SOON, "they are connected", async || {
        let up = |app: &&TestApp| app.app.redis.as_ref().is_some_and(|redis| redis.is_up());
        apps.iter().all(up)
    })
    .await;
}
