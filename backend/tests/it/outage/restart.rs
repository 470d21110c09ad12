//! PostgreSQL is restarted, as after a crash, while people work.

use std::cell::Cell;
use std::time::{Duration, Instant};

use tokio::time::sleep;

use super::load::Load;
use crate::harness::{Cluster, TestApp};

#[tokio::test]
async fn a_restart_of_postgresql_under_load_hangs_nobody_and_heals() {
    let cluster = Cluster::start().await;
    let app = TestApp::with(&[("DATABASE_URL", cluster.url().as_str())]).await;
    let anna = app.person("Anna").await;
    let stop = Cell::new(false);
    let restart = async {
        sleep(Duration::from_secs(1)).await;
        cluster.restart().await.expect("it starts again");
        let back = Instant::now();
        sleep(Duration::from_secs(12)).await;
        stop.set(true);
        back
    };
    let (load, back) = tokio::join!(Load::run(&anna, 6, 2, &stop), restart);

    load.assert_served_or_refused_within(Duration::from_secs(10));
    let healed = back + Duration::from_secs(10);
    let late = load.all().filter(|seen| seen.began > healed);
    assert!(late.map(|seen| seen.status).all(|status| status < 300));
    load.assert_kept(&anna).await;
    anna.post_from_page("/api/v1/auth/refresh")
        .await
        .expect(200);
}
