//! Exports that are stopped, and workers that are killed, in the middle.

use std::time::{Duration, Instant};

use super::{app_behind_a_gate, large_project, noise};
use crate::harness::{Gate, Installation, SOON, TestApp, eventually, variable};

/// When this many bytes went out, the first part is stored and the second is on its way.
const IN_THE_MIDDLE: usize = 8 << 20;

#[tokio::test]
async fn a_cancelled_export_stops_within_a_moment_and_leaves_nothing() {
    let (app, gate) = app_behind_a_gate().await;
    let anna = app.person("Anna").await;
    let project = large_project(&anna).await;
    gate.hold_after(IN_THE_MIDDLE);
    let worker = app.worker(1);
    let job = anna.export(&project).await;
    eventually(SOON, "a part is stored", async || gate.holds()).await;
    eventually(SOON, "its progress is told", async || {
        (1..=99).contains(&app.database.job(job)["progress"].as_i64().unwrap_or(0))
    })
    .await;
    let asked = Instant::now();
    anna.cancel(job).await.expect(200);
    app.database.sees(job, "cancelled").await;
    assert!(
        asked.elapsed() < Duration::from_secs(2),
        "{:?}",
        asked.elapsed()
    );

    gate.release();
    eventually(SOON, "its parts are gone", async || app.unfinished() == 0).await;
    assert!(app.results().await.is_empty());
    worker.stop().await;
}

#[tokio::test]
async fn whoever_is_no_longer_a_member_gets_no_export_and_is_told_why() {
    let app = TestApp::start().await;
    let (anna, ben) = (app.person("Anna").await, app.person("Ben").await);
    let (gone, left) = (anna.project("Harbour").await, anna.project("Quay").await);
    app.admit(&ben, &left, "viewer");
    let jobs = [anna.export(&gone).await, ben.export(&left).await];
    let address = format!("/api/v1/projects/{gone}");
    anna.delete(&address).await.expect(204);
    app.expel(&ben, &left);
    app.run_pending_jobs().await;
    for job in jobs {
        let row = app.database.job(job);
        assert_eq!(
            (&row["state"], &row["attempts"]),
            (&"dead".into(), &1.into())
        );
        let words = "The project is gone, or you are no longer a member of it.";
        assert_eq!(row["error"], words);
    }
    assert!(app.results().await.is_empty());
}

#[tokio::test]
async fn an_export_whose_worker_is_killed_is_made_by_another() {
    let (mut gate, _) = Gate::before(&variable("TEST_S3_ENDPOINT")).await;
    gate.open().await;
    let installation = Installation::on_s3().await.stamped().await;
    let installation = installation.set("S3_ENDPOINT", gate.url());
    let (server, database) = (installation.serve().await, &installation.database);
    let anna = server.person("Anna").await;
    let project = large_project(&anna).await;
    let job = anna.export(&project).await;
    gate.hold_after(IN_THE_MIDDLE);
    let mut killed = installation.start(&["worker"], "");
    eventually(SOON, "a part is stored", async || gate.holds()).await;
    killed.signal("KILL");
    assert_eq!(killed.ended().await.code, None);
    assert_eq!(database.job(job)["state"], "running");
    assert_eq!(database.count("multipart_uploads"), 1);

    gate.release();
    database.end_leases();
    let _other = installation.start(&["worker"], "");
    eventually(6 * SOON, "another has made it", async || {
        database.job(job)["state"] == "succeeded"
    })
    .await;
    assert_eq!(database.job(job)["attempts"], 2);
    assert!(anna.unpack(job).await.read("chart.bin") == noise(super::LARGE));
    // What the killed one had no time for is the sweep's: parts, and no object.
    let installation = installation.set("SWEEP_GRACE_SECONDS", "0");
    let swept = installation.run(&["sweep", "--force"]).await;
    let wanted = "removed 0 objects, 1 unfinished uploads";
    assert!(swept.stdout.contains(wanted), "{swept:?}");
    anna.unpack(job).await;
}
