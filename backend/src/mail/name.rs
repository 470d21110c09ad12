//! Names in mail: people chose them, and some people are no friends.

/// The longest name that a sentence bears, in characters.
const LONGEST: usize = 80;

/// A name that can stand in a sentence or in a header: on one line, without a say in which direction the
/// rest is read, and not without end.
pub(super) fn tame(name: &str) -> String {
    let mut characters = name.chars().filter(|c| !turns_text(*c)).map(on_one_line);
    let mut tame: String = characters.by_ref().take(LONGEST).collect();
    if characters.next().is_some() {
        tame.push('…');
    }
    tame
}

fn on_one_line(character: char) -> char {
    let breaks = character.is_control() || matches!(character, '\u{2028}' | '\u{2029}');
    if breaks { ' ' } else { character }
}

/// Marks, embeddings, overrides and isolates of the bidirectional algorithm.
fn turns_text(character: char) -> bool {
    matches!(character, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_honest_name_is_left_alone() {
        for name in ["Änna O’Neil", "שרה", "👩‍🚀 crew", "plan (2).txt"] {
            assert_eq!(tame(name), name);
        }
    }

    #[test]
    fn a_name_does_not_begin_another_line_nor_turn_the_rest_around() {
        assert_eq!(
            tame("Anna\r\nBcc: eve@example.com"),
            "Anna  Bcc: eve@example.com"
        );
        assert_eq!(tame("a\u{2028}b\0c"), "a b c");
        assert_eq!(tame("fdp\u{202e}exe.\u{2066}x\u{2069}"), "fdpexe.x");
    }

    #[test]
    fn a_name_has_an_end() {
        assert_eq!(tame(&"n".repeat(80)).chars().count(), 80);
        assert_eq!(tame(&"n".repeat(81)), format!("{}…", "n".repeat(80)));
    }
}
