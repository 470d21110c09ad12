//! What is told before it is done.

use quayside::db::migrations::{self, Plan, Script};

use super::{BOATS, LENGTH, run};
use crate::harness::TestDatabase;

fn plan(database: &TestDatabase, scripts: &[Script]) -> Plan {
    migrations::plan(&mut database.connection(), scripts).expect("a plan")
}

#[test]
fn a_plan_names_tables_locks_and_whether_the_release_before_works_on() {
    let database = TestDatabase::empty();
    run(&database, &[BOATS]).expect("a table");
    database.execute("INSERT INTO boats SELECT 'Ida' FROM generate_series(1, 1000); ANALYZE boats");
    let without_name = Script {
        name: "2030-01-01-000004_without_name",
        up: "ALTER TABLE boats DROP COLUMN name",
        ..LENGTH
    };
    let plan = plan(&database, &[BOATS, LENGTH, without_name]);
    let steps: Vec<_> = plan
        .migrations
        .iter()
        .map(|one| (one.name, one.step))
        .collect();
    assert_eq!(
        steps,
        [(LENGTH.name, "expand"), (without_name.name, "contract")]
    );
    let statement = &plan.migrations[0].statements[0];
    let held = &statement.locks[0];
    assert_eq!(
        (held.lock, held.blocks),
        ("ACCESS EXCLUSIVE", "readers and writers")
    );
    let table = &held.table;
    assert_eq!((table.name.as_str(), table.rows), ("boats", 1000));
    assert!(table.bytes >= 8192, "{table:?}");
    assert!(plan.to_string().contains("about 1000 rows"), "{plan}");
    assert_eq!(
        database.count("__diesel_schema_migrations"),
        1,
        "nothing was done"
    );
}

#[test]
fn what_is_only_being_made_locks_nothing() {
    let database = TestDatabase::empty();
    let plan = plan(&database, &[BOATS, LENGTH]);
    for migration in &plan.migrations {
        let statement = &migration.statements[0];
        assert!(statement.locks.is_empty() && statement.is_known);
    }
    assert_eq!(database.count("pg_class WHERE relname LIKE '%boats%'"), 0);
}

/// A migration that does this.
fn step(up: &'static str) -> Script {
    Script { up, ..LENGTH }
}

/// Fails unless they are waited for there.
fn locks(plan: &Plan, expected: &[(&str, &str)]) {
    let statement = &plan.migrations[0].statements[0];
    let locks = statement.locks.iter();
    let locks: Vec<_> = locks
        .map(|held| (held.table.name.as_str(), held.lock))
        .collect();
    assert_eq!(locks, expected, "{}", statement.sql);
}

#[test]
fn a_new_table_that_points_to_one_in_use_makes_its_writers_wait() {
    let database = TestDatabase::empty();
    run(&database, &[BOATS]).expect("a table");
    database.execute("ALTER TABLE boats ADD PRIMARY KEY (name)");
    let berths = step("CREATE TABLE berths (boat text REFERENCES boats)");
    let told = plan(&database, &[BOATS, berths]);
    locks(&told, &[("boats", "SHARE ROW EXCLUSIVE")]);
    assert!(told.to_string().contains("makes writers wait"), "{told}");
    assert_eq!(told.migrations[0].step, "expand");

    let without_index = step("DROP INDEX boats_pkey");
    let told = plan(&database, &[BOATS, without_index]);
    locks(&told, &[("boats", "ACCESS EXCLUSIVE")]);
}

#[test]
fn what_is_unique_from_now_on_is_no_expansion_of_what_is_there() {
    let unique = step("CREATE UNIQUE INDEX boats_name ON boats (name)");
    let database = TestDatabase::empty();
    let told = plan(&database, &[BOATS, unique]);
    assert_eq!(told.migrations[1].step, "expand", "nobody knows it yet");
    run(&database, &[BOATS]).expect("a table");
    let told = plan(&database, &[BOATS, unique]);
    assert_eq!(told.migrations[0].step, "contract");
}

#[test]
fn taking_away_what_is_there_contracts_also_beside_what_is_not() {
    let database = TestDatabase::empty();
    run(&database, &[BOATS]).expect("a table");
    for (up, expected) in [
        ("DROP TABLE IF EXISTS gone, boats", "contract"),
        ("DROP TABLE IF EXISTS gone", "expand"),
        ("DROP TYPE color", "contract"),
    ] {
        let told = plan(&database, &[BOATS, step(up)]);
        assert_eq!(told.migrations[0].step, expected, "{up}");
    }
}

#[test]
fn what_a_plan_does_not_understand_it_says_so() {
    let database = TestDatabase::empty();
    let odd = step("DO $$ BEGIN END $$");
    let told = plan(&database, &[odd]).to_string();
    assert!(told.contains("what it locks is not known"), "{told}");
}
