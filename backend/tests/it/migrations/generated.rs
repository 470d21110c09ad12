//! `schema.rs`, against what the migrations make.

use std::collections::BTreeSet;

use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::Text;

use crate::harness::TestDatabase;

/// Each table as `diesel print-schema` writes it. Its names of types are PostgreSQL's, with a capital.
const TABLES: &str = "
SELECT format(E'%s (%s) {\n%s\n    }', t.relname,
    (SELECT string_agg(attname, ', ' ORDER BY array_position(conkey, attnum)) FROM pg_constraint
     JOIN pg_attribute ON attrelid = conrelid AND attnum = ANY (conkey)
     WHERE conrelid = t.oid AND contype = 'p'),
    (SELECT string_agg(format('        %s -> ' || CASE WHEN attnotnull THEN '%s,' ELSE 'Nullable<%s>,' END, attname,
        CASE typelem WHEN 0 THEN initcap(typname) ELSE format('Array<Nullable<%s>>', initcap(substr(typname, 2))) END),
        E'\n' ORDER BY attnum)
     FROM pg_attribute JOIN pg_type ON pg_type.oid = atttypid
     WHERE attrelid = t.oid AND attnum > 0 AND NOT attisdropped)) AS drawn
FROM pg_class t
WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname <> '__diesel_schema_migrations'";

#[derive(QueryableByName)]
struct Table {
    #[diesel(sql_type = Text)]
    drawn: String,
}

fn made() -> BTreeSet<String> {
    let database = TestDatabase::migrated();
    let tables = sql_query(TABLES).load::<Table>(&mut database.connection());
    let tables = tables.expect("they can be read");
    tables.into_iter().map(|table| table.drawn).collect()
}

/// What stands in each `table!`, without the types that it imports.
fn known() -> BTreeSet<String> {
    let source = include_str!("../../../src/schema.rs");
    let tables = source.split("diesel::table! {\n").skip(1);
    let inside = tables.map(|table| table.split("\n}\n").next().unwrap_or_default());
    inside
        .map(|table| table.rsplit(";\n").next().unwrap_or_default())
        .map(|table| table.trim().to_owned())
        .collect()
}

#[test]
fn the_code_knows_the_tables_that_the_migrations_make() {
    let (made, known) = (made(), known());
    let lacks: Vec<_> = made.difference(&known).cloned().collect();
    assert!(lacks.is_empty(), "schema.rs lacks\n{}", lacks.join("\n"));
    let invents: Vec<_> = known.difference(&made).cloned().collect();
    assert!(invents.is_empty(), "there is no\n{}", invents.join("\n"));
}
