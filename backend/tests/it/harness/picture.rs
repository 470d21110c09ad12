//! A file that a small picture can be made of.

use std::io::Cursor;

use image::{ImageFormat, Rgb, RgbImage};

/// A picture of 640 by 320 pixels.
pub(crate) fn png() -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let picture = RgbImage::from_pixel(640, 320, Rgb([11, 110, 120]));
    let written = picture.write_to(&mut bytes, ImageFormat::Png);
    written.expect("it can be encoded");
    bytes.into_inner()
}
