//! `/metrics`, on its own port.

use reqwest::Method;

use crate::harness::{Installation, address_in};

#[tokio::test]
async fn metrics_count_answers_by_pattern_on_a_port_of_their_own() {
    let installation = Installation::new().await;
    let installation = installation.set("METRICS_ADDRESS", "127.0.0.1:0");
    let mut server = installation.serve().await;
    let address = address_in(&server.says("metrics on http://").await);
    let anna = server.person("Anna").await;
    let (project, document) = anna.project_with_document().await;
    anna.get(&format!("/api/v1/documents/{document}"))
        .await
        .expect(200);
    for path in ["/api/nothing", "/api/v1/nothing", "/api/v1/auth/nothing"] {
        anna.get(path).await.refused(404, "not_found");
    }

    let answer = reqwest::get(format!("http://{address}/metrics"))
        .await
        .expect("an answer");
    let kind = answer.headers()["content-type"]
        .to_str()
        .expect("text")
        .to_owned();
    assert!(kind.starts_with("application/openmetrics-text"), "{kind}");
    let text = answer.text().await.expect("text");
    let counted = "quayside_http_requests_total{method=\"GET\",route=\"/api/v1/documents/{document_id}\",status=\"200\"} 1\n";
    assert!(text.contains(counted), "{text}");
    assert!(text.contains("quayside_database_connections "), "{text}");
    assert!(text.ends_with("# EOF\n"), "{text}");
    for id in [&project, &document] {
        assert!(!text.contains(id.as_str()), "an id is a series: {text}");
    }
    let public = anna.send(anna.request(Method::GET, "/metrics")).await;
    assert_eq!(public.status, 404);
}
