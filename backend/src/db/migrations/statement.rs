//! What a statement of ours does to those who work meanwhile.

/// The locks that statements take on a table that is in use, the weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Lock {
    RowExclusive,
    ShareUpdateExclusive,
    Share,
    ShareRowExclusive,
    AccessExclusive,
}

/// What is known of a statement without asking the database.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Meaning {
    /// The table that it locks, and how.
    pub(super) lock: Option<(String, Lock)>,
    /// Whether the release before may miss what it takes away or narrows.
    pub(super) contracts: bool,
}

impl Lock {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::RowExclusive => "ROW EXCLUSIVE",
            Self::ShareUpdateExclusive => "SHARE UPDATE EXCLUSIVE",
            Self::Share => "SHARE",
            Self::ShareRowExclusive => "SHARE ROW EXCLUSIVE",
            Self::AccessExclusive => "ACCESS EXCLUSIVE",
        }
    }

    /// Who waits while it is held.
    pub(super) fn blocks(self) -> &'static str {
        match self {
            Self::RowExclusive | Self::ShareUpdateExclusive => "nobody",
            Self::Share | Self::ShareRowExclusive => "writers",
            Self::AccessExclusive => "readers and writers",
        }
    }
}

impl Meaning {
    /// Reads the statement's words; the strongest lock on one table counts.
    pub(super) fn of(statement: &str) -> Self {
        let upper = statement.to_uppercase();
        let words: Vec<&str> = upper.split(is_between_words).filter(not_empty).collect();
        let original: Vec<&str> = statement
            .split(is_between_words)
            .filter(not_empty)
            .collect();
        let lock = lock(&words).and_then(|(place, lock)| {
            let table = original.get(place)?;
            Some(((*table).to_owned(), lock))
        });
        Self {
            lock,
            contracts: contracts(&words),
        }
    }
}

fn is_between_words(c: char) -> bool {
    c.is_whitespace() || matches!(c, '(' | ')' | ',' | ';')
}

fn not_empty(word: &&str) -> bool {
    !word.is_empty()
}

/// Which word names the table, and how it is locked. What is only being made is locked against nobody.
fn lock(words: &[&str]) -> Option<(usize, Lock)> {
    let behind = |word: &str| words.iter().position(|one| *one == word).map(|at| at + 1);
    let has = |word: &str| words.contains(&word);
    match words {
        ["CREATE", "INDEX", ..] | ["CREATE", "UNIQUE", "INDEX", ..] => {
            let lock = if has("CONCURRENTLY") {
                Lock::ShareUpdateExclusive
            } else {
                Lock::Share
            };
            Some((behind("ON")?, lock))
        }
        ["CREATE", "TRIGGER", ..] | ["CREATE", "CONSTRAINT", "TRIGGER", ..] => {
            Some((behind("ON")?, Lock::ShareRowExclusive))
        }
        ["DROP", "TRIGGER", ..] => Some((behind("ON")?, Lock::AccessExclusive)),
        ["ALTER", "TABLE", ..] => Some((name_behind(words, 2), lock_of_change(words))),
        ["DROP", "TABLE", ..] => Some((name_behind(words, 2), Lock::AccessExclusive)),
        ["TRUNCATE", ..] => Some((name_behind(words, 1), Lock::AccessExclusive)),
        ["UPDATE", ..] => Some((name_behind(words, 1), Lock::RowExclusive)),
        ["INSERT", "INTO", ..] | ["DELETE", "FROM", ..] => Some((2, Lock::RowExclusive)),
        _ => None,
    }
}

fn name_behind(words: &[&str], from: usize) -> usize {
    let filler = ["TABLE", "IF", "EXISTS", "ONLY"];
    let fillers = words[from..]
        .iter()
        .take_while(|word| filler.contains(word));
    from + fillers.count()
}

fn lock_of_change(words: &[&str]) -> Lock {
    let has = |pair: [&str; 2]| words.windows(2).any(|two| two == pair);
    if has(["VALIDATE", "CONSTRAINT"]) {
        Lock::ShareUpdateExclusive
    } else if has(["FOREIGN", "KEY"]) && !has(["ADD", "COLUMN"]) {
        Lock::ShareRowExclusive
    } else {
        Lock::AccessExclusive
    }
}

/// Whatever takes away, renames or narrows; loosening does not.
fn contracts(words: &[&str]) -> bool {
    let narrows = |at: usize| match words[at] {
        "DROP" => !matches!(words.get(at + 1), Some(&("NOT" | "CONSTRAINT"))),
        "RENAME" | "TRUNCATE" => true,
        "TYPE" => at > 0 && words[0] == "ALTER" && words[1] == "TABLE",
        "SET" => words.get(at + 1..at + 3) == Some(&["NOT", "NULL"]),
        _ => false,
    };
    // Names of columns may be words too, but not where a statement makes its own.
    !words.starts_with(&["CREATE"]) && (0..words.len()).any(narrows)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lock_of(statement: &str) -> Option<(String, Lock)> {
        Meaning::of(statement).lock
    }

    #[test]
    fn a_statement_tells_which_table_it_locks_and_how() {
        let cases = [
            ("CREATE INDEX a ON jobs (kind)", Lock::Share),
            (
                "CREATE UNIQUE INDEX CONCURRENTLY a ON jobs(kind)",
                Lock::ShareUpdateExclusive,
            ),
            (
                "CREATE CONSTRAINT TRIGGER a AFTER INSERT ON jobs",
                Lock::ShareRowExclusive,
            ),
            ("DROP TRIGGER a ON jobs", Lock::AccessExclusive),
            ("ALTER TABLE jobs ADD COLUMN a text", Lock::AccessExclusive),
            (
                "alter table only jobs validate constraint a",
                Lock::ShareUpdateExclusive,
            ),
            (
                "ALTER TABLE jobs ADD CONSTRAINT a FOREIGN KEY (b) REFERENCES c NOT VALID",
                Lock::ShareRowExclusive,
            ),
            ("DROP TABLE IF EXISTS jobs", Lock::AccessExclusive),
            ("UPDATE jobs SET kind = 'a'", Lock::RowExclusive),
            ("INSERT INTO jobs (kind) VALUES ('a')", Lock::RowExclusive),
        ];
        for (statement, lock) in cases {
            assert_eq!(
                lock_of(statement),
                Some(("jobs".to_owned(), lock)),
                "{statement}"
            );
        }
        assert_eq!(lock_of("CREATE TABLE jobs (kind text)"), None);
        assert_eq!(lock_of("CREATE FUNCTION a() RETURNS trigger"), None);
    }

    #[test]
    fn what_takes_away_or_narrows_contracts() {
        for statement in [
            "DROP TABLE jobs",
            "ALTER TABLE jobs DROP COLUMN kind",
            "ALTER TABLE jobs RENAME COLUMN kind TO sort",
            "ALTER TABLE jobs ALTER COLUMN kind TYPE varchar(10)",
            "ALTER TABLE jobs ALTER COLUMN kind SET NOT NULL",
            "ALTER TABLE jobs ALTER COLUMN kind DROP DEFAULT",
            "TRUNCATE jobs",
        ] {
            assert!(Meaning::of(statement).contracts, "{statement}");
        }
        for statement in [
            "CREATE TABLE jobs (type text)",
            "ALTER TABLE jobs ADD COLUMN kind text NOT NULL DEFAULT ''",
            "ALTER TABLE jobs ALTER COLUMN kind DROP NOT NULL",
            "ALTER TABLE jobs DROP CONSTRAINT jobs_kind_check",
            "UPDATE jobs SET kind = 'a'",
        ] {
            assert!(!Meaning::of(statement).contracts, "{statement}");
        }
    }
}
