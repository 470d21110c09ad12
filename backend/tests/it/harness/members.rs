//! What is done behind the API's back: memberships, in one statement, and what no request can do.

use uuid::Uuid;

use super::{Person, TestApp};

impl TestApp {
    /// Makes somebody a member of a project.
    pub(crate) fn admit(&self, person: &Person, project: &str, role: &str) {
        self.database.execute(&format!(
            "INSERT INTO memberships (project_id, user_id, role) VALUES ('{project}', '{}', '{role}')",
            person.id
        ));
    }

    /// Somebody who administers the instance, signed in.
    pub(crate) async fn administrator(&self, name: &str) -> Person {
        let person = self.person(name).await;
        self.database.execute(&format!(
            "UPDATE users SET role = 'admin' WHERE id = '{}'",
            person.id
        ));
        person
    }

    /// Takes somebody out of a project.
    pub(crate) fn expel(&self, person: &Person, project: &str) {
        self.database.execute(&format!(
            "DELETE FROM memberships WHERE project_id = '{project}' AND user_id = '{}'",
            person.id
        ));
    }

    /// Gives a project a webhook to which something was delivered; the ids of both.
    pub(crate) fn hook(&self, project: &str) -> (String, String) {
        let (webhook, delivery) = (Uuid::now_v7(), Uuid::now_v7());
        self.database.execute(&format!(
            "INSERT INTO webhooks (id, project_id, url, events, secret) \
             VALUES ('{webhook}', '{project}', 'https://example.com/', '{{report.made}}', ''); \
             INSERT INTO webhook_deliveries (id, webhook_id, message_id, event, body, state, job_id, finished_at) \
             VALUES ('{delivery}', '{webhook}', '{delivery}', 'report.made', '{{}}', 'succeeded', '{delivery}', now())"
        ));
        (webhook.to_string(), delivery.to_string())
    }

    /// Closes somebody's account, as an administrator would.
    pub(crate) fn deactivate(&self, person: &Person) {
        self.database.execute(&format!(
            "UPDATE users SET deactivated_at = now() WHERE id = '{}'",
            person.id
        ));
    }
}
