//! Taking over what was moved, or restored elsewhere.

use uuid::Uuid;

use super::judge::{DATABASE, STORAGE};
use super::{Row, Stamp, Stamps, object, of_both};
use crate::app::App;
use crate::config::Environment;
use crate::error::Error;

/// Makes database and storage one installation of this `APP_ENV`. Outside of local, whatever is taken over has to be
/// named by its id: nobody knows that of a database or a storage that was reached by mistake.
///
/// # Errors
/// What was not named; database or storage do not answer.
pub async fn adopt(app: &App, named: &[Uuid]) -> Result<Stamp, Error> {
    let found = of_both(app).await?;
    let stamp = adopted(app.config.environment, &found, named).map_err(Error::Internal)?;
    let new = stamp.clone();
    app.db.write(move |conn| Row::rewrite(conn, &new)).await?;
    object::write(&app.storage, &stamp).await?;
    Ok(stamp)
}

/// What there is to decide by.
struct Adoption<'a> {
    environment: Environment,
    /// With the variables that lead there.
    carried: Vec<(&'static str, &'a Stamp)>,
    named: &'a [Uuid],
}

/// The stamp that both are to carry.
fn adopted(environment: Environment, found: &Stamps, named: &[Uuid]) -> Result<Stamp, String> {
    let adoption = Adoption {
        environment,
        carried: carried(found),
        named,
    };
    adoption.names_only_what_is_there()?;
    let stamp = adoption.stamp();
    adoption.names_whatever_is_not(&stamp)?;
    Ok(stamp)
}

impl Adoption<'_> {
    fn names_only_what_is_there(&self) -> Result<(), String> {
        let is_there = |id: &Uuid| {
            self.carried
                .iter()
                .any(|(_, stamp)| stamp.installation == *id)
        };
        match self.named.iter().find(|id| !is_there(id)) {
            Some(id) => Err(format!(
                "neither {DATABASE} nor {STORAGE} leads to the installation {id}"
            )),
            None => Ok(()),
        }
    }

    /// Of the one that takes the other over, where that is this environment's. What changes its environment becomes another
    /// installation.
    fn stamp(&self) -> Stamp {
        let stamps = || self.carried.iter().map(|(_, stamp)| *stamp);
        let taking = stamps().find(|stamp| self.is_ours(stamp) && !self.is_named(stamp));
        let all_are_ours = stamps().all(|stamp| self.is_ours(stamp));
        let any = stamps().next().filter(|_| all_are_ours);
        let kept = taking.or(any).cloned();
        kept.unwrap_or_else(|| Stamp::new(self.environment))
    }

    /// A developer need not name her own. Where there is something to name, anybody else has to show that it was looked at.
    fn names_whatever_is_not(&self, new: &Stamp) -> Result<(), String> {
        let is_local = self.environment.is_local();
        let is_fine =
            |stamp: &Stamp| stamp == new || self.is_named(stamp) || is_local && self.is_ours(stamp);
        let left = self.carried.iter().find(|(_, stamp)| !is_fine(stamp));
        let unseen = self
            .carried
            .first()
            .filter(|_| self.named.is_empty() && !is_local);
        match left.or(unseen) {
            Some(one) => Err(unnamed(*one)),
            None => Ok(()),
        }
    }

    fn is_ours(&self, stamp: &Stamp) -> bool {
        stamp.environment == self.environment.as_str()
    }

    fn is_named(&self, stamp: &Stamp) -> bool {
        self.named.contains(&stamp.installation)
    }
}

fn carried(found: &Stamps) -> Vec<(&'static str, &Stamp)> {
    let both = [(DATABASE, &found.database), (STORAGE, &found.storage)];
    let carried = both.into_iter();
    carried
        .filter_map(|(variable, stamp)| Some((variable, stamp.as_ref()?)))
        .collect()
}

fn unnamed((variable, stamp): (&str, &Stamp)) -> String {
    let (id, environment) = (stamp.installation, &stamp.environment);
    format!(
        "{variable} leads to the installation {id} of {environment}: where that is what is meant, \
         `quayside stamp --adopt {id}` says so"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: Uuid = Uuid::from_u128(1);
    const OTHER: Uuid = Uuid::from_u128(2);

    type Carried = Option<(Uuid, &'static str)>;

    /// What comes of it in staging: the id, or why not.
    fn staging(database: Carried, storage: Carried, named: &[Uuid]) -> Result<Uuid, String> {
        in_environment(Environment::Staging, database, storage, named)
    }

    fn in_environment(
        ours: Environment,
        database: Carried,
        storage: Carried,
        named: &[Uuid],
    ) -> Result<Uuid, String> {
        let stamp = |carried: Carried| {
            carried.map(|(installation, environment)| Stamp {
                installation,
                environment: environment.to_owned(),
            })
        };
        let found = Stamps {
            database: stamp(database),
            storage: stamp(storage),
        };
        let stamp = adopted(ours, &found, named)?;
        assert_eq!(stamp.environment, ours.as_str());
        Ok(stamp.installation)
    }

    #[test]
    fn whoever_is_of_this_environment_takes_the_other_over() {
        let (ours, theirs) = (Some((ONE, "staging")), Some((OTHER, "production")));
        assert_eq!(staging(ours, theirs, &[OTHER]), Ok(ONE));
        assert_eq!(staging(theirs, ours, &[OTHER]), Ok(ONE));
        let second = Some((OTHER, "staging"));
        assert_eq!(staging(ours, second, &[OTHER]), Ok(ONE));
        assert_eq!(staging(ours, second, &[ONE]), Ok(OTHER));
        assert_eq!(staging(ours, None, &[ONE]), Ok(ONE));
        assert_eq!(staging(None, ours, &[ONE]), Ok(ONE));
    }

    #[test]
    fn what_changes_its_environment_becomes_another_installation() {
        let theirs = Some((ONE, "production"));
        for (database, storage) in [(theirs, theirs), (theirs, None), (None, theirs)] {
            let id = staging(database, storage, &[ONE]).expect("it was named");
            assert_ne!(id, ONE);
        }
        let mixed = staging(Some((ONE, "staging")), theirs, &[ONE]);
        assert_ne!(mixed.expect("it was named"), ONE);
    }

    #[test]
    fn nothing_is_taken_over_that_was_not_named() {
        let (ours, theirs) = (Some((ONE, "staging")), Some((OTHER, "production")));
        for (database, storage, named) in [
            (ours, theirs, vec![]),
            (ours, theirs, vec![ONE]),
            (theirs, theirs, vec![]),
            (ours, None, vec![]),
            (ours, theirs, vec![OTHER, Uuid::nil()]),
        ] {
            assert!(staging(database, storage, &named).is_err(), "{named:?}");
        }
        assert!(staging(None, None, &[]).is_ok());
    }

    #[test]
    fn a_developer_need_not_name_her_own() {
        let (one, other) = (Some((ONE, "local")), Some((OTHER, "local")));
        let local = |storage, named| in_environment(Environment::Local, one, storage, named);
        assert_eq!(local(other, &[]), Ok(ONE));
        let theirs = Some((OTHER, "staging"));
        assert!(local(theirs, &[]).is_err());
        assert_eq!(local(theirs, &[OTHER]), Ok(ONE));
    }
}
