//! How a variable was given: as it is, in a file, or not at all. Only secrets come in files.

use super::reader::{Reader, VARIABLES};
use super::{Secret, Source};

/// What `NAME_FILE` could be.
const PATH: &str = "/run/secrets/name";

impl Reader {
    /// Where each variable comes from.
    pub(super) fn sources(&self) -> Vec<(&'static str, Source)> {
        let source = |name: &str| match self.file_of(name) {
            _ if self.raw(name).is_some() => Source::Environment,
            Some(path) => Source::File(path.to_owned()),
            None => Source::Default,
        };
        VARIABLES
            .iter()
            .map(|(name, _)| (*name, source(name)))
            .collect()
    }

    /// Whether somebody set it, one way or the other.
    pub(super) fn is_given(&self, name: &str) -> bool {
        self.raw(name).is_some() || self.file_of(name).is_some()
    }

    /// A file that nobody would read is a problem: who named it believes that it is in force.
    pub(super) fn refuse_unread_files(&mut self) {
        for (name, _) in VARIABLES.iter().filter(|(_, secret)| !secret) {
            if self.file_of(name).is_some() {
                let message = format!("is not read, because {name} is no secret; set {name}");
                self.problem(&format!("{name}_FILE"), message, "nothing");
            }
        }
    }

    /// A secret that must be there, as `NAME` or as the content of the file `NAME_FILE`.
    pub(super) fn secret(&mut self, name: &str, example: &str) -> Secret {
        self.optional_secret(name).unwrap_or_else(|| {
            self.problem(name, format!("is missing; set it, or {name}_FILE"), example);
            Secret::new("")
        })
    }

    pub(super) fn optional_secret(&mut self, name: &str) -> Option<Secret> {
        if let Some(value) = self.raw(name) {
            return Some(Secret::new(value));
        }
        let content = content(self.file_of(name)?);
        Some(Secret::new(content.unwrap_or_else(|message| {
            self.problem(&format!("{name}_FILE"), message, PATH);
            String::new()
        })))
    }
}

/// What is in a file, or what is wrong with it. An empty one is a secret that got lost.
fn content(path: &str) -> Result<String, String> {
    let content = std::fs::read_to_string(path)
        .map_err(|error| format!("the file {path} cannot be read: {error}"))?;
    match content.trim() {
        "" => Err(format!("the file {path} is empty")),
        secret => Ok(secret.to_owned()),
    }
}
