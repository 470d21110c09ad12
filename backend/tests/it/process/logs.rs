//! What the log says, and what it never says.

use serde_json::{Value, json};

use crate::harness::{Installation, PASSWORD, Person, Server, variable};

/// What people do in a day; the secrets that passed by.
async fn walk(server: &Server) -> Vec<String> {
    let anna = server.person("Anna").await;
    let address = read_and_write(server, &anna).await;
    let mut secrets = sign_in_and_fail(server, &anna).await;
    secrets.extend([address, anna.token().to_owned(), PASSWORD.to_owned()]);
    secrets
}

/// Upload, list, download, also by a signed address, which is returned.
async fn read_and_write(server: &Server, anna: &Person) -> String {
    let (project, document) = anna.project_with_document().await;
    let list = format!("/api/v1/projects/{project}/documents?q=plan");
    anna.get(&list).await.expect(200);
    let document = format!("/api/v1/documents/{document}");
    anna.get(&format!("{document}/content")).await.expect(200);
    let link = anna.post(&format!("{document}/links"), json!({})).await;
    let address = link.expect(200).text("url");
    server.stranger().get(&address).await.expect(200);
    address
}

/// Refresh, change the password, mistype it, forge a token; all passwords and tokens of that.
async fn sign_in_and_fail(server: &Server, anna: &Person) -> Vec<String> {
    let (wrong, new) = ("a wrong password", "another password");
    let refreshed = anna.post_from_page("/api/v1/auth/refresh").await;
    let passwords = json!({ "current_password": PASSWORD, "new_password": new });
    let changed = anna.post("/api/v1/me/password", passwords).await;
    changed.expect(204);
    let sign_in = async |password| {
        let credentials = json!({ "email": anna.email, "password": password });
        let browser = server.stranger();
        browser.post("/api/v1/auth/login", credentials).await
    };
    sign_in(wrong).await.refused(401, "invalid_credentials");
    let signed_in = sign_in(new).await.expect(200);
    let cookie = signed_in.header("set-cookie").split(['=', ';']).nth(1);
    let forged = anna.bearing(&format!("{}x", anna.token()));
    forged.get("/api/v1/me").await.refused(401, "unauthorized");
    vec![
        refreshed.expect(200).text("access_token"),
        signed_in.text("access_token"),
        cookie.expect("a cookie").to_owned(),
        wrong.to_owned(),
        new.to_owned(),
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
    let lines = parsed(&everything(server).await);
    let answers: Vec<_> = lines
        .iter()
        .filter(|line| line["status"].is_u64())
        .collect();
    assert!(answers.len() > 10, "{answers:?}");
    let of = |field, value| answers.iter().find(|line| line[field] == value);
    assert!(answers.iter().all(|line| line["request_id"].is_string()));
    let mine = of("request_id", "my-own-id").expect("it is there");
    assert_eq!(mine["path"], "/api/version");
    let is_signed = |line: &Value| {
        line["path"]
            .as_str()
            .is_some_and(|path| path.starts_with("/api/v1/content/"))
    };
    assert!(answers.iter().any(|line| is_signed(line)));
}

/// Each line, which must be JSON and have what every line has.
fn parsed(log: &str) -> Vec<Value> {
    let parse = |line| {
        let line: Value = serde_json::from_str(line).expect("a line is JSON");
        for field in ["time", "level", "target", "message"] {
            assert!(line[field].is_string(), "no {field}: {line}");
        }
        line
    };
    log.lines().map(parse).collect()
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
