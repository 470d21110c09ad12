//! A page as a picture, on white paper.

use hayro::hayro_interpret::InterpreterSettings;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::vello_cpu::peniko::ImageAlphaType;
use hayro::{PixmapSettings, RenderCache, RenderSettings};
use image::{DynamicImage, RgbaImage};

use crate::renditions::Refusal;

/// The first page, as large as fits into a square of `edge` pixels.
pub(in crate::renditions) fn first_page(
    input: Vec<u8>,
    edge: u32,
) -> Result<DynamicImage, Refusal> {
    let pdf = super::open(input)?;
    let page = pdf.pages().first().ok_or(Refusal::Damaged)?;
    let (width, height) = page.render_dimensions();
    let scale = edge as f32 / width.max(height);
    // A strip of no pixel's height cannot be shown, nor a page whose size is no number.
    let has_pixels = width.min(height) * scale >= 1.0;
    if !has_pixels {
        return Err(Refusal::Damaged);
    }
    let pixmap = hayro::render(
        page,
        &RenderCache::new(),
        &InterpreterSettings::default(),
        &RenderSettings::default(),
        &PixmapSettings {
            x_scale: scale,
            y_scale: scale,
            bg_color: WHITE,
        },
    );
    let (width, height) = (pixmap.width().into(), pixmap.height().into());
    RgbaImage::from_raw(width, height, pixmap.take_rgba8(ImageAlphaType::Alpha))
        .map(DynamicImage::ImageRgba8)
        .ok_or(Refusal::Damaged)
}
