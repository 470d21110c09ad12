//! Whether database and storage are ours.

use super::{Stamp, Stamps};
use crate::config::Environment;

const ADOPT: &str = "where both belong together on purpose, `quayside stamp --adopt` says so";

/// Refuses what carries the stamp of another environment or installation. What carries none is nobody's yet.
///
/// # Errors
/// Which variable is wrong, and what to do where it is not.
pub fn judge(environment: Environment, stamps: &Stamps) -> Result<(), String> {
    of_this_environment("DATABASE_URL", environment, stamps.database.as_ref())?;
    of_this_environment("STORAGE_URL", environment, stamps.storage.as_ref())?;
    let (Some(database), Some(storage)) = (&stamps.database, &stamps.storage) else {
        return Ok(());
    };
    // A developer's database comes and goes beside a folder that stays.
    if environment.is_local() || database.installation == storage.installation {
        return Ok(());
    }
    Err(format!(
        "DATABASE_URL leads to the installation {} and STORAGE_URL to {}: one of the two is wrong; {ADOPT}",
        database.installation, storage.installation
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
        judge(environment, &stamps).expect_err("it is foreign")
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
                judge(Environment::Production, &stamps),
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
        let said = judge(Environment::Production, &two("production")).expect_err("they are two");
        assert!(
            said.contains("DATABASE_URL") && said.contains("STORAGE_URL"),
            "{said}"
        );
        assert_eq!(judge(Environment::Local, &two("local")), Ok(()));
    }
}
