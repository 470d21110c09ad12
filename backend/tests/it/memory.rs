//! However large a document is, the server's memory stays small.
#![cfg(target_os = "linux")]

use std::time::Duration;

use bytes::Bytes;
use futures_util::future::join_all;
use futures_util::stream::{self, Stream};
use reqwest::multipart::{Form, Part};
use reqwest::{Body, Method};
use sha2::{Digest, Sha256};
use tokio::time::{Instant, sleep, sleep_until};

use crate::harness::{Installation, Person, Server};

const MIB: u64 = 1 << 20;

/// What 1 GiB up and down may add to the resident memory.
const ALLOWANCE: u64 = 64 * MIB;

/// `mebibytes` chunks of 1 MiB, each of which tells its place, and no more often than every `pause`.
fn body(mebibytes: u64, pause: Duration) -> impl Stream<Item = Result<Bytes, std::io::Error>> {
    let began = Instant::now();
    stream::unfold(0, move |place| async move {
        if place == mebibytes {
            return None;
        }
        if !pause.is_zero() {
            sleep_until(began + pause * u32::try_from(place).expect("a small number")).await;
        }
        Some((Ok(chunk(place)), place + 1))
    })
}

fn chunk(place: u64) -> Bytes {
    place.to_be_bytes().repeat(MIB as usize / 8).into()
}

/// Uploads such a body; the document's id and hash.
async fn upload(anna: &Person, project: &str, mebibytes: u64, pause: Duration) -> (String, String) {
    let body = Body::wrap_stream(body(mebibytes, pause));
    let part = Part::stream_with_length(body, mebibytes * MIB).file_name("large.bin");
    let path = format!("/api/v1/projects/{project}/documents");
    let request = anna.request(Method::POST, &path);
    let form = Form::new().part("file", part);
    let reply = anna.send(request.multipart(form)).await.expect(201);
    (reply.text("id"), reply.text("sha256"))
}

/// Downloads a document; how many bytes came, and their hash.
async fn download(anna: &Person, document: &str) -> (u64, String) {
    let path = format!("/api/v1/documents/{document}/content");
    let (mut size, mut hash) = (0, Sha256::new());
    let request = anna.request(Method::GET, &path);
    let count = |piece: &[u8]| {
        size += piece.len() as u64;
        hash.update(piece);
    };
    anna.receive(request, count).await.expect(200);
    (size, format!("{:x}", hash.finalize()))
}

fn hash_of(mebibytes: u64) -> String {
    let hash = (0..mebibytes).fold(Sha256::new(), |hash, place| hash.chain_update(chunk(place)));
    format!("{:x}", hash.finalize())
}

/// Runs `work`, and fails where it moved the peak of the server's memory by more than allowed.
async fn within_allowance<T>(server: &Server, work: impl Future<Output = T>) -> T {
    // What a first request allocates for good is no matter of size.
    sleep(Duration::from_millis(100)).await;
    server.forget_peak();
    let before = server.memory_now();
    let outcome = work.await;
    let moved = server.peak_memory().saturating_sub(before);
    println!("the peak moved by {} MiB", moved / MIB);
    assert!(moved < ALLOWANCE, "the peak moved by {} MiB", moved / MIB);
    outcome
}

async fn a_gibibyte_goes_up_and_down(installation: Installation) {
    let server = installation.serve().await;
    let anna = server.person("Anna").await;
    let (project, _) = anna.project_with_document().await;
    let all = async {
        let (document, hash) = upload(&anna, &project, 1024, Duration::ZERO).await;
        (hash, download(&anna, &document).await)
    };
    let (stored, (size, read)) = within_allowance(&server, all).await;
    assert_eq!(size, 1024 * MIB);
    assert_eq!((stored, read), (hash_of(1024), hash_of(1024)));
}

#[tokio::test]
async fn a_gibibyte_on_disk_does_not_fill_the_memory() {
    a_gibibyte_goes_up_and_down(Installation::new().await).await;
}

#[tokio::test]
async fn a_gibibyte_on_an_object_store_does_not_fill_the_memory() {
    a_gibibyte_goes_up_and_down(Installation::on_s3().await).await;
}

#[tokio::test]
async fn slow_uploads_at_once_do_not_multiply_the_memory() {
    let installation = Installation::on_s3().await;
    let server = installation.serve().await;
    let anna = server.person("Anna").await;
    let (project, _) = anna.project_with_document().await;
    let slow = Duration::from_millis(100);
    let uploads = join_all((0..4).map(|_| upload(&anna, &project, 48, slow)));
    let stored = within_allowance(&server, uploads).await;
    let expected = hash_of(48);
    assert!(stored.iter().all(|(_, hash)| *hash == expected));
}
