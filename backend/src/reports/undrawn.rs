//! Characters that none of our fonts can draw.

use std::collections::HashSet;

use typst::layout::{Frame, FrameItem};
use typst_layout::PagedDocument;

/// What was set as empty boxes: characters, with the marks that belong to them.
#[derive(Default)]
pub(super) struct Undrawn {
    clusters: HashSet<String>,
    /// Bytes of the longest.
    longest: usize,
}

impl Undrawn {
    /// Those of a document.
    pub(super) fn of(pages: &PagedDocument) -> Self {
        let mut found = Self::default();
        for page in pages.pages() {
            found.collect(&page.frame);
        }
        found
    }

    pub(super) fn is_empty(&self) -> bool {
        self.clusters.is_empty()
    }

    /// The text with the codes of those characters in their place, such as "U+13080".
    pub(super) fn spell_out(&self, text: &str) -> String {
        let mut spelled = String::new();
        let mut rest = text;
        while let Some(next) = rest.chars().next() {
            let undrawn = self.at_the_start_of(rest);
            match undrawn {
                Some(cluster) => spelled.push_str(&codes(cluster)),
                None => spelled.push(next),
            }
            rest = &rest[undrawn.map_or(next.len_utf8(), str::len)..];
        }
        spelled
    }

    /// The longest: a character may be undrawn by itself and with a mark.
    fn at_the_start_of<'a>(&self, text: &'a str) -> Option<&'a str> {
        let starts = (1..=self.longest).rev().filter_map(|end| text.get(..end));
        starts
            .into_iter()
            .find(|start| self.clusters.contains(*start))
    }

    fn collect(&mut self, frame: &Frame) {
        for (_, item) in frame.items() {
            match item {
                FrameItem::Group(group) => self.collect(&group.frame),
                FrameItem::Text(run) => {
                    for glyph in run.glyphs.iter().filter(|glyph| glyph.id == 0) {
                        self.add(&run.text[glyph.range()]);
                    }
                }
                _ => {}
            }
        }
    }

    fn add(&mut self, cluster: &str) {
        self.longest = self.longest.max(cluster.len());
        self.clusters.insert(cluster.to_owned());
    }
}

fn codes(cluster: &str) -> String {
    let codes: Vec<_> = cluster
        .chars()
        .map(|c| format!("U+{:04X}", u32::from(c)))
        .collect();
    codes.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_character_is_spelled_out_with_its_marks() {
        let mut undrawn = Undrawn::default();
        undrawn.add("\u{13080}");
        undrawn.add("\u{13080}\u{301}");
        let text = undrawn.spell_out("é \u{13080}\u{301}, \u{13080}.pdf");
        assert_eq!(text, "é U+13080 U+0301, U+13080.pdf");
    }
}
