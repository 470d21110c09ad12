//! Everything that may differ between two installations, read once from the environment.
//!
//! [`Config::from_env`] reports all problems at once. Each field names its variable; the same list,
//! explained, stands in `config/local.env`; tests compare it, and what servers begin with, to what is read.

mod check;
mod given;
mod mail;
mod network;
mod reader;
mod secret;
mod show;
mod source;
mod storage;
#[cfg(test)]
mod tests;

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;

pub use mail::{Encryption, MailConfig, MailServer, SmtpServer};
pub use network::Networks;
pub use reader::{Problem, Problems, VARIABLES};
pub use secret::Secret;
pub use source::Source;
pub use storage::StorageConfig;

use reader::Reader;
use url::Url;

/// Ten years: longer spans are mistakes.
const MAX_SECONDS: u64 = 10 * 365 * 86_400;

/// Where this process runs. Outside `local` the rules are strict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Environment {
    /// A developer's machine or a test.
    Local,
    /// The rehearsal for production.
    Staging,
    /// The real thing.
    Production,
}

impl Environment {
    /// The value of `APP_ENV`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Local => "local",
            Self::Staging => "staging",
            Self::Production => "production",
        }
    }

    /// Whether the rules of a developer's machine apply.
    pub fn is_local(self) -> bool {
        self == Self::Local
    }
}

/// How a log line looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogFormat {
    /// For people.
    Text,
    /// One JSON object a line, for machines.
    Json,
}

/// The configuration in force.
#[derive(Clone, Debug)]
pub struct Config {
    /// `APP_ENV`: local, staging or production.
    pub environment: Environment,
    /// `PUBLIC_URL`: the address under which people reach this installation.
    pub public_url: Url,
    /// `ALLOWED_HOSTS`: names a request's `Host` may carry, without port; others are answered 421.
    pub allowed_hosts: Vec<String>,
    /// `BIND_ADDRESS` and `PORT`: where `serve` listens.
    pub listen: SocketAddr,
    /// `METRICS_ADDRESS`: where `/metrics` is served; off when unset.
    pub metrics_address: Option<SocketAddr>,
    /// `DATABASE_URL`: PostgreSQL, as the application's role.
    pub database_url: Secret,
    /// `MIGRATION_DATABASE_URL`: PostgreSQL as the owner of the schema; `DATABASE_URL` when unset.
    pub migration_database_url: Secret,
    /// `DATABASE_POOL_SIZE`: connections, and threads that use them.
    pub database_pool_size: u32,
    /// `STORAGE_URL` and the `S3_…` variables: where documents' bytes are kept.
    pub storage: StorageConfig,
    /// `REDIS_URL`: what instances count together and tell each other; each is on its own when unset.
    pub redis_url: Option<Secret>,
    /// `SMTP_URL` and `MAIL_FROM`: whom mail is given to, and in whose name.
    pub mail: MailConfig,
    /// `SECRET_KEYS`: the first signs tokens and cookies, all verify.
    pub secret_keys: Vec<Secret>,
    /// `REGISTRATION`: whether a stranger may open an account.
    pub registration_open: bool,
    /// `FRONTEND_DIR`: serve the front end from this folder (where there is no Caddy).
    pub frontend_dir: Option<PathBuf>,
    /// `FONTS_DIR`: the folder below which the fonts of reports are.
    pub fonts_dir: PathBuf,
    /// `TRUSTED_PROXIES`: networks whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Networks,
    /// `WEBHOOK_ALLOWED_NETWORKS`: networks that webhooks may reach although they are not public.
    pub webhook_allowed_networks: Networks,
    /// `LOG_FORMAT`: text or json.
    pub log_format: LogFormat,
    /// `RUST_LOG`: which log lines are written.
    pub log_filter: String,
    /// `MAX_UPLOAD_BYTES`: the largest document.
    pub max_upload_bytes: u64,
    /// `PROJECT_QUOTA_BYTES`: the most that one project may keep, deleted documents included.
    pub project_quota_bytes: u64,
    /// `REFUSED_MEDIA_TYPES`: types that are not accepted at all; empty by default.
    pub refused_media_types: Vec<String>,
    /// `BCRYPT_COST`: the work of one password hash, as a power of two.
    pub bcrypt_cost: u32,
    /// `SWEEP_GRACE_SECONDS`: how old an unreferenced object must be before `sweep` removes it;
    /// longer than the longest upload.
    pub sweep_grace: Duration,
    /// `TRASH_RETENTION_DAYS`: for how long deleted documents can be restored.
    pub trash_retention_days: i32,
    /// `WORKER_CONCURRENCY`: jobs that a process runs at once; when unset none in `serve` and
    /// 4 in `worker`.
    pub worker_concurrency: Option<u16>,
    /// `DRAIN_SECONDS`: how long requests are still taken after SIGTERM, while readiness is red already.
    pub drain: Duration,
    /// `SHUTDOWN_SECONDS`: how long running requests and jobs may take to finish, behind the drain.
    pub shutdown: Duration,
    /// `DEBUG`: adds the cause to error documents; refused outside local.
    pub debug: bool,
    /// `GIT_COMMIT`: the commit that `/api/version` names; the one of the build when unset.
    pub commit: String,
    /// Where each of them comes from, in the order of [`VARIABLES`].
    pub sources: Vec<(&'static str, Source)>,
}

impl Config {
    /// Reads the process's environment.
    ///
    /// # Errors
    /// All problems found, each with its variable, what is wrong, and an example.
    pub fn from_env() -> Result<Self, Problems> {
        Self::read(Reader::from_environment())
    }

    /// Reads the given variables instead of the environment's.
    ///
    /// # Errors
    /// As [`Config::from_env`].
    pub fn from_pairs<'a>(
        pairs: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, Problems> {
        Self::read(Reader::from_pairs(pairs))
    }

    fn read(mut from: Reader) -> Result<Self, Problems> {
        let environment = environment(&mut from);
        let local = environment.is_local();
        let port = from.parsed("PORT", 8080_u16, "8080");
        let bind = from.parsed("BIND_ADDRESS", IpAddr::from([127, 0, 0, 1]), "0.0.0.0");
        let public_url = network::public_url(&mut from, local, port);
        let database_url = from.secret("DATABASE_URL", "postgres://quayside@localhost/quayside");
        let config = Self {
            environment,
            allowed_hosts: network::allowed_hosts(&mut from, local, &public_url),
            mail: mail::read(&mut from, environment, &public_url),
            public_url,
            listen: SocketAddr::new(bind, port),
            metrics_address: from.optional("METRICS_ADDRESS", "127.0.0.1:9464"),
            migration_database_url: from
                .optional_secret("MIGRATION_DATABASE_URL")
                .unwrap_or_else(|| database_url.clone()),
            database_url,
            database_pool_size: from.ranged("DATABASE_POOL_SIZE", 4, 1..=100),
            storage: storage::read(&mut from, local),
            redis_url: network::redis_url(&mut from),
            secret_keys: secret::keys(&mut from),
            registration_open: from.choice(
                "REGISTRATION",
                &[("open", true), ("closed", false)],
                true,
            ),
            frontend_dir: from.optional("FRONTEND_DIR", "frontend"),
            fonts_dir: from.text("FONTS_DIR", "/usr/share/fonts").into(),
            trusted_proxies: network::networks(&mut from, "TRUSTED_PROXIES"),
            webhook_allowed_networks: network::networks(&mut from, "WEBHOOK_ALLOWED_NETWORKS"),
            log_format: log_format(&mut from, local),
            log_filter: from.text("RUST_LOG", "info"),
            max_upload_bytes: from.ranged("MAX_UPLOAD_BYTES", 5 << 30, 1..=1 << 40),
            project_quota_bytes: from.ranged("PROJECT_QUOTA_BYTES", 50 << 30, 1..=1 << 50),
            refused_media_types: from.words("REFUSED_MEDIA_TYPES"),
            bcrypt_cost: from.ranged("BCRYPT_COST", 12, 4..=16),
            sweep_grace: from.seconds("SWEEP_GRACE_SECONDS", 172_800, MAX_SECONDS),
            trash_retention_days: from.ranged("TRASH_RETENTION_DAYS", 30, 0..=3650),
            worker_concurrency: from.optional("WORKER_CONCURRENCY", "4"),
            drain: from.seconds("DRAIN_SECONDS", if local { 0 } else { 5 }, 300),
            shutdown: from.seconds("SHUTDOWN_SECONDS", 25, 3600),
            debug: from.choice("DEBUG", &[("false", false), ("true", true)], false),
            commit: from.text("GIT_COMMIT", env!("QUAYSIDE_COMMIT")),
            sources: from.sources(),
        };
        from.refuse_unread_files();
        check::strict(&config, &mut from);
        from.finish(config)
    }
}

fn environment(from: &mut Reader) -> Environment {
    let known = [
        ("local", Environment::Local),
        ("staging", Environment::Staging),
        ("production", Environment::Production),
    ];
    from.choice("APP_ENV", &known, Environment::Local)
}

fn log_format(from: &mut Reader, local: bool) -> LogFormat {
    let usual = if local {
        LogFormat::Text
    } else {
        LogFormat::Json
    };
    let known = [("text", LogFormat::Text), ("json", LogFormat::Json)];
    from.choice("LOG_FORMAT", &known, usual)
}
