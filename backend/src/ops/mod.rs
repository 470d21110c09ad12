//! What an operator does from the command line.

pub mod healthcheck;
mod model;
pub mod sweep;
