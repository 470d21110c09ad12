//! How children end, whatever they are given. What a process is told by `/proc` exists on Linux alone.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use bytes::Bytes;
use futures_util::{StreamExt, stream};
use quayside::renditions::{Refusal, RenderError, Renderer, Size};
use quayside::storage::StorageError;

use super::marked::{Marked, assert_ends, is_alive};
use super::samples::endless_pdf;
use super::{refused, stored};

#[tokio::test]
async fn a_decode_without_end_is_over_within_a_second_of_its_deadline() {
    let deadline = Duration::from_millis(500);
    let marked = Marked::until(deadline);
    let began = Instant::now();
    let document = stored(endless_pdf());
    let picture = marked
        .renderer
        .picture(Size::Preview, "application/pdf", document);
    let (outcome, child) = tokio::join!(picture, marked.started());
    assert!(began.elapsed() < deadline + Duration::from_secs(1));
    assert!(!is_alive(child));
    refused(outcome, Refusal::TooSlow);
}

#[tokio::test]
async fn even_a_parent_that_stands_still_has_no_endless_child() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_quayside"))
        .args(["render", "text", "application/pdf", "--seconds", "1"])
        .args(["--memory", "500000000"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .expect("it starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    std::io::Write::write_all(&mut stdin, &endless_pdf()).expect("it reads");
    drop(stdin);
    let status = tokio::task::spawn_blocking(move || child.wait()).await;
    let status = status.expect("no panic").expect("it ends");
    let signal = std::os::unix::process::ExitStatusExt::signal(&status);
    assert_eq!(signal, Some(rustix::process::Signal::XCPU.as_raw()));
}

#[tokio::test]
async fn a_child_that_somebody_else_kills_may_be_tried_again() {
    let marked = Marked::new();
    let document = stored(endless_pdf());
    let picture = marked
        .renderer
        .picture(Size::Preview, "application/pdf", document);
    let killing = async {
        let child = marked.child().await.to_string();
        Command::new("kill").args(["-s", "KILL", &child]).status()
    };
    let (outcome, killed) = tokio::join!(picture, killing);
    assert!(killed.expect("kill is there").success());
    assert!(
        matches!(outcome, Err(RenderError::Failed(_))),
        "{outcome:?}"
    );
}

#[tokio::test]
async fn a_storage_that_fails_or_stalls_is_not_the_documents_fault() {
    let marked = Marked::until(Duration::from_secs(2));
    let broken = stream::iter([Ok(Bytes::from("moor")), Err(StorageError::NotFound)]).boxed();
    let outcome = marked.renderer.text("text/plain", broken).await;
    assert!(
        matches!(outcome, Err(RenderError::Failed(_))),
        "{outcome:?}"
    );
    let stalled = stream::pending().boxed();
    let work = marked.renderer.text("text/plain", stalled);
    let (outcome, child) = tokio::join!(work, marked.started());
    assert!(
        matches!(outcome, Err(RenderError::Failed(_))),
        "{outcome:?}"
    );
    assert!(!is_alive(child));
}

#[tokio::test]
async fn a_child_that_was_taken_over_says_nothing_that_a_text_does_not_say() {
    let script = std::env::temp_dir().join(format!("quayside-child-{}", uuid::Uuid::new_v4()));
    let says = r#"printf '{"text":{"is_cut":false}}\nmoor\000the boat'"#;
    // By another process: a program that this one holds open while it starts others is busy.
    let write = r#"printf '#!/bin/sh\n%s\n' "$1" >"$0" && chmod 700 "$0""#;
    let written = Command::new("sh")
        .args(["-c", write])
        .arg(&script)
        .arg(says)
        .status();
    assert!(written.expect("a shell").success());
    let outcome = Renderer::new(&script).text("text/plain", stored("x")).await;
    std::fs::remove_file(&script).expect("it goes");
    let Err(RenderError::Failed(cause)) = outcome else {
        panic!("it was believed: {outcome:?}");
    };
    assert!(cause.contains("no text has"), "{cause}");
}

#[tokio::test]
async fn a_rendition_that_nobody_waits_for_any_more_ends() {
    let marked = Marked::new();
    let document = stored(endless_pdf());
    let work = marked
        .renderer
        .picture(Size::Preview, "application/pdf", document);
    let child = tokio::select! {
        _ = work => panic!("it has no end"),
        child = marked.child() => child,
    };
    assert_ends(child).await;
}
