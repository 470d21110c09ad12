//! The parent's side: asks a child for the PDF.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use bytes::Bytes;
use futures_util::{StreamExt, stream};

use super::{Content, limits};
use crate::confined::{Broken, Program};

/// Makes PDFs of what reports say.
#[derive(Debug, Clone)]
pub struct Typesetter {
    program: Program,
    fonts: PathBuf,
}

impl Typesetter {
    /// Children run `program`, and find their fonts below a folder.
    pub fn new(program: impl Into<PathBuf>, fonts: impl AsRef<Path>) -> Self {
        let fonts = fonts.as_ref();
        Self {
            program: Program::new(program, limits::DEADLINE, limits::MEMORY),
            // Children work elsewhere.
            fonts: std::path::absolute(fonts).unwrap_or_else(|_| fonts.to_owned()),
        }
    }

    /// Children run the binary that runs now.
    ///
    /// # Errors
    /// Where the system does not say which it is.
    pub fn of_this_binary(fonts: impl AsRef<Path>) -> io::Result<Self> {
        Ok(Self::new(Program::running()?, fonts))
    }

    /// With another deadline than [`limits::DEADLINE`].
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.program.deadline = deadline;
        self
    }

    /// With another bound than [`limits::MEMORY`].
    pub fn memory(mut self, bytes: u64) -> Self {
        self.program.memory = bytes;
        self
    }

    /// The report as a PDF. Dropping the future kills the child.
    ///
    /// # Errors
    /// A child that did not end well.
    pub async fn pdf(&self, content: &Content) -> Result<Vec<u8>, Broken> {
        let content =
            serde_json::to_vec(content).map_err(|error| Broken::Failed(error.to_string()))?;
        let input = stream::iter([Ok(Bytes::from(content))]).boxed();
        let fonts = self.fonts.to_string_lossy();
        self.program
            .run(&["typeset", "--fonts", &fonts], input)
            .await
    }
}
