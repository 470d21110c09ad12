//! What is forgotten.

use crate::harness::TestApp;

#[tokio::test]
async fn old_events_are_forgotten_however_many_there_are() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    app.forget_events();
    for (count, hours) in [(2500, 25), (3, 23)] {
        app.database.execute(&format!(
            "INSERT INTO events (event, user_id, data, created_at) \
             SELECT 'job', '{}', '{{}}', now() - interval '{hours} hours' FROM generate_series(1, {count})",
            anna.id
        ));
    }
    app.database.allows_at_once(1000, "events");
    app.run_kind("event_retention").await;
    assert_eq!(app.database.count("events"), 3);
}
