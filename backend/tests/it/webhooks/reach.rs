//! Where messages never go.

use serde_json::Value;

use super::{Story, add};
use crate::harness::{REACHABLE, Reaction, Receiver, STAGING, TestApp};

const OUT_OF_REACH: &str = "The address is not public, and webhooks may go to no other.";

#[tokio::test]
async fn an_address_that_is_not_public_is_refused_in_every_notation() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let project = anna.project("Harbour").await;
    for host in [
        "127.0.0.1",
        "127.1",
        "2130706433",
        "0x7f.1",
        "0177.0.0.1",
        "0",
        "[::1]",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[::ffff:a9fe:a9fe]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "100.64.0.1",
        "169.254.169.254",
        "[fe80::1]",
        "[fd00:ec2::254]",
        "224.0.0.1",
        "255.255.255.255",
        "192.0.2.1",
        "[2001:db8::1]",
        "168.63.129.16",
    ] {
        let refused = add(&anna, &project, &format!("http://{host}:8080/")).await;
        refused.invalid("url", "out_of_range");
    }
    assert_eq!(app.database.count("webhooks"), 0);
}

#[tokio::test]
async fn a_name_that_leads_to_this_machine_is_not_followed() {
    let receiver = Receiver::start().await;
    let url = format!("http://localhost:{}/", receiver.address.port());
    let story = Story::on(TestApp::playing(&[]).await, &url).await;
    let delivery = story.tried().await;
    assert_eq!(delivery["attempts"][0]["error"], OUT_OF_REACH);
    assert_eq!(delivery["attempts"][0]["status"], Value::Null);
    assert!(receiver.received().is_empty());
}

#[tokio::test]
async fn a_network_that_is_no_longer_allowed_is_not_reached_by_what_was_added_before() {
    let receiver = Receiver::start().await;
    let story = Story::with(&receiver).await;
    story.happens().await;
    story.app.beside(&[]).run_pending_jobs().await;
    let delivery = story.delivery().await;
    assert_eq!(delivery["attempts"][0]["error"], OUT_OF_REACH);
    assert!(receiver.received().is_empty());
}

#[tokio::test]
async fn a_redirect_is_not_followed_wherever_it_leads() {
    let other = Receiver::start().await;
    let receiver = Receiver::reacting([Reaction::Redirect(other.url())]).await;
    let story = Story::with(&receiver).await;
    let delivery = story.tried().await;
    assert_eq!(delivery["state"], "pending");
    assert_eq!(delivery["attempts"][0]["status"], 307);
    let error = delivery["attempts"][0]["error"]
        .as_str()
        .unwrap_or_default();
    assert!(error.contains("None is followed"), "{error}");
    assert!(other.received().is_empty());
}

#[tokio::test]
async fn outside_local_only_https_will_do() {
    let app = TestApp::with(&[STAGING, REACHABLE_INSIDE].concat()).await;
    let anna = app.person("Anna").await;
    let project = anna.project("Harbour").await;
    let plain = add(&anna, &project, "http://10.1.2.3/").await;
    plain.invalid("url", "malformed");
    add(&anna, &project, "https://10.1.2.3/").await.expect(201);
    let elsewhere = add(&anna, &project, "https://10.2.0.0/").await;
    elsewhere.invalid("url", "out_of_range");
}

const REACHABLE_INSIDE: &[(&str, &str)] = &[("WEBHOOK_ALLOWED_NETWORKS", "10.1.0.0/16")];

#[tokio::test]
async fn an_allowed_network_is_reached_by_name_too() {
    let receiver = Receiver::start().await;
    let url = format!("http://localhost:{}/", receiver.address.port());
    let story = Story::on(TestApp::playing(REACHABLE).await, &url).await;
    assert_eq!(story.tried().await["state"], "succeeded");
}
