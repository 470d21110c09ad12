//! Pictures: decoded within bounds, made smaller, turned upright, encoded anew.

mod colour;
mod decode;
mod encode;

use fast_image_resize::{ResizeOptions, Resizer};
use image::DynamicImage;

use super::Refusal;

pub(super) use encode::encode;

/// The picture, upright and in sRGB, as large as fits into a square of `edge` pixels. A small one keeps
/// its size.
pub(super) fn fit(input: &[u8], edge: u32) -> Result<DynamicImage, Refusal> {
    let decoded = decode::decode(input)?;
    let mut picture = colour::to_eight_bits(shrink(decoded.image, edge)?);
    if let Some(profile) = decoded.profile {
        colour::to_srgb(&mut picture, &profile);
    }
    picture.apply_orientation(decoded.orientation);
    Ok(picture)
}

/// What is transparent adds nothing to the colours around it.
fn shrink(image: DynamicImage, edge: u32) -> Result<DynamicImage, Refusal> {
    let longest = image.width().max(image.height());
    if longest <= edge {
        return Ok(image);
    }
    let scaled = |side: u32| {
        let scaled = (u64::from(side) * u64::from(edge)).div_ceil(u64::from(longest));
        u32::try_from(scaled).unwrap_or(edge)
    };
    let mut small = DynamicImage::new(scaled(image.width()), scaled(image.height()), image.color());
    Resizer::new()
        .resize(&image, &mut small, &ResizeOptions::new())
        .map_err(|_| Refusal::Unsupported)?;
    Ok(small)
}
