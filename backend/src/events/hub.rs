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
    /// All of them: one that has ended takes room until its connection has, too.
    count: usize,
    /// Those that have not ended.
    listening: usize,
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
    /// None once it has ended: what waits for its reader is still read.
    frames: Option<Sender<Bytes>>,
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
            frames: Some(frames),
        });
        self.next_number += 1;
        self.count += 1;
        self.listening += 1;
        Ok(Place {
            user: who.user,
            number,
            position,
            frames: receiver,
        })
    }

    /// Takes somebody out whose connection has ended.
    pub(super) fn leave(&mut self, user: Uuid, number: u64) {
        self.keep_of(user, |stream| stream.number != number);
        let Some(theirs) = self.streams.get_mut(&user) else {
            return;
        };
        let before = theirs.len();
        theirs.retain(|stream| stream.number != number);
        self.count -= before - theirs.len();
        if theirs.is_empty() {
            self.streams.remove(&user);
        }
    }

    /// After which event the next ones are to be read, while somebody listens.
    pub(super) fn position(&self) -> Option<i64> {
        self.position
    }

    /// How many streams there are, with those that have ended but whose connection has not.
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
            stream.put(heartbeat)
        });
    }

    /// The sessions behind all streams that have not ended.
    pub(super) fn sessions(&self) -> Vec<Uuid> {
        let streams = self.streams.values().flatten();
        let open = streams.filter(|stream| stream.is_open());
        open.map(|stream| stream.session).collect()
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

    /// Ends those that are not wanted. Their places are theirs until they leave, so that whoever does not read
    /// gets no more connections than others.
    fn keep_of(&mut self, user: Uuid, mut wanted: impl FnMut(&mut Stream) -> bool) {
        let theirs = self.streams.get_mut(&user).into_iter().flatten();
        for stream in theirs.filter(|stream| stream.is_open()) {
            if !wanted(stream) {
                stream.frames = None;
                self.listening -= 1;
            }
        }
        if self.listening == 0 {
            self.position = None;
        }
    }
}

impl Stream {
    /// Whether it is still worth keeping: it is not when its reader has left, or reads too slowly.
    fn send(&mut self, id: i64, frame: &Bytes) -> bool {
        id <= self.after || self.put(frame.clone())
    }

    fn put(&self, frame: Bytes) -> bool {
        let frames = self.frames.as_ref();
        frames.is_some_and(|frames| frames.try_send(frame).is_ok())
    }

    fn is_open(&self) -> bool {
        self.frames.is_some()
    }
}
