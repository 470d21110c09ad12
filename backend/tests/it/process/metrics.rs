//! `/metrics`, on its own port.

use reqwest::Method;

use crate::harness::{Installation, Server, address_in};

/// A server with metrics, and where they are.
async fn serve() -> (Installation, Server, String) {
    let installation = Installation::new().await;
    let installation = installation.set("METRICS_ADDRESS", "127.0.0.1:0");
    let mut server = installation.serve().await;
    let address = address_in(&server.says("metrics on http://").await);
    (installation, server, format!("http://{address}/metrics"))
}

#[tokio::test]
async fn metrics_count_answers_by_pattern() {
    let (_installation, server, metrics) = serve().await;
    let anna = server.person("Anna").await;
    let (project, document) = anna.project_with_document().await;
    anna.get(&format!("/api/v1/documents/{document}"))
        .await
        .expect(200);

    let answer = reqwest::get(metrics).await.expect("an answer");
    let kind = answer.headers()["content-type"].clone();
    let kind = kind.to_str().expect("text");
    assert!(kind.starts_with("application/openmetrics-text"), "{kind}");
    let text = answer.text().await.expect("text");
    let labels = "method=\"GET\",route=\"/api/v1/documents/{document_id}\",status=\"200\"";
    let counted = format!("quayside_http_requests_total{{{labels}}} 1\n");
    assert!(text.contains(&counted), "{text}");
    assert!(text.contains("quayside_database_connections "), "{text}");
    for id in [&project, &document] {
        assert!(!text.contains(id.as_str()), "an id is a series: {text}");
    }
}

#[tokio::test]
async fn addresses_that_nobody_knows_are_one_series() {
    let (_installation, server, metrics) = serve().await;
    let stranger = server.stranger();
    for path in ["/api/nothing", "/api/v1/nothing", "/api/v1/auth/nothing"] {
        stranger.get(path).await.refused(404, "not_found");
    }
    let answer = reqwest::get(metrics).await.expect("an answer");
    let text = answer.text().await.expect("text");
    assert!(!text.contains("nothing"), "{text}");
}

#[tokio::test]
async fn metrics_are_never_on_the_public_port() {
    let (_installation, server, _) = serve().await;
    let stranger = server.stranger();
    let request = stranger.request(Method::GET, "/metrics");
    stranger.send(request).await.expect(404);
}
