//! The way down, as far as there is one.

use quayside::db::migrations::{self, OURS, Patience, Script};

use super::{BOATS, LENGTH, cause, run, schema};
use crate::harness::TestDatabase;

fn undo(database: &TestDatabase, scripts: &[Script]) -> Result<&'static str, String> {
    let patience = Patience::default();
    migrations::undo(&mut database.connection(), scripts, &patience).map_err(cause)
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
