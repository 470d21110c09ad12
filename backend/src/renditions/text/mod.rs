//! The text of a document, as far as it is searched.

mod excerpt;
pub(super) mod office;
pub(super) mod plain;

pub(super) use excerpt::Excerpt;
