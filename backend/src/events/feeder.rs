//! Reads new events once for all streams of the process, and ends streams that must end.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::{MissedTickBehavior, interval, timeout};

use super::model;
use crate::app::App;
use crate::auth::model::Session;
use crate::db;
use crate::error::Error;

/// How often sessions are asked after: one that has ended is told nothing more within 5 seconds. Events are
/// looked for as well, where neither database nor Redis could notify.
const CHECK: Duration = Duration::from_secs(3);

/// Events that are read at once: fewer than a stream's buffer takes.
const AT_ONCE: i64 = 100;

/// How long the end waits for the thread that listens.
const END: Duration = Duration::from_secs(1);

/// Begins to feed the process's streams, on the runtime that this is called on.
pub fn feed(app: Arc<App>) {
    let events = Arc::clone(&app.events);
    events.tasks.spawn(async move {
        // Nobody has come yet: no thread, no connection, no query.
        app.events.news.notified().await;
        if app.events.tasks.is_closed() {
            return;
        }
        if let Err(error) = feed_until_closed(&app).await {
            log::error!("events are not told: {error}");
        }
    });
}

async fn feed_until_closed(app: &App) -> std::io::Result<()> {
    let events = &app.events;
    let ear = Arc::new(Arc::clone(events));
    let url = app.config.database_url.clone();
    let listener = db::listen(url, model::CHANNEL, &ear, |events, _| {
        events.news.notify_one();
    })?;
    let mut check = interval(CHECK);
    let mut heartbeat = interval(events.limits.heartbeat);
    heartbeat.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut is_heard = true;
    while !events.tasks.is_closed() {
        let done = tokio::select! {
            () = events.news.notified() => tell(app).await,
            _ = check.tick() => tell_and_check(app).await,
            _ = heartbeat.tick() => {
                events.hub().beat();
                continue;
            }
        };
        if let (true, Err(error)) = (is_heard, &done) {
            log::warn!(cause = error.cause(); "events wait for the database: {error}");
        }
        is_heard = done.is_ok();
    }
    drop(ear);
    // libpq does not like to be surprised by the end of the process.
    let _ = timeout(END, listener).await;
    Ok(())
}

async fn tell_and_check(app: &App) -> Result<(), Error> {
    tell(app).await?;
    check(app).await
}

/// Tells all that is new.
async fn tell(app: &App) -> Result<(), Error> {
    let position = || app.events.hub().position();
    while let Some(after) = position() {
        let next = move |conn: &mut _| model::next(conn, after, AT_ONCE);
        let batch = app.db.read(next).await?;
        if batch.events.is_empty() {
            break;
        }
        app.events.hub().tell(after, &batch);
        // The readers get a chance before there is more.
        tokio::task::yield_now().await;
    }
    Ok(())
}

/// Ends the streams of those who are no longer signed in.
async fn check(app: &App) -> Result<(), Error> {
    let sessions = app.events.hub().sessions();
    if sessions.is_empty() {
        return Ok(());
    }
    let ended = move |conn: &mut _| Session::ended(conn, &sessions);
    let ended = app.db.read(ended).await?;
    app.events.hub().end(&ended);
    Ok(())
}
