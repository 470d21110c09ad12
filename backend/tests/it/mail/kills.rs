//! A worker that dies when the mail server has the mail and the database does not know it yet.

use std::time::Duration;

use uuid::Uuid;

use crate::harness::{Installation, Person, SOON, SmtpServer, TestDatabase, eventually};

/// A lease, a heartbeat of the worker that finds it ended, and some time to spare.
const A_LEASE: Duration = Duration::from_secs(60);

#[tokio::test]
async fn a_mail_whose_worker_was_killed_may_come_twice_and_is_the_same() {
    let smtp = SmtpServer::start().await;
    let installation = Installation::new().await.set("SMTP_URL", smtp.plain_url());
    let database = &installation.database;
    hold_the_end(database);
    let server = installation.serve().await;
    let anna = server.person("Anna").await;
    let mut killed = installation.start(&["worker"], "");
    eventually(SOON, "the server has the mail", async || {
        !smtp.mails().await.is_empty()
    })
    .await;
    killed.signal("KILL");
    assert_eq!(killed.ended().await.code, None);
    let id = the_mail(&anna).await;
    assert_eq!(database.job(id)["state"], "running");

    database.execute("DELETE FROM held");
    let _other = installation.start(&["worker"], "");
    eventually(A_LEASE, "another worker has done it", async || {
        database.job(id)["state"] == "succeeded"
    })
    .await;
    assert_eq!(database.job(id)["attempts"], 2);
    let mails = smtp.mails().await;
    assert_eq!(mails.len(), 2);
    assert_eq!(mails[0].header("Message-ID"), mails[1].header("Message-ID"));
    assert_eq!(mails[0].text("text"), mails[1].text("text"));
    let proof = serde_json::json!({ "token": mails[0].token() });
    let verified = server
        .stranger()
        .post("/api/v1/auth/verify-email", proof)
        .await;
    verified.expect(204);
}

/// While a row is in `held`, no mail is written down as sent, longer than a test needs and shorter than a
/// statement may take.
fn hold_the_end(database: &TestDatabase) {
    database.execute(
        "CREATE TABLE held AS SELECT 1; \
         CREATE FUNCTION hold() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
         IF EXISTS (SELECT FROM held) THEN PERFORM pg_sleep(8); END IF; RETURN NEW; END $$; \
         CREATE TRIGGER hold BEFORE UPDATE ON jobs FOR EACH ROW \
         WHEN (NEW.kind = 'mail' AND NEW.state = 'succeeded') EXECUTE FUNCTION hold()",
    );
}

async fn the_mail(person: &Person) -> Uuid {
    let jobs = person.get("/api/v1/jobs?kind=mail").await.expect(200);
    jobs.all("id")[0].parse().expect("an id")
}
