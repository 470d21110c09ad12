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
    assert_eq!(
        (statement.lock, statement.blocks),
        (Some("ACCESS EXCLUSIVE"), "readers and writers")
    );
    let table = statement.table.as_ref().expect("it is there");
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
        assert_eq!((statement.lock, statement.blocks), (None, "nobody"));
    }
    assert_eq!(database.count("pg_class WHERE relname LIKE '%boats%'"), 0);
}
