//! From pixels to bytes that any browser shows.

use image::codecs::jpeg::JpegEncoder;
use image::codecs::webp::WebPEncoder;
use image::{DynamicImage, ImageResult, RgbaImage};

use crate::renditions::Refusal;
use crate::renditions::answer::{Answer, Described};

/// Where nobody sees the difference, and the file is small.
const JPEG_QUALITY: u8 = 80;

/// JPEG, or WebP without loss where something is transparent.
pub(in crate::renditions) fn encode(picture: DynamicImage) -> Result<(Answer, Vec<u8>), Refusal> {
    let (width, height) = (picture.width(), picture.height());
    let mut bytes = Vec::new();
    let encoded = match picture {
        DynamicImage::ImageRgba8(pixels) if is_transparent(&pixels) => webp(&pixels, &mut bytes),
        opaque => jpeg(&opaque, &mut bytes),
    };
    let media_type = encoded.map_err(|_| Refusal::Damaged)?;
    let described = Described {
        media_type: media_type.to_owned(),
        width,
        height,
    };
    Ok((Answer::Picture(described), bytes))
}

fn is_transparent(pixels: &RgbaImage) -> bool {
    pixels.pixels().any(|pixel| pixel.0[3] != u8::MAX)
}

fn webp(pixels: &RgbaImage, bytes: &mut Vec<u8>) -> ImageResult<&'static str> {
    pixels.write_with_encoder(WebPEncoder::new_lossless(bytes))?;
    Ok("image/webp")
}

fn jpeg(picture: &DynamicImage, bytes: &mut Vec<u8>) -> ImageResult<&'static str> {
    let encoder = JpegEncoder::new_with_quality(bytes, JPEG_QUALITY);
    picture.to_rgb8().write_with_encoder(encoder)?;
    Ok("image/jpeg")
}
