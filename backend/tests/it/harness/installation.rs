//! An installation of the real binary: its settings, its database, its folder, as an operator has them.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::ops::{Deref, DerefMut};
use std::path::{Path, PathBuf};
use std::process::Command;

use uuid::Uuid;

use super::process::{Ended, Process};
use super::{Client, Person, TestDatabase, environment, s3_settings};

/// Everything that a role of the binary needs; nothing runs yet.
pub(crate) struct Installation {
    pub(crate) database: TestDatabase,
    /// Its own, for documents and whatever a test puts there.
    pub(crate) folder: PathBuf,
    settings: BTreeMap<String, String>,
}

/// A running `quayside serve`.
pub(crate) struct Server {
    process: Process,
    pub(crate) address: SocketAddr,
}

impl Installation {
    /// The usual one: a migrated database, documents in a folder.
    pub(crate) async fn new() -> Self {
        Self::on(TestDatabase::fresh().await)
    }

    /// Documents are kept on the real object store.
    pub(crate) async fn on_s3() -> Self {
        let mut this = Self::new().await;
        for (name, value) in s3_settings() {
            this = this.set(name, value);
        }
        this
    }

    /// One whose database may be empty.
    pub(crate) fn on(database: TestDatabase) -> Self {
        let folder = std::env::temp_dir().join(format!("quayside-it-{}", Uuid::new_v4()));
        std::fs::create_dir_all(&folder).expect("a folder");
        let url = database.url.to_string();
        let storage = format!("disk:{}", folder.join("documents").display());
        let this = Self {
            database,
            folder,
            settings: BTreeMap::new(),
        };
        // The system chooses the port, so that no two tests want the same.
        this.set("PORT", "0")
            .set("DATABASE_URL", url)
            .set("STORAGE_URL", storage)
            .set("SECRET_KEYS", "a-key-for-tests-that-is-long-enough")
            .set("BCRYPT_COST", "4")
    }

    /// The same one, whose database and storage carry its stamp.
    pub(crate) async fn stamped(self) -> Self {
        let migrated = self.run(&["migrate"]).await;
        assert_eq!(migrated.code, Some(0), "{migrated:?}");
        self
    }

    /// The same one with another value of a variable.
    pub(crate) fn set(mut self, name: &str, value: impl Into<String>) -> Self {
        self.settings.insert(name.to_owned(), value.into());
        self
    }

    /// The variables that say where its documents are.
    pub(crate) fn storage_settings(&self) -> Vec<(String, String)> {
        let is_about_storage = |name: &str| name.starts_with("S3_") || name == "STORAGE_URL";
        let settings = self.settings.iter();
        let settings = settings.filter(|(name, _)| is_about_storage(name));
        settings
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect()
    }

    /// How many files lie in its folder of documents, but for the stamp.
    pub(crate) fn stored_files(&self) -> usize {
        files_below(&self.folder.join("documents"))
    }

    /// Plays a role to its end.
    pub(crate) async fn run(&self, arguments: &[&str]) -> Ended {
        self.run_with_input(arguments, "").await
    }

    /// Plays a role that reads its standard input.
    pub(crate) async fn run_with_input(&self, arguments: &[&str], input: &str) -> Ended {
        self.start(arguments, input).ended().await
    }

    /// Begins to play a role.
    pub(crate) fn start(&self, arguments: &[&str], input: &str) -> Process {
        let mut command = Command::new(env!("CARGO_BIN_EXE_quayside"));
        // Nothing of the machine's own settings leaks in.
        command
            .args(arguments)
            .current_dir(&self.folder)
            .env_clear()
            .env("PATH", environment("PATH").unwrap_or_default())
            .envs(&self.settings);
        Process::start(command, input)
    }

    /// A server that listens.
    pub(crate) async fn serve(&self) -> Server {
        let mut process = self.start(&["serve"], "");
        let said = process.says("listening on http://").await;
        Server {
            process,
            address: address_in(&said),
        }
    }
}

impl Drop for Installation {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

impl Server {
    /// Somebody without an account.
    pub(crate) fn stranger(&self) -> Client {
        Client::new(self.address)
    }

    /// Somebody with an account, who is signed in.
    pub(crate) async fn person(&self, name: &str) -> Person {
        self.stranger().register(name).await.sign_in().await
    }
}

impl Deref for Server {
    type Target = Process;

    fn deref(&self) -> &Process {
        &self.process
    }
}

impl DerefMut for Server {
    fn deref_mut(&mut self) -> &mut Process {
        &mut self.process
    }
}

/// How many files lie below a folder, which may not be there yet. A stamp is not counted.
pub(crate) fn files_below(folder: &Path) -> usize {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return 0;
    };
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let count = |path: PathBuf| if path.is_dir() { files_below(&path) } else { 1 };
    paths
        .filter(|path| !path.ends_with("installation"))
        .map(count)
        .sum()
}

/// The address at the beginning of a text; what follows it depends on the log's format.
pub(crate) fn address_in(text: &str) -> SocketAddr {
    let end = text.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ':'));
    let address = &text[..end.unwrap_or(text.len())];
    address.parse().expect("an address")
}
