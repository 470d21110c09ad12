//! Text that is collected up to a bound.

use crate::renditions::limits::MAX_TEXT_BYTES;

/// Words and lines, without anything that a database or a terminal could stumble over.
#[derive(Debug, Default)]
pub(in crate::renditions) struct Excerpt {
    text: String,
    is_full: bool,
}

impl Excerpt {
    /// Takes as much of it as there is room for. Control characters (PostgreSQL refuses NUL) become
    /// spaces, and of several spaces or empty lines one is kept.
    pub(in crate::renditions) fn push(&mut self, text: &str) {
        for character in text.chars() {
            match character {
                '\n' => self.end('\n'),
                other if other.is_control() || other.is_whitespace() => self.end(' '),
                other => self.keep(other),
            }
        }
    }

    /// Ends the line.
    pub(in crate::renditions) fn end_line(&mut self) {
        self.end('\n');
    }

    /// Whether there was more than fits. It is no use to go on then.
    pub(in crate::renditions) fn is_full(&self) -> bool {
        self.is_full
    }

    /// The text, in UTF-8.
    pub(in crate::renditions) fn into_bytes(self) -> Vec<u8> {
        self.text.trim_end().as_bytes().to_vec()
    }

    fn end(&mut self, separator: char) {
        match self.text.pop() {
            Some(' ') => self.keep(separator),
            Some('\n') => self.keep('\n'),
            Some(other) => {
                self.text.push(other);
                self.keep(separator);
            }
            None => {}
        }
    }

    fn keep(&mut self, character: char) {
        if self.text.len() + character.len_utf8() <= MAX_TEXT_BYTES && !self.is_full {
            self.text.push(character);
        } else {
            self.is_full = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(text: &str) -> String {
        let mut excerpt = Excerpt::default();
        excerpt.push(text);
        String::from_utf8(excerpt.into_bytes()).expect("it is UTF-8")
    }

    #[test]
    fn what_no_database_takes_and_nobody_reads_is_left_out() {
        assert_eq!(
            kept("  moor\0the \t\u{7} boat\r\n\r\n \nat  noon \n"),
            "moor the boat\nat noon"
        );
    }

    #[test]
    fn it_is_cut_between_characters() {
        let mut excerpt = Excerpt::default();
        excerpt.push(&"€".repeat(MAX_TEXT_BYTES));
        excerpt.push("a");
        assert!(excerpt.is_full());
        let bytes = excerpt.into_bytes();
        assert!(bytes.len() <= MAX_TEXT_BYTES && bytes.len() > MAX_TEXT_BYTES - 3);
        assert!(
            String::from_utf8(bytes)
                .expect("whole characters")
                .ends_with('€')
        );
    }
}
