//! Renditions of documents, made by the real binary as a child.

#[cfg(target_os = "linux")]
mod ends;
mod hostile;
#[cfg(target_os = "linux")]
mod marked;
mod office;
mod pdf;
mod pictures;
pub(crate) mod samples;
#[cfg(target_os = "linux")]
mod sandbox;
mod texts;

use std::time::Duration;

use bytes::Bytes;
use futures_util::{StreamExt, stream};
use image::DynamicImage;
use quayside::renditions::{Picture, Refusal, RenderError, Renderer, Size, Text};
use quayside::storage::ByteStream;

/// More than any honest document of these tests needs, on a machine that does other things too.
const PATIENCE: Duration = Duration::from_secs(120);

fn renderer() -> Renderer {
    Renderer::new(env!("CARGO_BIN_EXE_quayside")).deadline(PATIENCE)
}

/// A document as storage gives it.
fn stored(bytes: impl Into<Bytes>) -> ByteStream {
    let bytes = bytes.into();
    let starts = (0..bytes.len()).step_by(64 * 1024);
    let chunks = starts.map(move |start| {
        let end = bytes.len().min(start + 64 * 1024);
        Ok(bytes.slice(start..end))
    });
    stream::iter(chunks).boxed()
}

async fn thumbnail(media_type: &str, document: Vec<u8>) -> Result<Picture, RenderError> {
    let document = stored(document);
    renderer()
        .picture(Size::Thumbnail, media_type, document)
        .await
}

async fn text(media_type: &str, document: impl Into<Bytes>) -> Result<Text, RenderError> {
    renderer().text(media_type, stored(document)).await
}

/// Fails unless it was refused for this reason.
#[track_caller]
fn refused<T: std::fmt::Debug>(outcome: Result<T, RenderError>, reason: Refusal) {
    match outcome {
        Err(RenderError::Refused(refusal)) => assert_eq!(refusal, reason),
        other => panic!("not refused: {other:?}"),
    }
}

/// What a browser would show.
fn shown(picture: &Picture) -> DynamicImage {
    let format = image::ImageFormat::from_mime_type(&picture.media_type).expect("a known type");
    let shown = image::load_from_memory_with_format(&picture.bytes, format).expect("it decodes");
    assert_eq!(
        (shown.width(), shown.height()),
        (picture.width, picture.height)
    );
    shown
}
