//! A child from its first byte to its end: fed, heard, judged, and never left behind.

use std::io;
use std::os::unix::process::ExitStatusExt;
use std::process::ExitStatus;
use std::time::Duration;

use futures_util::StreamExt;
use rustix::process::Signal;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWriteExt};
use tokio::process::{Child, ChildStdin};

use super::answer::{Answer, Refusal};
use super::limits::MAX_ANSWER_BYTES;
use super::renderer::{RenderError, failed};
use crate::storage::ByteStream;

/// More of a panic's message is not needed.
const MAX_COMPLAINT_BYTES: u64 = 4 * 1024;

/// How Rust ends a process that panics.
const PANICKED: i32 = 101;

/// Hands the document to the child, and waits for its answer. A child that does not end by itself is
/// killed.
pub(super) async fn run(
    mut child: Child,
    document: ByteStream,
    deadline: Duration,
) -> Result<(Answer, Vec<u8>), RenderError> {
    let mut is_fed = false;
    let stdin = child.stdin.take();
    let work = async {
        tokio::select! {
            ended = Ended::of(&mut child) => ended.map_err(failed)?.judge(),
            Err(error) = feed(stdin, document, &mut is_fed) => Err(error),
        }
    };
    match tokio::time::timeout(deadline, work).await {
        Ok(judged) => judged,
        Err(_) => {
            child.kill().await.map_err(failed)?;
            Err(if is_fed {
                Refusal::TooSlow.into()
            } else {
                failed("the document did not arrive in time")
            })
        }
    }
}

/// A child that has read enough closes its end; that is no error.
async fn feed(
    stdin: Option<ChildStdin>,
    mut document: ByteStream,
    is_fed: &mut bool,
) -> Result<(), RenderError> {
    let mut stdin = stdin.ok_or_else(|| failed("the child has no input"))?;
    while let Some(bytes) = document.next().await {
        if stdin.write_all(&bytes.map_err(failed)?).await.is_err() {
            break;
        }
    }
    *is_fed = true;
    Ok(())
}

/// A child that ended, and what it said.
struct Ended {
    status: ExitStatus,
    answer: Vec<u8>,
    complaint: String,
}

impl Ended {
    async fn of(child: &mut Child) -> io::Result<Self> {
        let answer = all_of(child.stdout.take(), MAX_ANSWER_BYTES);
        let complaint = all_of(child.stderr.take(), MAX_COMPLAINT_BYTES);
        let (answer, complaint, status) = tokio::try_join!(answer, complaint, child.wait())?;
        Ok(Self {
            status,
            answer,
            complaint: String::from_utf8_lossy(&complaint).into_owned(),
        })
    }

    /// A child that broke tells on its document, unless somebody else killed it.
    fn judge(self) -> Result<(Answer, Vec<u8>), RenderError> {
        if self.status.success() {
            return self.answer();
        }
        let Self {
            status, complaint, ..
        } = self;
        log::info!("a rendition broke: {status}: {}", complaint.trim());
        let signal = status.signal().and_then(Signal::from_named_raw);
        Err(match signal {
            Some(Signal::XCPU) => Refusal::TooSlow.into(),
            Some(Signal::ABORT) if complaint.contains("memory allocation of") => {
                Refusal::TooMuchMemory.into()
            }
            Some(Signal::ABORT | Signal::SEGV | Signal::BUS | Signal::ILL) => {
                Refusal::Damaged.into()
            }
            _ if status.code() == Some(PANICKED) => Refusal::Damaged.into(),
            _ => failed(format_args!("{status}: {}", complaint.trim())),
        })
    }

    fn answer(mut self) -> Result<(Answer, Vec<u8>), RenderError> {
        let end = self.answer.iter().position(|byte| *byte == b'\n');
        let end = end.ok_or_else(|| failed("the child said nothing"))?;
        let bytes = self.answer.split_off(end + 1);
        match serde_json::from_slice(&self.answer).map_err(failed)? {
            Answer::Refused(refusal) => Err(refusal.into()),
            answer => Ok((answer, bytes)),
        }
    }
}

/// Closes the pipe after `most` bytes, so that a child which says more ends.
async fn all_of(pipe: Option<impl AsyncRead + Unpin>, most: u64) -> io::Result<Vec<u8>> {
    let mut said = Vec::new();
    if let Some(pipe) = pipe {
        pipe.take(most).read_to_end(&mut said).await?;
    }
    Ok(said)
}
