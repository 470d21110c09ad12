//! The fonts that reports are set in, and where they are found.

use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use typst::foundations::Bytes;
use typst::text::Font;

/// The faces, one file a line. Of two that have a letter the first draws it; what none has is spelled out.
const FACES: &str = include_str!("../../fonts/faces.txt");

/// Without these there is no report.
const NEEDED: usize = 2;

/// In one colour, as everything else on paper, and a tenth of the size of a coloured one.
const EMOJI: &[u8] = include_bytes!("../../fonts/NotoEmoji-Regular.ttf");

/// How deep folders are looked into.
const DEPTH: usize = 8;

/// The faces that are there, in their order.
pub(super) struct Fonts(pub(super) Vec<Font>);

impl Fonts {
    /// Reads them all, wherever they are below a folder.
    ///
    /// # Errors
    /// Without the faces for Latin letters; a file that cannot be read.
    pub(super) fn below(folder: &Path) -> io::Result<Self> {
        let found = files_below(folder);
        if let Some(face) = FACES
            .lines()
            .take(NEEDED)
            .find(|face| !found.contains_key(*face))
        {
            let words = format!(
                "{face} is not below {}: install it, or set FONTS_DIR",
                folder.display()
            );
            return Err(io::Error::new(io::ErrorKind::NotFound, words));
        }
        let files = FACES.lines().filter_map(|face| found.get(face));
        let mut faces = files.map(fs::read).collect::<io::Result<Vec<_>>>()?;
        faces.push(EMOJI.to_vec());
        let fonts = faces
            .into_iter()
            .filter_map(|face| Font::new(Bytes::new(face), 0));
        Ok(Self(fonts.collect()))
    }

    /// The names of their families, in the same order.
    pub(super) fn families(&self) -> impl Iterator<Item = String> {
        self.0.iter().map(|font| font.info().family.clone())
    }
}

/// Says in the log which faces are not there: reports that need them are made without, or not at all.
pub fn look_for_fonts(folder: &Path) {
    let found = files_below(folder);
    let missing: Vec<_> = FACES
        .lines()
        .filter(|face| !found.contains_key(*face))
        .collect();
    if !missing.is_empty() {
        log::warn!(
            "fonts for reports are not below {} ({}): install them (on Debian: fonts-noto-core, \
             fonts-droid-fallback, fonts-nanum) or set FONTS_DIR",
            folder.display(),
            missing.join(", ")
        );
    }
}

fn files_below(folder: &Path) -> HashMap<String, PathBuf> {
    let mut found = HashMap::new();
    collect(folder, DEPTH, &mut found);
    found
}

fn collect(folder: &Path, depth: usize, found: &mut HashMap<String, PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() && depth > 0 {
            collect(&path, depth - 1, found);
        } else if let Some(name) = entry.file_name().to_str() {
            found.entry(name.to_owned()).or_insert(path);
        }
    }
}
