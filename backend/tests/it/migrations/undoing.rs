//! The way down, as far as there is one.

use diesel::connection::SimpleConnection;
use quayside::db::migrations::{self, OURS, Patience, Script};

use super::{BOATS, LENGTH, cause, impatient, run, schema};
use crate::harness::TestDatabase;

fn undo(database: &TestDatabase, scripts: &[Script]) -> Result<&'static str, String> {
    undo_patiently(database, scripts, &Patience::default())
}

fn undo_patiently(
    database: &TestDatabase,
    scripts: &[Script],
    patience: &Patience,
) -> Result<&'static str, String> {
    migrations::undo(&mut database.connection(), scripts, patience).map_err(cause)
}

#[test]
fn up_all_the_way_down_and_up_again_leaves_the_same_schema() {
    let database = TestDatabase::empty();
    run(&database, &[]).expect("diesel's table");
    let before = schema(&database);
    run(&database, OURS).expect("up");
    let after = schema(&database);
    let newest_first = OURS.iter().rev().map(|script| script.name);
    for name in newest_first {
        assert_eq!(undo(&database, OURS), Ok(name));
    }
    assert_eq!(schema(&database), before);
    let refused = undo(&database, OURS).expect_err("nothing is left");
    assert_eq!(refused, "no migration is applied");
    run(&database, OURS).expect("up again");
    assert_eq!(schema(&database), after);
}

#[test]
fn what_a_newer_release_added_only_that_one_takes_back() {
    let database = TestDatabase::empty();
    run(&database, &[BOATS, LENGTH]).expect("up");
    let refused = undo(&database, &[BOATS]).expect_err("it is unknown");
    assert!(
        refused.contains("20300101000002, of a newer release"),
        "{refused}"
    );
    assert_eq!(undo(&database, &[BOATS, LENGTH]), Ok(LENGTH.name));
    assert_eq!(undo(&database, &[BOATS]), Ok(BOATS.name));
}

#[test]
fn what_has_no_way_down_stays() {
    let database = TestDatabase::empty();
    let for_good = Script {
        down: None,
        ..BOATS
    };
    run(&database, &[for_good]).expect("up");
    let refused = undo(&database, &[for_good]).expect_err("there is no way down");
    assert!(refused.contains("cannot be undone"), "{refused}");
    assert_eq!(database.count("boats"), 0);
}

#[test]
fn a_way_down_that_is_locked_leaves_everything_and_names_itself() {
    let database = TestDatabase::empty();
    run(&database, &[BOATS, LENGTH]).expect("up");
    let before = schema(&database);
    let mut other = database.connection();
    let lock = "BEGIN; LOCK TABLE boats IN ACCESS SHARE MODE";
    other.batch_execute(lock).expect("somebody reads");
    let refused = undo_patiently(&database, &[BOATS, LENGTH], &impatient());
    let refused = refused.expect_err("it is locked");
    for part in [
        LENGTH.name,
        "held a lock",
        "nothing of it was undone, run `quayside migrate undo` again",
    ] {
        assert!(refused.contains(part), "{refused}");
    }
    other.batch_execute("ROLLBACK").expect("it ends");
    assert_eq!(schema(&database), before);
    assert_eq!(undo(&database, &[BOATS, LENGTH]), Ok(LENGTH.name));
}
