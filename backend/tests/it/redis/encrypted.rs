//! Redis behind TLS: `rediss://`.

use crate::harness::{Installation, RedisServer, SOON, Server, eventually};

#[tokio::test]
async fn redis_is_reached_through_tls() {
    let (installation, redis) = behind_tls().await;
    let certificate = installation.folder.join("redis.crt");
    let installation = installation.set("SSL_CERT_FILE", certificate.display().to_string());
    let server = installation.serve().await;
    eventually(SOON, "it is ready", async || is_ready(&server).await).await;
    server.person("Anna").await;
    assert!(!server.log().contains("Redis does not answer"));
    drop(redis);
}

#[tokio::test]
async fn a_certificate_that_nobody_vouches_for_is_refused() {
    let (installation, redis) = behind_tls().await;
    let mut server = installation.serve().await;
    let cause = server.says("Redis does not answer").await;
    assert!(cause.contains("certificate"), "{cause}");
    assert!(!is_ready(&server).await);
    server.person("Anna").await;
    drop(redis);
}

async fn behind_tls() -> (Installation, RedisServer) {
    let installation = Installation::new().await;
    let redis = RedisServer::with_tls(&installation.folder).await;
    (installation.set("REDIS_URL", redis.url()), redis)
}

async fn is_ready(server: &Server) -> bool {
    let ready = server.stranger().get("/api/health/ready?strict=1").await;
    ready.status == 200
}
