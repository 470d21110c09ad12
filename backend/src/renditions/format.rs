//! Which documents can be looked into.

use super::Refusal;

/// A family of files that one decoder reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// PNG, JPEG, GIF or WebP; the bytes say which.
    Image,
    Pdf,
    /// Text as it is.
    Plain,
    /// A word processor's document.
    Document,
    Spreadsheet,
    Presentation,
}

impl Format {
    /// By the media type, as it is kept with the document.
    pub(super) fn of(media_type: &str) -> Result<Self, Refusal> {
        const OFFICE: &str = "application/vnd.openxmlformats-officedocument";
        if let Some(office) = media_type.strip_prefix(OFFICE) {
            return match office {
                ".wordprocessingml.document" => Ok(Self::Document),
                ".spreadsheetml.sheet" => Ok(Self::Spreadsheet),
                ".presentationml.presentation" => Ok(Self::Presentation),
                _ => Err(Refusal::Unsupported),
            };
        }
        match media_type {
            "image/png" | "image/jpeg" | "image/gif" | "image/webp" => Ok(Self::Image),
            "application/pdf" => Ok(Self::Pdf),
            "text/plain" | "text/markdown" | "text/csv" | "text/tab-separated-values" => {
                Ok(Self::Plain)
            }
            _ => Err(Refusal::Unsupported),
        }
    }
}

/// Whether documents of this type have a thumbnail and a preview.
pub fn has_picture(media_type: &str) -> bool {
    matches!(Format::of(media_type), Ok(Format::Image | Format::Pdf))
}

/// Whether documents of this type have a text.
pub fn has_text(media_type: &str) -> bool {
    Format::of(media_type).is_ok_and(|format| format != Format::Image)
}
