//! Notes what the tests saw, for the checks in coverage.rs that run after all of them.

use std::{
    fs::{self, File, OpenOptions},
    io::Write,
    path::PathBuf,
    sync::{LazyLock, Mutex},
};

use serde_json::{Value, json};

use super::Seen;

/// One answer that one test received.
pub(crate) struct Record {
    /// The path that libtest prints, such as `documents::an_empty_file_is_kept`.
    pub(crate) test: String,
    pub(crate) seen: Seen,
}

/// One file per process, so that processes need no lock between them.
static FILE: LazyLock<Option<Mutex<File>>> = LazyLock::new(|| {
    let path = folder()?.join(format!("{}.jsonl", std::process::id()));
    let file = OpenOptions::new().create(true).append(true).open(&path);
    Some(Mutex::new(file.unwrap_or_else(|error| {
        panic!("{}: {error}", path.display())
    })))
});

/// Appends a line to the records; does nothing where `TEST_RECORD_DIR` is not set.
pub(crate) fn record(test: &str, seen: &Seen) {
    let Some(file) = FILE.as_ref() else { return };
    let Seen {
        operation,
        status,
        code,
    } = seen;
    let line = json!({ "test": test, "operation": operation, "status": status, "code": code });
    // A test that failed while it held the lock does not make the others fail.
    let mut file = file.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    file.write_all(format!("{line}\n").as_bytes())
        .expect("the record can be written");
}

/// Everything that all processes recorded.
pub(crate) fn recorded() -> Vec<Record> {
    let folder = folder().expect("TEST_RECORD_DIR is set, because scripts/test runs this");
    let entries = fs::read_dir(folder).expect("TEST_RECORD_DIR is a folder");
    let texts = entries.map(|entry| {
        fs::read_to_string(entry.expect("can be listed").path()).expect("a record can be read")
    });
    texts
        .flat_map(|text| text.lines().map(parse).collect::<Vec<_>>())
        .collect()
}

fn parse(line: &str) -> Record {
    let line: Value = serde_json::from_str(line).expect("a record is a line of JSON");
    let text = |name: &str| line[name].as_str().map(str::to_owned);
    let status = line["status"]
        .as_u64()
        .and_then(|status| u16::try_from(status).ok());
    Record {
        test: text("test").expect("a record names its test"),
        seen: Seen {
            operation: text("operation").expect("a record names its operation"),
            status: status.expect("a record has its status"),
            code: text("code"),
        },
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "scripts/test says it by the environment"
)]
fn folder() -> Option<PathBuf> {
    std::env::var_os("TEST_RECORD_DIR").map(PathBuf::from)
}
