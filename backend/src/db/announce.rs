//! What other processes are told of a transaction, once it has been committed.
//!
//! PostgreSQL notifies by itself whoever listens. This is the quicker way, where there is Redis: who writes
//! notes what there is to tell, and [`super::Db::write`] tells it when the commit has succeeded.

use std::cell::RefCell;

use crate::redis::Channel;

type News = (Channel, &'static str);

thread_local! {
    /// Of the transaction that this thread works on.
    static NOTED: RefCell<Vec<News>> = const { RefCell::new(Vec::new()) };
}

/// Tells all processes, if what is being written here is committed. Nobody may rely on it.
pub fn once_committed(channel: Channel, message: &'static str) {
    NOTED.with_borrow_mut(|noted| {
        if !noted.contains(&(channel, message)) {
            noted.push((channel, message));
        }
    });
}

/// Does `work`; what it noted.
pub(super) fn noting<T>(work: impl FnOnce() -> T) -> (T, Vec<News>) {
    NOTED.take();
    let answer = work();
    (answer, NOTED.take())
}
