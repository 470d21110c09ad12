//! The child's side: the hidden role of the binary that decodes.

use std::io::{self, Read, Write};

use super::answer::{Answer, Refusal};
use super::format::Format;
use super::{limits, pdf, picture, text};
use crate::confined::Bounds;

/// What to make of standard input, and at which price at most.
#[derive(Debug, clap::Args)]
pub struct Task {
    /// thumbnail, preview or text
    kind: Kind,
    /// The media type of the document
    media_type: String,
    #[command(flatten)]
    bounds: Bounds,
}

/// What can be made of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Kind {
    Thumbnail,
    Preview,
    Text,
}

/// The document, as far as it is of use.
struct Input {
    format: Format,
    bytes: Vec<u8>,
    is_whole: bool,
}

type Made = (Answer, Vec<u8>);

impl Task {
    /// Plays the role. What the document is to blame for is an answer, not an error.
    ///
    /// # Errors
    /// Where the limits cannot be set, or nobody listens.
    pub fn perform(&self) -> io::Result<()> {
        self.bounds.enter()?;
        let made = match Format::of(&self.media_type) {
            Ok(format) => self.make(Input::read(format)?),
            Err(refusal) => Err(refusal),
        };
        let (answer, bytes) = made.unwrap_or_else(|refusal| (Answer::Refused(refusal), Vec::new()));
        let mut stdout = io::stdout().lock();
        serde_json::to_writer(&mut stdout, &answer)?;
        stdout.write_all(b"\n")?;
        stdout.write_all(&bytes)?;
        stdout.flush()
    }

    fn make(&self, input: Input) -> Result<Made, Refusal> {
        match self.kind {
            _ if input.bytes.is_empty() => Err(Refusal::Empty),
            Kind::Thumbnail => show(input, limits::THUMBNAIL_EDGE),
            Kind::Preview => show(input, limits::PREVIEW_EDGE),
            Kind::Text => read_out(input),
        }
    }
}

impl Input {
    /// Of a plain text the beginning is enough; anything else is of use only as a whole.
    fn read(format: Format) -> io::Result<Self> {
        let most = match format {
            Format::Plain => limits::MAX_PLAIN_BYTES,
            _ => limits::MAX_FILE_BYTES,
        };
        let mut bytes = Vec::new();
        let mut stdin = io::stdin().lock();
        stdin.by_ref().take(most).read_to_end(&mut bytes)?;
        let is_whole = stdin.read(&mut [0])? == 0;
        Ok(Self {
            format,
            bytes,
            is_whole,
        })
    }
}

fn show(input: Input, edge: u32) -> Result<Made, Refusal> {
    let picture = match input.format {
        Format::Image | Format::Pdf if !input.is_whole => return Err(Refusal::TooLarge),
        Format::Image => picture::fit(&input.bytes, edge)?,
        Format::Pdf => pdf::first_page(input.bytes, edge)?,
        _ => return Err(Refusal::Unsupported),
    };
    picture::encode(picture)
}

fn read_out(input: Input) -> Result<Made, Refusal> {
    let mut excerpt = text::Excerpt::default();
    match input.format {
        Format::Plain => text::plain::read(&input.bytes, &mut excerpt),
        Format::Image => return Err(Refusal::Unsupported),
        _ if !input.is_whole => return Err(Refusal::TooLarge),
        Format::Pdf => pdf::text(input.bytes, &mut excerpt)?,
        office => text::office::read(office, &input.bytes, &mut excerpt)?,
    }
    let is_cut = excerpt.is_full() || !input.is_whole;
    Ok((Answer::Text { is_cut }, excerpt.into_bytes()))
}
