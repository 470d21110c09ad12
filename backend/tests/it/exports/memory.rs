//! However large a project is, its archive does not fill the worker's memory.
#![cfg(target_os = "linux")]

use std::time::Duration;

use super::noise;
use crate::harness::{Installation, SOON, eventually};

const MIB: u64 = 1 << 20;

/// What an archive of any size may add.
const ALLOWANCE: u64 = 64 * MIB;

#[tokio::test]
async fn an_archive_of_many_parts_does_not_fill_the_memory() {
    let installation = Installation::on_s3().await;
    let server = installation.serve().await;
    let anna = server.person("Anna").await;
    let project = anna.project("Harbour").await;
    let chart = noise(50 << 20);
    for name in ["north.bin", "south.bin", "east.bin", "west.bin"] {
        anna.upload(&project, name, &chart).await;
    }
    let mut worker = installation.start(&["worker"], "");
    worker.says("jobs at once").await;
    tokio::time::sleep(Duration::from_secs(1)).await;
    worker.forget_peak();
    let before = worker.memory_now();
    let job = anna.export(&project).await;
    eventually(12 * SOON, "it is made", async || {
        installation.database.job(job)["state"] == "succeeded"
    })
    .await;
    let moved = worker.peak_memory().saturating_sub(before);
    println!("the peak moved by {} MiB", moved / MIB);
    assert!(moved < ALLOWANCE, "the peak moved by {} MiB", moved / MIB);
}
