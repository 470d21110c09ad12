//! Work that is done in batches, however much there is of it.

use super::TestDatabase;

impl TestDatabase {
    /// From now on a statement fails that removes or changes more than so many rows of a table.
    pub(crate) fn allows_at_once(&self, rows: usize, table: &str) {
        self.execute(&format!(
            "CREATE FUNCTION in_batches() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
             IF (SELECT count(*) FROM before) > {rows} THEN RAISE EXCEPTION 'too many at once'; END IF; \
             RETURN NULL; END $$; \
             CREATE TRIGGER removed_in_batches AFTER DELETE ON {table} REFERENCING OLD TABLE AS before \
             FOR EACH STATEMENT EXECUTE FUNCTION in_batches(); \
             CREATE TRIGGER changed_in_batches AFTER UPDATE ON {table} REFERENCING OLD TABLE AS before \
             FOR EACH STATEMENT EXECUTE FUNCTION in_batches()"
        ));
    }
}
