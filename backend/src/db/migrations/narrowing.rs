//! What the release before may stumble over: whatever takes away, renames or narrows. Loosening is no such thing.

/// Whether a statement, in capital letters, does so to what is there already.
pub(super) fn contracts(words: &[&str]) -> bool {
    match words {
        ["CREATE", "UNIQUE", "INDEX", ..] => true,
        // Names of columns may be words too, but not where a statement makes its own.
        ["CREATE", ..] => false,
        ["ALTER", "TABLE", changes @ ..] => (0..changes.len()).any(|at| narrows(changes, at)),
        _ => (0..words.len()).any(|at| takes_away(words, at)),
    }
}

fn narrows(words: &[&str], at: usize) -> bool {
    match words[at] {
        "TYPE" => is_another_type(&words[..at]),
        "SET" => words.get(at + 1..at + 3) == Some(&["NOT", "NULL"]),
        "ADD" => refuses_rows(&words[at + 1..]),
        _ => takes_away(words, at),
    }
}

/// `ALTER a TYPE` or `SET DATA TYPE`, and not a column that is called so.
fn is_another_type(before: &[&str]) -> bool {
    match before {
        [.., "ALTER", name] => *name != "COLUMN",
        [.., "ALTER", "COLUMN", _] | [.., "SET", "DATA"] => true,
        _ => false,
    }
}

fn takes_away(words: &[&str], at: usize) -> bool {
    match words[at] {
        "DROP" => !matches!(words.get(at + 1), Some(&("NOT" | "CONSTRAINT"))),
        "RENAME" | "TRUNCATE" => true,
        _ => false,
    }
}

/// Whether rows may be refused for what is added: by a constraint, or for a column that the release before does
/// not know and has no value for.
fn refuses_rows(added: &[&str]) -> bool {
    let constraints = [
        "CONSTRAINT",
        "CHECK",
        "UNIQUE",
        "PRIMARY",
        "FOREIGN",
        "EXCLUDE",
    ];
    if added.first().is_some_and(|word| constraints.contains(word)) {
        return true;
    }
    let changes = ["ADD", "DROP", "ALTER", "RENAME"];
    let end = added.iter().position(|word| changes.contains(word));
    let column = &added[..end.unwrap_or(added.len())];
    let values = ["DEFAULT", "GENERATED", "SERIAL", "BIGSERIAL"];
    must_be_given(column) && !column.iter().any(|word| values.contains(word))
}

/// `NOT NULL` or `PRIMARY KEY`, and not a check's `IS NOT NULL`.
fn must_be_given(column: &[&str]) -> bool {
    (1..column.len()).any(|at| match column[at - 1..=at] {
        ["NOT", "NULL"] => at < 2 || column[at - 2] != "IS",
        ["PRIMARY", "KEY"] => true,
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use crate::db::migrations::statement::Meaning;

    #[test]
    fn what_takes_away_or_narrows_contracts() {
        for statement in [
            "DROP TABLE jobs",
            "ALTER TABLE jobs DROP COLUMN kind",
            "ALTER TABLE jobs RENAME COLUMN kind TO sort",
            "ALTER TABLE jobs ALTER COLUMN kind TYPE varchar(10)",
            "ALTER TABLE jobs ALTER kind SET DATA TYPE varchar(10)",
            "ALTER TABLE jobs ADD sort text, ALTER type TYPE varchar(10)",
            "ALTER TABLE jobs ALTER COLUMN kind SET NOT NULL",
            "ALTER TABLE jobs ALTER COLUMN kind DROP DEFAULT",
            "TRUNCATE jobs",
        ] {
            assert!(Meaning::of(statement).contracts, "{statement}");
        }
    }

    #[test]
    fn what_refuses_rows_of_the_release_before_contracts() {
        for statement in [
            "ALTER TABLE jobs ADD CONSTRAINT a CHECK (kind <> '') NOT VALID",
            "ALTER TABLE jobs ADD UNIQUE (kind)",
            "ALTER TABLE jobs ADD CONSTRAINT a FOREIGN KEY (b) REFERENCES c",
            "ALTER TABLE jobs ADD COLUMN kind text NOT NULL",
            "ALTER TABLE jobs ADD kind text NOT NULL, ADD sort text NOT NULL DEFAULT ''",
            "CREATE UNIQUE INDEX a ON jobs (kind)",
        ] {
            assert!(Meaning::of(statement).contracts, "{statement}");
        }
    }

    #[test]
    fn what_adds_or_loosens_does_not() {
        for statement in [
            "CREATE TABLE jobs (type text)",
            "CREATE INDEX a ON jobs (kind)",
            "ALTER TABLE jobs ADD COLUMN kind text NOT NULL DEFAULT 'DROP'",
            "ALTER TABLE jobs ADD COLUMN kind text CHECK (kind IS NOT NULL OR sort IS NULL)",
            "ALTER TABLE jobs ADD COLUMN type text",
            "ALTER TABLE jobs ALTER COLUMN type DROP NOT NULL",
            "ALTER TABLE jobs ALTER COLUMN kind DROP NOT NULL",
            "ALTER TABLE jobs DROP CONSTRAINT jobs_kind_check",
            "UPDATE jobs SET kind = 'a'",
        ] {
            assert!(!Meaning::of(statement).contracts, "{statement}");
        }
    }
}
