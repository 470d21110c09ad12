//! What a rendition may cost. Whatever needs more is refused, in words.

use std::time::Duration;

/// How long it may take, from the start of the child to its last byte. A photograph takes a tenth of a
/// second, a heavy page a few.
pub const DEADLINE: Duration = Duration::from_secs(30);

/// The child's address space in bytes, its code and its libraries included.
pub const MEMORY: u64 = 512 << 20;

/// The longest file that is looked at, where the whole of it is needed: pictures, PDF, office documents.
pub const MAX_FILE_BYTES: u64 = 64 << 20;

/// Pixels of a picture, checked before any is decoded. Telephones save 12 to 50 million.
pub const MAX_PIXELS: u64 = 64 << 20;

/// A decoded picture in bytes: [`MAX_PIXELS`] of 8 bits a colour. With a fourth channel, or with 16 bits,
/// there can be as many pixels fewer. Twice this and the file fit into [`MEMORY`].
pub const MAX_DECODED_BYTES: u64 = 3 * MAX_PIXELS;

/// The square that a thumbnail fits in, in pixels: twice the side of a card, for screens of two pixels
/// to the point.
pub const THUMBNAIL_EDGE: u32 = 320;

/// The square that a preview fits in, in pixels.
pub const PREVIEW_EDGE: u32 = 1600;

/// How much of a plain text is read: what follows is not searched.
pub const MAX_PLAIN_BYTES: u64 = 1 << 20;

/// How much text is kept, in bytes of UTF-8. PostgreSQL's `tsvector` holds a MiB, and of a script without
/// spaces every letter is in it twice.
pub const MAX_TEXT_BYTES: usize = 256 << 10;

/// Files within an office document.
pub const MAX_ENTRIES: usize = 10_000;

/// What may come out of an office document's compressed files, all together, in bytes.
pub const MAX_INFLATED_BYTES: u64 = 128 << 20;

/// The longest answer of a child in bytes; no picture of [`PREVIEW_EDGE`] needs as much.
pub const MAX_ANSWER_BYTES: u64 = 16 << 20;
