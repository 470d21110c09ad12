//! Thumbnails and previews of honest pictures.

use image::{DynamicImage, Frame, ImageEncoder, ImageFormat, Rgba, RgbaImage};
use quayside::renditions::Size;

use super::samples::{CORNERS, corners, encoded, photograph};
use super::{renderer, shown, stored, thumbnail};

/// Whether a lossy codec may have made one of the other.
fn is_like(pixel: Rgba<u8>, colour: [u8; 3]) -> bool {
    let channels = pixel.0.iter().zip(colour);
    channels
        .into_iter()
        .all(|(one, other)| one.abs_diff(other) < 16)
}

/// The colours of the upper corners.
fn upper_corners(picture: &DynamicImage) -> [Rgba<u8>; 2] {
    let pixels = picture.to_rgba8();
    [
        *pixels.get_pixel(3, 3),
        *pixels.get_pixel(pixels.width() - 4, 3),
    ]
}

#[tokio::test]
async fn each_format_gets_a_thumbnail_and_a_preview() {
    let picture = corners(2000, 1000);
    for format in [
        ImageFormat::Png,
        ImageFormat::Jpeg,
        ImageFormat::Gif,
        ImageFormat::WebP,
    ] {
        let file = encoded(&picture, format);
        for (size, width, height) in [(Size::Thumbnail, 320, 160), (Size::Preview, 1600, 800)] {
            let document = stored(file.clone());
            let made = renderer()
                .picture(size, format.to_mime_type(), document)
                .await;
            let made = made.unwrap_or_else(|error| panic!("{format:?}: {error}"));
            assert_eq!((made.width, made.height), (width, height), "{format:?}");
            let [left, right] = upper_corners(&shown(&made));
            assert!(
                is_like(left, CORNERS[0]) && is_like(right, CORNERS[1]),
                "{format:?}"
            );
            assert_eq!(made.media_type, "image/jpeg");
        }
    }
}

#[tokio::test]
async fn a_small_picture_keeps_its_size_and_a_narrow_one_keeps_a_pixel() {
    for (width, height, expected) in [(40, 30, (40, 30)), (4000, 2, (320, 1))] {
        let file = encoded(&corners(width, height), ImageFormat::Png);
        let made = thumbnail("image/png", file).await.expect("a thumbnail");
        assert_eq!((made.width, made.height), expected);
    }
}

#[tokio::test]
async fn what_is_transparent_stays_transparent_and_keeps_its_colour_at_the_edge() {
    let half = RgbaImage::from_fn(800, 400, |x, _| {
        if x < 403 {
            Rgba([0, 0, 0, 0])
        } else {
            Rgba([250, 200, 50, 255])
        }
    });
    let file = encoded(&DynamicImage::ImageRgba8(half), ImageFormat::Png);
    let made = thumbnail("image/png", file).await.expect("a thumbnail");
    assert_eq!(made.media_type, "image/webp");
    let pixels = shown(&made).to_rgba8();
    assert_eq!(pixels.get_pixel(10, 10).0[3], 0);
    let solid = pixels.pixels().filter(|pixel| pixel.0[3] > 64);
    for pixel in solid {
        assert!(
            is_like(
                Rgba([pixel.0[0], pixel.0[1], pixel.0[2], 255]),
                [250, 200, 50]
            ),
            "{pixel:?}"
        );
    }
}

#[tokio::test]
async fn a_channel_for_transparency_that_is_not_used_costs_nothing() {
    let opaque = DynamicImage::ImageRgba8(corners(800, 400).to_rgba8());
    let file = encoded(&opaque, ImageFormat::WebP);
    let made = thumbnail("image/webp", file).await.expect("a thumbnail");
    assert_eq!(made.media_type, "image/jpeg");
}

#[tokio::test]
async fn however_the_camera_was_held_the_picture_is_upright() {
    // Which of the stored corners come to stand at the upper left and right, by the EXIF standard.
    let upper = [
        (0, 1),
        (1, 0),
        (3, 2),
        (2, 3),
        (0, 2),
        (2, 0),
        (3, 1),
        (1, 3),
    ];
    for (orientation, (left, right)) in (1..).zip(upper) {
        let file = photograph(&corners(640, 320), orientation, "Kiel");
        let made = thumbnail("image/jpeg", file).await.expect("a thumbnail");
        let is_turned = orientation >= 5;
        let size = if is_turned { (160, 320) } else { (320, 160) };
        assert_eq!((made.width, made.height), size, "{orientation}");
        let corners = upper_corners(&shown(&made));
        assert!(
            is_like(corners[0], CORNERS[left]) && is_like(corners[1], CORNERS[right]),
            "{orientation}: {corners:?}"
        );
    }
}

#[tokio::test]
async fn where_it_was_taken_is_not_told() {
    let place = "54.3233 N 10.1228 E";
    let file = photograph(&corners(640, 320), 6, place);
    let holds =
        |bytes: &[u8], word: &str| bytes.windows(word.len()).any(|it| it == word.as_bytes());
    assert!(holds(&file, place) && holds(&file, "Exif"));
    for size in [Size::Thumbnail, Size::Preview] {
        let document = stored(file.clone());
        let made = renderer().picture(size, "image/jpeg", document).await;
        let made = made.expect("a picture");
        assert!(!holds(&made.bytes, place) && !holds(&made.bytes, "Exif"));
    }
}

#[tokio::test]
async fn wide_colours_become_those_of_every_screen() {
    let profile = moxcms::ColorProfile::new_display_p3();
    let profile = profile.encode().expect("a profile");
    let colour = [200, 100, 50];
    let picture = image::RgbImage::from_pixel(400, 400, image::Rgb(colour));
    let mut file = Vec::new();
    let mut encoder = image::codecs::png::PngEncoder::new(&mut file);
    encoder.set_icc_profile(profile).expect("PNG has profiles");
    picture.write_with_encoder(encoder).expect("memory");
    let made = thumbnail("image/png", file).await.expect("a thumbnail");
    let pixel = *shown(&made).to_rgba8().get_pixel(100, 100);
    // Computed by the matrices of both spaces.
    assert!(is_like(pixel, [215, 93, 31]), "{pixel:?}");
    assert!(pixel.0[0] > 206 && pixel.0[2] < 42, "{pixel:?}");
}

#[tokio::test]
async fn of_an_animation_the_first_frame_is_shown() {
    let mut file = Vec::new();
    let mut encoder = image::codecs::gif::GifEncoder::new(&mut file);
    for colour in [[220, 30, 30, 255], [30, 30, 220, 255]] {
        let frame = RgbaImage::from_pixel(64, 64, Rgba(colour));
        encoder.encode_frame(Frame::new(frame)).expect("memory");
    }
    drop(encoder);
    let made = thumbnail("image/gif", file).await.expect("a thumbnail");
    assert!(is_like(upper_corners(&shown(&made))[0], [220, 30, 30]));
}
