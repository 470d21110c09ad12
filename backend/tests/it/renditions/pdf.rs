//! The first page of a PDF, and its text.

use image::Rgba;
use quayside::renditions::{Refusal, Size};

use super::samples::{locked_pdf, page_that_draws, pdf_of};
use super::{refused, renderer, shown, stored, text, thumbnail};

const PDF: &str = "application/pdf";

#[tokio::test]
async fn the_first_page_is_shown_on_white_paper() {
    let file = pdf_of(&page_that_draws("1 0 0 rg 0 150 300 150 re f", &[]), "");
    for (size, width, height) in [(Size::Thumbnail, 320, 160), (Size::Preview, 1600, 800)] {
        let made = renderer().picture(size, PDF, stored(file.clone())).await;
        let made = made.expect("a picture");
        assert_eq!((made.width, made.height), (width, height));
        assert_eq!(made.media_type, "image/jpeg");
        let pixels = shown(&made).to_rgba8();
        let Rgba([red, green, _, _]) = *pixels.get_pixel(width / 4, height / 4);
        assert!(red > 240 && green < 16);
        assert_eq!(pixels.get_pixel(width - 4, height - 4).0, [255; 4]);
    }
}

#[tokio::test]
async fn words_and_lines_are_told_apart_by_their_places() {
    let content = "BT /T 12 Tf 50 200 Td [(Moor) -400 (the bo) 20 (at)] TJ 0 -20 Td (at noon) Tj ET \
                   BT /T 12 Tf 50 100 Td (Harb) Tj 0 Tc (our) Tj ET";
    let file = pdf_of(&page_that_draws(content, &[]), "");
    let read = text(PDF, file).await.expect("a text");
    assert_eq!(
        (read.text.as_str(), read.is_cut),
        ("Moor the boat\nat noon\nHarbour", false)
    );
}

#[tokio::test]
async fn a_pdf_that_needs_a_password_is_refused() {
    let file = locked_pdf();
    refused(thumbnail(PDF, file.clone()).await, Refusal::Encrypted);
    refused(text(PDF, file).await, Refusal::Encrypted);
}

#[tokio::test]
async fn a_pdf_without_a_page_is_refused() {
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [] /Count 0 >>",
    ];
    let file = pdf_of(&objects.map(str::to_owned), "");
    refused(thumbnail(PDF, file.clone()).await, Refusal::Damaged);
    refused(text(PDF, file).await, Refusal::Damaged);
}

#[tokio::test]
async fn a_page_of_no_size_or_a_hair_wide_is_refused() {
    for size in ["0 0 0 0", "0 0 100000 1", "0 0 1e38 1e-38"] {
        let mut objects = page_that_draws("0 0 9 9 re f", &[]);
        objects[2] = objects[2].replace("0 0 600 300", size);
        let outcome = thumbnail(PDF, pdf_of(&objects, "")).await;
        if let Ok(picture) = &outcome {
            assert!(picture.width <= 320 && picture.height <= 320, "{size}");
        } else {
            refused(outcome, Refusal::Damaged);
        }
    }
}
