//! How `serve` begins and ends.

use std::time::{Duration, Instant};

use tokio::net::TcpStream;

use crate::harness::{Connection, Installation, Person, Server};

/// More than all buffers between server and client together.
const LARGE: usize = 48 << 20;

/// A server that has nothing to do ends in much less than its `SHUTDOWN_SECONDS`.
pub(super) const AT_ONCE: Duration = Duration::from_secs(5);

/// Asks it to stop, and returns once it has heard.
async fn stop(server: &mut Server) {
    server.signal("TERM");
    server.says("stopping").await;
}

/// Fails unless new connections are refused, soon after the server was asked to stop.
pub(super) async fn assert_lets_nobody_in(server: &Server) {
    let deadline = Instant::now() + AT_ONCE;
    while TcpStream::connect(server.address).await.is_ok() {
        assert!(Instant::now() < deadline, "it still accepts connections");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test]
async fn a_server_that_has_nothing_to_do_ends_at_once_on_either_signal() {
    let installation = Installation::new().await;
    for signal in ["TERM", "INT"] {
        let mut server = installation.serve().await;
        server.signal(signal);
        let ended = server.ended_within(AT_ONCE).await;
        assert_eq!(ended.code, Some(0), "{ended:?}");
        assert!(ended.stderr.contains("stopped"), "{ended:?}");
    }
}

#[tokio::test]
async fn a_client_that_keeps_its_connection_for_later_delays_nobody() {
    let installation = Installation::new().await;
    let mut server = installation.serve().await;
    let anna = server.person("Anna").await;
    anna.get("/api/v1/projects").await.expect(200);
    stop(&mut server).await;
    assert_eq!(server.ended_within(AT_ONCE).await.code, Some(0));
}

#[tokio::test]
async fn a_download_that_runs_is_finished_and_nobody_else_let_in() {
    let installation = Installation::new().await;
    let mut server = installation.serve().await;
    let anna = server.person("Anna").await;
    let project = anna.project("Harbour").await;
    let document = anna.upload(&project, "big.bin", &vec![7; LARGE]).await;
    let mut download = Connection::to(server.address).await;
    let id = document["id"].as_str().expect("an id");
    let line = format!("GET /api/v1/documents/{id}/content");
    download.ask(&anna, &line, &[]).await;
    assert_eq!(download.head().await.0, 200);
    stop(&mut server).await;
    assert_lets_nobody_in(&server).await;
    let bytes = download.body(LARGE).await;
    assert!(bytes.len() == LARGE && bytes.iter().all(|byte| *byte == 7));
    assert_eq!(server.ended().await.code, Some(0));
}

#[tokio::test]
async fn an_upload_that_runs_is_finished_and_kept() {
    let installation = Installation::new().await;
    let mut server = installation.serve().await;
    let anna = server.person("Anna").await;
    let project = anna.project("Harbour").await;
    let mut upload = Connection::to(server.address).await;
    upload.begin_upload(&anna, &project, 13).await;
    upload.send(b"moor the").await;
    stop(&mut server).await;
    assert_lets_nobody_in(&server).await;
    upload.send(b" boat").await;
    upload.end_upload().await;
    assert_eq!(upload.head().await.0, 201);
    assert_eq!(server.ended().await.code, Some(0));
    let server = installation.serve().await;
    let client = server.stranger();
    let anna = Person { client, ..anna }.sign_in().await;
    let list = format!("/api/v1/projects/{project}/documents");
    let list = anna.get(&list).await;
    assert_eq!(list.expect(200).all("name"), ["plan.txt"]);
}

#[tokio::test]
async fn a_client_that_stands_still_is_not_waited_for_longer_than_configured() {
    let installation = Installation::new().await.set("SHUTDOWN_SECONDS", "2");
    let mut server = installation.serve().await;
    let anna = server.person("Anna").await;
    let project = anna.project("Harbour").await;
    let document = anna.upload(&project, "big.bin", &vec![7; LARGE]).await;
    let mut download = Connection::to(server.address).await;
    let id = document["id"].as_str().expect("an id");
    let line = format!("GET /api/v1/documents/{id}/content");
    download.ask(&anna, &line, &[]).await;
    assert_eq!(download.head().await.0, 200);
    let began = Instant::now();
    stop(&mut server).await;
    let ended = server.ended_within(Duration::from_secs(6)).await;
    assert_eq!(ended.code, Some(0), "{ended:?}");
    assert!(began.elapsed() > Duration::from_secs(1), "it did not wait");
}

#[tokio::test]
async fn a_port_in_use_is_one_clear_sentence() {
    let installation = Installation::new().await;
    let server = installation.serve().await;
    let port = server.address.port().to_string();
    let second = Installation::new().await.set("PORT", &port);
    let ended = second.run(&["serve"]).await;
    assert_eq!(ended.code, Some(1), "{ended:?}");
    let said = format!("quayside: cannot listen on 127.0.0.1:{port}: ");
    let lines: Vec<_> = ended.stderr.lines().collect();
    assert!(
        matches!(lines.as_slice(), [line] if line.starts_with(&said)),
        "{ended:?}"
    );
}
