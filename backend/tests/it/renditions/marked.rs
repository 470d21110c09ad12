//! Children that a test can find among those of other tests.

use std::fs;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use quayside::renditions::{Renderer, limits};
use tokio::time::sleep;

use super::renderer;

const MOMENT: Duration = Duration::from_millis(1);

/// How long a child may take to be there, and to bound itself.
const PATIENCE: Duration = Duration::from_secs(10);

/// A renderer whose child is known by a bound that no other has.
pub(super) struct Marked {
    pub(super) renderer: Renderer,
    mark: String,
}

impl Marked {
    pub(super) fn new() -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(1);
        let memory = limits::MEMORY + NEXT.fetch_add(1, Ordering::Relaxed) * 4096;
        Self {
            renderer: renderer().memory(memory),
            mark: memory.to_string(),
        }
    }

    /// One with a deadline.
    pub(super) fn until(deadline: Duration) -> Self {
        let Self { renderer, mark } = Self::new();
        let renderer = renderer.deadline(deadline);
        Self { renderer, mark }
    }

    /// The number of its child; waits until it has bounded itself.
    pub(super) async fn child(&self) -> u32 {
        let child = self.started().await;
        wait_until_bounded(child).await;
        child
    }

    /// The number of its child; one with a short deadline may never come to bound itself.
    pub(super) async fn started(&self) -> u32 {
        let patience = Instant::now() + PATIENCE;
        loop {
            if let Some(child) = self.children().first() {
                return *child;
            }
            assert!(Instant::now() < patience, "no child was seen");
            sleep(MOMENT).await;
        }
    }

    fn children(&self) -> Vec<u32> {
        let processes = fs::read_dir("/proc").expect("Linux has it").flatten();
        let numbers = processes.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
        numbers.filter(|number| self.is_child(*number)).collect()
    }

    fn is_child(&self, number: u32) -> bool {
        let command = fs::read(format!("/proc/{number}/cmdline")).unwrap_or_default();
        let mut words = command.split(|byte| *byte == 0);
        // Another run of these tests counts its bounds alike.
        words.any(|word| word == self.mark.as_bytes())
            && stat(number, 1).is_some_and(|parent| parent == std::process::id().to_string())
    }
}

/// A child bounds itself first of all, but not before it was started.
pub(super) async fn wait_until_bounded(child: u32) {
    let patience = Instant::now() + PATIENCE;
    while !bounds(child, "Max processes", "0") {
        assert!(Instant::now() < patience, "{child} never bounded itself");
        sleep(MOMENT).await;
    }
}

/// Whether a process has this limit of `/proc/PID/limits`.
pub(super) fn bounds(process: u32, name: &str, value: &str) -> bool {
    let limits = fs::read_to_string(format!("/proc/{process}/limits")).unwrap_or_default();
    let line = limits.lines().find_map(|line| line.strip_prefix(name));
    line.is_some_and(|line| line.split_whitespace().next() == Some(value))
}

/// Whether it still runs. One that has ended stays listed where nobody asks how, as in a container
/// without an init.
pub(super) fn is_alive(number: u32) -> bool {
    stat(number, 0).is_some_and(|state| state != "Z")
}

/// A field of `/proc/PID/stat`, counted from the one behind the name.
fn stat(number: u32, field: usize) -> Option<String> {
    let stat = fs::read_to_string(format!("/proc/{number}/stat")).ok()?;
    let (_, fields) = stat.rsplit_once(") ")?;
    fields.split(' ').nth(field).map(str::to_owned)
}

/// Fails unless it is gone within a second.
pub(super) async fn assert_ends(number: u32) {
    for _ in 0..100 {
        if !is_alive(number) {
            return;
        }
        sleep(Duration::from_millis(10)).await;
    }
    panic!("{number} still runs");
}
