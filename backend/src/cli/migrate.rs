//! `quayside migrate`: the only role that changes the schema.

use std::time::Duration;

use clap::{Args, Subcommand};
use quayside::app::App;
use quayside::config::{Config, Environment};
use quayside::db::{self, migrations};
use quayside::stamp::{self, Stamp, Stamping, Stamps};

use super::{Outcome, explained, print_json, with_app};

const NO_OWNER: &str = "MIGRATION_DATABASE_URL is missing: in production the schema belongs to another role than \
    DATABASE_URL's, which may change rows and nothing else";
const NOT_OURS: &str = "STORAGE_URL leads to documents that DATABASE_URL does not know, so the storage was not \
    stamped; where both belong together, `quayside stamp --adopt` says so";

/// Brings the database's schema up to this release, unless a subcommand says otherwise.
#[derive(Args)]
pub(super) struct Migrate {
    #[command(subcommand)]
    other: Option<Other>,
    /// Answer in JSON, for programs.
    #[arg(long, global = true)]
    json: bool,
    /// How long to wait while another one migrates, in seconds.
    #[arg(long, global = true, default_value_t = 60, value_name = "SECONDS")]
    wait: u64,
    /// How long a statement may wait for a lock, and others behind it, in seconds.
    #[arg(long, global = true, default_value_t = 5, value_name = "SECONDS")]
    lock_timeout: u64,
    /// How long a statement may run in a transaction, in seconds.
    #[arg(long, global = true, default_value_t = 60, value_name = "SECONDS")]
    statement_timeout: u64,
}

#[derive(Subcommand)]
enum Other {
    /// Tell which migrations are applied, and whether this release fits. Ends with 1 where it does not.
    Status,
    /// Tell what would be done, with the tables and the locks that it needs, and do nothing.
    Plan,
    /// Take back the last migration, with all that was kept in what it added.
    Undo {
        /// Also outside of local.
        #[arg(long)]
        force: bool,
    },
}

impl Migrate {
    pub(super) fn run(self, config: Config) -> Outcome {
        match self.other {
            None => self.up(config),
            Some(Other::Status) => self.status(&config),
            Some(Other::Plan) => self.plan(&config),
            Some(Other::Undo { force }) => self.undo(&config, force),
        }
    }

    fn up(self, config: Config) -> Outcome {
        let mut connection = connect_as_owner(&config)?;
        let database = stamp::Row::read(&mut connection).map_err(explained)?;
        judge(config.environment, database, None)?;
        let applied = migrations::run(&mut connection, migrations::OURS, &self.patience())
            .map_err(explained)?;
        let stamp =
            stamp::stamp_database(&mut connection, config.environment).map_err(explained)?;
        if self.json {
            print_json(&serde_json::json!({ "applied": applied }))?;
        } else if applied.is_empty() {
            println!("the schema is up to date");
        } else {
            println!("applied {}", applied.join(", "));
        }
        with_app(config, async move |app| stamp_storage(&app, stamp).await)
    }

    fn status(&self, config: &Config) -> Outcome {
        let status =
            migrations::status(&mut connect(config)?, migrations::OURS).map_err(explained)?;
        if self.json {
            print_json(&status)?;
        } else {
            print!("{status}");
        }
        if status.fits {
            Ok(())
        } else {
            Err("migrations are pending".into())
        }
    }

    fn plan(&self, config: &Config) -> Outcome {
        let plan = migrations::plan(&mut connect(config)?, migrations::OURS).map_err(explained)?;
        if self.json {
            return print_json(&plan);
        }
        print!("{plan}");
        Ok(())
    }

    fn undo(&self, config: &Config, force: bool) -> Outcome {
        if !force && !config.environment.is_local() {
            return Err(
                "this removes what the last migration added, with all that is kept in it: \
                `quayside migrate undo --force` does so"
                    .into(),
            );
        }
        let mut connection = connect_as_owner(config)?;
        let undone = migrations::undo(&mut connection, migrations::OURS, &self.patience())
            .map_err(explained)?;
        if self.json {
            return print_json(&serde_json::json!({ "undone": undone }));
        }
        println!("undone {undone}");
        Ok(())
    }

    fn patience(&self) -> migrations::Patience {
        migrations::Patience {
            turn: Duration::from_secs(self.wait),
            lock: Duration::from_secs(self.lock_timeout),
            statement: Duration::from_secs(self.statement_timeout),
            ..Default::default()
        }
    }
}

/// The storage may be down, and be stamped the next time; it may not be somebody else's.
async fn stamp_storage(app: &App, stamp: Stamp) -> Outcome {
    match stamp::of_storage(app).await {
        Ok(storage) => judge(app.config.environment, Some(stamp.clone()), storage)?,
        Err(error) => {
            let cause = explained(error);
            log::warn!(
                "the storage was not stamped, the next `quayside migrate` tries again: {cause}"
            );
            return Ok(());
        }
    }
    match stamp::stamp_storage(app, &stamp).await {
        Ok(Stamping::Done) => {}
        Ok(Stamping::NotOurs) => log::warn!("{NOT_OURS}"),
        Err(error) => log::warn!("the storage was not stamped: {}", explained(error)),
    }
    Ok(())
}

fn judge(
    environment: Environment,
    database: Option<Stamp>,
    storage: Option<Stamp>,
) -> Result<(), String> {
    stamp::judge(environment, &Stamps { database, storage })
}

/// As the owner of the schema, which in production is another one than the application's role.
fn connect_as_owner(config: &Config) -> Result<db::PgConnection, String> {
    let is_production = config.environment == Environment::Production;
    if is_production && config.migration_database_url == config.database_url {
        return Err(NO_OWNER.to_owned());
    }
    connect(config)
}

fn connect(config: &Config) -> Result<db::PgConnection, String> {
    db::connect(&config.migration_database_url).map_err(explained)
}
