//! Whether stored bytes still are what was uploaded: somebody looks, and tells.

use std::fs;
use std::path::{Path, PathBuf};

use quayside::error::Error;
use quayside::integrity::{self, Bounds};
use serde_json::Value;

use crate::harness::{Installation, Person, SOON, TestApp, address_in, eventually};

const SYSTEM: &str = "/api/v1/admin/system";

impl TestApp {
    /// The file of a document.
    fn file(&self, document: &str) -> PathBuf {
        let shard = &document[document.len() - 2..];
        self.folder().join("documents").join(shard).join(document)
    }

    /// What an administrator is told, without what depends on the time.
    async fn damage(&self, ada: &Person) -> Vec<(String, String)> {
        let system = ada.get(SYSTEM).await.expect(200).json();
        let damaged = system["integrity"]["damaged"].as_array().cloned();
        let text = |one: &Value, field: &str| one[field].as_str().expect("text").to_owned();
        let damaged = damaged.expect("a list").into_iter();
        damaged
            .map(|one| (text(&one, "document_id"), text(&one, "damage")))
            .collect()
    }

    async fn look_at(&self, documents: i64, bytes: i64) -> usize {
        let bounds = Bounds {
            documents,
            bytes,
            damaged_bytes: bytes,
        };
        let damaged = integrity::check(&self.app, bounds, |_| ()).await;
        damaged.expect("database and storage answer")
    }
}

/// Uploads these; their ids.
async fn upload_all<const N: usize>(
    person: &Person,
    project: &str,
    names: [&str; N],
) -> [String; N] {
    let mut documents = names.map(str::to_owned);
    for document in &mut documents {
        *document = upload(person, project, document).await;
    }
    documents
}

async fn upload(person: &Person, project: &str, name: &str) -> String {
    let document = person.upload(project, name, b"moor the boat").await;
    document["id"].as_str().expect("an id").to_owned()
}

/// What cannot be read as a file looks as a bad sector does.
fn break_sector(file: &Path) {
    fs::remove_file(file).expect("it is there");
    fs::create_dir(file).expect("a folder in its place");
}

/// The whole folder of a storage goes, and something else stands in its place.
fn take_away(folder: &Path) {
    fs::rename(folder, folder.with_extension("aside")).expect("it is there");
    fs::write(folder, "no folder").expect("it can be written");
}

fn put_back(folder: &Path) {
    fs::remove_file(folder).expect("it is there");
    fs::rename(folder.with_extension("aside"), folder).expect("it is there");
}

fn change(path: &Path, bytes: &[u8]) {
    assert!(path.is_file());
    fs::write(path, bytes).expect("it can be written");
}

#[tokio::test]
async fn what_is_missing_cut_or_changed_is_told_and_left_as_it_is() {
    let app = TestApp::start().await;
    let (anna, ada) = (app.person("Anna").await, app.administrator("Ada").await);
    let project = anna.project("Harbour").await;
    let names = ["whole", "missing", "cut", "changed"];
    let [_, missing, cut, changed] = &upload_all(&anna, &project, names).await;
    fs::remove_file(app.file(missing)).expect("it is there");
    change(&app.file(cut), b"moor");
    change(&app.file(changed), b"sink the boat");
    app.run_kind("integrity").await;
    let expected = [(missing, "missing"), (cut, "size"), (changed, "content")];
    let expected = expected.map(|(id, damage)| (id.clone(), damage.to_owned()));
    assert_eq!(app.damage(&ada).await, expected);
    assert_eq!(
        fs::read(app.file(changed)).expect("it is there"),
        b"sink the boat"
    );
    let list = format!("/api/v1/projects/{project}/documents");
    assert_eq!(anna.get(&list).await.expect(200).items().len(), 4);
}

#[tokio::test]
async fn what_was_repaired_or_removed_is_damaged_no_more() {
    let app = TestApp::start().await;
    let (anna, ada) = (app.person("Anna").await, app.administrator("Ada").await);
    let project = anna.project("Harbour").await;
    let [first, second] = upload_all(&anna, &project, ["first", "second"]).await;
    change(&app.file(&first), b"sink the boat");
    change(&app.file(&second), b"sink the boat");
    assert_eq!(app.look_at(10, 1000).await, 2);
    change(&app.file(&first), b"moor the boat");
    app.database
        .execute(&format!("DELETE FROM documents WHERE id = '{second}'"));
    assert_eq!(app.look_at(10, 1000).await, 0);
    assert!(app.damage(&ada).await.is_empty());
}

#[tokio::test]
async fn each_look_goes_on_where_the_last_one_ended_and_begins_anew_behind_the_last() {
    let app = TestApp::start().await;
    let (anna, ada) = (app.person("Anna").await, app.administrator("Ada").await);
    let project = anna.project("Harbour").await;
    let documents = upload_all(&anna, &project, ["one", "two", "three"]).await;
    change(&app.file(&documents[2]), b"moor");
    assert_eq!(app.look_at(10, 20).await, 0, "13 bytes, and not 26");
    assert_eq!(app.look_at(1, 1000).await, 0, "one document");
    assert_eq!(app.look_at(10, 1000).await, 1, "the rest");
    let integrity = &ada.get(SYSTEM).await.expect(200).json()["integrity"];
    assert_eq!(
        (&integrity["documents"], &integrity["bytes"]),
        (&1.into(), &13.into())
    );
    change(&app.file(&documents[0]), b"sank");
    assert_eq!(
        app.look_at(1, 1000).await,
        2,
        "what was damaged, and the first again"
    );
}

#[tokio::test]
async fn a_storage_that_is_down_damages_nothing() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let project = anna.project("Harbour").await;
    upload(&anna, &project, "plan").await;
    take_away(app.folder());
    let look = integrity::check(&app.app, Bounds::default(), |_| ()).await;
    assert!(look.is_err(), "{look:?}");
    assert_eq!(app.database.count("damaged_documents"), 0);
    assert_eq!(app.database.count("integrity_checks"), 0);
    put_back(app.folder());
    assert_eq!(app.look_at(10, 1000).await, 0);
}

#[tokio::test]
async fn a_document_that_cannot_be_read_is_damaged_and_does_not_hide_those_behind_it() {
    let app = TestApp::start().await;
    let (anna, ada) = (app.person("Anna").await, app.administrator("Ada").await);
    let project = anna.project("Harbour").await;
    let [unreadable, cut] = upload_all(&anna, &project, ["unreadable", "cut"]).await;
    break_sector(&app.file(&unreadable));
    change(&app.file(&cut), b"moor");
    assert_eq!(app.look_at(10, 1000).await, 2);
    let expected = [(unreadable, "missing"), (cut, "size")];
    let expected = expected.map(|(id, damage)| (id, damage.to_owned()));
    assert_eq!(app.damage(&ada).await, expected);
}

#[tokio::test]
async fn a_look_that_is_broken_off_is_gone_on_with_from_there() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let project = anna.project("Harbour").await;
    let [first, _] = upload_all(&anna, &project, ["first", "second"]).await;
    // Told of progress when the first was read.
    let goes_away = |_| {
        if app.folder().is_dir() {
            take_away(app.folder());
        }
    };
    let look = integrity::check(&app.app, Bounds::default(), goes_away).await;
    assert!(look.is_err(), "{look:?}");
    let up_to_the_first = format!("integrity_checks WHERE documents = 1 AND up_to = '{first}'");
    assert_eq!(app.database.count(&up_to_the_first), 1);
    put_back(app.folder());
    assert_eq!(app.look_at(10, 1000).await, 0);
    let the_rest = "integrity_checks WHERE documents = 1 AND up_to IS NULL";
    assert_eq!(app.database.count(the_rest), 1);
}

#[tokio::test]
async fn what_broke_a_look_off_is_told_also_where_nothing_can_be_written_down() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let project = anna.project("Harbour").await;
    upload_all(&anna, &project, ["first", "second"]).await;
    let both_go_away = |_| {
        if app.folder().is_dir() {
            take_away(app.folder());
            app.database.execute("DROP TABLE integrity_checks");
        }
    };
    let look = integrity::check(&app.app, Bounds::default(), both_go_away).await;
    let error = look.expect_err("the storage is away");
    assert!(
        matches!(&error, Error::Unavailable { part, .. } if *part == "The document storage"),
        "{error:?}"
    );
    put_back(app.folder());
}

#[tokio::test]
async fn what_is_known_to_be_damaged_is_read_once_and_within_bytes_of_its_own() {
    let app = TestApp::start().await;
    let (anna, ada) = (app.person("Anna").await, app.administrator("Ada").await);
    let project = anna.project("Harbour").await;
    let documents = upload_all(&anna, &project, ["one", "two", "three"]).await;
    for document in &documents {
        change(&app.file(document), b"sank");
    }
    assert_eq!(app.look_at(10, 1000).await, 3);
    assert_eq!(app.look_at(10, 1000).await, 3, "each of them once");
    for document in &documents {
        change(&app.file(document), b"moor the boat");
    }
    assert_eq!(app.look_at(1, 20).await, 0);
    let left = app.damage(&ada).await;
    assert_eq!(
        left,
        [(documents[2].clone(), "size".to_owned())],
        "13 bytes each"
    );
}

#[tokio::test]
async fn log_and_metrics_tell_operators() {
    let installation = Installation::new()
        .await
        .set("METRICS_ADDRESS", "127.0.0.1:0");
    let server = installation.serve().await;
    let (_, document) = server.person("Anna").await.project_with_document().await;
    let forge = "UPDATE documents SET sha256 = decode(repeat('00', 32), 'hex')";
    installation.database.execute(forge);
    installation.database.execute(
        "INSERT INTO jobs (id, kind, payload, max_attempts) VALUES (gen_random_uuid(), 'integrity', '{}', 1)",
    );
    let mut worker = installation.start(&["worker"], "");
    let address = address_in(&worker.says("metrics on http://").await);
    let said = worker.says("the stored bytes of document ").await;
    assert!(said.starts_with(&document.to_string()), "{said}");
    eventually(SOON, "the metric counts it", async || {
        let answer = reqwest::get(format!("http://{address}/metrics")).await;
        let text = answer.expect("an answer").text().await.expect("text");
        text.contains("quayside_damaged_documents 1\n")
    })
    .await;
}
