//! Mail: what is said, how it looks, and how it leaves.
//!
//! Mail is sent by jobs alone, which are queued in the transaction that makes it necessary
//! ([`Occasion::queue`]). A job may run twice, so mail may arrive twice, under one `Message-ID`. The job
//! knows no secret: where a mail has a link that opens something, the link's token is a signature, made
//! while the mail is written ([`crate::auth::Purpose`]).
//!
//! A mail that strangers can cause says nothing that strangers chose: an unconfirmed address is told
//! neither the name of its account nor those of files (`words`).

mod compose;
mod letter;
mod mailer;
mod model;
mod name;
mod occasion;
mod test_mail;
mod words;

pub use compose::compose;
pub use letter::Letter;
pub use mailer::{Mailer, Undelivered};
pub use model::{Facts, Recipient, facts};
pub use occasion::Occasion;
pub use test_mail::send_test;
