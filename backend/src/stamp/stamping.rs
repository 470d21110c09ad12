//! Which stamp database and storage are to carry, decided before either is written.

use uuid::Uuid;

use super::judge::{ADOPT, STORAGE, judge};
use super::{Stamp, Stamps, model, object};
use crate::config::Environment;
use crate::db::PgConnection;
use crate::error::Error;
use crate::storage::{Kind, Storage};

/// What the storage shows of whose it is.
#[derive(Debug)]
pub struct Seen {
    /// Its stamp.
    pub stamp: Option<Stamp>,
    /// The first of its documents.
    documents: Vec<Uuid>,
}

/// The storage's documents, as the database sees them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Documents {
    /// There are none.
    Absent,
    /// One of the first has a row.
    Known,
    /// None of the first has one: it is somebody else's storage, or the wrong database.
    Unknown,
}

/// What is to be written.
#[derive(Debug, PartialEq, Eq)]
pub struct Stamping {
    /// The stamp that the database is to carry; its own, where it has one.
    pub stamp: Stamp,
    /// Whether the storage is to carry it too.
    pub is_for_storage: bool,
    /// Why the storage stays without one.
    pub warning: Option<String>,
}

/// Looks at the storage.
///
/// # Errors
/// The storage's.
pub async fn look(storage: &Storage) -> Result<Seen, Error> {
    let stamp = object::read(storage).await?;
    let page = storage.list(Kind::Document, None).await?;
    let documents = page.items.iter().map(|listed| listed.key.id()).collect();
    Ok(Seen { stamp, documents })
}

impl Documents {
    /// Asks the database, which may be empty.
    ///
    /// # Errors
    /// The database's.
    pub fn of(seen: &Seen, connection: &mut PgConnection) -> Result<Self, Error> {
        if seen.documents.is_empty() {
            return Ok(Self::Absent);
        }
        let is_known = model::knows_any(connection, &seen.documents)?;
        Ok(if is_known { Self::Known } else { Self::Unknown })
    }
}

impl Stamping {
    /// Decides. A database that lost its stamp finds it again in a storage whose documents it knows. On a developer's
    /// machine both may be strangers to each other: only the sweep minds.
    ///
    /// # Errors
    /// Why the two do not belong together; `variable` is what led to the database.
    pub fn of(
        environment: Environment,
        variable: &str,
        stamps: &Stamps,
        documents: Documents,
    ) -> Result<Self, String> {
        judge(environment, variable, stamps)?;
        let is_local = environment.is_local();
        let only_database = |stamp: Stamp| Self {
            stamp,
            is_for_storage: false,
            warning: None,
        };
        let own = || {
            let own = stamps.database.clone();
            own.unwrap_or_else(|| Stamp::new(environment))
        };
        match (&stamps.database, &stamps.storage, documents) {
            (None, Some(found), Documents::Known) => Ok(only_database(found.clone())),
            (None, Some(found), Documents::Absent) if is_local => Ok(only_database(found.clone())),
            (None, Some(found), _) if !is_local => Err(of_another(variable, found)),
            (_, Some(_), _) => Ok(only_database(own())),
            (_, None, Documents::Unknown) if is_local => Ok(Self {
                warning: Some(unknown(variable)),
                ..only_database(own())
            }),
            (_, None, Documents::Unknown) => Err(unknown(variable)),
            (_, None, _) => Ok(Self {
                is_for_storage: true,
                ..only_database(own())
            }),
        }
    }
}

fn of_another(variable: &str, found: &Stamp) -> String {
    let id = found.installation;
    format!(
        "{STORAGE} leads to the installation {id}, of which {variable} knows no document: one of the two is wrong; {ADOPT}"
    )
}

fn unknown(variable: &str) -> String {
    format!(
        "{STORAGE} leads to documents that {variable} does not know, so the storage was not stamped: one of the two is \
         wrong; {ADOPT}"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEPT: Uuid = Uuid::from_u128(1);

    fn stamp(environment: Environment) -> Stamp {
        Stamp {
            installation: KEPT,
            ..Stamp::new(environment)
        }
    }

    fn stamping(
        environment: Environment,
        is_stamped: (bool, bool),
        documents: Documents,
    ) -> Result<Stamping, String> {
        let there = |is_there: bool| is_there.then(|| stamp(environment));
        let stamps = Stamps {
            database: there(is_stamped.0),
            storage: there(is_stamped.1),
        };
        Stamping::of(environment, "DATABASE_URL", &stamps, documents)
    }

    #[test]
    fn a_storage_gets_the_databases_stamp_unless_it_holds_what_nobody_knows() {
        use Documents::{Absent, Known, Unknown};
        for documents in [Absent, Known] {
            let new = stamping(Environment::Production, (false, false), documents).expect("ours");
            assert!(new.is_for_storage && new.stamp.installation != KEPT);
            let kept = stamping(Environment::Production, (true, false), documents).expect("ours");
            assert_eq!((kept.is_for_storage, kept.stamp.installation), (true, KEPT));
        }
        for is_stamped in [false, true] {
            let refused = stamping(Environment::Staging, (is_stamped, false), Unknown);
            assert!(refused.is_err_and(|why| why.starts_with("STORAGE_URL leads to documents")));
            let local = stamping(Environment::Local, (is_stamped, false), Unknown).expect("ours");
            assert!(!local.is_for_storage && local.warning.is_some());
        }
    }

    #[test]
    fn a_database_without_a_stamp_takes_the_storages_where_it_knows_its_documents() {
        use Documents::{Absent, Known, Unknown};
        let found = |environment, documents| {
            let stamping = stamping(environment, (false, true), documents)?;
            Ok::<_, String>(stamping.stamp.installation == KEPT)
        };
        assert_eq!(found(Environment::Production, Known), Ok(true));
        for documents in [Absent, Unknown] {
            let why = found(Environment::Production, documents).expect_err("another's");
            assert!(
                why.contains("of which DATABASE_URL knows no document"),
                "{why}"
            );
        }
        assert_eq!(found(Environment::Local, Absent), Ok(true));
        assert_eq!(found(Environment::Local, Unknown), Ok(false));
    }
}
