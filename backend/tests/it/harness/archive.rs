//! An archive as its receiver has it: unpacked and checked by programs that are not ours.

use std::path::PathBuf;
use std::process::Command;

use reqwest::Method;
use serde_json::Value;
use uuid::Uuid;

use super::{Person, TestApp};

const MANIFEST: &str = "MANIFEST.sha256";

/// An unpacked archive; it goes with the test.
pub(crate) struct Archive {
    folder: PathBuf,
    entries: Vec<Value>,
}

impl Archive {
    /// Unpacks an archive. Fails where a reader finds fault with it, or where the manifest does not have
    /// every file as it is.
    pub(crate) fn unpack(bytes: &[u8]) -> Self {
        let folder = std::env::temp_dir().join(format!("quayside-it-{}", Uuid::new_v4()));
        std::fs::create_dir(&folder).expect("a folder");
        let file = folder.with_extension("zip");
        std::fs::write(&file, bytes).expect("a file");
        let mut python = Command::new("python3");
        python.args(["-I", "-c", include_str!("unpack.py")]);
        let told = output(python.arg(&file).arg(&folder));
        std::fs::remove_file(&file).expect("it is there");
        let entries = serde_json::from_slice(&told).expect("JSON");
        let archive = Self { folder, entries };
        archive.check_manifest();
        archive
    }

    /// The names of all documents, in their order.
    pub(crate) fn names(&self) -> Vec<&str> {
        let names = self.entries.iter().map(|entry| entry["name"].as_str());
        let names = names.map(|name| name.expect("a name"));
        names.filter(|name| *name != MANIFEST).collect()
    }

    /// What the archive says of a file.
    pub(crate) fn entry(&self, name: &str) -> &Value {
        let mut entries = self.entries.iter();
        let entry = entries.find(|entry| entry["name"] == name);
        entry.unwrap_or_else(|| panic!("no {name} among {:?}", self.names()))
    }

    /// The bytes of a file.
    pub(crate) fn read(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.folder.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    fn check_manifest(&self) {
        let manifest = self.read(MANIFEST);
        let lines = manifest.iter().filter(|byte| **byte == b'\n').count();
        assert_eq!(lines, self.names().len(), "{:?}", self.names());
        if lines > 0 {
            let mut sha256sum = Command::new("sha256sum");
            sha256sum.args(["--check", "--strict", "--quiet", MANIFEST]);
            output(sha256sum.current_dir(&self.folder));
        }
    }
}

impl Drop for Archive {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

impl Person {
    /// Asks for an archive of a project; the job.
    pub(crate) async fn export(&self, project: &str) -> Uuid {
        let path = format!("/api/v1/projects/{project}/exports");
        let reply = self.send(self.request(Method::POST, &path)).await;
        let id = reply.expect(202).text("id");
        id.parse().expect("a UUID")
    }

    /// Downloads what a job has made, and unpacks it.
    pub(crate) async fn unpack(&self, job: Uuid) -> Archive {
        let result = self.get(&format!("/api/v1/jobs/{job}/result")).await;
        Archive::unpack(&result.expect(200).body)
    }
}

impl TestApp {
    /// Makes an archive of a project, from the request to the download.
    pub(crate) async fn archive(&self, person: &Person, project: &str) -> Archive {
        let job = person.export(project).await;
        self.run_pending_jobs().await;
        person.unpack(job).await
    }
}

fn output(command: &mut Command) -> Vec<u8> {
    let output = command
        .output()
        .unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    output.stdout
}
