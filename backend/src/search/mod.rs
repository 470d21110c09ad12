//! Search: documents by the words of their names and of their texts.
//!
//! Words are cut and folded here, when they are written and when they are asked for, so that "resume" finds
//! "Résumé" in every database, whatever its locale. PostgreSQL keeps them and finds them again (`model`).

mod fold;
mod handlers;
mod model;
mod snippet;
mod snippets;
mod terms;
mod words;

pub use handlers::routes;
pub(crate) use model::{Text, entitle};
