//! Work behind the scenes: a queue in PostgreSQL, and the worker that empties it.
//!
//! A job is a row, written by [`enqueue`] in the transaction that makes it necessary. A worker claims it
//! under a lease, renews the lease while the job runs, and names it in every later write: whoever lost a
//! lease changes nothing. A worker that dies loses nothing either, its leases end and others run the jobs
//! again. So a job may run twice, and is written so that this does no harm.
//!
//! A kind of job is one file in `kinds/` with one struct, its payload, and one line in [`Kinds::ours`].

mod bell;
mod context;
mod failure;
mod handlers;
mod kind;
mod kinds;
mod model;
mod result;
mod state;
pub mod worker;

pub use context::{Context, StoredResult};
pub use failure::Failure;
pub use handlers::routes;
pub(crate) use handlers::{JobView, ListQuery};
pub use kind::{Job, Kinds, Outcome, Scheduled};
pub(crate) use kinds::{DeliverWebhook, MakeExport, MakeThumbnail, ReadText};
pub(crate) use model::{JobRow, Selection, discard, postpone, retry};
pub use model::{NewJob, Queue, enqueue, is_alive};
pub use result::result;
pub use state::State;
