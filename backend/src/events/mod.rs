//! What happens, told at once to whoever may see it: server-sent events.
//!
//! The tables of jobs, documents, projects and memberships write an event with each change; the triggers in
//! the migrations do. One task of the process, the feeder, hears of new events and reads them once for all
//! streams. It asks at that moment who is a member of what, so nobody is told of a project that was left.
//! A stream holds no connection to the database, and a bounded number of frames: whoever reads too slowly
//! is dropped, comes back and goes on behind the last event it got.

mod feeder;
mod frame;
mod handlers;
mod hub;
mod model;
mod stream;

pub use feeder::feed;
pub use handlers::routes;
pub use hub::Limits;
pub use model::forget;
pub use stream::{Events, Who};
