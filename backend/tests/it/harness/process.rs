//! A process of ours: heard, asked to stop, measured, and always ended.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread::JoinHandle;
use std::time::Duration;

use tokio::time::{Instant, sleep};

/// How long a process may take to say or do what a test waits for, where the test does not say.
const PATIENCE: Duration = Duration::from_secs(30);

/// A running process; it ends with the test.
pub(crate) struct Process {
    child: Child,
    stdout: Heard,
    stderr: Heard,
}

/// How a process ended.
#[derive(Debug)]
pub(crate) struct Ended {
    /// None where a signal ended it.
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// What came out of a pipe so far.
struct Heard {
    text: Arc<Mutex<String>>,
    reader: Option<JoinHandle<()>>,
}

impl Process {
    /// Starts a command and writes `input` to it.
    pub(crate) fn start(mut command: Command, input: &str) -> Self {
        let command = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        let mut stdin = child.stdin.take().expect("a pipe");
        // A program that reads nothing may be gone by now.
        let _ = stdin.write_all(input.as_bytes());
        Self {
            stdout: Heard::from(child.stdout.take().expect("a pipe")),
            stderr: Heard::from(child.stderr.take().expect("a pipe")),
            child,
        }
    }

    /// Its number.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// What it logged so far.
    pub(crate) fn log(&self) -> String {
        self.stderr.text().clone()
    }

    /// What follows `words` in the first line of the log that has them; waits for it.
    pub(crate) async fn says(&mut self, words: &str) -> String {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let log = self.log();
            let mut whole_lines = log
                .split_inclusive('\n')
                .filter(|line| line.ends_with('\n'));
            if let Some((_, rest)) = whole_lines.find_map(|line| line.split_once(words)) {
                return rest.trim_end().to_owned();
            }
            let runs = matches!(self.child.try_wait(), Ok(None));
            assert!(
                runs && Instant::now() < deadline,
                "not said: {words}\n{log}"
            );
            sleep(Duration::from_millis(10)).await;
        }
    }

    /// Sends a signal by its name, such as `TERM`.
    pub(crate) fn signal(&self, name: &str) {
        let sent = Command::new("kill")
            .args(["-s", name, &self.id().to_string()])
            .status();
        assert!(sent.expect("kill is there").success());
    }

    /// Waits until it ends by itself.
    pub(crate) async fn ended(&mut self) -> Ended {
        self.ended_within(PATIENCE).await
    }

    /// Waits until it ends by itself, and not longer than `patience`.
    pub(crate) async fn ended_within(&mut self, patience: Duration) -> Ended {
        let deadline = Instant::now() + patience;
        loop {
            if let Some(status) = self.child.try_wait().expect("it can be waited for") {
                return Ended {
                    code: status.code(),
                    stdout: self.stdout.all(),
                    stderr: self.stderr.all(),
                };
            }
            let log = self.log();
            assert!(Instant::now() < deadline, "it still runs\n{log}");
            sleep(Duration::from_millis(10)).await;
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // Both fail where it has ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Heard {
    fn from(pipe: impl Read + Send + 'static) -> Self {
        let text = Arc::new(Mutex::new(String::new()));
        let shared = text.clone();
        let reader = std::thread::spawn(move || {
            let mut pipe = BufReader::new(pipe);
            let mut line = Vec::new();
            while matches!(pipe.read_until(b'\n', &mut line), Ok(1..)) {
                let mut text = shared.lock().expect("no reader panics");
                text.push_str(&String::from_utf8_lossy(&line));
                line.clear();
            }
        });
        Self {
            text,
            reader: Some(reader),
        }
    }

    fn text(&self) -> MutexGuard<'_, String> {
        self.text.lock().expect("no reader panics")
    }

    /// Everything, once the process is gone.
    fn all(&mut self) -> String {
        if let Some(reader) = self.reader.take() {
            reader.join().expect("no reader panics");
        }
        self.text().clone()
    }
}

#[cfg(target_os = "linux")]
impl Process {
    /// The largest resident memory since [`Process::forget_peak`], in bytes.
    pub(crate) fn peak_memory(&self) -> u64 {
        self.memory("VmHWM:")
    }

    /// The resident memory of this moment, in bytes.
    pub(crate) fn memory_now(&self) -> u64 {
        self.memory("VmRSS:")
    }

    /// Lets the kernel's high-water mark begin again from what is resident now.
    pub(crate) fn forget_peak(&self) {
        std::fs::write(format!("/proc/{}/clear_refs", self.id()), "5").expect("it is our process");
    }

    fn memory(&self, field: &str) -> u64 {
        let path = format!("/proc/{}/status", self.id());
        let status = std::fs::read_to_string(path).expect("it runs");
        let line = status.lines().find_map(|line| line.strip_prefix(field));
        let kibibytes = line.and_then(|line| line.trim().strip_suffix(" kB"));
        kibibytes
            .expect("it is in kB")
            .parse::<u64>()
            .expect("a number")
            * 1024
    }
}
