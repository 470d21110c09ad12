//! Tells a worker that there is something to do: within milliseconds by way of Redis, within hundredths of
//! a second by the database. What both miss, the worker finds by itself a little later.

use std::sync::Arc;

use tokio::sync::Notify;
use tokio::sync::oneshot::Receiver;

use super::model::{CANCEL, CHANNEL};
use crate::config::Secret;
use crate::db;
use crate::redis::{Channel, News, Redis};

/// Rung from outside, heard by one worker.
#[derive(Default)]
pub(super) struct Bell {
    work: Notify,
    cancel: Notify,
}

impl Bell {
    /// A bell that is rung from both sides for as long as anybody holds it, and what ends with the thread
    /// that listens to the database.
    pub(super) fn hung_up(
        url: Secret,
        redis: Option<&Redis>,
    ) -> std::io::Result<(Arc<Self>, Receiver<()>)> {
        let bell = Arc::new(Self::default());
        let listener = db::listen(url, CHANNEL, &bell, Self::hear)?;
        if let Some(redis) = redis {
            let bell = Arc::downgrade(&bell);
            redis.on(Channel::Jobs, move |news| {
                bell.upgrade().iter().for_each(|bell| bell.hear(news));
            });
            redis.listen();
        }
        Ok((bell, listener))
    }

    /// There may be something to claim.
    pub(super) async fn work(&self) {
        self.work.notified().await;
    }

    /// There may be something to cancel.
    pub(super) async fn cancel(&self) {
        self.cancel.notified().await;
    }

    fn hear(&self, news: News<'_>) {
        match news {
            News::Message(CANCEL) => self.cancel.notify_one(),
            News::Message(_) => self.work.notify_one(),
            News::Missed => {
                self.work.notify_one();
                self.cancel.notify_one();
            }
        }
    }
}
