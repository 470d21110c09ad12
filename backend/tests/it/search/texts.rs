//! Texts are read behind the scenes, and then found by their words.

use std::fs::File;

use serde_json::{Value, json};

use super::{address, found, harbour, hits, id, job, name, send, write};
use crate::renditions::samples::{DOCX, locked_pdf, page_that_draws, pdf_of, zip_of};

#[tokio::test]
async fn a_text_is_found_once_it_has_been_read_and_the_words_are_shown() {
    let (app, anna, project) = harbour().await;
    write(
        &anna,
        &project,
        "log.txt",
        "Calm sea.\nMoor the Boats at noon <b>",
    )
    .await;
    assert!(found(&anna, "boat").await.is_empty());
    assert_eq!(app.run_pending_jobs().await, 1);
    let [hit] = hits(&anna, "moor boat").await.try_into().expect("one hit");
    assert_eq!(name(&hit), "log.txt");
    let shown = "Calm sea. \u{e000}Moor\u{e001} the \u{e000}Boats\u{e001} at noon <b>";
    assert_eq!(hit["snippet"], shown);
    assert_eq!(job(&anna, "text").await["state"], "succeeded");
}

/// More than are looked through in one go.
#[tokio::test]
async fn of_many_texts_each_shows_its_own_words() {
    let (app, anna, project) = harbour().await;
    for n in 0..11 {
        let text = format!("moor boat {n}");
        write(&anna, &project, &format!("{n}.txt"), &text).await;
    }
    app.run_pending_jobs().await;
    let hits = hits(&anna, "moor").await;
    assert_eq!(hits.len(), 11);
    for hit in &hits {
        let n = name(hit).trim_end_matches(".txt");
        let words = format!("\u{e000}moor\u{e001} boat {n}");
        assert_eq!(hit["snippet"], words);
    }
}

#[tokio::test]
async fn words_of_the_name_and_of_the_text_count_together() {
    let (app, anna, project) = harbour().await;
    write(&anna, &project, "harbour.txt", "moor the boat").await;
    app.run_pending_jobs().await;
    assert_eq!(found(&anna, "boat harbour").await, ["harbour.txt"]);
    assert!(found(&anna, "harbour ship").await.is_empty());
}

#[tokio::test]
async fn tables_pages_and_office_documents_are_read() {
    let (app, anna, project) = harbour().await;
    let page = page_that_draws("BT /T 12 Tf 50 200 Td (Moor the boat) Tj ET", &[]);
    let office = zip_of(&[("word/document.xml", b"<w:p><w:t>Moor the boat</w:t></w:p>")]);
    for (name, media_type, bytes) in [
        ("a.csv", "text/csv", b"moor;the;boat".to_vec()),
        ("b.md", "text/markdown", b"# Moor the *boat*".to_vec()),
        ("c.pdf", "application/pdf", pdf_of(&page, "")),
        ("d.docx", DOCX, office),
    ] {
        send(&anna, &project, name, media_type, &bytes).await;
    }
    app.run_pending_jobs().await;
    let expected = ["d.docx", "c.pdf", "b.md", "a.csv"];
    assert_eq!(found(&anna, "boat moor").await, expected);
}

#[tokio::test]
async fn a_file_that_needs_a_password_is_found_by_its_name_and_says_why() {
    let (app, anna, project) = harbour().await;
    send(
        &anna,
        &project,
        "secret.pdf",
        "application/pdf",
        &locked_pdf(),
    )
    .await;
    app.run_pending_jobs().await;
    let job = job(&anna, "text").await;
    assert_eq!(
        (&job["state"], &job["attempts"]),
        (&json!("dead"), &json!(1))
    );
    let words = "“secret.pdf” is found by its name alone: the file is protected by a password.";
    assert_eq!(job["error"], words);
    assert_eq!(found(&anna, "secret").await, ["secret.pdf"]);
    assert_eq!(app.database.count("documents WHERE text = 'none'"), 1);
}

#[tokio::test]
async fn of_a_table_of_a_gibibyte_the_beginning_is_searched() {
    let (app, anna, project) = harbour().await;
    let table = send(&anna, &project, "huge.csv", "text/csv", b"berth;boat\n").await;
    let key = quayside::storage::Key::Document(id(&table));
    let file = File::options()
        .write(true)
        .open(app.folder().join(key.path()));
    file.expect("it is there").set_len(1 << 30).expect("room");
    app.run_pending_jobs().await;
    assert_eq!(job(&anna, "text").await["state"], "succeeded");
    assert_eq!(found(&anna, "berth boat").await, ["huge.csv"]);
    let kept = "document_texts WHERE length(text) < 300000";
    assert_eq!(app.database.count(kept), 1);
}

#[tokio::test]
async fn what_no_database_takes_does_not_reach_it() {
    let (app, anna, project) = harbour().await;
    let sea = "sea ".repeat(4000);
    let text = format!("{sea}\0\u{fffe} moor\0the\0boat \u{e000}mark\u{e001} {sea}");
    write(&anna, &project, "odd.txt", &text).await;
    app.run_pending_jobs().await;
    let [hit] = hits(&anna, "boat").await.try_into().expect("one hit");
    let snippet = hit["snippet"].as_str().expect("a snippet");
    assert!(
        snippet.contains("moor the \u{e000}boat\u{e001} mark sea"),
        "{snippet}"
    );
}

#[tokio::test]
async fn a_text_of_nothing_but_different_words_is_kept() {
    let (app, anna, project) = harbour().await;
    let words: String = (0..90_000).map(|n| format!("{n:x}é ")).collect();
    write(&anna, &project, "many.txt", &words).await;
    let letters: String = (0..80_000u32)
        .filter_map(|n| char::from_u32(0x4e00 + n * 7 % 20_000))
        .collect();
    write(&anna, &project, "letters.txt", &letters).await;
    app.run_pending_jobs().await;
    assert_eq!(app.database.count("documents WHERE text = 'ready'"), 2);
    assert_eq!(found(&anna, "1000e").await, ["many.txt"]);
}

#[tokio::test]
async fn a_text_that_is_read_again_replaces_the_one_before() {
    let (app, anna, project) = harbour().await;
    let log = write(&anna, &project, "log.txt", "moor the boat").await;
    app.run_pending_jobs().await;
    let key = quayside::storage::Key::Document(id(&log));
    std::fs::write(app.folder().join(key.path()), "weigh anchor ").expect("it is there");
    app.database.execute(
        "UPDATE documents SET text = 'pending'; UPDATE jobs SET state = 'queued', finished_at = NULL",
    );
    app.run_pending_jobs().await;
    assert_eq!(found(&anna, "anchor log").await, ["log.txt"]);
    assert!(found(&anna, "boat").await.is_empty());
}

#[tokio::test]
async fn of_a_document_that_is_gone_nothing_is_read() {
    let (app, anna, project) = harbour().await;
    let log = write(&anna, &project, "log.txt", "moor the boat").await;
    app.database
        .execute(&format!("DELETE FROM documents WHERE id = '{}'", id(&log)));
    app.run_pending_jobs().await;
    assert_eq!(job(&anna, "text").await["state"], "succeeded");
    assert_eq!(app.database.count("document_texts"), 0);
}

#[tokio::test]
async fn while_storage_is_down_a_text_waits_and_is_read_later() {
    let (app, anna, project) = harbour().await;
    let log = write(&anna, &project, "log.txt", "moor the boat").await;
    let aside = app.folder().with_extension("aside");
    std::fs::rename(app.folder(), &aside).expect("it moves");
    std::fs::write(app.folder(), "a file where the folder should be").expect("a file");
    app.run_pending_jobs().await;
    assert_eq!(job(&anna, "text").await["state"], "queued");
    std::fs::remove_file(app.folder()).expect("it goes");
    std::fs::rename(&aside, app.folder()).expect("it moves back");
    app.database.execute("UPDATE jobs SET run_at = now()");
    app.run_pending_jobs().await;
    assert_eq!(found(&anna, "boat").await, ["log.txt"]);
    let document: Value = anna.get(&address(&log)).await.expect(200).json();
    assert_eq!(document["thumbnail"], "none");
}
