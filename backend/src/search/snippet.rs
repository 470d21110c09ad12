//! The words around a hit, for people to see why a document was found.

use std::ops::Range;

use super::terms::Terms;
use super::words::runs;

/// What stands before and after a word that was searched for: characters that no text needs, because they
/// mean nothing outside of a font of one's own. Those of the text itself are left out.
const MARKS: [char; 2] = ['\u{e000}', '\u{e001}'];

/// Characters before the first hit.
const BEFORE: usize = 60;
/// Characters from the first hit on.
const AFTER: usize = 180;
/// Hits that are compared; of a long text the others are not looked at.
const MAX_HITS: usize = 200;

/// A stretch of the text around its hits, with marks; `None` where there is none.
pub(super) fn snippet(text: &str, terms: &Terms) -> Option<String> {
    let start = best(text, terms)?;
    let begin = begin(text, start);
    let end = end(text, start);
    let mut snippet = String::new();
    if begin > 0 {
        snippet.push('…');
    }
    mark(text[begin..end].trim(), terms, &mut snippet);
    if end < text.len() {
        snippet.push('…');
    }
    Some(snippet)
}

/// The first hit of those after which most different words stand nearby.
fn best(text: &str, terms: &Terms) -> Option<usize> {
    let hits = runs(text).flat_map(|run| terms.found_in(&run));
    let mut near: Vec<(usize, usize)> = Vec::new();
    let mut best: Option<(usize, usize)> = None;
    for (hit, which) in hits.take(MAX_HITS) {
        near.retain(|(at, other)| at + AFTER > hit.end && *other != which);
        near.push((hit.start, which));
        if best.is_none_or(|(most, _)| near.len() > most) {
            best = Some((near.len(), near[0].0));
        }
        if near.len() == terms.len() {
            break;
        }
    }
    best.map(|(_, start)| start)
}

/// Some characters before the hit, after the end of a word where there is one.
fn begin(text: &str, hit: usize) -> usize {
    let Some((begin, _)) = text[..hit].char_indices().rev().nth(BEFORE - 1) else {
        return 0;
    };
    let space = text[begin..hit].find(char::is_whitespace);
    space.map_or(begin, |at| begin + at)
}

fn end(text: &str, hit: usize) -> usize {
    let Some((at, _)) = text[hit..].char_indices().nth(AFTER) else {
        return text.len();
    };
    let space = text[hit..hit + at].rfind(char::is_whitespace);
    hit + space.filter(|space| *space > at / 2).unwrap_or(at)
}

/// Writes it as one line, with its hits between marks.
fn mark(text: &str, terms: &Terms, into: &mut String) {
    let mut done = 0;
    for run in runs(text) {
        for hit in merged(terms.found_in(&run)) {
            plain(&text[done..hit.start], into);
            into.push(MARKS[0]);
            plain(&text[hit.clone()], into);
            into.push(MARKS[1]);
            done = hit.end;
        }
    }
    plain(&text[done..], into);
}

/// In order, and those that overlap as one.
fn merged(found: Vec<(Range<usize>, usize)>) -> Vec<Range<usize>> {
    let mut hits: Vec<Range<usize>> = found.into_iter().map(|(hit, _)| hit).collect();
    hits.sort_by_key(|hit| hit.start);
    let mut merged: Vec<Range<usize>> = Vec::new();
    for hit in hits {
        match merged.last_mut() {
            Some(last) if hit.start <= last.end => last.end = last.end.max(hit.end),
            _ => merged.push(hit),
        }
    }
    merged
}

fn plain(text: &str, into: &mut String) {
    let letters = text.chars().filter(|c| !MARKS.contains(c));
    into.extend(letters.map(|c| if c.is_whitespace() { ' ' } else { c }));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str, q: &str) -> Option<String> {
        let snippet = snippet(text, &Terms::parse(Some(q)).expect("it is fine"));
        Some(snippet?.replace(MARKS[0], "[").replace(MARKS[1], "]"))
    }

    #[test]
    fn hits_are_marked_as_they_are_written() {
        for (text, q, shown) in [
            (
                "Moor the Boats\nat noon",
                "boat",
                "Moor the [Boats] at noon",
            ),
            ("Mon Résumé.", "resume", "Mon [Résumé]."),
            ("明日東京都庁へ行く", "東京", "明日[東京]都庁へ行く"),
            ("東京東京京", "東京京", "東京[東京京]"),
            ("Ελλάδα, η χώρα", "ελλαδα", "[Ελλάδα], η χώρα"),
            ("the \u{e000}boat\u{e001} <b>", "boat", "the [boat] <b>"),
        ] {
            assert_eq!(of(text, q).as_deref(), Some(shown), "{q}");
        }
        assert_eq!(of("calm sea", "boat"), None);
    }

    #[test]
    fn of_a_long_text_the_surroundings_are_shown() {
        let sea = "calm sea and a prosperous voyage ".repeat(1000);
        let shown = of(&format!("{sea}moor the boat {sea}"), "moor boat").expect("a hit");
        assert!(shown.starts_with("… ") || shown.starts_with('…'), "{shown}");
        assert!(shown.contains("[moor] the [boat] calm sea"), "{shown}");
        assert!(shown.ends_with('…') && shown.chars().count() < BEFORE + AFTER + 8);
    }

    #[test]
    fn the_place_with_most_of_the_words_is_shown() {
        let sea = "sea ".repeat(200);
        let text = format!("a boat {sea} moor the boat {sea} moor");
        assert!(
            of(&text, "moor boat")
                .expect("a hit")
                .contains("[moor] the [boat]")
        );
    }

    #[test]
    fn a_text_without_spaces_is_cut_between_letters() {
        let shown = of(&"東".repeat(5000).replacen("東東東", "京都市", 1), "京都").expect("a hit");
        assert!(shown.starts_with("[京都]市東"));
    }
}
