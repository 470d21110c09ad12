//! Colours as every screen understands them.

use image::DynamicImage;
use moxcms::{CmsError, ColorProfile, DataColorSpace, Layout, TransformOptions};

/// Eight bits a channel; transparency only where it was.
pub(super) fn to_eight_bits(picture: DynamicImage) -> DynamicImage {
    if picture.color().has_alpha() {
        DynamicImage::ImageRgba8(picture.into_rgba8())
    } else {
        DynamicImage::ImageRgb8(picture.into_rgb8())
    }
}

/// Telephones save wide colours, which would look dull without their profile. A profile that cannot be
/// used is ignored, as a browser does.
pub(super) fn to_srgb(picture: &mut DynamicImage, profile: &[u8]) {
    let converted = match picture {
        DynamicImage::ImageRgb8(pixels) => convert(profile, Layout::Rgb, pixels),
        DynamicImage::ImageRgba8(pixels) => convert(profile, Layout::Rgba, pixels),
        _ => return,
    };
    if let Err(error) = converted {
        log::debug!("the colour profile is ignored: {error}");
    }
}

/// In place, once it is clear that it can be done.
fn convert(profile: &[u8], layout: Layout, pixels: &mut [u8]) -> Result<(), CmsError> {
    let profile = ColorProfile::new_from_slice(profile)?;
    if profile.color_space != DataColorSpace::Rgb {
        return Ok(());
    }
    let srgb = ColorProfile::new_srgb();
    let transform =
        profile.create_transform_8bit(layout, &srgb, layout, TransformOptions::default())?;
    let source = pixels.to_vec();
    transform.transform(&source, pixels)
}
