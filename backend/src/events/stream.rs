//! The process's streams, and how one begins.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};

use bytes::Bytes;
use chrono::{DateTime, Utc};
use futures_util::{Stream, StreamExt, stream};
use tokio::sync::Notify;
use tokio_util::task::TaskTracker;
use uuid::Uuid;

use super::frame;
use super::hub::{Hub, Limits, Place};
use super::model::{self, Kept};
use crate::db::Db;
use crate::error::Error;
use crate::redis::{Channel, Redis};

/// Events that are told again to somebody who comes back, at most. Who missed more looks at everything anew.
const MISSED: i64 = 500;

/// All streams of this process.
pub struct Events {
    pub(super) limits: Limits,
    hub: Mutex<Hub>,
    /// There may be something to tell.
    pub(super) news: Notify,
    /// The feeder.
    pub(super) tasks: TaskTracker,
}

/// Somebody who listens.
#[derive(Clone, Debug)]
pub struct Who {
    /// The user.
    pub user: Uuid,
    /// The session, which must still stand.
    pub session: Uuid,
    /// When the token ends.
    pub until: DateTime<Utc>,
}

/// Leaves the hub when it is dropped.
struct Listening {
    events: Arc<Events>,
    place: Place,
}

impl Events {
    /// Nobody listens yet.
    pub fn new(limits: Limits, redis: Option<&Redis>) -> Arc<Self> {
        let events = Arc::new(Self {
            limits,
            hub: Mutex::default(),
            news: Notify::new(),
            tasks: TaskTracker::new(),
        });
        if let Some(redis) = redis {
            let events = Arc::downgrade(&events);
            redis.on(Channel::Events, move |_| {
                events
                    .upgrade()
                    .iter()
                    .for_each(|events| events.news.notify_one());
            });
        }
        events
    }

    /// How many streams there are, with those that have ended but whose connection has not.
    pub fn count(&self) -> usize {
        self.hub().count()
    }

    /// Ends all streams at once: their clients go elsewhere.
    pub fn close(&self) {
        self.hub().close();
        self.tasks.close();
        self.news.notify_one();
    }

    /// Returns when nothing runs any more, after [`Events::close`].
    pub async fn closed(&self) {
        self.tasks.wait().await;
    }

    /// A stream for somebody who got `last` before. It begins with what was missed, or with a reset.
    ///
    /// # Errors
    /// Too many streams, or a database that does not answer.
    pub async fn open(
        self: &Arc<Self>,
        db: &Db,
        who: Who,
        last: Option<i64>,
    ) -> Result<impl Stream<Item = Result<Bytes, Infallible>> + use<>, Error> {
        let kept = db.read(Kept::now).await?;
        let known = last.filter(|id| kept.reaches_back_to(*id));
        let place = self.hub().join(&self.limits, &who, kept.newest, known)?;
        let position = place.position;
        let listening = Listening {
            events: Arc::clone(self),
            place,
        };
        // What came between the look and the place has rung already.
        self.news.notify_one();
        let opening = match (last, known) {
            (None, _) => vec![frame::position(position)],
            (Some(_), None) => vec![frame::reset(position)],
            (Some(_), Some(known)) => missed(db, who.user, known, position).await?,
        };
        Ok(stream::iter(opening).map(Ok).chain(listening))
    }

    pub(super) fn hub(&self) -> MutexGuard<'_, Hub> {
        // Nobody panics with it, and if somebody did, the streams would still be streams.
        self.hub.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn missed(db: &Db, user: Uuid, known: i64, position: i64) -> Result<Vec<Bytes>, Error> {
    let query = move |conn: &mut _| model::missed(conn, user, known, position, MISSED + 1);
    let missed = db.read(query).await?;
    if missed.len() > usize::try_from(MISSED).unwrap_or(usize::MAX) {
        return Ok(vec![frame::reset(position)]);
    }
    let frames = missed
        .iter()
        .map(|one| frame::event(one.id, &one.event, &one.data));
    Ok(frames
        .chain([frame::position(known.max(position))])
        .collect())
}

impl Stream for Listening {
    type Item = Result<Bytes, Infallible>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.place
            .frames
            .poll_recv(context)
            .map(|frame| frame.map(Ok))
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        self.events.hub().leave(self.place.user, self.place.number);
    }
}
