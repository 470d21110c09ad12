//! Uploads that do not go through, and what must not remain.

use std::time::Duration;

use quayside::storage::{PutError, Storage};
use tokio::time::{Instant, sleep, timeout};

use super::bodies::{GoneAway, MIB, failing_body, stalled_body};
use super::places::{Place, key};

super::conformance![
    a_body_that_fails_leaves_nothing,
    an_upload_that_is_dropped_goes_away_by_itself,
    an_upload_that_is_dropped_at_any_moment_is_swept,
    an_upload_whose_process_is_killed_is_swept,
    an_upload_that_runs_is_not_swept_within_the_grace,
    a_storage_that_works_passes_the_check,
];

const SIZES: [usize; 4] = [0, 10, 2 * MIB, 11 * MIB];

async fn a_body_that_fails_leaves_nothing(place: Place) {
    for size in SIZES {
        let stored = place
            .storage
            .put_stream(&key(), "text/plain", failing_body(size))
            .await;
        assert!(matches!(stored, Err(PutError::Body(GoneAway))));
        place.assert_empty().await;
    }
}

async fn an_upload_that_is_dropped_goes_away_by_itself(place: Place) {
    for size in SIZES {
        drop_after(place.storage.clone(), size, Duration::from_millis(700)).await;
    }
    let deadline = Instant::now() + Duration::from_secs(10);
    while place.unfinished().await > 0 {
        assert!(Instant::now() < deadline, "an unfinished upload remains");
        sleep(Duration::from_millis(50)).await;
    }
    place.assert_empty().await;
}

async fn an_upload_that_is_dropped_at_any_moment_is_swept(place: Place) {
    for milliseconds in [0, 1, 2, 4, 8, 16, 32, 64, 128, 256] {
        drop_after(
            place.storage.clone(),
            11 * MIB,
            Duration::from_millis(milliseconds),
        )
        .await;
    }
    // A request that was on its way when its upload was dropped may still arrive.
    sleep(Duration::from_secs(1)).await;
    place
        .storage
        .sweep_partial(Duration::ZERO)
        .await
        .expect("the sweep goes through");
    place.assert_empty().await;
}

async fn an_upload_whose_process_is_killed_is_swept(place: Place) {
    let storage = place.reopened();
    let other_process = std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build();
        let runtime = runtime.expect("a runtime");
        let upload = drop_after(storage, 11 * MIB, Duration::from_secs(60));
        let upload = runtime.spawn(upload);
        runtime.block_on(async { sleep(Duration::from_secs(1)).await });
        assert!(!upload.is_finished());
        // The runtime goes before the upload: nothing that tidies up can run any more.
        runtime.shutdown_background();
    });
    other_process.join().expect("the upload began");

    assert!(place.everything().await.0.is_empty());
    place
        .storage
        .sweep_partial(Duration::ZERO)
        .await
        .expect("the sweep goes through");
    place.assert_empty().await;
}

async fn an_upload_that_runs_is_not_swept_within_the_grace(place: Place) {
    let key = key();
    let upload = place
        .storage
        .put_stream(&key, "text/plain", stalled_body(6 * MIB));
    let sweep = async {
        sleep(Duration::from_millis(500)).await;
        place.storage.sweep_partial(Duration::from_secs(60)).await
    };
    tokio::select! {
        _ = upload => panic!("the upload stands still"),
        swept = sweep => assert_eq!(swept.expect("the sweep goes through"), 0),
    }
}

async fn a_storage_that_works_passes_the_check(place: Place) {
    place.storage.check().await.expect("it works");
}

/// Begins an upload that stands still after `size` bytes, and drops it.
async fn drop_after(storage: Storage, size: usize, delay: Duration) {
    let key = key();
    let upload = storage.put_stream(&key, "text/plain", stalled_body(size));
    timeout(delay, upload)
        .await
        .expect_err("the upload stands still");
}
