//! What a statement of ours does to those who work meanwhile, as far as its words tell.

use super::lock_mode::LockMode;
use super::narrowing;
use super::statements::words;

/// What is known of a statement without asking the database.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Meaning {
    /// What it locks, and how; what it is about comes first.
    pub(super) locks: Vec<(String, LockMode)>,
    /// How many of these it is about. To the others its foreign keys only point.
    pub(super) subjects: usize,
    /// Whether that is all.
    pub(super) is_known: bool,
    /// Whether the release before may miss what it takes away or narrows.
    pub(super) contracts: bool,
}

impl Meaning {
    pub(super) fn of(statement: &str) -> Self {
        let original = words(statement);
        let upper: Vec<String> = original.iter().map(|word| word.to_uppercase()).collect();
        let upper: Vec<&str> = upper.iter().map(String::as_str).collect();
        let found = subjects(&upper);
        let is_known = found.is_some() && !locks_more(&upper);
        let named = |(place, lock): (usize, LockMode)| {
            let name = *original.get(place)?;
            Some((name.to_owned(), lock))
        };
        let mut locks: Vec<_> = found.into_iter().flatten().filter_map(named).collect();
        let subjects = locks.len();
        locks.extend(referenced(&upper).into_iter().filter_map(named));
        Self {
            locks,
            subjects,
            is_known,
            contracts: narrowing::contracts(&upper),
        }
    }
}

/// Which words name what the statement is about, and how it is locked; none where that is not known. What is
/// only being made is locked against nobody.
fn subjects(words: &[&str]) -> Option<Vec<(usize, LockMode)>> {
    let behind = |word: &str| words.iter().position(|one| *one == word).map(|at| at + 1);
    let on = |lock| Some(vec![(name_behind(words, behind("ON")?), lock)]);
    let each = |from, lock| Some(names_behind(words, from).map(|at| (at, lock)).collect());
    let is_concurrent = words.contains(&"CONCURRENTLY");
    match words {
        ["CREATE", "INDEX", ..] | ["CREATE", "UNIQUE", "INDEX", ..] if is_concurrent => {
            on(LockMode::ShareUpdateExclusive)
        }
        ["CREATE", "INDEX", ..] | ["CREATE", "UNIQUE", "INDEX", ..] => on(LockMode::Share),
        ["DROP", "INDEX", ..] if is_concurrent => each(2, LockMode::ShareUpdateExclusive),
        ["DROP", "INDEX", ..] => each(2, LockMode::AccessExclusive),
        ["CREATE", "TRIGGER", ..]
        | ["CREATE", "CONSTRAINT", "TRIGGER", ..]
        | ["CREATE", "OR", "REPLACE", "TRIGGER", ..] => on(LockMode::ShareRowExclusive),
        ["DROP", "TRIGGER", ..] => on(LockMode::AccessExclusive),
        ["ALTER", "TABLE", ..] => Some(vec![(name_behind(words, 2), lock_of_change(words))]),
        ["DROP", "TABLE", ..] => each(2, LockMode::AccessExclusive),
        ["TRUNCATE", ..] => each(1, LockMode::AccessExclusive),
        ["UPDATE", ..] => Some(vec![(name_behind(words, 1), LockMode::RowExclusive)]),
        ["INSERT", "INTO", ..] | ["DELETE", "FROM", ..] => {
            Some(vec![(name_behind(words, 2), LockMode::RowExclusive)])
        }
        ["CREATE" | "DROP", "FUNCTION", ..]
        | ["CREATE", "OR", "REPLACE", "FUNCTION", ..]
        | ["CREATE", "TABLE" | "TYPE" | "SEQUENCE", ..]
        | ["COMMENT", "ON", ..]
        | ["SET", ..] => Some(Vec::new()),
        _ => None,
    }
}

/// A foreign key brings triggers to the table that it points to.
fn referenced(words: &[&str]) -> Vec<(usize, LockMode)> {
    let makes_keys = matches!(words, ["CREATE" | "ALTER", "TABLE", ..]);
    let behind = |(at, word): (usize, &&str)| {
        (makes_keys && *word == "REFERENCES").then_some((at + 1, LockMode::ShareRowExclusive))
    };
    words.iter().enumerate().filter_map(behind).collect()
}

/// What falls with a table or a constraint is not in the words: a foreign key's triggers on another table, say.
fn locks_more(words: &[&str]) -> bool {
    let has = |word: &str| words.contains(&word);
    match words {
        ["DROP", "TABLE", ..] => true,
        ["TRUNCATE" | "DROP", ..] => has("CASCADE"),
        ["CREATE", "TABLE", ..] => has("PARTITION") || has("INHERITS"),
        ["ALTER", "TABLE", ..] => has("DROP") || has("PARTITION") || has("INHERIT"),
        _ => false,
    }
}

fn name_behind(words: &[&str], from: usize) -> usize {
    let filler = ["TABLE", "CONCURRENTLY", "IF", "EXISTS", "ONLY"];
    let fillers = words[from..]
        .iter()
        .take_while(|word| filler.contains(word));
    from + fillers.count()
}

fn names_behind(words: &[&str], from: usize) -> std::ops::Range<usize> {
    let ends = ["CASCADE", "RESTRICT", "RESTART", "CONTINUE"];
    let first = name_behind(words, from);
    let end = words.iter().position(|word| ends.contains(word));
    first..end.unwrap_or(words.len())
}

/// Several changes in one statement take the strongest lock.
fn lock_of_change(words: &[&str]) -> LockMode {
    let changes = [
        "ADD", "DROP", "ALTER", "RENAME", "VALIDATE", "ENABLE", "DISABLE",
    ];
    let is_one = words[1..]
        .iter()
        .filter(|word| changes.contains(word))
        .count()
        == 1;
    let has = |pair: [&str; 2]| words.windows(2).any(|two| two == pair);
    if is_one && has(["VALIDATE", "CONSTRAINT"]) {
        LockMode::ShareUpdateExclusive
    } else if is_one && has(["FOREIGN", "KEY"]) {
        LockMode::ShareRowExclusive
    } else {
        LockMode::AccessExclusive
    }
}

#[cfg(test)]
mod tests {
    use super::LockMode::{
        AccessExclusive, RowExclusive, Share, ShareRowExclusive, ShareUpdateExclusive,
    };
    use super::*;
    use crate::db::migrations::OURS;
    use crate::db::migrations::statements::statements;

    /// Fails unless it locks these, and nothing else.
    fn locks(statement: &str, expected: &[(&str, LockMode)]) {
        let meaning = Meaning::of(statement);
        let found = meaning.locks.iter();
        let found: Vec<_> = found.map(|(name, lock)| (name.as_str(), *lock)).collect();
        assert_eq!(
            (found.as_slice(), meaning.is_known),
            (expected, true),
            "{statement}"
        );
    }

    #[test]
    fn a_statement_tells_which_table_it_locks_and_how() {
        for (statement, lock) in [
            ("CREATE INDEX a ON jobs (kind)", Share),
            (
                "CREATE UNIQUE INDEX CONCURRENTLY a ON jobs(kind)",
                ShareUpdateExclusive,
            ),
            (
                "CREATE CONSTRAINT TRIGGER a AFTER INSERT ON jobs",
                ShareRowExclusive,
            ),
            ("DROP TRIGGER a ON jobs", AccessExclusive),
            ("DROP INDEX IF EXISTS jobs", AccessExclusive),
            (
                "DROP INDEX CONCURRENTLY IF EXISTS jobs",
                ShareUpdateExclusive,
            ),
            ("ALTER TABLE jobs ADD COLUMN a text", AccessExclusive),
            (
                "alter table only jobs validate constraint a",
                ShareUpdateExclusive,
            ),
            (
                "ALTER TABLE jobs VALIDATE CONSTRAINT a, ALTER b SET NOT NULL",
                AccessExclusive,
            ),
            ("TRUNCATE jobs", AccessExclusive),
            ("UPDATE jobs SET kind = 'a'", RowExclusive),
            ("INSERT INTO jobs (kind) VALUES ('a')", RowExclusive),
        ] {
            locks(statement, &[("jobs", lock)]);
        }
        locks("CREATE TABLE jobs (kind text)", &[]);
        locks(
            "CREATE FUNCTION a() RETURNS trigger AS $$ DROP TABLE jobs $$",
            &[],
        );
    }

    #[test]
    fn a_statement_may_lock_several_tables() {
        let key = "ALTER TABLE jobs ADD CONSTRAINT a FOREIGN KEY (b) REFERENCES users NOT VALID";
        locks(
            key,
            &[("jobs", ShareRowExclusive), ("users", ShareRowExclusive)],
        );
        let column = "ALTER TABLE jobs ADD COLUMN a uuid REFERENCES users(id)";
        locks(
            column,
            &[("jobs", AccessExclusive), ("users", ShareRowExclusive)],
        );
        let table =
            "CREATE TABLE boats (owner uuid REFERENCES users (id), job uuid REFERENCES jobs)";
        locks(
            table,
            &[("users", ShareRowExclusive), ("jobs", ShareRowExclusive)],
        );
        locks(
            "TRUNCATE boats, jobs",
            &[("boats", AccessExclusive), ("jobs", AccessExclusive)],
        );
    }

    #[test]
    fn what_words_do_not_tell_is_said_to_be_unknown() {
        for statement in [
            "REINDEX TABLE jobs",
            "ALTER TYPE kind ADD VALUE 'a'",
            "DO $$ BEGIN DROP TABLE jobs; END $$",
            "ALTER TABLE jobs DROP CONSTRAINT a",
            "DROP TABLE jobs",
            "DROP FUNCTION a CASCADE",
        ] {
            assert!(!Meaning::of(statement).is_known, "{statement}");
        }
    }

    #[test]
    fn all_that_our_own_scripts_lock_is_known() {
        for statement in OURS.iter().flat_map(|script| statements(script.up)) {
            let meaning = Meaning::of(&statement);
            let drops = statement.contains("DROP");
            assert!(meaning.is_known || drops, "{statement}");
        }
    }
}
