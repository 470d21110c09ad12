//! Storage that is down, comes back, or drops a connection now and then.

use std::time::{Duration, Instant};

use quayside::config::StorageConfig;
use quayside::storage::{Kind, PutError, StorageError};

use super::bodies::{MIB, body, expected, read, stalled_body};
use super::bucket;
use super::places::{Place, key};
use crate::harness::{self, Gate};

/// A bucket behind a gate that is shut.
async fn behind_a_gate() -> (Gate, Place) {
    let mut config = harness::s3_config();
    let StorageConfig::S3 {
        endpoint: Some(endpoint),
        prefix,
        ..
    } = &mut config
    else {
        panic!("tests have an endpoint");
    };
    let gate = Gate::to(endpoint.trim_start_matches("http://").trim_end_matches('/')).await;
    *endpoint = gate.url();
    *prefix = Some(format!("test-{}", uuid::Uuid::new_v4()));
    (gate, Place::new(config).await)
}

async fn assert_unavailable(place: &Place) {
    let began = Instant::now();
    let storage = &place.storage;
    for size in [10, 6 * MIB] {
        let stored = storage.put_stream(&key(), "text/plain", body(size)).await;
        assert!(matches!(
            stored,
            Err(PutError::Storage(StorageError::Unavailable(_)))
        ));
    }
    assert!(matches!(
        storage.get_range(&key(), None).await,
        Err(StorageError::Unavailable(_))
    ));
    assert!(matches!(
        storage.list(Kind::Document, None).await,
        Err(StorageError::Unavailable(_))
    ));
    assert!(matches!(
        storage.delete(&key()).await,
        Err(StorageError::Unavailable(_))
    ));
    assert!(matches!(
        storage.check().await,
        Err(StorageError::Unavailable(_))
    ));
    assert!(
        began.elapsed() < Duration::from_secs(10),
        "it took {:?}",
        began.elapsed()
    );
}

async fn assert_works(place: &Place) {
    let (storage, key) = (&place.storage, key());
    storage.check().await.expect("it is back");
    let stored = storage.put_stream(&key, "text/plain", body(6 * MIB)).await;
    assert_eq!(stored.expect("an upload"), expected(6 * MIB));
    read(storage.get_range(&key, None).await.expect("a download")).await;
    storage.delete(&key).await.expect("a deletion");
    storage
        .sweep_partial(Duration::ZERO)
        .await
        .expect("a sweep");
    place.assert_empty().await;
}

#[tokio::test]
async fn a_bucket_that_is_down_is_unavailable_and_heals() {
    let (mut gate, place) = behind_a_gate().await;
    assert_unavailable(&place).await;
    gate.open().await;
    assert_works(&place).await;
}

#[tokio::test]
async fn a_disk_that_is_not_mounted_is_unavailable_and_heals() {
    let place = Place::on_disk().await;
    let StorageConfig::Disk { root } = &place.config else {
        panic!("not a disk")
    };
    std::fs::write(root, "a file where the folder should be").expect("a file");
    assert_unavailable(&place).await;
    std::fs::remove_file(root).expect("the file goes");
    assert_works(&place).await;
}

#[tokio::test]
async fn a_part_whose_connection_broke_is_sent_again_from_the_same_buffer() {
    let (mut gate, place) = behind_a_gate().await;
    gate.open().await;
    gate.break_next(2);
    let key = key();
    let stored = place
        .storage
        .put_stream(&key, "text/plain", body(12 * MIB))
        .await;
    assert_eq!(stored.expect("the upload goes through"), expected(12 * MIB));
    assert_eq!(gate.unbroken(), 0);
    let whole = place
        .storage
        .get_range(&key, None)
        .await
        .expect("it is there");
    assert_eq!(read(whole).await.len(), 12 * MIB);
}

#[tokio::test]
async fn an_upload_that_breaks_for_good_leaves_nothing() {
    let (mut gate, place) = behind_a_gate().await;
    gate.open().await;
    gate.break_next(1000);
    let stored = place
        .storage
        .put_stream(&key(), "text/plain", body(12 * MIB))
        .await;
    assert!(matches!(
        stored,
        Err(PutError::Storage(StorageError::Unavailable(_)))
    ));
    place.assert_empty().await;
}

#[tokio::test]
async fn a_bucket_that_is_not_there_is_refused() {
    let mut config = harness::s3_config();
    let StorageConfig::S3 { bucket, .. } = &mut config else {
        panic!("not a bucket")
    };
    *bucket = format!("absent-{}", uuid::Uuid::new_v4());
    let place = Place::new(config).await;
    assert!(matches!(
        place.storage.check().await,
        Err(StorageError::Refused(_))
    ));
    let download = place.storage.get_range(&key(), None).await;
    assert!(matches!(download, Err(StorageError::Refused(_))));
}

#[tokio::test]
async fn a_wrong_secret_is_refused() {
    let mut config = harness::s3_config();
    let StorageConfig::S3 {
        access_key_id,
        secret_access_key,
        ..
    } = &mut config
    else {
        panic!("not a bucket")
    };
    *secret_access_key = access_key_id.clone();
    let storage = &Place::new(config).await.storage;
    assert!(matches!(
        storage.check().await,
        Err(StorageError::Refused(_))
    ));
    for size in [10, 6 * MIB] {
        let stored = storage.put_stream(&key(), "text/plain", body(size)).await;
        assert!(matches!(
            stored,
            Err(PutError::Storage(StorageError::Refused(_)))
        ));
    }
}

#[tokio::test]
async fn an_upload_that_began_unheard_is_found_by_its_object() {
    let place = Place::on_s3().await;
    let key = key();
    let upload = place
        .storage
        .put_stream(&key, "text/plain", stalled_body(6 * MIB));
    let sweep = async {
        tokio::time::sleep(Duration::from_secs(1)).await;
        assert_eq!(bucket::unfinished(&place.config).await, 1);
        bucket::lose_answers(&place.db).await;
        place.storage.sweep_partial(Duration::ZERO).await
    };
    tokio::select! {
        _ = upload => panic!("the upload stands still"),
        swept = sweep => assert_eq!(swept.expect("the sweep goes through"), 1),
    }
    place.assert_empty().await;
}
