//! What a migration waits for, and for how long.

use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;
use diesel::dsl::sql;
use diesel::sql_types::Integer;
use diesel::{PgConnection, RunQueryDsl};
use quayside::db::migrations::Script;

use super::{BOATS, LENGTH, impatient, patiently, run};
use crate::harness::TestDatabase;

const APPLIED: &str = "__diesel_schema_migrations";

#[test]
fn a_lock_that_somebody_holds_is_not_waited_for_longer_than_allowed() {
    let database = TestDatabase::empty();
    run(&database, &[BOATS]).expect("a table");
    let mut other = database.connection();
    let lock = "BEGIN; LOCK TABLE boats IN ACCESS SHARE MODE";
    other.batch_execute(lock).expect("somebody reads");
    let began = Instant::now();
    let refused = patiently(&database, &[BOATS, LENGTH], &impatient()).expect_err("it is locked");
    assert!(began.elapsed() < Duration::from_secs(5));
    for part in [LENGTH.name, "held a lock", "nothing of it was applied"] {
        assert!(refused.contains(part), "{refused}");
    }
    assert_eq!(database.count(APPLIED), 1);
    other.batch_execute("ROLLBACK").expect("it ends");
    let applied = patiently(&database, &[BOATS, LENGTH], &impatient()).expect("it is free");
    assert_eq!(applied, [LENGTH.name]);
}

fn take_turn(connection: &mut PgConnection) {
    let turn = "SELECT pg_advisory_lock(7118112391)";
    connection.batch_execute(turn).expect("it migrates");
}

#[test]
fn one_that_does_not_get_its_turn_says_who_has_it_and_changes_nothing() {
    let database = TestDatabase::empty();
    // Whoever migrates another database of the same server is nobody's concern here.
    let elsewhere = [(); 3].map(|()| TestDatabase::empty());
    let mut others = elsewhere.each_ref().map(TestDatabase::connection);
    others.iter_mut().for_each(take_turn);
    let mut other = database.connection();
    take_turn(&mut other);
    let refused = patiently(&database, &[BOATS], &impatient()).expect_err("it is not its turn");
    let pid = diesel::select(sql::<Integer>("pg_backend_pid()")).get_result::<i32>(&mut other);
    let who = format!("(PostgreSQL's process {})", pid.expect("a number"));
    assert!(refused.contains(&who), "{who}: {refused}");
    assert_eq!(database.count("pg_class WHERE relname = 'boats'"), 0);
    drop(other);
    patiently(&database, &[BOATS], &impatient()).expect("its turn");
}

#[test]
fn a_statement_that_takes_too_long_is_ended_and_leaves_nothing() {
    let slow = Script {
        up: "CREATE TABLE boats (name text); SELECT pg_sleep(30)",
        ..BOATS
    };
    let database = TestDatabase::empty();
    let refused = patiently(&database, &[slow], &impatient()).expect_err("it is slow");
    assert!(refused.contains("took longer than it may"), "{refused}");
    assert_eq!(database.count("pg_class WHERE relname = 'boats'"), 0);
    assert_eq!(database.count(APPLIED), 0);
}
