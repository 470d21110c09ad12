//! Reports of projects: asked for, made behind the scenes, and read by another program than the one that
//! wrote them.

mod asking;
mod ends;
mod listing;
mod names;
mod reading;

use std::io::Write;
use std::process::{Command, Stdio};

use quayside::reports::{Content, DocumentLine, Typesetter};
use serde_json::Value;

use crate::harness::{Person, TestApp};

/// Where the fonts are, as `scripts/test` has made sure.
const FONTS: &str = "/usr/share/fonts";

/// Somebody with a project.
async fn harbour() -> (TestApp, Person, String) {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let project = anna.project("Harbour").await;
    (app, anna, project)
}

/// The words of a report that somebody asks for and gets.
async fn report(app: &TestApp, person: &Person, project: &str) -> String {
    let job = person.ask_for_report(project).await.expect(202).text("id");
    app.run_pending_jobs().await;
    let result = format!("/api/v1/jobs/{job}/result");
    words(&person.get(&result).await.expect(200).body)
}

/// The one job that makes a report, as the person sees it.
async fn job(person: &Person) -> Value {
    let jobs = person.get("/api/v1/jobs?kind=report").await.expect(200);
    let [job] = jobs.items().try_into().expect("one job");
    job
}

/// The PDF of a project with documents of these names.
async fn pdf(names: &[&str]) -> Vec<u8> {
    let documents = names.iter().map(|name| line(name)).collect();
    let content = Content {
        project: "Harbour".to_owned(),
        asked_by: "Anna".to_owned(),
        documents,
        ..Content::default()
    };
    let typesetter = Typesetter::new(env!("CARGO_BIN_EXE_quayside"), FONTS);
    typesetter.pdf(&content).await.expect("it can be set")
}

fn line(name: &str) -> DocumentLine {
    DocumentLine {
        name: name.to_owned(),
        kind: "PDF".to_owned(),
        size: "1.0 KB".to_owned(),
        person: "Anna".to_owned(),
        date: "25 Nov 2026".to_owned(),
    }
}

/// What somebody who copies its text gets, without the marks that say which way it runs.
fn words(pdf: &[u8]) -> String {
    let text = told_by(&["pdftotext", "-layout", "-", "-"], pdf);
    let directions = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.replace(directions, "")
}

/// What another program says of a PDF.
fn told_by(command: &[&str], pdf: &[u8]) -> String {
    let mut child = Command::new(command[0])
        .args(&command[1..])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("poppler-utils is installed");
    let mut stdin = child.stdin.take().expect("a pipe");
    stdin.write_all(pdf).expect("it reads");
    drop(stdin);
    let output = child.wait_with_output().expect("it ends");
    assert!(output.status.success(), "{command:?}");
    String::from_utf8(output.stdout).expect("a text")
}
