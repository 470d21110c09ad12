//! A script as diesel's harness takes it, which opens the transaction and keeps the books.

use std::fmt;

use diesel::PgConnection;
use diesel::connection::BoxableConnection;
use diesel::migration::{Migration, MigrationMetadata, MigrationName, MigrationVersion, Result};
use diesel::pg::Pg;

use super::statements::statements;
use super::{Script, index};

impl Script {
    /// What diesel's table knows it by: the name up to the first underscore, without dashes.
    pub fn version(&self) -> String {
        let number = self.name.split('_').next().unwrap_or_default();
        number.replace('-', "")
    }

    /// As one string, or statement by statement where two of them would be a transaction.
    fn execute(&self, connection: &mut dyn BoxableConnection<Pg>, sql: &str) -> Result<()> {
        if self.in_transaction {
            return Ok(connection.batch_execute(sql)?);
        }
        for statement in statements(sql) {
            if let Some(name) = index::built_beside(&statement) {
                let connection = connection.downcast_mut::<PgConnection>();
                index::drop_if_invalid(connection.ok_or("this is no PostgreSQL")?, name)?;
            }
            connection.batch_execute(&statement)?;
        }
        Ok(())
    }
}

impl Migration<Pg> for Script {
    fn run(&self, connection: &mut dyn BoxableConnection<Pg>) -> Result<()> {
        self.execute(connection, self.up)
    }

    fn revert(&self, connection: &mut dyn BoxableConnection<Pg>) -> Result<()> {
        self.execute(connection, self.down.ok_or("it has no way down")?)
    }

    fn metadata(&self) -> &dyn MigrationMetadata {
        self
    }

    fn name(&self) -> &dyn MigrationName {
        self
    }
}

impl MigrationMetadata for Script {
    fn run_in_transaction(&self) -> bool {
        self.in_transaction
    }
}

impl MigrationName for Script {
    fn version(&self) -> MigrationVersion<'_> {
        self.version().into()
    }
}

impl fmt::Display for Script {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}
