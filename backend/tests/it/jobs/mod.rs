//! Work behind the scenes.

mod access;
mod admin;
mod cancelling;
mod failing;
mod leases;
mod lists;
mod metrics;
mod queueing;
mod results;
mod retention;
mod schedules;
mod stopping;
mod waking;
