//! What only all tests together can prove. scripts/test runs this when the others are done.

use std::{collections::BTreeSet, fs, path::Path};

use crate::harness::contract::{CONTRACT, Record, recorded};

#[test]
#[ignore = "runs after the others; scripts/test calls it"]
fn every_operation_and_every_documented_status_was_exercised() {
    let records = recorded();
    let pairs: BTreeSet<_> = records
        .iter()
        .map(|record| (record.seen.operation.as_str(), record.seen.status))
        .collect();
    let statuses: BTreeSet<u16> = records.iter().map(|record| record.seen.status).collect();

    let of_operations = CONTRACT
        .documented()
        .filter(|pair| !pairs.contains(pair))
        .map(|(operation, status)| format!("{operation} never answered {status}"));
    let of_all = CONTRACT
        .universal()
        .difference(&statuses)
        .map(|status| format!("no operation ever answered {status}"));
    report(of_operations.chain(of_all).collect());
}

#[test]
#[ignore = "runs after the others; scripts/test calls it"]
fn every_row_of_limits_was_proved() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let table = fs::read_to_string(root.join("docs/LIMITS.md")).expect("docs/LIMITS.md is there");
    let rows: Vec<_> = table.lines().filter_map(Row::read).collect();
    assert!(!rows.is_empty(), "docs/LIMITS.md has no rows");

    let records = recorded();
    let missing = rows
        .iter()
        .filter(|row| !row.is_proved(&root, &records))
        .map(|row| format!("not proved: {}", row.line));
    report(missing.collect());
}

fn report(missing: Vec<String>) {
    assert!(
        missing.is_empty(),
        "{} missing:\n{}",
        missing.len(),
        missing.join("\n")
    );
}

/// A row of the table: case, status, code, test. A dash stands for any status or code.
struct Row<'a> {
    line: &'a str,
    status: &'a str,
    code: &'a str,
    test: &'a str,
}

impl<'a> Row<'a> {
    /// None for what is no row of the table: text, its heading, the line below the heading.
    fn read(line: &'a str) -> Option<Self> {
        let inner = line.trim().strip_prefix('|')?.strip_suffix('|')?;
        // From the right, because the case may well speak of a `|`.
        let mut cells = inner
            .rsplitn(4, '|')
            .map(|cell| cell.trim().trim_matches('`'));
        let (test, code, status, case) =
            (cells.next()?, cells.next()?, cells.next()?, cells.next()?);
        let is_frame = case.eq_ignore_ascii_case("case") || case.starts_with("--");
        (!is_frame).then_some(Self {
            line,
            status,
            code,
            test,
        })
    }

    fn is_proved(&self, root: &Path, records: &[Record]) -> bool {
        if let Some((_suite, place)) = split_once_at_single_colon(self.test) {
            return is_text_in_file(root, place);
        }
        records.iter().any(|record| {
            record.test == self.test
                && allows(self.status, &record.seen.status.to_string())
                && allows(self.code, record.seen.code.as_deref().unwrap_or_default())
        })
    }
}

fn allows(cell: &str, value: &str) -> bool {
    cell == value || matches!(cell, "-" | "–" | "—")
}

/// `browser:PATH#TEXT` and the like; `documents::name` is no such thing.
fn split_once_at_single_colon(test: &str) -> Option<(&str, &str)> {
    test.split_once(':')
        .filter(|(_, rest)| !rest.starts_with(':'))
}

/// Other suites prove their rows by themselves; what can rot is the name that the table gives.
fn is_text_in_file(root: &Path, place: &str) -> bool {
    let Some((path, text)) = place.split_once('#') else {
        return false;
    };
    fs::read_to_string(root.join(path)).is_ok_and(|content| content.contains(text))
}
