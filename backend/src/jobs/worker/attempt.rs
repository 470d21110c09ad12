//! One attempt at one job, with everything that may go wrong.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use futures_util::FutureExt;
use tokio::time::timeout;

use crate::app::App;
use crate::http::request_id;
use crate::jobs::context::{Context, Signals};
use crate::jobs::failure::{self, Failure};
use crate::jobs::kind::{Kind, Outcome};
use crate::jobs::model::{Claimed, End, Ended};

/// Runs a job to its end, its time-out or its cancellation. Never panics. What is logged meanwhile names
/// the job as if it were a request.
pub(super) async fn attempt(
    app: Arc<App>,
    job: Claimed,
    kind: Kind,
    signals: Arc<Signals>,
) -> Ended {
    let id = format!("job-{}", job.id);
    request_id::scope(id, async {
        let lease = job.lease;
        let end = end(&app, job, kind, &signals).await;
        // A thread that the job left behind learns that nobody waits for it.
        signals.cancel();
        Ended { lease, end }
    })
    .await
}

async fn end(app: &Arc<App>, job: Claimed, kind: Kind, signals: &Arc<Signals>) -> End {
    let (name, attempt) = (job.kind.clone(), job.attempts);
    let context = Context {
        app: Arc::clone(app),
        job: job.id,
        attempt,
        user: job.user_id,
        project: job.project_id,
        signals: Arc::clone(signals),
    };
    let end = tokio::select! {
        () = signals.cancelled() => End::Cancelled,
        outcome = outcome(kind, job.payload, context) => match outcome {
            Ok(result) => End::Succeeded(result),
            Err(failure) => {
                let cause = failure.cause.as_str();
                log::warn!(kind = name.as_str(), attempt = attempt, cause = cause; "a job failed: {}", failure.message);
                let pause = failure::pause(kind.backoff, attempt);
                End::Failed(failure, pause)
            }
        },
    };
    app.metrics.attempted(&name, end.word());
    end
}

async fn outcome(kind: Kind, payload: serde_json::Value, context: Context) -> Outcome {
    let work = AssertUnwindSafe(async { kind.start(payload, context).await });
    match timeout(kind.timeout, work.catch_unwind()).await {
        Ok(Ok(outcome)) => outcome,
        Ok(Err(panic)) => Err(Failure::panicked(&*panic)),
        Err(_) => Err(Failure::timed_out(kind.timeout)),
    }
}
