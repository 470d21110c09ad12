//! The two addresses that read the cookie answer our own pages alone.

use reqwest::Method;

use crate::harness::{Client, Reply, TestApp};

const PUBLIC: &[(&str, &str)] = &[("PUBLIC_URL", "https://desk.example.com")];

const OURS: &[&[(&str, &str)]] = &[
    &[("Sec-Fetch-Site", "same-origin")],
    &[("Origin", "https://desk.example.com")],
];

#[rustfmt::skip]
const FOREIGN: &[&[(&str, &str)]] = &[
    &[],
    &[("Referer", "https://desk.example.com/")],
    &[("Sec-Fetch-Site", "none")],
    &[("Sec-Fetch-Site", "same-site")],
    &[("Sec-Fetch-Site", "cross-site")],
    &[("Sec-Fetch-Site", "cross-site"), ("Origin", "https://desk.example.com")],
    &[("Origin", "null")],
    &[("Origin", "http://127.0.0.1")], // of another port
    &[("Origin", "http://desk.example.com")],
    &[("Origin", "https://desk.example.com.evil.example")],
    &[("Origin", "https://evil.example")],
    &[("Origin", "https://evil.example"), ("X-Forwarded-Host", "evil.example")],
    &[("Origin", "https://evil.example"), ("Forwarded", "host=evil.example")],
];

#[tokio::test]
async fn our_own_pages_are_answered() {
    let app = TestApp::with(PUBLIC).await;
    let anna = app.person("Anna").await;
    let asked = format!("http://{}", app.address);
    for headers in OURS
        .iter()
        .copied()
        .chain([&[("Origin", asked.as_str())][..]])
    {
        let refresh = post(&anna, "/api/v1/auth/refresh", headers).await;
        let logout = post(&app.stranger(), "/api/v1/auth/logout", headers).await;
        assert_eq!((refresh.status, logout.status), (200, 204), "{headers:?}");
    }
}

#[tokio::test]
async fn whoever_does_not_prove_to_be_our_own_page_is_refused() {
    let app = TestApp::with(PUBLIC).await;
    let anna = app.person("Anna").await;
    for headers in FOREIGN {
        for path in ["/api/v1/auth/refresh", "/api/v1/auth/logout"] {
            let reply = post(&anna, path, headers).await;
            assert_eq!(reply.status, 403, "{path} {headers:?}");
            reply.refused(403, "cross_site");
        }
    }
    anna.get("/api/v1/me").await.expect(200);
}

async fn post(client: &Client, path: &str, headers: &[(&str, &str)]) -> Reply {
    let mut request = client.request(Method::POST, path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    client.send(request).await
}
