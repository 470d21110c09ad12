//! The parent's side: what to ask a child for, and what comes of it.

use std::fmt::Display;
use std::io;
use std::path::PathBuf;
use std::time::Duration;

use super::answer::{Answer, Refusal};
use super::limits;
use crate::confined::{Broken, Program};
use crate::storage::ByteStream;

/// Makes renditions of documents that nobody vouches for.
#[derive(Debug, Clone)]
pub struct Renderer(Program);

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
        Self(Program::new(program, limits::DEADLINE, limits::MEMORY))
    }

    /// Children run the binary that runs now.
    ///
    /// # Errors
    /// Where the system does not say which it is.
    pub fn of_this_binary() -> io::Result<Self> {
        Program::running().map(Self::new)
    }

    /// With another deadline than [`limits::DEADLINE`].
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.0.deadline = deadline;
        self
    }

    /// With another bound than [`limits::MEMORY`].
    pub fn memory(mut self, bytes: u64) -> Self {
        self.0.memory = bytes;
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
        let said = self.0.run(&["render", kind, media_type], document).await?;
        parse(said)
    }
}

/// A child that broke tells on its document.
impl From<Broken> for RenderError {
    fn from(broken: Broken) -> Self {
        match broken {
            Broken::TooSlow => Refusal::TooSlow.into(),
            Broken::TooMuchMemory => Refusal::TooMuchMemory.into(),
            Broken::Crashed => Refusal::Damaged.into(),
            Broken::Failed(cause) => Self::Failed(cause),
        }
    }
}

/// One line of JSON, then the bytes.
fn parse(mut said: Vec<u8>) -> Result<(Answer, Vec<u8>), RenderError> {
    let end = said.iter().position(|byte| *byte == b'\n');
    let end = end.ok_or_else(|| failed("the child said nothing"))?;
    let bytes = said.split_off(end + 1);
    match serde_json::from_slice(&said).map_err(failed)? {
        Answer::Refused(refusal) => Err(refusal.into()),
        answer => Ok((answer, bytes)),
    }
}

fn failed(error: impl Display) -> RenderError {
    RenderError::Failed(error.to_string())
}

fn unexpected(answer: &Answer) -> RenderError {
    RenderError::Failed(format!("the child answered something else: {answer:?}"))
}
