//! Connections to the database break, again and again.

use std::cell::Cell;
use std::time::Duration;

use tokio::time::sleep;

use super::load::Load;
use crate::harness::TestApp;

#[tokio::test]
async fn connections_that_break_under_load_are_replaced_without_anybody_noticing() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let stop = Cell::new(false);
    let trouble = async {
        for _ in 0..25 {
            sleep(Duration::from_millis(200)).await;
            app.database.disconnect_all();
        }
        stop.set(true);
    };
    let (load, ()) = tokio::join!(Load::run(&anna, 5, 3, &stop), trouble);

    load.assert_served_or_refused_within(Duration::from_secs(8));
    let refused = load.reads.iter().filter(|read| read.status == 503).count();
    assert!(
        refused * 20 < load.reads.len(),
        "{refused} of {}",
        load.reads.len()
    );
    load.assert_kept(&anna).await;
    assert!(app.app.db.connections().0 <= 2, "the pool has grown");
}

#[tokio::test]
async fn a_read_whose_connection_broke_is_tried_again() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    for _ in 0..10 {
        app.database.disconnect_all();
        anna.get("/api/v1/projects").await.expect(200);
        app.database.disconnect_all();
        anna.post_from_page("/api/v1/auth/refresh")
            .await
            .expect(200);
    }
}
