//! Which documents are worth compressing.

/// Types that are compressed by themselves: deflating them costs time and gains nothing.
const COMPRESSED: &[&str] = &[
    "application/epub+zip",
    "application/gzip",
    "application/java-archive",
    "application/vnd.rar",
    "application/x-7z-compressed",
    "application/x-bzip2",
    "application/x-xz",
    "application/zip",
    "application/zstd",
    "image/avif",
    "image/gif",
    "image/heic",
    "image/heif",
    "image/jpeg",
    "image/png",
    "image/webp",
];

/// Beginnings of such types: office documents are ZIP archives.
const COMPRESSED_FAMILIES: &[&str] = &[
    "application/vnd.oasis.opendocument.",
    "application/vnd.openxmlformats-officedocument.",
    "audio/",
    "video/",
];

const PLAIN_SOUND: &[&str] = &["audio/wav", "audio/x-wav"];

/// Whether a type is compressed by itself.
pub(super) fn is_compressed(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    let is_of_family = COMPRESSED_FAMILIES
        .iter()
        .any(|family| essence.starts_with(family));
    COMPRESSED.contains(&essence) || is_of_family && !PLAIN_SOUND.contains(&essence)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_films_and_archives_are_compressed_and_texts_are_not() {
        let office = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
        for media_type in [
            "image/jpeg",
            "video/mp4; codecs=avc1",
            "application/zip",
            office,
        ] {
            assert!(is_compressed(media_type), "{media_type}");
        }
        for media_type in [
            "text/plain",
            "image/bmp",
            "audio/wav",
            "application/octet-stream",
        ] {
            assert!(!is_compressed(media_type), "{media_type}");
        }
    }
}
