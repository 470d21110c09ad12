//! Documents that are broken, or made to break something.

use bytes::Bytes;
use futures_util::{StreamExt, stream};
use image::{DynamicImage, GrayImage, ImageFormat};
use quayside::renditions::{Refusal, RenderError, Size, has_picture, has_text};

use super::samples::{corners, encoded, png_that_claims};
use super::{refused, renderer, stored, text, thumbnail};

const IMAGES: [ImageFormat; 4] = [
    ImageFormat::Png,
    ImageFormat::Jpeg,
    ImageFormat::Gif,
    ImageFormat::WebP,
];

/// Enough for a child and a small picture.
const SCARCE: u64 = 144 << 20;

#[tokio::test]
async fn a_picture_whose_beginning_is_all_that_is_left_breaks_nothing() {
    for format in IMAGES {
        let mut file = encoded(&corners(800, 400), format);
        file.truncate(file.len() / 3);
        match thumbnail(format.to_mime_type(), file).await {
            // Half a photograph is better than none.
            Ok(picture) => assert_eq!((picture.width, picture.height), (320, 160)),
            Err(RenderError::Refused(refusal)) => assert_eq!(refusal, Refusal::Damaged),
            Err(other) => panic!("{format:?}: {other}"),
        }
    }
}

#[tokio::test]
async fn a_corrupt_picture_is_refused() {
    for format in IMAGES {
        let mut file = encoded(&corners(800, 400), format);
        file.truncate(16);
        file.extend([0xa5; 4096]);
        refused(
            thumbnail(format.to_mime_type(), file).await,
            Refusal::Damaged,
        );
    }
    let nonsense = vec![7; 100_000];
    for media_type in ["image/png", "image/jpeg"] {
        refused(
            thumbnail(media_type, nonsense.clone()).await,
            Refusal::Unsupported,
        );
    }
    refused(
        thumbnail("application/pdf", nonsense).await,
        Refusal::Damaged,
    );
}

#[tokio::test]
async fn a_file_without_a_byte_is_refused() {
    for media_type in ["image/png", "image/jpeg", "application/pdf"] {
        refused(thumbnail(media_type, Vec::new()).await, Refusal::Empty);
    }
    refused(text("text/csv", Vec::new()).await, Refusal::Empty);
}

#[tokio::test]
async fn what_nobody_can_look_into_is_refused() {
    assert!(!has_picture("video/mp4") && !has_text("video/mp4") && !has_text("image/png"));
    refused(thumbnail("video/mp4", vec![1]).await, Refusal::Unsupported);
    refused(text("image/png", vec![1]).await, Refusal::Unsupported);
    refused(thumbnail("text/plain", vec![1]).await, Refusal::Unsupported);
}

#[tokio::test]
async fn a_picture_that_claims_to_be_huge_is_refused_before_there_is_room_for_it() {
    for (width, height, depth, colour) in [
        (60_000, 60_000, 8, 6),
        (u32::MAX >> 1, u32::MAX >> 1, 1, 0),
        (12_000, 6_000, 1, 0),
        (6_000, 6_000, 16, 6),
    ] {
        let file = png_that_claims(width, height, depth, colour);
        // The pixels would be too much for this child.
        let small = renderer().memory(SCARCE);
        let outcome = small
            .picture(Size::Thumbnail, "image/png", stored(file))
            .await;
        refused(outcome, Refusal::TooManyPixels);
    }
}

/// 64 million pixels in a hundred kilobytes: allowed, and dear.
fn compressed() -> Vec<u8> {
    let file = encoded(
        &DynamicImage::ImageLuma8(GrayImage::new(8000, 8000)),
        ImageFormat::Png,
    );
    assert!(file.len() < 1 << 20);
    file
}

#[tokio::test]
async fn a_highly_compressed_picture_costs_what_is_allowed_or_is_refused() {
    let file = compressed();
    let made = thumbnail("image/png", file.clone())
        .await
        .expect("a thumbnail");
    assert_eq!((made.width, made.height), (320, 320));
    let small = renderer().memory(SCARCE);
    let outcome = small
        .picture(Size::Thumbnail, "image/png", stored(file))
        .await;
    refused(outcome, Refusal::TooMuchMemory);
}

#[tokio::test]
async fn a_file_longer_than_is_looked_at_is_refused_and_not_read_to_its_end() {
    let chunk = Bytes::from(vec![7; 1 << 20]);
    let endless = stream::repeat_with(move || Ok(chunk.clone())).boxed();
    let outcome = renderer()
        .picture(Size::Preview, "image/jpeg", endless)
        .await;
    refused(outcome, Refusal::TooLarge);
}
