//! Plain text, in whatever encoding, of whatever length.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use bytes::Bytes;
use futures_util::{StreamExt, stream};
use quayside::renditions::limits::{MAX_PLAIN_BYTES, MAX_TEXT_BYTES};
use quayside::storage::ByteStream;

use super::{renderer, text};

const SAID: &str = "Grüße, Ελλάδα, 東京 🚢";

/// UTF-16 with its byte order mark.
fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    let marked = "\u{feff}".to_owned() + text;
    marked.encode_utf16().flat_map(bytes).collect()
}

#[tokio::test]
async fn text_is_read_in_the_encoding_that_it_has() {
    let (western, _, _) = encoding_rs::WINDOWS_1252.encode("Grüße für 5 €");
    for (file, expected) in [
        (SAID.as_bytes().to_vec(), SAID),
        (["\u{feff}", SAID].concat().into_bytes(), SAID),
        (utf16(SAID, u16::to_le_bytes), SAID),
        (utf16(SAID, u16::to_be_bytes), SAID),
        (western.into_owned(), "Grüße für 5 €"),
    ] {
        for media_type in ["text/plain", "text/markdown", "text/csv"] {
            let read = text(media_type, file.clone()).await.expect("a text");
            assert_eq!((read.text.as_str(), read.is_cut), (expected, false));
        }
    }
}

#[tokio::test]
async fn what_a_database_refuses_is_left_out() {
    let read = text("text/plain", "moor\0 the\u{1b}[1m boat\r\n\r\n at noon").await;
    assert_eq!(read.expect("a text").text, "moor the [1m boat\nat noon");
}

/// A table of this length that is nowhere, and how much of it was asked for.
fn table(length: u64) -> (ByteStream, Arc<AtomicU64>) {
    let asked = Arc::new(AtomicU64::new(0));
    let counted = Arc::clone(&asked);
    let rows = Bytes::from("1;Grüße;2.50\n".repeat(10_000));
    let rows = stream::iter(0..length / rows.len() as u64).map(move |_| {
        counted.fetch_add(rows.len() as u64, Ordering::Relaxed);
        Ok(rows.clone())
    });
    (rows.boxed(), asked)
}

#[tokio::test]
async fn of_a_table_of_a_gibibyte_the_beginning_is_read_and_no_more_is_asked_for() {
    let (document, asked) = table(1 << 30);
    let read = renderer().text("text/csv", document).await.expect("a text");
    assert!(read.is_cut && read.text.starts_with("1;Grüße;2.50\n1;Grüße"));
    assert!(read.text.len() <= MAX_TEXT_BYTES && read.text.len() > MAX_TEXT_BYTES - 16);
    assert!(asked.load(Ordering::Relaxed) < MAX_PLAIN_BYTES + (1 << 20));
}

#[tokio::test]
async fn a_character_that_the_end_cuts_in_two_does_not_change_the_encoding() {
    // Many spaces become one, so that all that was read fits.
    let bytes = usize::try_from(MAX_PLAIN_BYTES).expect("it is small");
    let file = " ".repeat(bytes - 4) + "für";
    let read = text("text/plain", file + "üüü").await.expect("a text");
    assert_eq!((read.text.as_str(), read.is_cut), ("für", true));
    let file = " ".repeat(bytes - 4) + "abcü";
    let read = text("text/plain", file).await.expect("a text");
    assert_eq!((read.text.as_str(), read.is_cut), ("abc", true));
}
