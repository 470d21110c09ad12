//! Where words begin and end, in every script.

use std::collections::BTreeSet;
use std::iter::from_fn;
use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use super::fold::{SOFT_HYPHEN, fold, is_letter};

/// Letters of a word that count; what differs only after them is the same word.
const MAX_LETTERS: usize = 64;

/// Bytes of different words that are kept of a text. PostgreSQL's `tsvector` holds a MiB.
const MAX_BYTES: usize = 768 << 10;

/// A stretch of a text without a space in it.
pub(super) struct Run<'a> {
    pub(super) text: &'a str,
    pub(super) start: usize,
    pub(super) script: Script,
}

/// Whether people put spaces between words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Script {
    /// A run is a word.
    Spaced,
    /// Chinese, Japanese, Thai and others: a run is a sentence, and every two letters in it count as a
    /// word. Korean puts spaces, but what is searched is often a part of what stands between them.
    Unspaced,
}

impl Run<'_> {
    pub(super) fn range(&self) -> Range<usize> {
        self.start..self.start + self.text.len()
    }
}

impl Script {
    fn of(c: char) -> Option<Self> {
        if !is_letter(c) {
            return None;
        }
        Some(if is_unspaced(c) {
            Self::Unspaced
        } else {
            Self::Spaced
        })
    }

    fn goes_on_with(self, c: char) -> bool {
        is_combining_mark(c) || c == SOFT_HYPHEN || Self::of(c) == Some(self)
    }
}

/// Thai, Lao; Myanmar; Hangul, by its letters too; Khmer; kana; Chinese characters; kana of half width.
fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{e00}'..='\u{eff}'
        | '\u{1000}'..='\u{11ff}'
        | '\u{1780}'..='\u{17ff}'
        | '\u{3005}'..='\u{318f}'
        | '\u{31f0}'..='\u{31ff}'
        | '\u{3400}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7ff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{ff66}'..='\u{ffdc}'
        | '\u{20000}'..='\u{3ffff}')
}

/// The runs of a text, in order.
pub(super) fn runs(text: &str) -> impl Iterator<Item = Run<'_>> {
    let mut letters = text.char_indices().peekable();
    from_fn(move || {
        let (start, script) = letters.find_map(|(at, c)| Some((at, Script::of(c)?)))?;
        let mut end = start + text[start..].chars().next().map_or(0, char::len_utf8);
        while let Some((at, c)) = letters.next_if(|(_, c)| script.goes_on_with(*c)) {
            end = at + c.len_utf8();
        }
        let text = &text[start..end];
        Some(Run {
            text,
            start,
            script,
        })
    })
}

/// A folded word, as far as it counts.
pub(super) fn clip(folded: &str) -> &str {
    let end = folded.char_indices().nth(MAX_LETTERS);
    end.map_or(folded, |(at, _)| &folded[..at])
}

/// The pairs of letters in a run without spaces.
pub(super) fn pairs(folded: &str) -> impl Iterator<Item = &str> {
    let second = folded.char_indices().skip(1);
    let third = folded
        .char_indices()
        .map(|(at, _)| at)
        .skip(2)
        .chain([folded.len()]);
    let first = folded.char_indices().map(|(at, _)| at);
    first
        .zip(second.zip(third))
        .map(|(start, (_, end))| &folded[start..end])
}

/// The different words of a text, as a `tsvector` is written.
pub(super) fn vector(text: &str) -> String {
    let mut words = BTreeSet::new();
    let mut bytes = 0;
    for run in runs(text) {
        let folded = fold(run.text);
        match run.script {
            Script::Spaced => add(&mut words, &mut bytes, clip(&folded)),
            Script::Unspaced => {
                pairs(&folded).for_each(|pair| add(&mut words, &mut bytes, pair));
                // The last letter begins a word too.
                if let Some((at, _)) = folded.char_indices().next_back() {
                    add(&mut words, &mut bytes, &folded[at..]);
                }
            }
        }
    }
    words.into_iter().map(|word| format!("'{word}' ")).collect()
}

fn add(words: &mut BTreeSet<String>, bytes: &mut usize, word: &str) {
    let more = *bytes + word.len();
    if !word.is_empty() && more <= MAX_BYTES && words.insert(word.to_owned()) {
        *bytes = more;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_end_where_people_end_them() {
        for (text, words) in [
            ("Meeting_notes-2024.PDF", "'2024' 'meeting' 'notes' 'pdf' "),
            ("l'été, (plan)", "'ete' 'l' 'plan' "),
            ("plan Plan PLAN", "'plan' "),
            ("東京都2024", "'2024' '京都' '東京' '都' "),
            ("हिन्दी में", "'में' 'हिन्दी' "),
            ("a' | b\\ & !c:*", "'a' 'b' 'c' "),
            ("🛟 — …", ""),
        ] {
            assert_eq!(vector(text), words, "{text}");
        }
    }

    #[test]
    fn a_word_and_a_vector_have_an_end() {
        assert_eq!(vector(&"A".repeat(1000)), format!("'{}' ", "a".repeat(64)));
        let many: String = (0..200_000).map(|n| format!("{n:06} ")).collect();
        assert!(vector(&many).len() < 2 * MAX_BYTES);
    }
}
