//! What the log says, and what it never says.

use serde_json::{Value, json};

use crate::harness::{Installation, PASSWORD, Server, variable};

/// Everything that people do in a day; the secrets that passed by.
async fn walk(server: &Server) -> Vec<String> {
    let anna = server.person("Anna").await;
    let (project, document) = anna.project_with_document().await;
    let link = anna
        .post(&format!("/api/v1/documents/{document}/links"), json!({}))
        .await;
    let address = link.expect(200).text("url");
    server.stranger().get(&address).await.expect(200);
    anna.get(&format!("/api/v1/documents/{document}/content"))
        .await
        .expect(200);
    anna.get(&format!("/api/v1/projects/{project}/documents?q=plan"))
        .await
        .expect(200);
    let refreshed = anna
        .post_from_page("/api/v1/auth/refresh")
        .await
        .expect(200);
    let passwords = json!({ "current_password": PASSWORD, "new_password": "another password" });
    anna.post("/api/v1/me/password", passwords)
        .await
        .expect(204);
    let wrong = json!({ "email": anna.email, "password": "a wrong password" });
    let signed_in = server.stranger().post("/api/v1/auth/login", wrong).await;
    signed_in.refused(401, "invalid_credentials");
    let right = json!({ "email": anna.email, "password": "another password" });
    let signed_in = server
        .stranger()
        .post("/api/v1/auth/login", right)
        .await
        .expect(200);
    let cookie = signed_in.header("set-cookie").split(['=', ';']).nth(1);
    let forged = format!("{}x", anna.token());
    anna.bearing(&forged)
        .get("/api/v1/me")
        .await
        .refused(401, "unauthorized");
    vec![
        anna.token().to_owned(),
        refreshed.text("access_token"),
        signed_in.text("access_token"),
        cookie.expect("a cookie").to_owned(),
        address,
        PASSWORD.to_owned(),
        "another password".to_owned(),
        "a wrong password".to_owned(),
    ]
}

/// Ends the server and returns all that it wrote.
async fn everything(mut server: Server) -> String {
    server.signal("TERM");
    let ended = super::succeeded(server.ended().await);
    ended.stdout + &ended.stderr
}

#[tokio::test]
async fn the_log_of_a_whole_day_holds_no_secret() {
    for format in ["json", "text"] {
        let installation = Installation::on_s3().await;
        let installation = installation
            .set("LOG_FORMAT", format)
            .set("RUST_LOG", "debug");
        let server = installation.serve().await;
        let mut secrets = walk(&server).await;
        let url = &installation.database.url;
        secrets.push(url.password().expect("it has one").to_owned());
        secrets.push(variable("TEST_S3_SECRET_ACCESS_KEY"));
        secrets.push("a-key-for-tests-that-is-long-enough".to_owned());
        secrets.push("X-Amz-Signature".to_owned());
        let log = everything(server).await;
        for secret in secrets {
            let line = log.lines().find(|line| line.contains(&secret));
            assert_eq!(line, None, "{secret} is in the log");
        }
    }
}

#[tokio::test]
async fn a_line_for_machines_is_json_and_names_its_request() {
    let installation = Installation::new().await.set("LOG_FORMAT", "json");
    let server = installation.serve().await;
    walk(&server).await;
    let anna = server.stranger();
    let asked = anna.request(reqwest::Method::GET, "/api/version");
    anna.send(asked.header("X-Request-Id", "my-own-id"))
        .await
        .expect(200);
    let log = everything(server).await;
    let lines = log
        .lines()
        .map(|line| serde_json::from_str(line).expect("a line is JSON"));
    let lines: Vec<Value> = lines.collect();
    for line in &lines {
        assert!(
            line["time"].is_string() && line["message"].is_string(),
            "{line}"
        );
    }
    let answers: Vec<_> = lines
        .iter()
        .filter(|line| line["status"].is_u64())
        .collect();
    assert!(answers.len() > 10, "{log}");
    assert!(
        answers.iter().all(|line| line["request_id"].is_string()),
        "{log}"
    );
    let mine = answers
        .iter()
        .find(|line| line["request_id"] == "my-own-id");
    assert_eq!(mine.expect("it is there")["path"], "/api/version");
    let signed = answers
        .iter()
        .find(|line| line["path"] == "/api/v1/content/{token}");
    assert_eq!(signed.expect("it is there")["status"], 200);
}

#[tokio::test]
async fn a_line_for_people_can_be_read() {
    let installation = Installation::new().await.set("LOG_FORMAT", "text");
    let server = installation.serve().await;
    let anna = server.stranger();
    let asked = anna.request(reqwest::Method::GET, "/api/version");
    anna.send(asked.header("X-Request-Id", "my-own-id"))
        .await
        .expect(200);
    let log = everything(server).await;
    let line = log
        .lines()
        .find(|line| line.contains("request_id=my-own-id"));
    let line = line.expect("it is there");
    assert!(line.contains("INFO  GET /api/version 200 "), "{line}");
    assert!(
        line.contains(" ms=") && line.contains(" address="),
        "{line}"
    );
}
