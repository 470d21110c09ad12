//! An attempt that stands still at its most delicate moment: everything is done, and nobody knows.

use super::{SOON, TestDatabase, eventually};

impl TestDatabase {
    /// Lets attempts at a kind of job do their work and then stand still before they are written down
    /// as done, until [`TestDatabase::let_go`]. One that waits for longer is told that it failed.
    pub(crate) fn hold_the_end_of(&self, kind: &str) {
        self.execute(&format!(
            "CREATE TABLE held AS SELECT 1; \
             CREATE FUNCTION hold() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
             IF EXISTS (SELECT FROM held) THEN PERFORM pg_sleep(8); RAISE EXCEPTION 'it was held'; END IF; \
             RETURN NEW; END $$; \
             CREATE TRIGGER hold BEFORE UPDATE ON jobs FOR EACH ROW \
             WHEN (NEW.kind = '{kind}' AND NEW.state = 'succeeded') EXECUTE FUNCTION hold()"
        ));
    }

    /// Waits until an attempt stands still.
    pub(crate) async fn stands_still(&self) {
        let held = "pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'";
        eventually(3 * SOON, "an attempt stands still", async || {
            self.count(held) > 0
        })
        .await;
    }

    /// Lets whatever begins from now on go through.
    pub(crate) fn let_go(&self) {
        self.execute("DELETE FROM held");
    }
}
