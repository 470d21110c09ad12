//! The names that documents have in an archive.

use crate::harness::TestApp;

#[tokio::test]
async fn twins_are_numbered_and_everything_else_keeps_its_name() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let project = anna.project("Harbour").await;
    for (name, bytes) in [
        ("plan.txt", "the first"),
        ("plan.txt", "the second"),
        ("Plan.TXT", "in capitals"),
        ("plan (2).txt", "named so"),
        ("MANIFEST.sha256", "not ours"),
    ] {
        anna.upload(&project, name, bytes.as_bytes()).await;
    }
    let archive = app.archive(&anna, &project).await;
    for (name, bytes) in [
        ("plan.txt", "the first"),
        ("plan (3).txt", "the second"),
        ("Plan (4).TXT", "in capitals"),
        ("plan (2).txt", "named so"),
        ("MANIFEST (2).sha256", "not ours"),
    ] {
        assert_eq!(archive.read(name), bytes.as_bytes(), "{name}");
    }
    assert_eq!(archive.names().len(), 5);
}

#[tokio::test]
async fn names_of_all_scripts_are_utf_8() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let project = anna.project("Hafen").await;
    let names = [
        "Σύμβαση.pdf",
        "Änderung.txt",
        "договор.txt",
        "عقد.txt",
        "契約 🛟.txt",
    ];
    for name in names {
        anna.upload(&project, name, name.as_bytes()).await;
    }
    let archive = app.archive(&anna, &project).await;
    for name in names {
        assert_eq!(archive.entry(name)["is_utf8"], true, "{name}");
        assert_eq!(archive.read(name), name.as_bytes());
    }
}

#[tokio::test]
async fn what_some_system_cannot_hold_is_replaced_and_leads_nowhere() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let project = anna.project("Pier: 3/4?").await;
    let long = "ä".repeat(255);
    for name in [
        "..",
        "what?.txt",
        "what*.txt",
        "con.txt",
        "C:plan",
        "end.",
        &long,
    ] {
        anna.upload(&project, name, name.as_bytes()).await;
    }
    let job = anna.export(&project).await;
    app.run_pending_jobs().await;
    let archive = anna.unpack(job).await;
    let shortened = "ä".repeat(127);
    for (name, bytes) in [
        ("._", ".."),
        ("what_.txt", "what*.txt"),
        ("what_ (2).txt", "what?.txt"),
        ("con_.txt", "con.txt"),
        ("C_plan", "C:plan"),
        ("end_", "end."),
        (&shortened, &long),
    ] {
        assert_eq!(String::from_utf8_lossy(&archive.read(name)), bytes);
    }
    let saved = app.database.job(job)["result_name"].to_string();
    assert!(saved.starts_with("\"Pier_ 3_4_ 2"), "{saved}");
}
