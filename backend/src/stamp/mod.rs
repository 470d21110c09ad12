//! Which installation a database and a storage belong to: a staging process that is pointed at what is
//! production's must not begin.
//!
//! The database carries its stamp in a row, the storage in an object. `quayside migrate` writes both, once.

mod adopt;
mod judge;
mod model;
mod object;
mod stamping;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::app::App;
use crate::config::Environment;
use crate::error::Error;

pub use adopt::adopt;
pub use judge::{DATABASE, judge, judge_strictly, judge_unstamped};
pub use model::Row;
pub use object::write as stamp_storage;
pub use stamping::{Documents, Seen, Stamping, look};

/// An installation's name, as database and storage carry it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// The same in both, and in no other installation.
    pub installation: Uuid,
    /// The `APP_ENV` that it was made for.
    pub environment: String,
}

impl Stamp {
    /// That of a new installation.
    pub fn new(environment: Environment) -> Self {
        Self {
            installation: Uuid::new_v4(),
            environment: environment.as_str().to_owned(),
        }
    }
}

/// The stamps of both, as far as there are any.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Stamps {
    /// The database's.
    pub database: Option<Stamp>,
    /// The storage's.
    pub storage: Option<Stamp>,
}

/// The stamps that both carry.
///
/// # Errors
/// Database or storage do not answer.
pub async fn of_both(app: &App) -> Result<Stamps, Error> {
    Ok(Stamps {
        database: of_database(app).await?,
        storage: of_storage(app).await?,
    })
}

/// The stamp that the database carries.
///
/// # Errors
/// The database's.
pub async fn of_database(app: &App) -> Result<Option<Stamp>, Error> {
    app.db.read(Row::read).await
}

/// The stamp that the storage carries.
///
/// # Errors
/// The storage's, or what it carries cannot be read.
pub async fn of_storage(app: &App) -> Result<Option<Stamp>, Error> {
    object::read(&app.storage).await
}
