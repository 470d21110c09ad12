//! Takes a script apart into its statements, where quotations and function bodies have semicolons too.
//!
//! It knows what our own scripts use: not `E'\''`, and no function bodies without quotes.

/// The statements of a script, without comments.
pub(super) fn statements(script: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut current = String::new();
    let mut rest = script;
    while let Some(next) = rest.chars().next() {
        let (length, is_comment) = piece(rest);
        match next {
            ';' => found.push(std::mem::take(&mut current)),
            _ if is_comment => current.push(' '),
            _ => current.push_str(&rest[..length]),
        }
        rest = &rest[length..];
    }
    found.push(current);
    let tidy = found.iter().map(|statement| statement.trim().to_owned());
    tidy.filter(|statement| !statement.is_empty()).collect()
}

/// The words of a statement, without what stands in quotations for values.
pub(super) fn words(statement: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = statement;
    while !rest.is_empty() {
        let length = if rest.starts_with(['\'', '"', '$']) {
            piece(rest).0
        } else {
            rest.find(is_no_word).unwrap_or(rest.len()).max(1)
        };
        let (word, behind) = rest.split_at(length);
        if !word.starts_with(is_no_word) {
            found.push(word);
        }
        rest = behind;
    }
    found
}

/// Between words, or the beginning of a value.
fn is_no_word(c: char) -> bool {
    c.is_whitespace() || matches!(c, '(' | ')' | ',' | ';' | '\'' | '$')
}

/// How long the comment, the quotation or the single character at the beginning is, and whether it is a
/// comment. A quote that is doubled inside a quotation is the end of one and the beginning of another.
fn piece(rest: &str) -> (usize, bool) {
    let until = |opening: usize, closing: &str| {
        let end = rest[opening..].find(closing);
        end.map_or(rest.len(), |end| opening + end + closing.len())
    };
    if rest.starts_with("--") {
        return (until(2, "\n"), true);
    }
    if rest.starts_with("/*") {
        return (until(2, "*/"), true);
    }
    let length = match rest.chars().next() {
        Some('\'') => until(1, "'"),
        Some('"') => until(1, "\""),
        Some('$') => dollar_tag(rest).map_or(1, |tag| until(tag.len(), tag)),
        other => other.map_or(0, char::len_utf8),
    };
    (length, false)
}

/// `$$` or `$body$`, at the beginning.
fn dollar_tag(rest: &str) -> Option<&str> {
    let end = rest[1..].find('$')? + 1;
    let name = &rest[1..end];
    let is_name = name.chars().all(|c| c == '_' || c.is_alphanumeric());
    (is_name && !name.starts_with(|c: char| c.is_ascii_digit())).then(|| &rest[..=end])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::migrations::OURS;

    #[test]
    fn semicolons_inside_of_something_end_no_statement() {
        let script = "-- one; two\nSELECT 'a;''b' AS \"x;y\"; /* ; */\nDO $body$ BEGIN; $$ ; END $body$;\nSELECT $1";
        let expected = [
            "SELECT 'a;''b' AS \"x;y\"",
            "DO $body$ BEGIN; $$ ; END $body$",
            "SELECT $1",
        ];
        assert_eq!(statements(script), expected);
    }

    #[test]
    fn words_are_read_without_values() {
        let statement =
            "ALTER TABLE \"a b\" ADD c text DEFAULT 'DROP x', ADD CHECK (d IN ('''', $$ e $$))";
        let expected = [
            "ALTER", "TABLE", "\"a b\"", "ADD", "c", "text", "DEFAULT", "ADD", "CHECK", "d", "IN",
        ];
        assert_eq!(words(statement), expected);
    }

    #[test]
    fn nothing_is_no_statement() {
        assert!(statements("-- nothing\n;\n ; /* at all").is_empty());
    }

    #[test]
    fn our_own_scripts_begin_each_statement_with_a_verb() {
        let verbs = [
            "ALTER", "COMMENT", "CREATE", "DELETE", "DROP", "INSERT", "SET", "UPDATE",
        ];
        let scripts = OURS
            .iter()
            .flat_map(|script| [Some(script.up), script.down]);
        for statement in scripts.flatten().flat_map(statements) {
            let verb = statement.split(' ').next().unwrap_or_default();
            assert!(verbs.contains(&verb), "{statement}");
        }
    }
}
