//! Text as it is, in whatever encoding.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use super::Excerpt;

/// The byte order mark decides, or that it is valid UTF-8; what is neither is taken for Windows-1252, in
/// which any bytes are text.
pub(in crate::renditions) fn read(input: &[u8], excerpt: &mut Excerpt) {
    let marked = Encoding::for_bom(input).map(|(encoding, _)| encoding);
    let encoding = marked.unwrap_or_else(|| guess(input));
    let (text, _, _) = encoding.decode(input);
    // A character that the end of what was read cuts in two.
    excerpt.push(text.trim_end_matches(char::REPLACEMENT_CHARACTER));
}

fn guess(input: &[u8]) -> &'static Encoding {
    match std::str::from_utf8(input) {
        Err(error) if error.error_len().is_some() => WINDOWS_1252,
        _ => UTF_8,
    }
}
