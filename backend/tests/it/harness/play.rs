//! Jobs that do what a story needs: succeed, fail, panic, hang, tell how far they are.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex};
use std::time::Duration;

use bytes::Bytes;
use futures_util::stream;
use quayside::error::Error;
use quayside::jobs::{Context, Failure, Job, Kinds, Outcome, Scheduled};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// How often each job was begun.
static BEGUN: LazyLock<Mutex<HashMap<Uuid, usize>>> = LazyLock::new(Mutex::default);

/// What a job plays.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Play {
    Succeed,
    Fail,
    FailForGood,
    FailOnce,
    /// For good, at length, and with what no column can hold.
    Complain,
    Panic,
    /// Until it is broken off.
    Hang,
    /// For so many milliseconds; then it succeeds, whatever happened meanwhile.
    Nap(u64),
    /// Like a hanging one, after it has told that it is so far.
    Progress(u8),
    /// A text file for whoever asked.
    Make(String),
}

/// The same with a time-out of a tenth of a second.
#[derive(Serialize, Deserialize)]
pub(crate) struct Hasty(pub(crate) Play);

/// Every ten minutes.
#[derive(Default, Serialize, Deserialize)]
pub(crate) struct Tick {}

/// Ours and those.
pub(crate) fn kinds() -> Kinds {
    Kinds::ours()
        .with::<Play>()
        .with::<Hasty>()
        .scheduled::<Tick>()
}

/// How often a job was begun.
pub(crate) fn begun(job: Uuid) -> usize {
    let begun = BEGUN.lock().expect("nobody panics with it");
    begun.get(&job).copied().unwrap_or(0)
}

impl Job for Play {
    const KIND: &'static str = "play";
    const MAX_ATTEMPTS: i32 = 3;
    const BACKOFF: Duration = Duration::ZERO;

    async fn run(self, context: Context) -> Outcome {
        *BEGUN
            .lock()
            .expect("nobody panics with it")
            .entry(context.job)
            .or_default() += 1;
        match self {
            Self::Succeed => Ok(None),
            Self::FailOnce if context.attempt > 1 => Ok(None),
            Self::Fail | Self::FailOnce => Err(Failure::for_now("The tide was out.", "low water")),
            Self::FailForGood => Err(Failure::for_good("There is no such quay.", "no quay")),
            Self::Complain => {
                let text = format!("a\0{}", "é".repeat(5000));
                Err(Failure::for_good(text.clone(), text))
            }
            Self::Panic => panic!("the mast broke"),
            Self::Hang => std::future::pending().await,
            Self::Nap(milliseconds) => {
                tokio::time::sleep(Duration::from_millis(milliseconds)).await;
                Ok(None)
            }
            Self::Progress(percent) => {
                context.progress(percent);
                std::future::pending().await
            }
            Self::Make(text) => {
                let body = stream::iter([Ok::<_, Error>(Bytes::from(text))]);
                let day = Duration::from_secs(86_400);
                let made = context.store("harbour plan.txt", "text/plain", day, body);
                Ok(Some(made.await?))
            }
        }
    }
}

impl Job for Hasty {
    const KIND: &'static str = "hasty";
    const MAX_ATTEMPTS: i32 = 1;
    const TIMEOUT: Duration = Duration::from_millis(100);

    async fn run(self, context: Context) -> Outcome {
        self.0.run(context).await
    }
}

impl Job for Tick {
    const KIND: &'static str = "tick";

    async fn run(self, _: Context) -> Outcome {
        Ok(None)
    }
}

impl Scheduled for Tick {
    const EVERY: Duration = Duration::from_secs(600);
}
