//! From bytes to pixels. What the file says about its size is checked before there is room for it.

use std::io::Cursor;

use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageError, ImageReader, Limits};

use crate::renditions::{Refusal, limits};

/// A picture as it is in its file.
pub(super) struct Decoded {
    pub(super) image: DynamicImage,
    /// How it has to be turned.
    pub(super) orientation: Orientation,
    /// The ICC profile of its colours.
    pub(super) profile: Option<Vec<u8>>,
}

/// Of an animation it is the first frame.
pub(super) fn decode(input: &[u8]) -> Result<Decoded, Refusal> {
    let mut reader = ImageReader::new(Cursor::new(input))
        .with_guessed_format()
        .map_err(|_| Refusal::Damaged)?;
    reader.limits(bounds());
    let mut decoder = reader.into_decoder().map_err(refusal)?;
    check_size(&decoder)?;
    // Metadata that cannot be read is no reason to show nothing.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let profile = decoder.icc_profile().unwrap_or_default();
    Ok(Decoded {
        image: DynamicImage::from_decoder(decoder).map_err(refusal)?,
        orientation,
        profile,
    })
}

/// For what a decoder needs besides the pixels; these are for [`check_size`].
fn bounds() -> Limits {
    let mut bounds = Limits::no_limits();
    bounds.max_alloc = Some(limits::MAX_DECODED_BYTES);
    bounds
}

fn check_size(decoder: &impl ImageDecoder) -> Result<(), Refusal> {
    let (width, height) = decoder.dimensions();
    let pixels = u64::from(width) * u64::from(height);
    if pixels > limits::MAX_PIXELS || decoder.total_bytes() > limits::MAX_DECODED_BYTES {
        return Err(Refusal::TooManyPixels);
    }
    Ok(())
}

fn refusal(error: ImageError) -> Refusal {
    match error {
        ImageError::Limits(_) => Refusal::TooManyPixels,
        ImageError::Unsupported(_) => Refusal::Unsupported,
        _ => Refusal::Damaged,
    }
}
