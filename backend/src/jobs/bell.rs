//! Tells a worker that there is something to do, within hundredths of a second.
//!
//! A thread of its own listens on a connection of its own. diesel has no way to wait for a notification,
//! so the thread looks for one every few milliseconds; a look is one system call. What it misses while
//! the connection is lost, the worker finds by itself a little later.

use std::sync::{Arc, Weak};
use std::time::Duration;

use diesel::PgConnection;
use diesel::connection::SimpleConnection;
use tokio::sync::Notify;
use tokio::sync::oneshot::{self, Receiver};

use super::model::{CANCEL, CHANNEL};
use crate::config::Secret;
use crate::db;
use crate::error::Error;

/// The pause between two looks: half of it is what a notification waits on average.
const LOOK: Duration = Duration::from_millis(10);

/// The pause before a lost connection is made again.
const RECONNECT: Duration = Duration::from_secs(1);

/// Rung from outside, heard by one worker.
#[derive(Default)]
pub(super) struct Bell {
    work: Notify,
    cancel: Notify,
}

impl Bell {
    /// A bell that notifications of the database ring, for as long as anybody holds it, and what ends
    /// with the thread that listens.
    pub(super) fn hung_up(url: Secret) -> std::io::Result<(Arc<Self>, Receiver<()>)> {
        let bell = Arc::new(Self::default());
        let weak = Arc::downgrade(&bell);
        let (running, ended) = oneshot::channel();
        std::thread::Builder::new()
            .name("bell".to_owned())
            .spawn(move || {
                listen_until_dropped(&url, &weak);
                drop(running);
            })?;
        Ok((bell, ended))
    }

    /// There may be something to claim.
    pub(super) async fn work(&self) {
        self.work.notified().await;
    }

    /// There may be something to cancel.
    pub(super) async fn cancel(&self) {
        self.cancel.notified().await;
    }
}

fn listen_until_dropped(url: &Secret, bell: &Weak<Bell>) {
    while bell.strong_count() > 0 {
        let listened = db::connect(url).and_then(|mut connection| listen(&mut connection, bell));
        match listened {
            Ok(()) => return,
            Err(error) => log::debug!("no notifications for now: {error}"),
        }
        std::thread::sleep(RECONNECT);
    }
}

fn listen(connection: &mut PgConnection, bell: &Weak<Bell>) -> Result<(), Error> {
    connection.batch_execute(&format!("LISTEN {CHANNEL}"))?;
    // What was sent before is lost, so there may be something already.
    if let Some(bell) = bell.upgrade() {
        bell.work.notify_one();
        bell.cancel.notify_one();
    }
    while let Some(bell) = bell.upgrade() {
        for notification in connection.notifications_iter() {
            match notification?.payload.as_str() {
                CANCEL => bell.cancel.notify_one(),
                _ => bell.work.notify_one(),
            }
        }
        drop(bell);
        std::thread::sleep(LOOK);
    }
    Ok(())
}
