//! What is the same for every address: host, request id, methods, headers.

mod methods;
mod request_id;

use reqwest::Method;

use crate::harness::{Client, Reply, STAGING, TestApp};

#[tokio::test]
async fn a_foreign_host_is_answered_by_health_checks_alone() {
    let app = TestApp::start().await;
    let stranger = app.stranger();
    for host in [
        "evil.example",
        "localhost.evil.example",
        "evil.example:80",
        "",
        "[::2]",
    ] {
        for path in ["/api/v1/me", "/api/version", "/api/docs", "/api/nothing"] {
            let reply = get(&stranger, path, &[("Host", host)]).await;
            reply.refused(421, "misdirected_request");
        }
        for path in ["/api/health/live", "/api/health/ready"] {
            get(&stranger, path, &[("Host", host)]).await.expect(200);
        }
    }
}

#[tokio::test]
async fn a_foreign_host_is_not_helped_by_what_a_proxy_would_say() {
    let app = TestApp::start().await;
    let stranger = app.stranger();
    for said in [
        ("X-Forwarded-Host", "localhost"),
        ("Forwarded", "host=localhost"),
    ] {
        let headers = [("Host", "evil.example"), said];
        let reply = get(&stranger, "/api/version", &headers).await;
        reply.refused(421, "misdirected_request");
    }
}

#[tokio::test]
async fn our_own_hosts_are_known_with_any_port_and_in_any_letter_case() {
    let app = TestApp::with(&[("PUBLIC_URL", "https://desk.example.com")]).await;
    let stranger = app.stranger();
    for host in [
        "localhost",
        "LOCALHOST:1",
        "127.0.0.1:8080",
        "[::1]",
        "[::1]:8080",
        "Desk.Example.com",
    ] {
        let reply = get(&stranger, "/api/version", &[("Host", host)]).await;
        assert_eq!(reply.status, 200, "{host}");
    }
}

#[tokio::test]
async fn outside_of_local_only_the_public_name_is_known() {
    let mut settings = STAGING.to_vec();
    settings.push(("ALLOWED_HOSTS", ""));
    let app = TestApp::with(&settings).await;
    let stranger = app.stranger();
    let reply = get(&stranger, "/api/version", &[("Host", "localhost")]).await;
    reply.refused(421, "misdirected_request");
    let own = [("Host", "desk.example.com")];
    get(&stranger, "/api/version", &own).await.expect(200);
}

#[tokio::test]
async fn no_other_site_may_read_anything() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let origin = ("Origin", "https://evil.example");
    let preflight = [
        origin,
        ("Access-Control-Request-Method", "PATCH"),
        ("Access-Control-Request-Headers", "authorization"),
    ];
    let asked = send(&anna, Method::OPTIONS, "/api/v1/me", &preflight).await;
    let asked = asked.refused(405, "method_not_allowed");
    let read = get(&anna, "/api/v1/me", &[origin]).await.expect(200);
    for reply in [asked, read] {
        let mut names = reply.headers.keys().map(|name| name.as_str());
        assert!(
            !names.any(|name| name.starts_with("access-control-")),
            "{reply:?}"
        );
    }
}

#[tokio::test]
async fn data_is_never_rendered_framed_or_kept() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let replies = [
        anna.get("/api/v1/me").await.expect(200),
        anna.get("/api/v1/nothing").await.expect(404),
        app.stranger().get("/api/v1/me").await.expect(401),
        get(&anna, "/api/v1/me", &[("Host", "evil.example")])
            .await
            .expect(421),
        send(&anna, Method::PUT, "/api/v1/me", &[])
            .await
            .expect(405),
    ];
    for reply in replies {
        assert_eq!(reply.header("x-content-type-options"), "nosniff");
        assert_eq!(reply.header("cache-control"), "no-store");
        assert_eq!(reply.header("referrer-policy"), "same-origin");
        assert_eq!(reply.header("cross-origin-resource-policy"), "same-origin");
        let policy = reply.header("content-security-policy");
        assert_eq!(policy, "default-src 'none'; frame-ancestors 'none'");
        assert_eq!(reply.header("strict-transport-security"), "");
        assert_eq!(reply.header("server"), "");
    }
}

#[tokio::test]
async fn where_people_come_by_https_browsers_are_told_to_stay_there() {
    let app = TestApp::with(STAGING).await;
    for path in ["/api/version", "/api/v1/me", "/api/docs"] {
        let reply = app.stranger().get(path).await;
        let hsts = reply.header("strict-transport-security");
        assert_eq!(hsts, "max-age=31536000", "{path}");
    }
}

#[tokio::test]
async fn anybody_may_ask_what_this_is() {
    let app = TestApp::with(&[("GIT_COMMIT", "0123abc")]).await;
    let stranger = app.stranger();
    let version = stranger.get("/api/version").await.expect(200);
    assert_eq!(version.text("commit"), "0123abc");
    assert_eq!(version.text("version"), env!("CARGO_PKG_VERSION"));
    let contract = stranger.get("/api/openapi.json").await.expect(200);
    assert_eq!(
        contract.body.as_ref(),
        quayside::status::OPENAPI_JSON.as_bytes()
    );
    let live = stranger.get("/api/health/live").await.expect(200);
    assert_eq!(live.text("status"), "ok");
    let page = stranger.get("/api/docs").await.expect(200);
    let policy = page.header("content-security-policy");
    assert!(policy.contains("script-src 'self';"), "{policy}");
    assert!(!policy.contains("unsafe"), "{policy}");
}

#[tokio::test]
async fn readiness_is_strict_or_not() {
    let app = TestApp::start().await;
    for query in ["strict=2", "strict=true", "strict="] {
        let reply = app
            .stranger()
            .get(&format!("/api/health/ready?{query}"))
            .await;
        reply.invalid("strict", "malformed");
    }
    let reply = app.stranger().get("/api/health/ready?loose=1").await;
    reply.invalid("loose", "unknown_field");
}

async fn get(client: &Client, path: &str, headers: &[(&str, &str)]) -> Reply {
    send(client, Method::GET, path, headers).await
}

async fn send(client: &Client, method: Method, path: &str, headers: &[(&str, &str)]) -> Reply {
    let mut request = client.request(method, path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    client.send(request).await
}
