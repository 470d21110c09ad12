//! Whether database and storage are ours.

use super::{Stamp, Stamps};
use crate::config::Environment;

/// What leads to the database of everybody but `quayside migrate`.
pub const DATABASE: &str = "DATABASE_URL";

/// What leads to the storage.
pub(super) const STORAGE: &str = "STORAGE_URL";

pub(super) const ADOPT: &str =
    "where both belong together on purpose, `quayside stamp --adopt INSTALLATION_ID` says so";

/// Refuses what carries the stamp of another environment or installation. What carries none is nobody's yet.
///
/// # Errors
/// Which variable is wrong, and what to do where it is not; `variable` is what led to the database.
pub fn judge(environment: Environment, variable: &str, stamps: &Stamps) -> Result<(), String> {
    of_this_environment(variable, environment, stamps.database.as_ref())?;
    of_this_environment(STORAGE, environment, stamps.storage.as_ref())?;
    let (Some(database), Some(storage)) = (&stamps.database, &stamps.storage) else {
        return Ok(());
    };
    // A developer's database comes and goes beside a folder that stays.
    if environment.is_local() {
        return Ok(());
    }
    of_one_installation(variable, database, storage)
}

/// Refuses a database without a stamp beside a storage that has one: `quayside migrate` begins with the database.
///
/// # Errors
/// What to do.
pub fn judge_unstamped(stamps: &Stamps) -> Result<(), String> {
    match (&stamps.database, &stamps.storage) {
        (None, Some(storage)) => Err(format!(
            "{DATABASE} leads to what carries no stamp and {STORAGE} to the installation {}: `quayside migrate` tells \
             whether they belong together",
            storage.installation
        )),
        _ => Ok(()),
    }
}

/// For what cannot be taken back: refuses also what carries no stamp, and a developer's that are two.
///
/// # Errors
/// What is missing, or wrong.
pub fn judge_strictly(environment: Environment, stamps: &Stamps) -> Result<(), String> {
    judge(environment, DATABASE, stamps)?;
    let unstamped = |variable: &str| {
        format!(
            "{variable} leads to what carries no stamp: `quayside migrate` writes it, or says why it does not"
        )
    };
    let database = stamps
        .database
        .as_ref()
        .ok_or_else(|| unstamped(DATABASE))?;
    let storage = stamps.storage.as_ref().ok_or_else(|| unstamped(STORAGE))?;
    of_one_installation(DATABASE, database, storage)
}

fn of_one_installation(variable: &str, database: &Stamp, storage: &Stamp) -> Result<(), String> {
    let (one, other) = (database.installation, storage.installation);
    if one == other {
        return Ok(());
    }
    Err(format!(
        "{variable} leads to the installation {one} and {STORAGE} to {other}: one of the two is wrong; {ADOPT}"
    ))
}

fn of_this_environment(
    variable: &str,
    environment: Environment,
    stamp: Option<&Stamp>,
) -> Result<(), String> {
    let ours = environment.as_str();
    match stamp {
        Some(stamp) if stamp.environment != ours => Err(format!(
            "{variable} leads to what belongs to {}, but APP_ENV is {ours}: one of the two is wrong; {ADOPT}",
            stamp.environment
        )),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn stamp(id: u128, environment: &str) -> Option<Stamp> {
        Some(Stamp {
            installation: Uuid::from_u128(id),
            environment: environment.to_owned(),
        })
    }

    fn refusal(
        environment: Environment,
        database: Option<Stamp>,
        storage: Option<Stamp>,
    ) -> String {
        let stamps = Stamps { database, storage };
        judge(environment, DATABASE, &stamps).expect_err("it is foreign")
    }

    #[test]
    fn what_is_stamped_alike_or_not_at_all_is_ours() {
        let production = || stamp(1, "production");
        for (database, storage) in [
            (None, None),
            (production(), None),
            (None, production()),
            (production(), production()),
        ] {
            let stamps = Stamps { database, storage };
            assert_eq!(
                judge(Environment::Production, DATABASE, &stamps),
                Ok(()),
                "{stamps:?}"
            );
        }
    }

    #[test]
    fn the_variable_that_leads_to_another_environment_is_named() {
        let (ours, theirs) = (|| stamp(1, "staging"), || stamp(2, "production"));
        let said = refusal(Environment::Staging, theirs(), ours());
        assert!(
            said.starts_with("DATABASE_URL leads to what belongs to production"),
            "{said}"
        );
        let said = refusal(Environment::Staging, ours(), theirs());
        assert!(
            said.starts_with("STORAGE_URL leads to what belongs to production"),
            "{said}"
        );
        let said = refusal(Environment::Local, theirs(), None);
        assert!(said.contains("APP_ENV is local"), "{said}");
    }

    #[test]
    fn two_installations_of_one_environment_are_two_but_for_a_developers() {
        let two = |environment: &str| Stamps {
            database: stamp(1, environment),
            storage: stamp(2, environment),
        };
        let said =
            judge(Environment::Production, DATABASE, &two("production")).expect_err("they are two");
        assert!(
            said.contains("DATABASE_URL") && said.contains("STORAGE_URL"),
            "{said}"
        );
        assert_eq!(judge(Environment::Local, DATABASE, &two("local")), Ok(()));
    }

    #[test]
    fn what_cannot_be_taken_back_wants_one_stamp_on_both() {
        let ours = || stamp(1, "local");
        let strict = |database, storage| {
            let stamps = Stamps { database, storage };
            judge_strictly(Environment::Local, &stamps)
        };
        assert_eq!(strict(ours(), ours()), Ok(()));
        for (database, storage, variable) in [
            (None, None, "DATABASE_URL leads to what carries no stamp"),
            (None, ours(), "DATABASE_URL leads to what carries no stamp"),
            (ours(), None, "STORAGE_URL leads to what carries no stamp"),
            (ours(), stamp(2, "local"), "one of the two is wrong"),
            (
                ours(),
                stamp(1, "staging"),
                "STORAGE_URL leads to what belongs to staging",
            ),
        ] {
            let said = strict(database, storage).expect_err("it is not certain");
            assert!(said.contains(variable), "{said}");
        }
    }
}
