//! Which installation a database and a storage belong to: a staging process that is pointed at what is
//! production's must not begin.
//!
//! The database carries its stamp in a row, the storage in an object. `quayside migrate` writes both, once.

mod judge;
mod model;
mod object;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::app::App;
use crate::config::Environment;
use crate::db::PgConnection;
use crate::error::Error;
use crate::storage::Kind;

pub use judge::judge;
pub use model::Row;

/// An installation's name, as database and storage carry it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// The same in both, and in no other installation.
    pub installation: Uuid,
    /// The `APP_ENV` that it was made for.
    pub environment: String,
}

/// The stamps of both, as far as there are any.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Stamps {
    /// The database's.
    pub database: Option<Stamp>,
    /// The storage's.
    pub storage: Option<Stamp>,
}

/// What came of stamping the storage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stamping {
    /// It carries the database's stamp.
    Done,
    /// It holds documents, none of which the database knows: it is somebody else's, or the database is.
    NotOurs,
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

/// Gives a database its stamp, unless it has one; which one it has.
///
/// # Errors
/// The database's.
pub fn stamp_database(
    connection: &mut PgConnection,
    environment: Environment,
) -> Result<Stamp, Error> {
    Row::write_once(connection, environment)
}

/// Gives the storage the database's stamp, unless it has one.
///
/// # Errors
/// Database or storage do not answer.
pub async fn stamp_storage(app: &App, stamp: &Stamp) -> Result<Stamping, Error> {
    if object::read(&app.storage).await?.is_some() {
        return Ok(Stamping::Done);
    }
    if !knows_its_documents(app).await? {
        return Ok(Stamping::NotOurs);
    }
    object::write(&app.storage, stamp).await?;
    Ok(Stamping::Done)
}

/// Makes database and storage those of this `APP_ENV`, whatever they carried: for one that was moved, or
/// restored elsewhere.
///
/// # Errors
/// Database or storage do not answer.
pub async fn adopt(app: &App) -> Result<Stamp, Error> {
    let environment = app.config.environment;
    let stamp = app
        .db
        .write(move |conn| Row::rewrite(conn, environment))
        .await?;
    object::write(&app.storage, &stamp).await?;
    Ok(stamp)
}

/// Whether the storage is empty, or one of the first documents in it has a row.
async fn knows_its_documents(app: &App) -> Result<bool, Error> {
    let page = app.storage.list(Kind::Document, None).await?;
    if page.items.is_empty() {
        return Ok(true);
    }
    let ids: Vec<Uuid> = page.items.iter().map(|listed| listed.key.id()).collect();
    app.db.read(move |conn| model::knows_any(conn, &ids)).await
}
