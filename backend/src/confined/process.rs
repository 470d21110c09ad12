//! A child from its first byte to its end: fed, heard, judged, and never left behind.

use std::fmt::Display;
use std::io;
use std::os::unix::process::ExitStatusExt;
use std::process::ExitStatus;
use std::time::Duration;

use futures_util::StreamExt;
use rustix::process::Signal;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWriteExt};
use tokio::process::{Child, ChildStdin};

use crate::storage::ByteStream;

/// The longest answer of a child in bytes.
const MAX_ANSWER_BYTES: u64 = 16 << 20;

/// More of a panic's message is not needed.
const MAX_COMPLAINT_BYTES: u64 = 4 * 1024;

/// How Rust ends a process that panics.
const PANICKED: i32 = 101;

/// Why a child gave no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Broken {
    /// It reached its deadline, or what it may compute.
    TooSlow,
    /// It reached its bound on memory.
    TooMuchMemory,
    /// It broke on its input.
    Crashed,
    /// Its input is not to blame. The words are for the log.
    Failed(String),
}

impl Broken {
    pub(super) fn failed(error: impl Display) -> Self {
        Self::Failed(error.to_string())
    }
}

/// Hands the input to the child, and waits for its answer. A child that does not end by itself is
/// killed.
pub(super) async fn run(
    mut child: Child,
    input: ByteStream,
    deadline: Duration,
) -> Result<Vec<u8>, Broken> {
    let mut is_fed = false;
    let stdin = child.stdin.take();
    let work = async {
        tokio::select! {
            ended = Ended::of(&mut child) => ended.map_err(Broken::failed)?.judge(),
            Err(error) = feed(stdin, input, &mut is_fed) => Err(error),
        }
    };
    match tokio::time::timeout(deadline, work).await {
        Ok(judged) => judged,
        Err(_) => {
            child.kill().await.map_err(Broken::failed)?;
            Err(if is_fed {
                Broken::TooSlow
            } else {
                Broken::failed("the input did not arrive in time")
            })
        }
    }
}

/// A child that has read enough closes its end; that is no error.
async fn feed(
    stdin: Option<ChildStdin>,
    mut input: ByteStream,
    is_fed: &mut bool,
) -> Result<(), Broken> {
    let mut stdin = stdin.ok_or_else(|| Broken::failed("the child has no input"))?;
    while let Some(bytes) = input.next().await {
        let bytes = bytes.map_err(Broken::failed)?;
        if stdin.write_all(&bytes).await.is_err() {
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

    /// A child that broke tells on its input, unless somebody else killed it.
    fn judge(self) -> Result<Vec<u8>, Broken> {
        let Self {
            status,
            answer,
            complaint,
        } = self;
        if status.success() {
            return Ok(answer);
        }
        log::info!("a child broke: {status}: {}", complaint.trim());
        let signal = status.signal().and_then(Signal::from_named_raw);
        Err(match signal {
            Some(Signal::XCPU) => Broken::TooSlow,
            Some(Signal::ABORT) if complaint.contains("memory allocation of") => {
                Broken::TooMuchMemory
            }
            Some(Signal::ABORT | Signal::SEGV | Signal::BUS | Signal::ILL) => Broken::Crashed,
            _ if status.code() == Some(PANICKED) => Broken::Crashed,
            _ => Broken::failed(format_args!("{status}: {}", complaint.trim())),
        })
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
