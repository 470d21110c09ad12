//! What somebody searches for.

use std::ops::Range;

use super::fold::fold;
use super::words::{Run, Script, clip, pairs, runs};
use crate::error::FieldError;
use crate::http::text::{self, MAX_SEARCH};

/// Letters that the beginning of a word must have to stand for it: one begins too many.
const MIN_BEGINNING: usize = 2;

/// The words of a question; a document must have all of them.
#[derive(Clone, Debug, Default)]
pub(super) struct Terms(Vec<Term>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Term {
    /// The whole word.
    Word(String),
    /// The last word may still be going on.
    Beginning(String),
    /// A stretch of a script without spaces: its pairs of letters.
    Phrase(String),
}

impl Terms {
    /// One line of at most [`MAX_SEARCH`] characters. Whatever is no letter and no digit separates words,
    /// and has no other meaning.
    ///
    /// # Errors
    /// The field's problem.
    pub(super) fn parse(q: Option<&str>) -> Result<Self, FieldError> {
        let q = text::line("q", q.unwrap_or_default(), MAX_SEARCH)?;
        let mut terms: Vec<Term> = Vec::new();
        let mut runs = runs(&q).peekable();
        while let Some(run) = runs.next() {
            let term = Term::of(&run, runs.peek().is_none());
            terms.extend(term.filter(|term| !terms.contains(term)));
        }
        Ok(Self(terms))
    }

    /// Whether there is nothing to search for.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many different words there are.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// A `tsquery` for all of them.
    pub(super) fn all(&self) -> String {
        self.joined(" & ")
    }

    /// A `tsquery` for any of them.
    pub(super) fn any(&self) -> String {
        self.joined(" | ")
    }

    fn joined(&self, how: &str) -> String {
        let queries: Vec<String> = self.0.iter().map(Term::query).collect();
        queries.join(how)
    }

    /// Where in a run they stand, and which of them, by its number.
    pub(super) fn found_in(&self, run: &Run<'_>) -> Vec<(Range<usize>, usize)> {
        let folded = fold(run.text);
        let found = self.0.iter().enumerate();
        match run.script {
            Script::Spaced => {
                let found = found.filter(|(_, term)| term.is_met_by(clip(&folded)));
                found.map(|(which, _)| (run.range(), which)).collect()
            }
            Script::Unspaced => found
                .flat_map(|(which, term)| {
                    let places = term.places_in(run, &folded);
                    places.into_iter().map(move |place| (place, which))
                })
                .collect(),
        }
    }
}

impl Term {
    /// None where nothing is left once it is folded: an accent without a letter is no word.
    fn of(run: &Run<'_>, is_last: bool) -> Option<Self> {
        let folded = fold(run.text);
        if folded.is_empty() {
            return None;
        }
        if run.script == Script::Unspaced {
            return Some(Self::Phrase(folded));
        }
        let word = clip(&folded).to_owned();
        Some(if is_last && word.chars().count() >= MIN_BEGINNING {
            Self::Beginning(word)
        } else {
            Self::Word(word)
        })
    }

    /// Nothing but letters comes out of [`fold`], so that no quoting is needed.
    fn query(&self) -> String {
        match self {
            Self::Word(word) => format!("'{word}'"),
            Self::Beginning(word) => format!("'{word}':*"),
            Self::Phrase(letters) => {
                let pairs: Vec<String> = pairs(letters).map(|pair| format!("'{pair}'")).collect();
                if pairs.is_empty() {
                    format!("'{letters}':*")
                } else {
                    format!("({})", pairs.join(" & "))
                }
            }
        }
    }

    fn is_met_by(&self, word: &str) -> bool {
        match self {
            Self::Word(whole) => word == whole,
            Self::Beginning(beginning) => word.starts_with(beginning),
            Self::Phrase(_) => false,
        }
    }

    /// Where a phrase stands in a run. Letters are folded one by one, to know where they were.
    fn places_in(&self, run: &Run<'_>, folded: &str) -> Vec<Range<usize>> {
        let Self::Phrase(phrase) = self else {
            return Vec::new();
        };
        if !folded.contains(phrase.as_str()) {
            return Vec::new();
        }
        let mut text = String::new();
        let mut origins = Vec::new();
        for (at, c) in run.text.char_indices() {
            let letter = fold(c.encode_utf8(&mut [0; 4]));
            origins.extend(std::iter::repeat_n(run.start + at, letter.len()));
            text += &letter;
        }
        origins.push(run.range().end);
        let places = text.match_indices(phrase.as_str());
        places
            .map(|(at, it)| origins[at]..origins[at + it.len()])
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(q: &str) -> String {
        Terms::parse(Some(q)).expect("it is fine").all()
    }

    #[test]
    fn the_last_word_may_be_a_beginning() {
        assert_eq!(all("Harbour pla"), "'harbour' & 'pla':*");
        assert_eq!(all("plan b"), "'plan' & 'b'");
        assert_eq!(all("plan plan.PDF"), "'plan' & 'pdf':*");
    }

    #[test]
    fn without_spaces_the_pairs_count() {
        assert_eq!(all("東京都"), "('東京' & '京都')");
        assert_eq!(all("京"), "'京':*");
        assert_eq!(all("東京 plan"), "('東京') & 'plan':*");
    }

    #[test]
    fn operators_are_nothing_but_separators() {
        assert_eq!(
            all("a & !b | 'c' <-> d:* \\ -e \"f\""),
            "'a' & 'b' & 'c' & 'd' & 'e' & 'f'"
        );
        assert!(Terms::parse(Some("🛟 !!!")).expect("it is fine").is_empty());
    }

    #[test]
    fn accents_without_a_letter_are_no_words() {
        for q in ["\u{640}", "\u{301}", "\u{37a}"] {
            assert!(Terms::parse(Some(q)).expect("it is fine").is_empty(), "{q}");
        }
        assert_eq!(all("plan \u{640}"), "'plan'");
        assert_eq!(all("⚓\u{fe0f} plan"), "'plan':*");
    }

    #[test]
    fn nothing_and_too_much_are_refused() {
        for (q, code) in [
            (None, "required"),
            (Some(""), "required"),
            (Some("  "), "required"),
            (Some("a\0b"), "forbidden_character"),
            (Some(&*"a".repeat(MAX_SEARCH + 1)), "too_long"),
        ] {
            assert_eq!(Terms::parse(q).expect_err("it is refused").code, code);
        }
    }
}
