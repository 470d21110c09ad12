//! What makes words equal that people take for the same.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

pub(super) const SOFT_HYPHEN: char = '\u{ad}';

/// Without case and accents, and letters of every width and shape as one. Nothing but letters, digits and
/// their marks comes out.
pub(super) fn fold(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    let letters = word
        .nfkd()
        .filter(|c| is_letter(*c) && !is_left_out(*c))
        .nfc();
    // By way of the capitals, because ß has two of them, and σ and ς the same one.
    let letters = letters
        .flat_map(char::to_uppercase)
        .flat_map(char::to_lowercase);
    let mut folded = String::with_capacity(word.len());
    for letter in letters {
        match simple(letter) {
            Some(simple) => folded.push_str(simple),
            None => folded.push(letter),
        }
    }
    folded
}

/// Whether it belongs to a word.
pub(super) fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c)
}

/// Letters that people type without their strokes, and that Unicode does not take apart.
fn simple(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'ħ' => "h",
        'þ' => "th",
        'æ' => "ae",
        'œ' => "oe",
        _ => return None,
    })
}

/// Accents, and the points and signs of Hebrew and Arabic that are mostly not written. Not the vowels of
/// Indian scripts: they are marks too, but words differ by them.
fn is_left_out(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}'
        | '\u{591}'..='\u{5c7}'
        | '\u{610}'..='\u{61a}'
        | '\u{640}'
        | '\u{64b}'..='\u{65f}'
        | '\u{670}'
        | '\u{6d6}'..='\u{6ed}'
        | '\u{1ab0}'..='\u{1aff}'
        | '\u{1dc0}'..='\u{1dff}'
        | '\u{20d0}'..='\u{20ff}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{fe20}'..='\u{fe2f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_take_for_the_same_is_the_same() {
        for (written, typed) in [
            ("Résumé", "resume"),
            ("STRASSE", "straße"),
            ("Ὀδυσσεύς", "οδυσσευσ"),
            ("Ёлка", "елка"),
            ("İstanbul", "istanbul"),
            ("Łódź", "lodz"),
            ("Smørrebrød", "smorrebrod"),
            ("ﬁle", "file"),
            ("Ｑｕａｙ", "quay"),
            ("har\u{ad}bour", "harbour"),
            ("مِينَاء", "ميناء"),
            ("أحمد", "احمد"),
            ("שָׁלוֹם", "שלום"),
        ] {
            assert_eq!(fold(written), fold(typed), "{written}");
        }
    }

    #[test]
    fn what_differs_stays_different() {
        for (one, other) in [
            ("काल", "कील"),
            ("がく", "かく"),
            ("한국", "항국"),
            ("plan", "plans"),
        ] {
            assert_ne!(fold(one), fold(other));
        }
    }

    #[test]
    fn nothing_but_letters_comes_out() {
        for word in ["\u{fdfa}", "½", "㈠", "a\u{ad}", "ͺ"] {
            let folded = fold(word);
            assert!(folded.chars().all(is_letter), "{word}: {folded}");
        }
    }
}
