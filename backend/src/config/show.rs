//! What `quayside config` prints.

use std::fmt;

use super::{Config, Encryption, MailConfig, MailServer, Secret, SmtpServer, StorageConfig};

impl fmt::Display for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "APP_ENV={}", self.environment.as_str())?;
        writeln!(f, "PUBLIC_URL={}", self.public_url)?;
        writeln!(f, "ALLOWED_HOSTS={}", self.allowed_hosts.join(","))?;
        writeln!(f, "BIND_ADDRESS={}", self.listen.ip())?;
        writeln!(f, "PORT={}", self.listen.port())?;
        writeln!(
            f,
            "METRICS_ADDRESS={}",
            shown(self.metrics_address.as_ref())
        )?;
        writeln!(f, "DATABASE_URL={:?}", self.database_url)?;
        writeln!(
            f,
            "MIGRATION_DATABASE_URL={:?}",
            self.migration_database_url
        )?;
        writeln!(f, "DATABASE_POOL_SIZE={}", self.database_pool_size)?;
        writeln!(f, "{}", self.storage)?;
        writeln!(f, "REDIS_URL={}", redacted(self.redis_url.as_ref()))?;
        writeln!(f, "{}", self.mail)?;
        writeln!(f, "SECRET_KEYS=[{} redacted]", self.secret_keys.len())?;
        writeln!(
            f,
            "REGISTRATION={}",
            if self.registration_open {
                "open"
            } else {
                "closed"
            }
        )?;
        writeln!(
            f,
            "FRONTEND_DIR={}",
            shown(self.frontend_dir.as_ref().map(|dir| dir.display()).as_ref())
        )?;
        writeln!(f, "FONTS_DIR={}", self.fonts_dir.display())?;
        writeln!(f, "TRUSTED_PROXIES={}", self.trusted_proxies)?;
        writeln!(
            f,
            "WEBHOOK_ALLOWED_NETWORKS={}",
            self.webhook_allowed_networks
        )?;
        writeln!(
            f,
            "LOG_FORMAT={}",
            format!("{:?}", self.log_format).to_lowercase()
        )?;
        writeln!(f, "RUST_LOG={}", self.log_filter)?;
        show_limits(self, f)?;
        writeln!(f, "DEBUG={}", self.debug)?;
        writeln!(f, "GIT_COMMIT={}", self.commit)
    }
}

impl Config {
    /// The same, and behind each value where it comes from.
    pub fn with_sources(&self) -> String {
        let line = |line: &str| {
            let name = line.split('=').next().unwrap_or_default();
            let source = self.sources.iter().find(|(known, _)| *known == name);
            match source {
                Some((_, source)) => format!("{line:<40}  # {source}\n"),
                None => format!("{line}\n"),
            }
        };
        self.to_string().lines().map(line).collect()
    }
}

/// How much, how long and how many.
fn show_limits(config: &Config, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    writeln!(f, "MAX_UPLOAD_BYTES={}", config.max_upload_bytes)?;
    writeln!(f, "PROJECT_QUOTA_BYTES={}", config.project_quota_bytes)?;
    writeln!(
        f,
        "REFUSED_MEDIA_TYPES={}",
        config.refused_media_types.join(",")
    )?;
    writeln!(f, "BCRYPT_COST={}", config.bcrypt_cost)?;
    writeln!(f, "SWEEP_GRACE_SECONDS={}", config.sweep_grace.as_secs())?;
    writeln!(f, "TRASH_RETENTION_DAYS={}", config.trash_retention_days)?;
    writeln!(
        f,
        "WORKER_CONCURRENCY={}",
        shown(config.worker_concurrency.as_ref())
    )?;
    writeln!(f, "DRAIN_SECONDS={}", config.drain.as_secs())?;
    writeln!(f, "SHUTDOWN_SECONDS={}", config.shutdown.as_secs())
}

/// Whether there is one may be known.
fn redacted(secret: Option<&Secret>) -> String {
    secret
        .map(|secret| format!("{secret:?}"))
        .unwrap_or_default()
}

fn shown<T: fmt::Display>(value: Option<&T>) -> String {
    value.map(T::to_string).unwrap_or_default()
}

impl fmt::Display for StorageConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Disk { root } => write!(f, "STORAGE_URL=disk:{}", root.display()),
            Self::S3 {
                bucket,
                prefix,
                endpoint,
                region,
                ..
            } => {
                let prefix = prefix
                    .as_ref()
                    .map(|prefix| format!("/{prefix}"))
                    .unwrap_or_default();
                writeln!(f, "STORAGE_URL=s3://{bucket}{prefix}")?;
                writeln!(f, "S3_ENDPOINT={}", shown(endpoint.as_ref()))?;
                writeln!(f, "S3_REGION={region}")?;
                write!(
                    f,
                    "S3_ACCESS_KEY_ID=[redacted]\nS3_SECRET_ACCESS_KEY=[redacted]"
                )
            }
        }
    }
}

impl fmt::Display for MailConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.server {
            MailServer::Log => writeln!(f, "SMTP_URL=log:")?,
            MailServer::Smtp(server) => writeln!(f, "SMTP_URL={server}")?,
        }
        write!(f, "MAIL_FROM={}", self.from)
    }
}

/// As in `SMTP_URL`, but for name and password.
impl fmt::Display for SmtpServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (scheme, option) = match self.encryption {
            Encryption::StartTls => ("smtp", ""),
            Encryption::Tls => ("smtps", ""),
            Encryption::None => ("smtp", "?tls=none"),
        };
        let who = self.credentials.as_ref().map_or("", |_| "[redacted]@");
        write!(f, "{scheme}://{who}{}:{}{option}", self.host, self.port)
    }
}
