//! What an operator does from the command line.

pub mod admission;
pub mod healthcheck;
pub mod host;
mod model;
pub mod sweep;
