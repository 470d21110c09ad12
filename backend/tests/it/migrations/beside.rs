//! Indexes that are built while others work.

use quayside::db::migrations::Script;

use super::{BOATS, run};
use crate::harness::TestDatabase;

const ONE_OF_A_NAME: Script = Script {
    name: "2030-01-01-000003_one_of_a_name",
    up: "-- Beside running work.\n\
         CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS boats_name ON boats (name);\n\
         CREATE INDEX CONCURRENTLY IF NOT EXISTS boats_lower ON boats (lower(name));",
    down: None,
    in_transaction: false,
};

const INVALID: &str = "pg_index WHERE NOT indisvalid AND indrelid = 'boats'::regclass";
const VALID: &str = "pg_index WHERE indisvalid AND indrelid = 'boats'::regclass";

#[test]
fn an_index_that_failed_is_removed_and_built_again() {
    let database = TestDatabase::empty();
    run(&database, &[BOATS]).expect("a table");
    database.execute("INSERT INTO boats VALUES ('Ida'), ('Ida')");
    let refused = run(&database, &[BOATS, ONE_OF_A_NAME]).expect_err("two have one name");
    assert!(
        refused.contains("2030-01-01-000003_one_of_a_name"),
        "{refused}"
    );
    assert_eq!(database.count(INVALID), 1, "the index that failed is left");

    database.execute("DELETE FROM boats WHERE ctid = (SELECT min(ctid) FROM boats)");
    let applied = run(&database, &[BOATS, ONE_OF_A_NAME]).expect("it works now");
    assert_eq!(applied, [ONE_OF_A_NAME.name]);
    assert_eq!((database.count(INVALID), database.count(VALID)), (0, 2));
}

#[test]
fn two_at_once_build_an_index_once_and_wait_for_each_other() {
    let database = TestDatabase::empty();
    let scripts = [BOATS, ONE_OF_A_NAME];
    let mut applied = std::thread::scope(|scope| {
        let starts = [(); 3].map(|()| scope.spawn(|| run(&database, &scripts)));
        starts.map(|one| one.join().expect("no panic").expect("it works"))
    });
    applied.sort();
    assert_eq!(applied[2], [BOATS.name, ONE_OF_A_NAME.name]);
    assert!(
        applied[0].is_empty() && applied[1].is_empty(),
        "{applied:?}"
    );
    assert_eq!(database.count(VALID), 2);
}

#[test]
fn others_write_while_an_index_is_built() {
    let database = TestDatabase::empty();
    run(&database, &[BOATS]).expect("a table");
    let mut other = database.connection();
    use diesel::connection::SimpleConnection;
    other
        .batch_execute("BEGIN; INSERT INTO boats VALUES ('Ida')")
        .expect("somebody works");
    std::thread::scope(|scope| {
        let migrated = scope.spawn(|| run(&database, &[BOATS, ONE_OF_A_NAME]));
        std::thread::sleep(std::time::Duration::from_millis(300));
        assert!(!migrated.is_finished(), "it waits for who began before");
        database.execute("INSERT INTO boats VALUES ('Una')");
        other.batch_execute("COMMIT").expect("it ends");
        migrated.join().expect("no panic").expect("it works");
    });
    assert_eq!(database.count(VALID), 2);
}
