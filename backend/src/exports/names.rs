//! The names that documents have in an archive: their own, as far as all file systems can hold them.
//!
//! People unpack on Windows and macOS, where `Plan.txt` and `plan.txt` are one file, and where a name that
//! the system cannot hold is left out without a word. So such names are changed here, and the manifest
//! has them as they are in the archive.

use std::collections::{HashMap, HashSet};

use unicode_normalization::UnicodeNormalization;

/// The archive's own list of what it holds.
pub(super) const MANIFEST: &str = "MANIFEST.sha256";

/// The longest name that Linux, macOS and Windows all hold, in bytes.
const LONGEST: usize = 255;

/// A longer ending is no extension but a part of the name.
const LONGEST_EXTENSION: usize = 16;

/// What Windows takes for devices, whatever follows the first dot.
const DEVICES: &[&str] = &[
    "AUX", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8", "COM9", "CON", "LPT1",
    "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9", "NUL", "PRN",
];

/// A name for each document. The first of several that would be one file keeps its name; the others
/// become `name (2).ext`, with the first number that is free.
pub(super) fn distinct<'a>(names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut taken = HashSet::from([folded(MANIFEST)]);
    let first: Vec<(String, bool)> = names
        .map(|name| {
            let name = portable(name);
            let is_free = taken.insert(folded(&name));
            (name, is_free)
        })
        .collect();
    // A number is chosen when all names that need none are known.
    let mut last = HashMap::new();
    first
        .into_iter()
        .map(|(name, is_free)| match is_free {
            true => name,
            false => numbered(&name, &mut taken, last.entry(folded(&name)).or_insert(1)),
        })
        .collect()
}

/// The name with what Windows cannot hold replaced by `_`, cut where it is too long.
pub(super) fn portable(name: &str) -> String {
    let is_forbidden = |c| matches!(c, '<' | '>' | ':' | '"' | '/' | '\\' | '|' | '?' | '*');
    let name: String = name
        .chars()
        .map(|c| if is_forbidden(c) { '_' } else { c })
        .collect();
    let name = undeviced(name);
    let (stem, extension) = split(&name);
    let mut name = fitted(stem, extension);
    if name.ends_with(['.', ' ']) {
        name.pop();
        name.push('_');
    }
    name
}

/// Windows keeps some names for itself, whatever follows a point.
fn undeviced(mut name: String) -> String {
    let device = name.split('.').next().unwrap_or_default().trim_end();
    if DEVICES.contains(&device.to_ascii_uppercase().as_str()) {
        name.insert(device.len(), '_');
    }
    name
}

fn numbered(name: &str, taken: &mut HashSet<String>, last: &mut usize) -> String {
    let (stem, extension) = split(name);
    loop {
        *last += 1;
        let other = fitted(stem, &format!(" ({last}){extension}"));
        if taken.insert(folded(&other)) {
            return other;
        }
    }
}

/// Both parts, the first one shortened where they are too long together.
fn fitted(stem: &str, ending: &str) -> String {
    let room = LONGEST.saturating_sub(ending.len());
    format!("{}{ending}", &stem[..stem.floor_char_boundary(room)])
}

/// What is before the extension, and the extension with its dot, if there is one.
fn split(name: &str) -> (&str, &str) {
    let dot = name.rfind('.').filter(|dot| *dot > 0);
    let (stem, extension) = name.split_at(dot.unwrap_or(name.len()));
    let is_extension = extension.len() <= LONGEST_EXTENSION
        && extension.chars().skip(1).all(char::is_alphanumeric);
    if is_extension {
        (stem, extension)
    } else {
        (name, "")
    }
}

/// What is equal for names that are one file somewhere. First in capitals, so that all sigmas are one.
fn folded(name: &str) -> String {
    name.chars()
        .flat_map(char::to_uppercase)
        .flat_map(char::to_lowercase)
        .nfc()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(given: &[&str]) -> Vec<String> {
        distinct(given.iter().copied())
    }

    #[test]
    fn names_are_kept() {
        let kept = [
            "Änderung 🛟.txt",
            " a",
            ".profile",
            "a.tar.gz",
            "Σύμβαση.pdf",
            "契約.pdf",
        ];
        assert_eq!(names(&kept), kept);
    }

    #[test]
    fn twins_are_numbered_before_their_extension() {
        let twins = [
            "plan.pdf", "plan.pdf", "plan.pdf", ".env", ".env", "Dr. No", "Dr. No",
        ];
        let wanted = [
            "plan.pdf",
            "plan (2).pdf",
            "plan (3).pdf",
            ".env",
            ".env (2)",
            "Dr. No",
            "Dr. No (2)",
        ];
        assert_eq!(names(&twins), wanted);
    }

    #[test]
    fn a_number_that_somebody_has_already_is_left_to_them() {
        let given = ["plan.pdf", "plan.pdf", "plan (2).pdf", "plan (2).pdf"];
        let wanted = [
            "plan.pdf",
            "plan (3).pdf",
            "plan (2).pdf",
            "plan (2) (2).pdf",
        ];
        assert_eq!(names(&given), wanted);
    }

    #[test]
    fn case_and_composition_make_no_difference() {
        for (one, other) in [
            ("Plan.txt", "PLAN.TXT"),
            ("caf\u{e9}", "CAFE\u{301}"),
            ("Λόγος", "λόγοσ"),
        ] {
            let twins = names(&[one, other]);
            assert!(twins[1].contains(" (2)"), "{twins:?}");
        }
        let ours = names(&[MANIFEST, "manifest.SHA256"]);
        assert_eq!(ours, ["MANIFEST (2).sha256", "manifest (3).SHA256"]);
    }

    #[test]
    fn what_windows_cannot_hold_is_replaced() {
        for (given, held) in [
            ("what? \"a\" <b>|c*.txt", "what_ _a_ _b__c_.txt"),
            ("C:plan", "C_plan"),
            ("done.", "done_"),
            ("done ", "done_"),
            (".", "_"),
            ("..", "._"),
            ("con", "con_"),
            ("Aux.tar.gz", "Aux_.tar.gz"),
            ("COM1 .txt", "COM1_ .txt"),
            ("console.log", "console.log"),
        ] {
            assert_eq!(portable(given), held);
        }
    }

    #[test]
    fn names_that_are_too_long_for_a_file_system_keep_their_extension() {
        let longest = format!("{}.txt", "a".repeat(251));
        assert_eq!(names(&[&longest]), [longest.as_str()]);
        let long = format!("{}.txt", "🛟".repeat(251));
        for name in names(&[&long, &long, &longest, &longest]) {
            assert!(name.len() <= LONGEST && name.ends_with(".txt"), "{name}");
        }
        let nothing_but_extension = format!("a.{}", "b".repeat(253));
        assert_eq!(names(&[&nothing_but_extension]), [nothing_but_extension]);
        let device = format!("con.{}", "b".repeat(251));
        assert!(names(&[&device])[0].len() <= LONGEST);
    }

    #[test]
    fn very_many_twins_are_numbered_in_a_moment() {
        let twins = vec!["plan.pdf"; 100_000];
        assert_eq!(names(&twins)[99_999], "plan (100000).pdf");
    }
}
