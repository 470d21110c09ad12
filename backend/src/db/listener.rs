//! Hears what the database notifies.
//!
//! A thread of its own listens on a connection of its own. diesel has no way to wait for a notification,
//! so the thread looks for one every few milliseconds; a look is one system call.

use std::sync::{Arc, Weak};
use std::time::Duration;

use diesel::PgConnection;
use diesel::connection::SimpleConnection;
use tokio::sync::oneshot::{self, Receiver};

use crate::config::Secret;
use crate::error::Error;
use crate::redis::News;

/// The pause between two looks: half of it is what a notification waits on average.
const LOOK: Duration = Duration::from_millis(20);

/// The pause before a lost connection is made again.
const RECONNECT: Duration = Duration::from_secs(1);

/// What is done with what is heard.
type Hear<T> = fn(&T, News<'_>);

/// Passes on the notifications of a channel for as long as somebody holds `whom`; what ends with the
/// thread.
///
/// # Errors
/// No thread to be had.
pub fn listen<T: Send + Sync + 'static>(
    url: Secret,
    channel: &'static str,
    whom: &Arc<T>,
    hear: Hear<T>,
) -> std::io::Result<Receiver<()>> {
    let whom = Arc::downgrade(whom);
    let (running, ended) = oneshot::channel();
    std::thread::Builder::new()
        .name("listener".to_owned())
        .spawn(move || {
            listen_until_dropped(&url, channel, &whom, hear);
            drop(running);
        })?;
    Ok(ended)
}

fn listen_until_dropped<T>(url: &Secret, channel: &str, whom: &Weak<T>, hear: Hear<T>) {
    while whom.strong_count() > 0 {
        let heard = super::connect(url)
            .and_then(|mut connection| pass_on(&mut connection, channel, whom, hear));
        match heard {
            Ok(()) => return,
            Err(error) => log::debug!("no notifications for now: {error}"),
        }
        std::thread::sleep(RECONNECT);
    }
}

fn pass_on<T>(
    connection: &mut PgConnection,
    channel: &str,
    whom: &Weak<T>,
    hear: Hear<T>,
) -> Result<(), Error> {
    connection.batch_execute(&format!("LISTEN {channel}"))?;
    if let Some(whom) = whom.upgrade() {
        hear(&whom, News::Missed);
    }
    while let Some(whom) = whom.upgrade() {
        for notification in connection.notifications_iter() {
            hear(&whom, News::Message(&notification?.payload));
        }
        drop(whom);
        std::thread::sleep(LOOK);
    }
    Ok(())
}
