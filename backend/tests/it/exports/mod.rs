//! A project's documents as one ZIP archive.

mod asking;
mod broken;
mod contents;
mod ends;
mod memory;
mod names;

use crate::harness::{Gate, Person, TestApp, variable};

/// Much more than one part, which no compression makes smaller.
const LARGE: usize = 20 << 20;

/// An app on the real object store, behind a gate that is open.
async fn app_behind_a_gate() -> (TestApp, Gate) {
    let (mut gate, _) = Gate::before(&variable("TEST_S3_ENDPOINT")).await;
    gate.open().await;
    let app = TestApp::on_s3(&[("S3_ENDPOINT", &gate.url())]).await;
    (app, gate)
}

/// A project with one document of several parts.
async fn large_project(person: &Person) -> String {
    let project = person.project("Harbour").await;
    person.upload(&project, "chart.bin", &noise(LARGE)).await;
    project
}

/// Bytes that look like chance, always the same.
fn noise(count: usize) -> Vec<u8> {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let words = std::iter::repeat_with(move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()
    });
    words.flatten().take(count).collect()
}
