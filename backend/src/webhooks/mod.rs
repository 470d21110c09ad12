//! Webhooks: other people's servers are told what happens in a project.
//!
//! Messages follow the Standard Webhooks specification (<https://www.standardwebhooks.com>): signed with a
//! secret of the webhook's own, sent at least once, in no order that could be relied on. What a project does
//! is announced in the transaction that does it ([`Webhook::announce`]); a job per message sends it. Where
//! it may go is decided by [`Reach`], at the address that is connected to.

mod attempt;
mod courier;
mod event;
mod guard;
mod handlers;
mod model;
mod pending;
mod reach;
mod secret;
mod signature;
mod target;

pub use attempt::Attempt;
pub use courier::Courier;
pub use handlers::routes;
pub use model::{Delivery, Notice, Pending, Subject, Verdict, Webhook, tidy};
pub use reach::Reach;
