//! What a document is: what the client says, unless the bytes say otherwise.

use mime::Mime;

const UNKNOWN: &str = "application/octet-stream";

/// How many of the first bytes are looked at.
pub(super) const SNIFFED_BYTES: usize = 8 * 1024;

/// The type to store. A claim that the content contradicts becomes `application/octet-stream`, so that
/// a browser is never told that a program is a picture.
pub(super) fn determine(declared: Option<&Mime>, name: &str, head: &[u8]) -> String {
    let claimed = claim(declared, name);
    let Some(found) = infer::get(head) else {
        return if is_recognisable(&claimed) || is_text(&claimed) && !looks_like_text(head) {
            UNKNOWN.to_owned()
        } else {
            claimed
        };
    };
    match claimed.as_str() {
        UNKNOWN => found.mime_type().to_owned(),
        claimed if agree(claimed, found.mime_type()) => claimed.to_owned(),
        _ => UNKNOWN.to_owned(),
    }
}

/// The declared type, or the one that the name's ending stands for.
fn claim(declared: Option<&Mime>, name: &str) -> String {
    match declared.filter(|mime| mime.essence_str() != UNKNOWN) {
        Some(mime) => mime.essence_str().to_owned(),
        None => mime_guess::from_path(name)
            .first_raw()
            .unwrap_or(UNKNOWN)
            .to_owned(),
    }
}

/// Types whose first bytes are always known: without these bytes it is something else.
fn is_recognisable(claimed: &str) -> bool {
    matches!(
        claimed,
        "image/png"
            | "image/jpeg"
            | "image/gif"
            | "image/webp"
            | "image/bmp"
            | "image/tiff"
            | "image/avif"
            | "application/pdf"
            | "application/zip"
            | "application/gzip"
            | "video/mp4"
            | "video/webm"
            | "audio/mpeg"
    )
}

fn is_text(claimed: &str) -> bool {
    claimed.starts_with("text/")
        || matches!(
            claimed,
            "application/json" | "application/xml" | "image/svg+xml"
        )
}

/// In UTF-16, which says so in its first two bytes, half of a text may be zeros.
fn looks_like_text(head: &[u8]) -> bool {
    head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff") || !head.contains(&0)
}

/// Whether bytes of type `found` may honestly be called `claimed`: office documents are ZIP files inside,
/// and some types have several names.
fn agree(claimed: &str, found: &str) -> bool {
    let family = |of: &str| of.split('/').next().unwrap_or_default().to_owned();
    claimed == found
        || found == "application/zip"
            && claimed.starts_with("application/")
            && claimed != "application/pdf"
        || matches!(found, "text/html" | "text/xml") && is_text(claimed)
        || matches!(family(found).as_str(), "audio" | "video")
            && matches!(family(claimed).as_str(), "audio" | "video")
        || found.trim_start_matches("application/x-") == claimed.trim_start_matches("application/")
        || found.starts_with("application/") && claimed.starts_with("application/vnd.")
}

#[cfg(test)]
mod tests {
    use super::*;

    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";

    fn of(declared: &str, name: &str, head: &[u8]) -> String {
        determine(declared.parse().ok().as_ref(), name, head)
    }

    #[test]
    fn an_honest_claim_is_kept() {
        assert_eq!(of("image/png", "a.png", PNG), "image/png");
        assert_eq!(of("text/csv", "a.csv", b"a;b\n1;2\n"), "text/csv");
        assert_eq!(
            of("text/html", "a.html", b"<!DOCTYPE html><p>hello"),
            "text/html"
        );
        assert_eq!(of("text/csv", "a.csv", b"\xff\xfea\0;\0"), "text/csv");
        assert_eq!(of("text/csv", "a.csv", b"\xfe\xff\0a\0;"), "text/csv");
    }

    #[test]
    fn without_a_claim_the_content_and_the_ending_tell() {
        assert_eq!(of("application/octet-stream", "a.bin", PNG), "image/png");
        assert_eq!(of("", "notes.txt", b"hello"), "text/plain");
        assert_eq!(of("", "nobody-knows", b"hello"), "application/octet-stream");
    }

    #[test]
    fn a_claim_that_the_content_contradicts_is_not_believed() {
        assert_eq!(
            of("image/png", "a.png", b"MZ\x90\0"),
            "application/octet-stream"
        );
        assert_eq!(of("text/plain", "a.txt", PNG), "application/octet-stream");
        assert_eq!(
            of("text/plain", "a.txt", b"a\0b"),
            "application/octet-stream"
        );
        assert_eq!(
            of("application/pdf", "a.pdf", b"just text"),
            "application/octet-stream"
        );
    }
}
