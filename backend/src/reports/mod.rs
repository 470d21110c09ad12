//! Reports: what is in a project, as a PDF that can be printed and passed on.
//!
//! [`Content`] is what a report says, in words already. typst sets it by the template `report.typ`, which
//! reads it as JSON: names are never taken for markup. This happens in a child process
//! ([`crate::confined`]), because names are anybody's text; fonts are all that it opens, before it bounds
//! itself. Callers ask [`Typesetter`], and hold what `App::turn_to_render` gives meanwhile.

mod child;
mod content;
mod deed;
mod desk;
mod fonts;
mod handlers;
pub mod limits;
mod model;
mod typesetter;
mod undrawn;
mod words;

pub use child::Task;
pub use content::{Content, DeedLine, DocumentLine, KindLine};
pub use fonts::look_for_fonts;
pub use handlers::routes;
pub(crate) use model::Facts;
pub use typesetter::Typesetter;
