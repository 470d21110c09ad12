//! The two addresses that read the cookie answer our own pages alone.

use reqwest::Method;

use crate::harness::{Client, Reply, TestApp};

#[tokio::test]
async fn a_request_must_prove_that_it_comes_from_our_own_page() {
    let app = TestApp::with(&[("PUBLIC_URL", "https://desk.example.com")]).await;
    let anna = app.person("Anna").await;
    let own = format!("http://{}", app.address);
    let cases: &[(&[(&str, &str)], bool)] = &[
        (&[("Sec-Fetch-Site", "same-origin")], true),
        (&[("Origin", &own)], true),
        (&[("Origin", "https://desk.example.com")], true),
        (&[], false),
        (&[("Sec-Fetch-Site", "same-site")], false),
        (&[("Sec-Fetch-Site", "cross-site")], false),
        (&[("Sec-Fetch-Site", "none")], false),
        (&[("Sec-Fetch-Site", "cross-site"), ("Origin", &own)], false),
        (&[("Origin", "null")], false),
        (&[("Origin", "https://evil.example")], false),
        (
            &[("Origin", "https://desk.example.com.evil.example")],
            false,
        ),
        (&[("Origin", "http://desk.example.com")], false),
        (&[("Origin", "http://127.0.0.1")], false),
        (
            &[
                ("Origin", "https://evil.example"),
                ("X-Forwarded-Host", "evil.example"),
            ],
            false,
        ),
        (
            &[
                ("Origin", "https://evil.example"),
                ("Forwarded", "host=evil.example"),
            ],
            false,
        ),
        (&[("Referer", &own)], false),
    ];
    for (headers, allowed) in cases {
        let refresh = post(&anna, "/api/v1/auth/refresh", headers).await;
        let logout = post(&app.stranger(), "/api/v1/auth/logout", headers).await;
        if *allowed {
            assert_eq!((refresh.status, logout.status), (200, 204), "{headers:?}");
        } else {
            refresh.refused(403, "cross_site");
            logout.refused(403, "cross_site");
        }
    }
}

#[tokio::test]
async fn a_foreign_page_signs_nobody_out() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let foreign = [("Origin", "https://evil.example")];
    post(&anna, "/api/v1/auth/logout", &foreign)
        .await
        .refused(403, "cross_site");
    anna.get("/api/v1/me").await.expect(200);
}

async fn post(client: &Client, path: &str, headers: &[(&str, &str)]) -> Reply {
    let mut request = client.request(Method::POST, path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    client.send(request).await
}
