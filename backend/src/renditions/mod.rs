//! Renditions: what can be shown and searched of a document without opening it, namely a thumbnail, a
//! preview, its text.
//!
//! Nothing of a document can be trusted, and decoders have bugs. So they run in a child process
//! ([`crate::confined`]), which gets the document's bytes and answers with a rendition; what it may cost
//! is in [`limits`]. Callers ask [`Renderer`], and hold what `App::turn_to_render` gives meanwhile.
//!
//! Pictures are made anew from their pixels: turned upright, in sRGB, without any metadata. Of an
//! animation the first frame counts, of a PDF the first page.

mod answer;
mod child;
mod format;
pub mod limits;
mod pdf;
mod picture;
mod renderer;
mod text;

pub use answer::Refusal;
pub use child::Task;
pub use format::{has_picture, has_text};
pub use renderer::{Picture, RenderError, Renderer, Size, Text};
