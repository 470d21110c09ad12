//! The queue in numbers.

use crate::harness::{Installation, address_in};

#[tokio::test]
async fn metrics_show_the_queue_and_what_nobody_knows() {
    let installation = Installation::new().await;
    let installation = installation.set("METRICS_ADDRESS", "127.0.0.1:0");
    installation.database.execute(
        "INSERT INTO jobs (id, kind, payload, max_attempts, run_at) VALUES \
         (gen_random_uuid(), 'noop', '{}', 1, now()), \
         (gen_random_uuid(), 'noop', '{\"sail\": 1}', 1, now() + interval '1 hour'), \
         (gen_random_uuid(), 'tomorrow', '{}', 1, now() - interval '1 minute')",
    );
    let mut worker = installation.start(&["worker"], "");
    let address = address_in(&worker.says("metrics on http://").await);
    worker
        .says("jobs of a kind that this worker does not know")
        .await;
    worker.says("the worker runs 4 jobs at once").await;
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    let answer = reqwest::get(format!("http://{address}/metrics")).await;
    let text = answer.expect("an answer").text().await.expect("text");
    for line in [
        "quayside_jobs{state=\"queued\"} 2\n",
        "quayside_jobs{state=\"dead\"} 0\n",
        "quayside_jobs_unknown 1\n",
        "quayside_job_attempts_total{kind=\"noop\",outcome=\"succeeded\"} 1\n",
        "quayside_jobs_oldest_runnable_seconds 6",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
}

#[tokio::test]
async fn metrics_are_served_while_the_database_is_gone() {
    let installation = Installation::new().await;
    let installation = installation
        .set("METRICS_ADDRESS", "127.0.0.1:0")
        .set("DATABASE_URL", "postgres://nobody@127.0.0.1:1/nothing");
    let mut worker = installation.start(&["worker"], "");
    let address = address_in(&worker.says("metrics on http://").await);
    worker.says("the worker waits for the database").await;
    let answer = reqwest::get(format!("http://{address}/metrics")).await;
    assert_eq!(answer.expect("an answer").status(), 200);
    worker.signal("TERM");
    assert_eq!(worker.ended().await.code, Some(0));
}
