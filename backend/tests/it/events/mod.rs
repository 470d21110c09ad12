//! Being told what happens, while it happens.

mod audience;
mod ends;
mod instances;
mod many;
mod resuming;
mod retention;
mod telling;

use crate::harness::Heard;

/// What was heard, in words.
fn words(heard: &[Heard]) -> Vec<String> {
    heard.iter().map(Heard::words).collect()
}
