//! A project always has an owner.

use super::{add, give, remove};
use crate::harness::TestApp;

#[tokio::test]
async fn the_last_owner_stays_one() {
    let app = TestApp::start().await;
    let (anna, ben) = (app.person("Anna").await, app.person("Ben").await);
    let project = anna.project("Harbour").await;
    add(&anna, &project, &ben, "editor").await.expect(201);
    remove(&anna, &project, &anna)
        .await
        .refused(409, "last_owner");
    give(&anna, &project, &anna, "editor")
        .await
        .refused(409, "last_owner");
    give(&anna, &project, &anna, "owner").await.expect(200);
    give(&anna, &project, &ben, "owner").await.expect(200);
    remove(&anna, &project, &anna).await.expect(204);
    remove(&ben, &project, &ben)
        .await
        .refused(409, "last_owner");
}

#[tokio::test]
async fn an_owner_whose_account_is_closed_does_not_count() {
    let app = TestApp::start().await;
    let (anna, ben) = (app.person("Anna").await, app.person("Ben").await);
    let project = anna.project("Harbour").await;
    add(&anna, &project, &ben, "owner").await.expect(201);
    app.deactivate(&ben);
    remove(&anna, &project, &anna)
        .await
        .refused(409, "last_owner");
}

#[tokio::test]
async fn two_owners_who_remove_each_other_leave_one() {
    let app = TestApp::start().await;
    let (anna, ben) = (app.person("Anna").await, app.person("Ben").await);
    for _ in 0..10 {
        let project = anna.project("Harbour").await;
        add(&anna, &project, &ben, "owner").await.expect(201);
        let replies = tokio::join!(remove(&anna, &project, &ben), remove(&ben, &project, &anna));
        let mut statuses = [replies.0.status, replies.1.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [204, 404]);
        let owners = format!("memberships WHERE project_id = '{project}'");
        assert_eq!(app.database.count(&owners), 1);
    }
}

#[tokio::test]
async fn two_owners_who_leave_at_once_do_not_both() {
    let app = TestApp::start().await;
    let (anna, ben) = (app.person("Anna").await, app.person("Ben").await);
    for _ in 0..10 {
        let project = anna.project("Harbour").await;
        add(&anna, &project, &ben, "owner").await.expect(201);
        let replies = tokio::join!(
            remove(&anna, &project, &anna),
            give(&ben, &project, &ben, "viewer")
        );
        let succeeded = [replies.0.status, replies.1.status]
            .iter()
            .filter(|status| **status < 300)
            .count();
        assert_eq!(succeeded, 1, "{replies:?}");
        let owners = format!("memberships WHERE project_id = '{project}' AND role = 'owner'");
        assert_eq!(app.database.count(&owners), 1);
    }
}

#[tokio::test]
async fn who_is_no_owner_may_leave_and_nothing_else() {
    let app = TestApp::start().await;
    let (anna, ben) = (app.person("Anna").await, app.person("Ben").await);
    let project = anna.project("Harbour").await;
    for role in ["viewer", "editor"] {
        add(&anna, &project, &ben, role).await.expect(201);
        remove(&ben, &project, &anna)
            .await
            .refused(403, "forbidden");
        give(&ben, &project, &ben, "owner")
            .await
            .refused(403, "forbidden");
        remove(&ben, &project, &ben).await.expect(204);
    }
    remove(&ben, &project, &ben).await.refused(404, "not_found");
}
