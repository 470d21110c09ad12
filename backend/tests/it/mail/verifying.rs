//! Showing that a mailbox is one's own.

use super::{CHOOSE, CONFIRM, ask_again, desk, is_verified, latest};
use crate::harness::{STAGING, TestApp};

#[tokio::test]
async fn who_follows_the_link_of_the_mail_has_a_confirmed_address() {
    let (app, smtp) = desk().await;
    let anna = app.newcomer("Anna").await;
    assert!(!is_verified(&anna).await);
    app.run_pending_jobs().await;
    let token = smtp.mail().await.token();
    app.verify(&token).await.expect(204);
    assert!(is_verified(&anna).await);
    app.verify(&token).await.refused(409, "link_used");
    ask_again(&anna).await.refused(409, "already_verified");
}

#[tokio::test]
async fn a_newer_link_takes_the_place_of_the_older() {
    let (app, smtp) = desk().await;
    let anna = app.newcomer("Anna").await;
    app.run_pending_jobs().await;
    ask_again(&anna).await.expect(202);
    app.run_pending_jobs().await;
    let mails = smtp.about(CONFIRM).await;
    let [older, newer] = mails.as_slice() else {
        panic!("two mails: {mails:?}")
    };
    app.verify(&older.token())
        .await
        .refused(409, "link_expired");
    assert!(!is_verified(&anna).await);
    app.verify(&newer.token()).await.expect(204);
}

#[tokio::test]
async fn a_link_to_confirm_an_address_works_for_a_day() {
    let (app, smtp) = desk().await;
    app.stranger().register("Anna").await;
    app.run_pending_jobs().await;
    let day = "one_time_links WHERE expires_at - created_at = interval '24 hours'";
    assert_eq!(app.database.count(day), 1);
    app.database
        .execute("UPDATE one_time_links SET expires_at = now()");
    let token = smtp.mail().await.token();
    app.verify(&token).await.refused(409, "link_expired");
}

#[tokio::test]
async fn a_link_that_we_did_not_make_or_made_for_something_else_is_none() {
    let (app, smtp) = desk().await;
    let anna = app.newcomer("Anna").await;
    app.forgot(&anna.email).await.expect(202);
    app.run_pending_jobs().await;
    let (verify, reset) = (latest(&smtp, CONFIRM).await, latest(&smtp, CHOOSE).await);
    let cut = verify.token();
    for token in ["", "x", &cut[..cut.len() - 1], &reset.token()] {
        app.verify(token).await.invalid("token", "malformed");
    }
    let reply = app.reset(&verify.token(), "short").await;
    let reply = reply.invalid("token", "malformed");
    reply.invalid("password", "too_short");
    assert!(!is_verified(&anna).await);
}

#[tokio::test]
async fn who_asks_for_a_link_in_vain_several_times_gets_one() {
    let (app, smtp) = desk().await;
    let anna = app.newcomer("Anna").await;
    for _ in 0..3 {
        ask_again(&anna).await.expect(202);
    }
    app.run_pending_jobs().await;
    smtp.mail().await;
}

#[tokio::test]
async fn nobody_fills_a_mailbox_with_links() {
    let app = TestApp::with(STAGING).await;
    let anna = app.newcomer("Anna").await;
    for _ in 0..5 {
        ask_again(&anna).await.expect(202);
    }
    let reply = ask_again(&anna).await.refused(429, "too_many_requests");
    let seconds: u64 = reply.header("retry-after").parse().expect("seconds");
    assert!((3000..=3600).contains(&seconds), "{seconds}");
    app.forgot(&anna.email)
        .await
        .refused(429, "too_many_requests");
}

#[tokio::test]
async fn a_stranger_has_no_address_to_confirm() {
    let app = TestApp::start().await;
    let anna = app.newcomer("Anna").await;
    app.deactivate(&anna);
    ask_again(&anna).await.refused(401, "unauthorized");
}
