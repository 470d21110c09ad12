//! How `quayside migrate` stamps database and storage: it looks, decides, and writes last.

use quayside::app::App;
use quayside::config::{Config, Environment};
use quayside::db::PgConnection;
use quayside::error::Error;
use quayside::stamp::{self, Documents, Row, Seen, Stamp, Stamping, Stamps};

use super::migrate::OWNERS;
use super::{Outcome, explained, with_app};

const TWO_DATABASES: &str = "MIGRATION_DATABASE_URL and DATABASE_URL lead to two databases: the first was migrated, the \
    second is what servers would work on";

/// What there is to decide by.
pub(super) struct Evidence {
    environment: Environment,
    /// What leads to the database.
    variable: &'static str,
    stamps: Stamps,
    /// None where the storage does not answer. It may be stamped the next time.
    storage: Option<Seen>,
}

impl Evidence {
    /// Looks at both, and refuses what is another environment's.
    pub(super) fn gather(
        config: &Config,
        variable: &'static str,
        connection: &mut PgConnection,
    ) -> Outcome<Self> {
        // The storage first: whoever stamps both at this moment begins with the database.
        let storage = with_app(config.clone(), async |app| look(&app).await)?;
        let database = Row::read(connection).map_err(explained)?;
        let seen = Self {
            environment: config.environment,
            variable,
            stamps: Stamps {
                database,
                storage: storage.as_ref().and_then(|seen| seen.stamp.clone()),
            },
            storage,
        };
        stamp::judge(seen.environment, variable, &seen.stamps)?;
        Ok(seen)
    }

    /// What is to be written; nothing where the storage is not to be seen.
    pub(super) fn decide(&self, connection: &mut PgConnection) -> Outcome<Option<Stamping>> {
        let Some(storage) = &self.storage else {
            return Ok(None);
        };
        let documents = Documents::of(storage, connection).map_err(explained)?;
        let stamping = Stamping::of(self.environment, self.variable, &self.stamps, documents)?;
        Ok(Some(stamping))
    }

    /// Writes it, each once.
    pub(super) fn write(self, config: Config, connection: &mut PgConnection) -> Outcome {
        let Some(stamping) = self.decide(connection)? else {
            return Ok(());
        };
        let stamp = Row::write_once(connection, &stamping.stamp).map_err(explained)?;
        if let Some(warning) = &stamping.warning {
            log::warn!("{warning}");
        }
        with_app(config, async move |app| {
            if self.variable == OWNERS {
                is_of_the_application(&app, &stamp).await?;
            }
            if stamping.is_for_storage {
                stamp_storage(&app, &stamp).await;
            }
            Ok(())
        })
    }
}

async fn look(app: &App) -> Outcome<Option<Seen>> {
    match stamp::look(&app.storage).await {
        Ok(seen) => Ok(Some(seen)),
        Err(error @ Error::Unavailable { .. }) => {
            let cause = explained(error);
            log::warn!("nothing is stamped, the next `quayside migrate` tries again: {cause}");
            Ok(None)
        }
        Err(error) => Err(explained(error).into()),
    }
}

/// The application has an address of its own, which may lead elsewhere.
async fn is_of_the_application(app: &App, stamp: &Stamp) -> Outcome {
    let seen = stamp::of_database(app).await;
    let seen = seen.map_err(|error| format!("by DATABASE_URL: {}", explained(error)))?;
    if seen.as_ref() == Some(stamp) {
        Ok(())
    } else {
        Err(TWO_DATABASES.into())
    }
}

async fn stamp_storage(app: &App, stamp: &Stamp) {
    if let Err(error) = stamp::stamp_storage(&app.storage, stamp).await {
        let cause = explained(error);
        log::warn!("the storage was not stamped, the next `quayside migrate` tries again: {cause}");
    }
}
