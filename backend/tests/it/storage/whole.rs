//! Uploads that go through, and what is then there.

use futures_util::future::join_all;
use futures_util::{StreamExt, stream};
use quayside::storage::{Key, StorageError};

use super::bodies::{MIB, body, bytes, expected, read};
use super::places::{Place, key};

super::conformance![
    what_was_stored_is_read_back,
    a_range_is_read_without_the_rest,
    an_absent_object_is_not_found,
    an_object_can_be_deleted_twice,
    an_object_is_replaced_as_a_whole,
    objects_are_listed_in_pages,
    many_large_uploads_share_the_memory,
    more_small_uploads_than_the_memory_holds_at_once_all_finish,
];

async fn what_was_stored_is_read_back(place: Place) {
    let sizes = [
        0,
        1,
        65_536,
        65_537,
        MIB,
        5 * MIB - 1,
        5 * MIB,
        5 * MIB + 1,
        10 * MIB,
        17 * MIB,
    ];
    for size in sizes {
        let key = key();
        let stored = place
            .storage
            .put_stream(&key, "text/plain", body(size))
            .await;
        assert_eq!(stored.expect("the upload goes through"), expected(size));
        let whole = place
            .storage
            .get_range(&key, None)
            .await
            .expect("it is there");
        assert!(
            read(whole).await == bytes(0..size),
            "{size} bytes came back changed"
        );
    }
    let mut listed: Vec<u64> = place
        .everything()
        .await
        .0
        .iter()
        .map(|item| item.size)
        .collect();
    listed.sort_unstable();
    assert_eq!(listed, sizes.map(|size| size as u64));
}

async fn a_range_is_read_without_the_rest(place: Place) {
    let (key, size) = (key(), 6 * MIB);
    place
        .storage
        .put_stream(&key, "text/plain", body(size))
        .await
        .expect("an upload");
    for range in [
        0..1,
        0..0,
        0..size,
        1..size,
        size - 1..size,
        5 * MIB - 7..5 * MIB + 7,
    ] {
        let wanted = Some(range.start as u64..range.end as u64);
        let part = place
            .storage
            .get_range(&key, wanted)
            .await
            .expect("a range");
        assert!(
            read(part).await == bytes(range.clone()),
            "{range:?} is wrong"
        );
    }
}

async fn an_absent_object_is_not_found(place: Place) {
    for range in [None, Some(0..10)] {
        let answer = place.storage.get_range(&key(), range).await;
        assert!(matches!(answer, Err(StorageError::NotFound)));
    }
}

async fn an_object_can_be_deleted_twice(place: Place) {
    let key = key();
    place
        .storage
        .put_stream(&key, "text/plain", body(10))
        .await
        .expect("an upload");
    place.storage.delete(&key).await.expect("it is deleted");
    place
        .storage
        .delete(&key)
        .await
        .expect("it is deleted again");
    let answer = place.storage.get_range(&key, None).await;
    assert!(matches!(answer, Err(StorageError::NotFound)));
    place.assert_empty().await;
}

async fn an_object_is_replaced_as_a_whole(place: Place) {
    let key = key();
    for size in [6 * MIB, 100, 7 * MIB] {
        place
            .storage
            .put_stream(&key, "text/plain", body(size))
            .await
            .expect("an upload");
        let whole = place
            .storage
            .get_range(&key, None)
            .await
            .expect("it is there");
        assert_eq!(read(whole).await.len(), size);
    }
    assert_eq!(place.everything().await.0.len(), 1);
}

async fn objects_are_listed_in_pages(place: Place) {
    let mut keys: Vec<Key> = (0..1005).map(|_| key()).collect();
    let uploads = keys
        .iter()
        .map(|key| place.storage.put_stream(key, "text/plain", body(3)));
    let stored: Vec<_> = stream::iter(uploads).buffer_unordered(16).collect().await;
    assert!(stored.iter().all(Result::is_ok));

    let (found, pages) = place.everything().await;
    keys.sort_unstable_by_key(Key::path);
    assert_eq!(found.iter().map(|item| item.key).collect::<Vec<_>>(), keys);
    assert!(pages >= 2);
    let age = chrono::Utc::now() - found[0].last_modified;
    assert!(
        age.abs() < chrono::TimeDelta::minutes(1),
        "stored {age} ago"
    );
}

async fn many_large_uploads_share_the_memory(place: Place) {
    let uploads = (0..8).map(|_| async {
        place
            .storage
            .put_stream(&key(), "text/plain", body(12 * MIB))
            .await
    });
    for stored in join_all(uploads).await {
        assert_eq!(stored.expect("the upload goes through"), expected(12 * MIB));
    }
}

async fn more_small_uploads_than_the_memory_holds_at_once_all_finish(place: Place) {
    let uploads = (0..60).map(|_| async {
        place
            .storage
            .put_stream(&key(), "text/plain", body(2 * MIB))
            .await
    });
    assert!(join_all(uploads).await.iter().all(Result::is_ok));
}
