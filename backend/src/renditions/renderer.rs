//! The parent's side: what to ask a child for, and what comes of it.

use std::fmt::Display;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use tokio::process::{Child, Command};

use super::answer::{Answer, Refusal};
use super::{limits, process};
use crate::storage::ByteStream;

/// Makes renditions of documents that nobody vouches for.
#[derive(Debug, Clone)]
pub struct Renderer {
    program: PathBuf,
    deadline: Duration,
    memory: u64,
}

/// How large a picture should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// For lists, see [`limits::THUMBNAIL_EDGE`].
    Thumbnail,
    /// For looking at, see [`limits::PREVIEW_EDGE`].
    Preview,
}

/// A picture of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// The encoded picture.
    pub bytes: Vec<u8>,
    /// `image/jpeg`, or `image/webp` where something is transparent.
    pub media_type: String,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
}

/// The words of a document, as far as they are searched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// Without control characters, at most [`limits::MAX_TEXT_BYTES`].
    pub text: String,
    /// The document has more.
    pub is_cut: bool,
}

/// Why there is no rendition.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// The document is to blame; another try would end alike.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// Another try may succeed. The words are for the log.
    #[error("{0}")]
    Failed(String),
}

impl Renderer {
    /// Children run `program`, which is this binary or another copy of it.
    pub fn new(program: impl Into<PathBuf>) -> Self {
        Self {
            program: program.into(),
            deadline: limits::DEADLINE,
            memory: limits::MEMORY,
        }
    }

    /// Children run the binary that runs now, even where it was replaced meanwhile.
    ///
    /// # Errors
    /// Where the system does not say which it is.
    pub fn of_this_binary() -> io::Result<Self> {
        let linux = Path::new("/proc/self/exe");
        Ok(match linux.try_exists() {
            Ok(true) => Self::new(linux),
            _ => Self::new(std::env::current_exe()?),
        })
    }

    /// With another deadline than [`limits::DEADLINE`].
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.deadline = deadline;
        self
    }

    /// With another bound than [`limits::MEMORY`].
    pub fn memory(mut self, bytes: u64) -> Self {
        self.memory = bytes;
        self
    }

    /// A picture of the document. Dropping the future kills the child.
    ///
    /// # Errors
    /// [`RenderError::Refused`] in words for the user, or [`RenderError::Failed`].
    pub async fn picture(
        &self,
        size: Size,
        media_type: &str,
        document: ByteStream,
    ) -> Result<Picture, RenderError> {
        let kind = match size {
            Size::Thumbnail => "thumbnail",
            Size::Preview => "preview",
        };
        let (answer, bytes) = self.run(kind, media_type, document).await?;
        let Answer::Picture(described) = answer else {
            return Err(unexpected(&answer));
        };
        Ok(Picture {
            bytes,
            media_type: described.media_type,
            width: described.width,
            height: described.height,
        })
    }

    /// The text of the document. Dropping the future kills the child.
    ///
    /// # Errors
    /// [`RenderError::Refused`] in words for the user, or [`RenderError::Failed`].
    pub async fn text(&self, media_type: &str, document: ByteStream) -> Result<Text, RenderError> {
        let (answer, bytes) = self.run("text", media_type, document).await?;
        let Answer::Text { is_cut } = answer else {
            return Err(unexpected(&answer));
        };
        let text = String::from_utf8(bytes).map_err(failed)?;
        // Whoever has broken into a child can answer what they like.
        if text.len() > limits::MAX_TEXT_BYTES || text.contains('\0') {
            return Err(failed("the child said what no text has"));
        }
        Ok(Text { text, is_cut })
    }

    async fn run(
        &self,
        kind: &str,
        media_type: &str,
        document: ByteStream,
    ) -> Result<(Answer, Vec<u8>), RenderError> {
        let child = self.spawn(kind, media_type).map_err(failed)?;
        process::run(child, document, self.deadline).await
    }

    fn spawn(&self, kind: &str, media_type: &str) -> io::Result<Child> {
        // The deadline comes first; this is for a child whose parent stands still.
        let seconds = self.deadline.as_secs() + 1;
        Command::new(&self.program)
            .args(["render", kind, media_type])
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

pub(super) fn failed(error: impl Display) -> RenderError {
    RenderError::Failed(error.to_string())
}

fn unexpected(answer: &Answer) -> RenderError {
    RenderError::Failed(format!("the child answered something else: {answer:?}"))
}
