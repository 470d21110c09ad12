//! The only file that reads the environment: one value at a time, remembering what was wrong.

use std::collections::HashMap;
use std::fmt;
use std::ops::RangeInclusive;
use std::str::FromStr;
use std::time::Duration;

/// Every variable that the application reads. Those marked secret may also come as `NAME_FILE`.
pub const VARIABLES: &[(&str, bool)] = &[
    ("APP_ENV", false),
    ("PUBLIC_URL", false),
    ("ALLOWED_HOSTS", false),
    ("PORT", false),
    ("BIND_ADDRESS", false),
    ("METRICS_ADDRESS", false),
    ("DATABASE_URL", true),
    ("MIGRATION_DATABASE_URL", true),
    ("DATABASE_POOL_SIZE", false),
    ("STORAGE_URL", false),
    ("S3_ENDPOINT", false),
    ("S3_REGION", false),
    ("S3_ACCESS_KEY_ID", true),
    ("S3_SECRET_ACCESS_KEY", true),
    ("REDIS_URL", true),
    ("SMTP_URL", true),
    ("MAIL_FROM", false),
    ("SECRET_KEYS", true),
    ("REGISTRATION", false),
    ("FRONTEND_DIR", false),
    ("FONTS_DIR", false),
    ("TRUSTED_PROXIES", false),
    ("WEBHOOK_ALLOWED_NETWORKS", false),
    ("LOG_FORMAT", false),
    ("RUST_LOG", false),
    ("MAX_UPLOAD_BYTES", false),
    ("PROJECT_QUOTA_BYTES", false),
    ("REFUSED_MEDIA_TYPES", false),
    ("BCRYPT_COST", false),
    ("SWEEP_GRACE_SECONDS", false),
    ("TRASH_RETENTION_DAYS", false),
    ("WORKER_CONCURRENCY", false),
    ("DRAIN_SECONDS", false),
    ("SHUTDOWN_SECONDS", false),
    ("DEBUG", false),
    ("GIT_COMMIT", false),
];

/// One variable that cannot be used as it is.
#[derive(Debug)]
pub struct Problem {
    /// The variable's name.
    pub variable: String,
    /// What is wrong with it.
    pub message: String,
    /// A value that would do.
    pub example: String,
}

/// Everything that is wrong with the configuration.
#[derive(Debug)]
pub struct Problems(pub Vec<Problem>);

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "the configuration cannot be used:")?;
        for Problem {
            variable,
            message,
            example,
        } in &self.0
        {
            writeln!(f, "  {variable}: {message} (for example: {example})")?;
        }
        Ok(())
    }
}

impl std::error::Error for Problems {}

/// Hands out variables and collects problems.
pub(super) struct Reader {
    values: HashMap<String, String>,
    problems: Vec<Problem>,
}

impl Reader {
    #[expect(clippy::disallowed_methods, reason = "this is the one place that may")]
    pub(super) fn from_environment() -> Self {
        let names = VARIABLES
            .iter()
            .flat_map(|(name, _)| [(*name).to_owned(), format!("{name}_FILE")]);
        let values = names
            .filter_map(|name| Some((name.clone(), std::env::var(name).ok()?)))
            .collect();
        Self {
            values,
            problems: Vec::new(),
        }
    }

    pub(super) fn from_pairs<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let values = pairs
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        Self {
            values,
            problems: Vec::new(),
        }
    }

    pub(super) fn problem(&mut self, variable: &str, message: impl Into<String>, example: &str) {
        self.problems.push(Problem {
            variable: variable.to_owned(),
            message: message.into(),
            example: example.to_owned(),
        });
    }

    pub(super) fn finish<T>(self, value: T) -> Result<T, Problems> {
        if self.problems.is_empty() {
            Ok(value)
        } else {
            Err(Problems(self.problems))
        }
    }

    /// The path in `NAME_FILE`.
    pub(super) fn file_of(&self, name: &str) -> Option<&str> {
        let path = self.values.get(&format!("{name}_FILE"))?;
        Some(path.as_str()).filter(|path| !path.is_empty())
    }

    /// The value as it stands; an empty one counts as unset, as in a compose file's `NAME=`.
    pub(super) fn raw(&self, name: &str) -> Option<String> {
        debug_assert!(
            VARIABLES.iter().any(|(known, _)| *known == name),
            "{name} is not in VARIABLES"
        );
        self.values
            .get(name)
            .map(|value| value.trim().to_owned())
            .filter(|value| !value.is_empty())
    }

    pub(super) fn text(&mut self, name: &str, default: &str) -> String {
        self.raw(name).unwrap_or_else(|| default.to_owned())
    }

    pub(super) fn list(&mut self, name: &str) -> Vec<String> {
        let value = self.raw(name).unwrap_or_default();
        value
            .split(',')
            .map(str::trim)
            .filter(|item| !item.is_empty())
            .map(str::to_owned)
            .collect()
    }

    /// A list in which upper and lower case are the same.
    pub(super) fn words(&mut self, name: &str) -> Vec<String> {
        let list = self.list(name);
        list.iter().map(|word| word.to_lowercase()).collect()
    }

    pub(super) fn optional<T: FromStr>(&mut self, name: &str, example: &str) -> Option<T> {
        let value = self.raw(name)?;
        let parsed = value.parse().ok();
        if parsed.is_none() {
            self.problem(name, format!("`{value}` cannot be read"), example);
        }
        parsed
    }

    pub(super) fn parsed<T: FromStr>(&mut self, name: &str, default: T, example: &str) -> T {
        self.optional(name, example).unwrap_or(default)
    }

    pub(super) fn ranged<T>(&mut self, name: &str, default: T, range: RangeInclusive<T>) -> T
    where
        T: FromStr + PartialOrd + fmt::Display + Copy,
    {
        let value = self.parsed(name, default, &default.to_string());
        if !range.contains(&value) {
            let message = format!(
                "{value} is not between {} and {}",
                range.start(),
                range.end()
            );
            self.problem(name, message, &default.to_string());
        }
        value
    }

    pub(super) fn seconds(&mut self, name: &str, default: u64, most: u64) -> Duration {
        Duration::from_secs(self.ranged(name, default, 0..=most))
    }

    pub(super) fn choice<T: Copy>(&mut self, name: &str, choices: &[(&str, T)], default: T) -> T {
        let Some(value) = self.raw(name) else {
            return default;
        };
        if let Some((_, chosen)) = choices.iter().find(|(word, _)| *word == value) {
            return *chosen;
        }
        let words: Vec<_> = choices.iter().map(|(word, _)| *word).collect();
        self.problem(
            name,
            format!("`{value}` is none of: {}", words.join(", ")),
            words[0],
        );
        default
    }
}
