//! A worker is killed in the middle of each kind of job: after it has done everything, and before that
//! is written down. It is the moment from which a second attempt can do the most harm.

use quayside::jobs::Kinds;
use serde_json::json;

use super::killed::{desk, is_killed_and_repeated};
use super::{Desk, queue};
use crate::harness::{Installation, Receiver, SmtpServer, png};

/// The kinds that are killed below; each by a story of its own.
const KILLED: &[&str] = &[
    "catch_up",
    "event_retention",
    "export",
    "integrity",
    "job_retention",
    "mail",
    "noop",
    "report",
    "sweep",
    "text",
    "thumbnail",
    "trash_retention",
    "webhook",
    "webhook_retention",
];

#[test]
fn no_kind_is_left_out() {
    assert_eq!(Kinds::ours().names(), KILLED);
}

#[tokio::test]
#[ignore = "scripts/rehearse kills"]
async fn a_retention_of_events() {
    let desk = desk().await;
    let old = "UPDATE events SET created_at = now() - interval '2 days'";
    desk.database().execute(old);
    let id = queue(desk.database(), "event_retention", "{}");
    is_killed_and_repeated(&desk, "event_retention", id, 0).await;
    let kept = "events WHERE created_at < now() - interval '1 day'";
    assert_eq!(desk.database().count(kept), 0);
}

#[tokio::test]
#[ignore = "scripts/rehearse kills"]
async fn a_look_for_what_documents_lack() {
    let desk = desk().await;
    desk.bring("rope.txt", b"moor").await;
    desk.database().execute("DELETE FROM jobs");
    let id = queue(desk.database(), "catch_up", "{}");
    is_killed_and_repeated(&desk, "catch_up", id, 1).await;
    assert_eq!(desk.database().count("jobs WHERE kind = 'text'"), 1);
}

#[tokio::test]
#[ignore = "scripts/rehearse kills"]
async fn an_export() {
    let desk = desk().await;
    desk.bring("rope.txt", b"moor").await;
    let id = desk.anna.export(&desk.project).await;
    is_killed_and_repeated(&desk, "export", id, 2).await;
    assert_eq!(desk.anna.unpack(id).await.read("rope.txt"), b"moor");
}

#[tokio::test]
#[ignore = "scripts/rehearse kills"]
async fn a_look_at_stored_bytes() {
    let desk = desk().await;
    desk.bring("rope.txt", b"moor").await;
    desk.database().execute("DELETE FROM jobs");
    let forge = "UPDATE documents SET sha256 = decode(repeat('00', 32), 'hex')";
    desk.database().execute(forge);
    let before = desk.database().only("documents");
    let id = queue(desk.database(), "integrity", "{}");
    is_killed_and_repeated(&desk, "integrity", id, 1).await;
    let found = "damaged_documents WHERE damage = 'content'";
    assert_eq!(desk.database().count(found), 1);
    assert_eq!(desk.database().only("documents"), before);
}

#[tokio::test]
#[ignore = "scripts/rehearse kills"]
async fn a_retention_of_jobs() {
    let desk = desk().await;
    desk.bring("rope.txt", b"moor").await;
    let (old, young) = (desk.exported().await, desk.exported().await);
    let database = desk.database();
    database.execute(&format!(
        "UPDATE jobs SET finished_at = now() - interval '8 days' WHERE id = '{old}'"
    ));
    let id = queue(database, "job_retention", "{}");
    is_killed_and_repeated(&desk, "job_retention", id, 2).await;
    assert_eq!(database.count(&format!("jobs WHERE id = '{old}'")), 0);
    assert_eq!(desk.anna.unpack(young).await.read("rope.txt"), b"moor");
}

#[tokio::test]
#[ignore = "scripts/rehearse kills"]
async fn a_job_without_effect() {
    let desk = desk().await;
    let id = queue(desk.database(), "noop", "{}");
    is_killed_and_repeated(&desk, "noop", id, 0).await;
}

#[tokio::test]
#[ignore = "scripts/rehearse kills"]
async fn a_report() {
    let desk = desk().await;
    let id = desk.anna.ask_for_report(&desk.project).await.expect(202);
    let id = id.text("id").parse().expect("an id");
    is_killed_and_repeated(&desk, "report", id, 1).await;
    let result = format!("/api/v1/jobs/{id}/result");
    let report = desk.anna.get(&result).await.expect(200);
    assert!(report.body.starts_with(b"%PDF"));
}

#[tokio::test]
#[ignore = "scripts/rehearse kills"]
async fn a_sweep() {
    let desk = desk().await;
    desk.bring("rope.txt", b"moor").await;
    desk.database()
        .execute("UPDATE jobs SET state = 'succeeded'");
    let id = queue(desk.database(), "sweep", "{}");
    is_killed_and_repeated(&desk, "sweep", id, 1).await;
}

#[tokio::test]
#[ignore = "scripts/rehearse kills"]
async fn a_text() {
    let desk = desk().await;
    desk.bring("rope.txt", b"moor the boat").await;
    let id = desk.only_job("text");
    is_killed_and_repeated(&desk, "text", id, 1).await;
    let kept = "document_texts WHERE text = 'moor the boat' AND words @@ 'boat'";
    assert_eq!(desk.database().count(kept), 1);
}

#[tokio::test]
#[ignore = "scripts/rehearse kills"]
async fn a_thumbnail() {
    let desk = desk().await;
    desk.bring("quay.png", &png()).await;
    let id = desk.only_job("thumbnail");
    is_killed_and_repeated(&desk, "thumbnail", id, 3).await;
    assert_eq!(desk.database().count("thumbnails, previews"), 1);
}

#[tokio::test]
#[ignore = "scripts/rehearse kills"]
async fn a_retention_of_trash() {
    let desk = desk().await;
    let document = desk.anna.upload(&desk.project, "rope.txt", b"moor").await;
    let document = document["id"].as_str().expect("an id");
    let address = format!("/api/v1/documents/{document}");
    desk.anna.delete(&address).await.expect(204);
    let id = queue(desk.database(), "trash_retention", "{}");
    is_killed_and_repeated(&desk, "trash_retention", id, 0).await;
    assert_eq!(desk.database().count("documents"), 0);
}

#[tokio::test]
#[ignore = "scripts/rehearse kills"]
async fn a_mail() {
    let smtp = SmtpServer::start().await;
    let installation = Installation::new().await.stamped().await;
    let installation = installation.set("SMTP_URL", smtp.plain_url());
    let desk = Desk::open(installation).await;
    let id = desk.only_job("mail");
    is_killed_and_repeated(&desk, "mail", id, 0).await;
    // The server had it both times, and whoever reads it sees one mail, with one link, that works.
    let mails = smtp.mails().await;
    assert_eq!(mails.len(), 2);
    assert_eq!(mails[0].header("Message-ID"), mails[1].header("Message-ID"));
    assert_eq!(mails[0].text("text"), mails[1].text("text"));
    let proof = json!({ "token": mails[0].token() });
    let verified = desk.anna.post("/api/v1/auth/verify-email", proof).await;
    verified.expect(204);
}

#[tokio::test]
#[ignore = "scripts/rehearse kills"]
async fn a_message_of_a_webhook() {
    let receiver = Receiver::start().await;
    let desk = desk().await;
    desk.tells(&receiver).await;
    desk.bring("rope.txt", b"moor").await;
    let id = desk.only_job("webhook");
    is_killed_and_repeated(&desk, "webhook", id, 1).await;
    assert_eq!(receiver.received().len(), 1);
}

#[tokio::test]
#[ignore = "scripts/rehearse kills"]
async fn a_retention_of_webhooks() {
    let receiver = Receiver::start().await;
    let desk = desk().await;
    desk.tells(&receiver).await;
    let database = desk.database();
    for (name, days) in [("old.txt", 31), ("young.txt", 29)] {
        desk.bring(name, b"moor").await;
        database.execute(&format!(
            "DELETE FROM jobs; UPDATE webhook_deliveries SET state = 'succeeded', \
             finished_at = now() - interval '{days} days' WHERE state = 'pending'"
        ));
    }
    let id = queue(database, "webhook_retention", "{}");
    is_killed_and_repeated(&desk, "webhook_retention", id, 2).await;
    let kept = "webhook_deliveries WHERE finished_at > now() - interval '30 days'";
    assert_eq!(database.count(kept), 1);
    assert_eq!(database.count("webhook_deliveries"), 1);
}
