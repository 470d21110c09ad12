//! Who listens, and who of them is told what. Knows nothing of the database and waits for nothing.

use std::collections::HashMap;
use std::time::Duration;

use bytes::Bytes;
use chrono::{DateTime, Utc};
use tokio::sync::mpsc::{self, Receiver, Sender};
use uuid::Uuid;

use super::frame;
use super::model::Batch;
use super::stream::Who;
use crate::error::Error;

/// How much one process takes upon itself.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Streams of the process.
    pub streams: usize,
    /// Streams of one user.
    pub per_user: usize,
    /// Frames that wait for a reader, at most.
    pub buffer: usize,
    /// The pause between two signs of life.
    pub heartbeat: Duration,
}

/// When somebody who has too many streams may try again, in seconds.
const TRY_AGAIN: u64 = 10;

#[derive(Default)]
pub(super) struct Hub {
    /// By user, because that is how they are told.
    streams: HashMap<Uuid, Vec<Stream>>,
    count: usize,
    next_number: u64,
    /// The last event that was told. None while nobody listens: then nothing is read either.
    position: Option<i64>,
    is_closed: bool,
}

struct Stream {
    number: u64,
    session: Uuid,
    expires_at: DateTime<Utc>,
    /// It knows everything up to this event.
    after: i64,
    frames: Sender<Bytes>,
}

/// A stream's place in the hub.
pub(super) struct Place {
    pub(super) user: Uuid,
    pub(super) number: u64,
    /// The events after this one come by the frames.
    pub(super) position: i64,
    pub(super) frames: Receiver<Bytes>,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            streams: 2000,
            per_user: 20,
            buffer: 256,
            heartbeat: Duration::from_secs(15),
        }
    }
}

impl Hub {
    /// Takes somebody in. `newest` is the newest event, `known` the one that they got last.
    pub(super) fn join(
        &mut self,
        limits: &Limits,
        who: &Who,
        newest: i64,
        known: Option<i64>,
    ) -> Result<Place, Error> {
        if self.is_closed || self.count >= limits.streams {
            return Err(Error::Unavailable {
                part: "The event stream",
                cause: format!("{} streams, closed: {}", self.count, self.is_closed),
            });
        }
        let theirs = self.streams.entry(who.user).or_default();
        if theirs.len() >= limits.per_user {
            return Err(Error::TooManyRequests(TRY_AGAIN));
        }
        let position = *self.position.get_or_insert(newest);
        let (frames, receiver) = mpsc::channel(limits.buffer);
        let number = self.next_number;
        theirs.push(Stream {
            number,
            session: who.session,
            expires_at: who.until,
            // Another instance may have told them more than this one has read yet.
            after: known.unwrap_or(position).max(position),
            frames,
        });
        self.next_number += 1;
        self.count += 1;
        Ok(Place {
            user: who.user,
            number,
            position,
            frames: receiver,
        })
    }

    pub(super) fn leave(&mut self, user: Uuid, number: u64) {
        self.keep_of(user, |stream| stream.number != number);
    }

    /// After which event the next ones are to be read, while somebody listens.
    pub(super) fn position(&self) -> Option<i64> {
        self.position
    }

    pub(super) fn count(&self) -> usize {
        self.count
    }

    /// Tells what was read after `asked`.
    pub(super) fn tell(&mut self, asked: i64, batch: &Batch) {
        // All have left in the meantime, and others may have come.
        if self.position != Some(asked) {
            return;
        }
        for event in &batch.events {
            let frame = frame::event(event.id, &event.event, &event.data);
            let members = event.project_id.and_then(|id| batch.members.get(&id));
            for user in members.into_iter().flatten().chain(&event.user_id) {
                self.keep_of(*user, |stream| stream.send(event.id, &frame));
            }
        }
        if let (Some(position), Some(last)) = (&mut self.position, batch.events.last()) {
            *position = last.id;
        }
    }

    /// Gives a sign of life, and the position with it: who hears nothing for long still knows where to go on.
    pub(super) fn beat(&mut self) {
        let position = self.position.unwrap_or(0);
        self.keep(|stream| {
            let heartbeat = frame::heartbeat(stream.after.max(position));
            stream.frames.try_send(heartbeat).is_ok()
        });
    }

    /// The sessions behind all streams.
    pub(super) fn sessions(&self) -> Vec<Uuid> {
        let streams = self.streams.values().flatten();
        streams.map(|stream| stream.session).collect()
    }

    /// Ends the streams of sessions that have ended, and those whose token has.
    pub(super) fn end(&mut self, sessions: &[Uuid]) {
        let now = Utc::now();
        self.keep(|stream| stream.expires_at > now && !sessions.contains(&stream.session));
    }

    /// Ends all streams, and lets nobody in any more.
    pub(super) fn close(&mut self) {
        self.is_closed = true;
        self.keep(|_| false);
    }

    fn keep(&mut self, mut wanted: impl FnMut(&mut Stream) -> bool) {
        let users: Vec<Uuid> = self.streams.keys().copied().collect();
        for user in users {
            self.keep_of(user, &mut wanted);
        }
    }

    /// A stream ends with its sender: what waits for its reader is still read.
    fn keep_of(&mut self, user: Uuid, wanted: impl FnMut(&mut Stream) -> bool) {
        let Some(theirs) = self.streams.get_mut(&user) else {
            return;
        };
        let before = theirs.len();
        theirs.retain_mut(wanted);
        self.count -= before - theirs.len();
        if theirs.is_empty() {
            self.streams.remove(&user);
        }
        if self.count == 0 {
            self.position = None;
        }
    }
}

impl Stream {
    /// Whether it is still worth keeping: it is not when its reader has left, or reads too slowly.
    fn send(&mut self, id: i64, frame: &Bytes) -> bool {
        id <= self.after || self.frames.try_send(frame.clone()).is_ok()
    }
}
