//! A server in this process, on a port of its own, with a database and a folder of its own.

use std::collections::BTreeMap;
use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::{Arc, mpsc};

use actix_web::dev::ServerHandle;
use actix_web::web::Data;
use quayside::app::App;
use quayside::config::Config;
use quayside::events::{Events, Limits};
use quayside::jobs::Kinds;
use quayside::renditions::Renderer;
use uuid::Uuid;

use super::person::{Client, Person};
use super::{TestDatabase, play, s3_settings};

/// Signs whatever the usual app signs.
pub(crate) const SECRET_KEY: &str = "a-key-for-tests-that-is-long-enough";

/// What turns the usual app into one with the strict rules and the real limits.
pub(crate) const STAGING: &[(&str, &str)] = &[
    ("APP_ENV", "staging"),
    ("PUBLIC_URL", "https://desk.example.com"),
    ("ALLOWED_HOSTS", "desk.example.com,127.0.0.1"),
    ("BCRYPT_COST", "10"),
];

/// A running app; it ends with the test.
pub(crate) struct TestApp {
    /// The app's insides, for looking behind the API's back.
    pub(crate) app: Data<App>,
    /// Its database, which goes when the last app on it does.
    pub(crate) database: Arc<TestDatabase>,
    /// Where it listens.
    pub(crate) address: SocketAddr,
    folder: PathBuf,
    server: ServerHandle,
}

impl TestApp {
    /// The usual app: everything as by default, documents in a folder.
    pub(crate) async fn start() -> Self {
        Self::with(&[]).await
    }

    /// An app with some variables set, as an operator would.
    pub(crate) async fn with(settings: &[(&str, &str)]) -> Self {
        Self::on(TestDatabase::fresh().await, settings).await
    }

    /// The same, on a database that is there already.
    pub(crate) async fn on(database: TestDatabase, settings: &[(&str, &str)]) -> Self {
        Self::sharing(Arc::new(database), settings)
    }

    /// Another instance on the same database, as behind one proxy.
    pub(crate) fn beside(&self, settings: &[(&str, &str)]) -> Self {
        Self::sharing(Arc::clone(&self.database), settings)
    }

    /// An app that knows jobs of the tests' own beside ours.
    pub(crate) async fn playing(settings: &[(&str, &str)]) -> Self {
        let database = Arc::new(TestDatabase::fresh().await);
        Self::knowing(play::kinds(), database, settings)
    }

    /// An app whose event streams are limited otherwise.
    pub(crate) async fn telling(limits: Limits) -> Self {
        let database = Arc::new(TestDatabase::fresh().await);
        Self::made(play::kinds(), database, &[], |app| {
            app.events = Events::new(limits, app.redis.as_ref());
        })
    }

    fn sharing(database: Arc<TestDatabase>, settings: &[(&str, &str)]) -> Self {
        Self::knowing(Kinds::ours(), database, settings)
    }

    fn knowing(kinds: Kinds, database: Arc<TestDatabase>, settings: &[(&str, &str)]) -> Self {
        Self::made(kinds, database, settings, |_| ())
    }

    fn made(
        kinds: Kinds,
        database: Arc<TestDatabase>,
        settings: &[(&str, &str)],
        change: impl FnOnce(&mut App),
    ) -> Self {
        let folder = std::env::temp_dir().join(format!("quayside-it-{}", Uuid::new_v4()));
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("an address");
        let usual = usual_settings(&database, &folder, address);
        let settings = usual.into_iter().chain(
            settings
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned())),
        );
        let settings: BTreeMap<String, String> = settings.collect();
        let pairs = settings
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()));
        let config = Config::from_pairs(pairs).expect("the settings are fine");
        let mut app = App::with_kinds(config, kinds).expect("the app can be made");
        // This binary is the tests'.
        app.renderer = Renderer::new(env!("CARGO_BIN_EXE_quayside"));
        change(&mut app);
        let app = Data::new(app);
        let server = run(app.clone(), listener);
        Self {
            app,
            database,
            address,
            folder,
            server,
        }
    }

    /// The same, on the real object store, below a prefix of its own.
    pub(crate) async fn on_s3(settings: &[(&str, &str)]) -> Self {
        let on_s3 = s3_settings();
        let mut all: Vec<_> = on_s3
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        all.extend_from_slice(settings);
        Self::with(&all).await
    }

    /// Somebody with an account, who is signed in.
    pub(crate) async fn person(&self, name: &str) -> Person {
        let person = self.stranger().register(name).await;
        person.sign_in().await
    }

    /// Somebody without an account.
    pub(crate) fn stranger(&self) -> Client {
        Client::new(self.address)
    }

    /// Where its documents lie, unless they are on an object store.
    pub(crate) fn folder(&self) -> &PathBuf {
        &self.folder
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        // The command is sent by the call; nobody needs to wait for its end.
        drop(self.server.stop(false));
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn usual_settings(
    database: &TestDatabase,
    folder: &std::path::Path,
    address: SocketAddr,
) -> BTreeMap<String, String> {
    let pairs = [
        ("DATABASE_URL", database.url.to_string()),
        ("DATABASE_POOL_SIZE", "2".to_owned()),
        ("STORAGE_URL", format!("disk:{}", folder.display())),
        ("SECRET_KEYS", SECRET_KEY.to_owned()),
        ("BCRYPT_COST", "4".to_owned()),
        ("PORT", address.port().to_string()),
    ];
    pairs
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}

/// The server gets a thread and a runtime of its own, so that it goes on while a test computes.
fn run(app: Data<App>, listener: TcpListener) -> ServerHandle {
    let (tell, told) = mpsc::channel();
    std::thread::spawn(move || {
        actix_web::rt::System::new().block_on(async move {
            let server = quayside::server::start(app, listener, 1).expect("the server starts");
            tell.send(server.handle()).expect("the test waits");
            server.await.expect("the server ends well");
        });
    });
    told.recv().expect("the server starts")
}
