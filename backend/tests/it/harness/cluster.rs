//! A PostgreSQL of one test's own, which may be restarted: the shared one may not.

use std::fs::DirEntry;
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::Command;

use diesel::{Connection, PgConnection};
use url::Url;
use uuid::Uuid;

use super::database::apply_all;
use super::{TestDatabase, variable};

/// A running cluster; it ends with the test.
pub(crate) struct Cluster {
    folder: PathBuf,
    port: u16,
    password: String,
    /// What it speaks, where it has a translation.
    language: &'static str,
    /// Who runs it, where the tests run as root: PostgreSQL refuses to.
    user: Option<String>,
}

impl Cluster {
    /// A cluster with our schema in its first database.
    pub(crate) async fn start() -> Self {
        Self::speaking("en").await
    }

    /// The same, whose messages are in that language.
    pub(crate) async fn speaking(language: &'static str) -> Self {
        let started = tokio::task::spawn_blocking(move || {
            let cluster = Self::make(language);
            cluster.control(&["start"]);
            let mut connection =
                PgConnection::establish(cluster.url().as_str()).expect("it answers");
            apply_all(&mut connection).expect("the migrations run");
            cluster
        });
        started.await.expect("it starts")
    }

    pub(crate) fn url(&self) -> Url {
        let (password, port) = (&self.password, self.port);
        Url::parse(&format!(
            "postgres://quayside:{password}@127.0.0.1:{port}/postgres"
        ))
        .expect("an address")
    }

    /// Whether what it speaks is installed here.
    pub(crate) fn has_words(&self) -> bool {
        let mut pg_config = Command::new(format!("{}/pg_config", variable("PG_BIN_DIR")));
        let Ok(folder) = pg_config.arg("--localedir").output() else {
            return false;
        };
        let folder = PathBuf::from(String::from_utf8_lossy(&folder.stdout).trim());
        let words = folder.join(self.language).join("LC_MESSAGES").read_dir();
        let is_word = |file: DirEntry| file.file_name().to_string_lossy().starts_with("postgres-");
        words.is_ok_and(|files| files.flatten().any(is_word))
    }

    /// Its first database, to look at.
    pub(crate) fn database(&self) -> TestDatabase {
        TestDatabase::elsewhere(self.url())
    }

    /// A database without anything.
    pub(crate) fn empty_database(&self) -> TestDatabase {
        self.database().execute("CREATE DATABASE empty");
        let mut url = self.url();
        url.set_path("empty");
        TestDatabase::elsewhere(url)
    }

    /// Restarts it as after a crash: nobody is asked to finish anything. The answer is for waiting.
    pub(crate) fn restart(&self) -> tokio::task::JoinHandle<()> {
        let mut command = self.pg_ctl(&["restart", "-m", "immediate"]);
        tokio::task::spawn_blocking(move || succeed(&mut command))
    }

    fn make(language: &'static str) -> Self {
        let root = text_of(Command::new("id").arg("-u")) == "0";
        let user = root.then(database_user);
        // The temporary folder of root may be closed to others; this one is not.
        let parent = if root {
            PathBuf::from("/var/tmp")
        } else {
            std::env::temp_dir()
        };
        let cluster = Self {
            folder: parent.join(format!("quayside-it-{}", Uuid::new_v4())),
            port: free_port(),
            password: Uuid::new_v4().simple().to_string(),
            language,
            user,
        };
        let password_file = cluster.folder.join("password");
        std::fs::create_dir(&cluster.folder).expect("a folder");
        std::fs::write(&password_file, &cluster.password).expect("a file");
        if let Some(user) = &cluster.user {
            succeed(
                Command::new("chown")
                    .args(["-R", user])
                    .arg(&cluster.folder),
            );
        }
        let mut initdb = cluster.program("initdb");
        initdb.arg("--pwfile").arg(&password_file);
        succeed(initdb.args(["-U", "quayside", "--auth=scram-sha-256", "--locale=C", "-N"]));
        cluster
    }

    fn control(&self, arguments: &[&str]) {
        succeed(&mut self.pg_ctl(arguments));
    }

    fn pg_ctl(&self, arguments: &[&str]) -> Command {
        let options = format!(
            "-p {} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off -c lc_messages={}",
            self.port,
            if self.language == "en" {
                "C"
            } else {
                "C.UTF-8"
            },
        );
        let mut command = self.program("pg_ctl");
        command.args(arguments).args(["-w", "-o", &options]);
        command.arg("-l").arg(self.folder.join("log"));
        command.env("LANGUAGE", self.language);
        command
    }

    /// One of PostgreSQL's programs, for this cluster, as a user that it accepts.
    fn program(&self, name: &str) -> Command {
        let program = format!("{}/{name}", variable("PG_BIN_DIR"));
        let mut command = match &self.user {
            Some(user) => {
                let mut command = Command::new("setpriv");
                command.args([&format!("--reuid={user}"), "--clear-groups"]);
                command
                    .arg(format!("--regid={}", group_of(user)))
                    .arg(program);
                command
            }
            None => Command::new(program),
        };
        command
            .current_dir("/")
            .arg("-D")
            .arg(self.folder.join("data"));
        command
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let mut stop = self.program("pg_ctl");
        let _ = stop.args(["stop", "-m", "immediate", "-w"]).output();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn database_user() -> String {
    let known = Command::new("id").arg("postgres").output();
    let user = if known.is_ok_and(|known| known.status.success()) {
        "postgres"
    } else {
        "nobody"
    };
    user.to_owned()
}

fn group_of(user: &str) -> String {
    text_of(Command::new("id").args(["-g", user]))
}

pub(super) fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.local_addr().expect("an address").port()
}

fn text_of(command: &mut Command) -> String {
    let output = command.output().expect("it runs");
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

/// The server that is started keeps the pipes open, so there are none.
fn succeed(command: &mut Command) {
    use std::process::Stdio;
    let command = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    let status = command
        .status()
        .unwrap_or_else(|error| panic!("{command:?}: {error}"));
    assert!(status.success(), "{command:?}: {status}");
}
