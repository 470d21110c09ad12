//! The parent's side: which program children run, and at which price at most.

use std::io;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use tokio::process::{Child, Command};

use super::process::{self, Broken};
use crate::storage::ByteStream;

/// This binary, or another copy of it.
#[derive(Debug, Clone)]
pub struct Program {
    path: PathBuf,
    /// How long a child may take, from its start to its last byte.
    pub deadline: Duration,
    /// A child's address space in bytes, its code and its libraries included.
    pub memory: u64,
}

impl Program {
    /// The program of this path.
    pub fn new(path: impl Into<PathBuf>, deadline: Duration, memory: u64) -> Self {
        Self {
            path: path.into(),
            deadline,
            memory,
        }
    }

    /// Where the binary is that runs now, even where it was replaced meanwhile.
    ///
    /// # Errors
    /// Where the system does not say which it is.
    pub fn running() -> io::Result<PathBuf> {
        let linux = Path::new("/proc/self/exe");
        Ok(match linux.try_exists() {
            Ok(true) => linux.to_owned(),
            _ => std::env::current_exe()?,
        })
    }

    /// What a child in this role answers to its input. Dropping the future kills the child.
    ///
    /// # Errors
    /// A child that did not end well.
    pub async fn run(&self, role: &[&str], input: ByteStream) -> Result<Vec<u8>, Broken> {
        let child = self.spawn(role).map_err(Broken::failed)?;
        process::run(child, input, self.deadline).await
    }

    fn spawn(&self, role: &[&str]) -> io::Result<Child> {
        // The deadline comes first; this is for a child whose parent stands still.
        let seconds = self.deadline.as_secs() + 1;
        Command::new(&self.path)
            .args(role)
            .args(["--memory", &self.memory.to_string()])
            .args(["--seconds", &seconds.to_string()])
            .env_clear()
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
    }
}
