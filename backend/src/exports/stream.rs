//! The archive of a project as a stream of bytes, made as it is read.

use std::sync::Arc;

use bytes::Bytes;
use futures_util::stream::{self, BoxStream};
use futures_util::{Stream, StreamExt, TryStreamExt};

use super::Snapshot;
use super::archive::{Archive, Step};
use super::steps::steps;
use crate::app::App;
use crate::error::Error;
use crate::jobs::{Context, Failure};
use crate::threads::Undone;

/// Pieces that have arrived are worked on together, up to so many.
const AT_ONCE: usize = 16;

struct Making {
    app: Arc<App>,
    steps: BoxStream<'static, Result<Vec<Step>, Failure>>,
    /// None once it is finished.
    archive: Option<Archive>,
}

/// The bytes of the archive; tells how far it is. Many documents take a while to be named, on the thread that
/// compresses.
///
/// # Errors
/// No thread was free.
pub(crate) async fn archive_of(
    context: &Context,
    snapshot: Snapshot,
) -> Result<impl Stream<Item = Result<Bytes, Failure>> + Send + use<>, Failure> {
    let (app, whole) = (Arc::clone(&context.app), snapshot.bytes());
    let (context, mut read) = (context.clone(), 0);
    let sources = app.archiving.run(move || snapshot.into_sources()).await;
    let steps = steps(Arc::clone(&app), sources.map_err(undone)?)
        .inspect_ok(move |step| {
            if let Step::Append(bytes) = step {
                read += bytes.len() as u64;
                context.progress(percent(read, whole));
            }
        })
        .try_ready_chunks(AT_ONCE)
        .map_err(|error| error.1)
        .boxed();
    let making = Making {
        app,
        steps,
        archive: Some(Archive::new()),
    };
    Ok(stream::try_unfold(making, Making::next))
}

impl Making {
    /// The next bytes. Compressing is work for a thread of its own: the archive goes there and comes
    /// back. If this future is dropped meanwhile, the archive ends with the piece that it has.
    async fn next(mut self) -> Result<Option<(Bytes, Self)>, Failure> {
        while let Some(mut archive) = self.archive.take() {
            let steps = self.steps.try_next().await?;
            let work = move || match steps {
                Some(steps) => archive.take(steps).map(|bytes| (bytes, Some(archive))),
                None => archive.finish().map(|bytes| (bytes, None)),
            };
            let done = self.app.archiving.run(work).await.map_err(undone)?;
            let (bytes, archive) = done?;
            self.archive = archive;
            if !bytes.is_empty() {
                return Ok(Some((bytes, self)));
            }
        }
        Ok(None)
    }
}

fn undone(undone: Undone) -> Failure {
    match undone {
        Undone::Busy => Failure::for_now("There was too much to do.", "no thread was free"),
        Undone::Panicked(panic) => Error::Internal(panic).into(),
    }
}

/// Below 100, which is for the end.
fn percent(read: u64, whole: u64) -> u8 {
    let percent = read.saturating_mul(100) / whole.max(1);
    u8::try_from(percent.min(99)).unwrap_or(99)
}
