//! `quayside migrate`: the only role that changes the schema.

use std::time::Duration;

use clap::builder::RangedU64ValueParser;
use clap::{Args, Subcommand};
use quayside::config::{Config, Environment};
use quayside::db::{self, migrations};
use quayside::stamp::{self, Stamps};

use super::stamping::Evidence;
use super::{Outcome, explained, print_json};

pub(super) const OWNERS: &str = "MIGRATION_DATABASE_URL";

const NO_OWNER: &str = "MIGRATION_DATABASE_URL is missing: in production the schema belongs to another role than \
    DATABASE_URL's, which may change rows and nothing else";

/// Brings the database's schema up to this release, unless a subcommand says otherwise.
#[derive(Args)]
pub(super) struct Migrate {
    #[command(subcommand)]
    other: Option<Other>,
    /// Answer in JSON, for programs.
    #[arg(long, global = true)]
    json: bool,
    /// How long to wait while another one migrates, in seconds.
    #[arg(long, global = true, default_value_t = 60, value_name = "SECONDS", value_parser = seconds())]
    wait: u64,
    /// How long a statement may wait for a lock, and others behind it, in seconds.
    #[arg(long, global = true, default_value_t = 5, value_name = "SECONDS", value_parser = seconds())]
    lock_timeout: u64,
    /// How long a statement may run in a transaction, in seconds.
    #[arg(long, global = true, default_value_t = 60, value_name = "SECONDS", value_parser = seconds())]
    statement_timeout: u64,
}

/// Nobody waits longer than a day.
fn seconds() -> RangedU64ValueParser {
    clap::value_parser!(u64).range(..=86_400)
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

    /// Nothing is written before both stamps were looked at. A database without a place for one cannot be adopted, so
    /// that one is migrated even where it does not belong to the storage, and not stamped.
    fn up(self, config: Config) -> Outcome {
        let mut connection = connect_as_owner(&config)?;
        let evidence = Evidence::gather(&config, variable(&config), &mut connection)?;
        if stamp::Row::has_a_place(&mut connection).map_err(|error| explained(error.into()))? {
            evidence.decide(&mut connection)?;
        }
        let applied = migrations::run(&mut connection, migrations::OURS, &self.patience())
            .map_err(explained)?;
        if self.json {
            print_json(&serde_json::json!({ "applied": applied }))?;
        } else if applied.is_empty() {
            println!("the schema is up to date");
        } else {
            println!("applied {}", applied.join(", "));
        }
        evidence.write(config, &mut connection)
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
        let database = stamp::Row::read(&mut connection).map_err(explained)?;
        let stamps = Stamps {
            database,
            storage: None,
        };
        stamp::judge(config.environment, variable(config), &stamps)?;
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

/// As the owner of the schema, which in production is another one than the application's role.
fn connect_as_owner(config: &Config) -> Result<db::PgConnection, String> {
    let is_production = config.environment == Environment::Production;
    if is_production && variable(config) != OWNERS {
        return Err(NO_OWNER.to_owned());
    }
    connect(config)
}

/// What leads to the database that is migrated.
fn variable(config: &Config) -> &'static str {
    if config.migration_database_url == config.database_url {
        stamp::DATABASE
    } else {
        OWNERS
    }
}

fn connect(config: &Config) -> Result<db::PgConnection, String> {
    db::connect(&config.migration_database_url).map_err(explained)
}
