//! A ZIP archive in the making: documents go in piece by piece, and the archive's bytes come out.

use std::io::{self, Write};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};
use zip::result::ZipError;
use zip::write::{StreamWriter, ZipWriter};

use super::entry::Entry;
use crate::error::Error;
use crate::jobs::Failure;

/// What an archive is told, one thing after the other.
pub(super) enum Step {
    Begin(Entry),
    Append(Bytes),
    End,
}

/// An archive that is not finished.
pub(super) struct Archive {
    zip: ZipWriter<StreamWriter<Output>>,
    output: Output,
    entry: Option<Entry>,
    hash: Sha256,
    manifest: String,
}

impl Archive {
    pub(super) fn new() -> Self {
        let output = Output::default();
        Self {
            zip: ZipWriter::new_stream(output.clone()),
            output,
            entry: None,
            hash: Sha256::new(),
            manifest: String::new(),
        }
    }

    /// Does what it is told; the bytes that follow from it, perhaps none yet. Computes.
    ///
    /// # Errors
    /// For good, where a document's bytes are not those that were stored.
    pub(super) fn take(&mut self, steps: Vec<Step>) -> Result<Bytes, Failure> {
        for step in steps {
            match step {
                Step::Begin(entry) => self.begin(entry)?,
                Step::Append(bytes) => self.append(&bytes)?,
                Step::End => self.end()?,
            }
        }
        Ok(self.output.take())
    }

    /// The last bytes: the manifest and the directory.
    ///
    /// # Errors
    /// None that is to be expected.
    pub(super) fn finish(mut self) -> Result<Bytes, Failure> {
        self.begin(Entry::manifest(self.manifest.len() as u64))?;
        self.zip
            .write_all(self.manifest.as_bytes())
            .map_err(broken)?;
        self.zip.finish().map_err(broken)?;
        Ok(self.output.take())
    }

    fn begin(&mut self, entry: Entry) -> Result<(), Failure> {
        let options = entry.options().map_err(broken)?;
        self.zip.start_file(&entry.name, options).map_err(broken)?;
        self.entry = Some(entry);
        Ok(())
    }

    fn append(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        self.hash.update(bytes);
        self.zip.write_all(bytes).map_err(broken)
    }

    fn end(&mut self) -> Result<(), Failure> {
        let sha256 = self.hash.finalize_reset();
        let Some(entry) = self.entry.take() else {
            return Ok(());
        };
        if sha256.as_slice() != entry.sha256 {
            return Err(damaged(&entry, &sha256));
        }
        // The format of sha256sum: two spaces, and names without line breaks.
        let line = format!("{}  {}\n", HEXLOWER.encode(&sha256), entry.name);
        self.manifest.push_str(&line);
        Ok(())
    }
}

fn damaged(entry: &Entry, found: &[u8]) -> Failure {
    let message = format!(
        "“{}” was damaged in the storage, so there is no archive.",
        entry.name
    );
    let (wanted, found) = (HEXLOWER.encode(&entry.sha256), HEXLOWER.encode(found));
    Failure::for_good(message, format!("its SHA-256 is {found} and not {wanted}"))
}

fn broken(error: impl Into<ZipError>) -> Failure {
    Error::Internal(format!("the archive: {}", error.into())).into()
}

/// Where the archive's bytes gather until somebody takes them.
#[derive(Clone, Default)]
struct Output(Arc<Mutex<Vec<u8>>>);

impl Output {
    fn take(&self) -> Bytes {
        std::mem::take(&mut *self.bytes()).into()
    }

    fn bytes(&self) -> MutexGuard<'_, Vec<u8>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.bytes().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read};

    use chrono::DateTime;
    use zip::ZipArchive;

    use super::*;

    fn entry(name: &str, size: u64, bytes: &[u8]) -> Entry {
        Entry {
            name: name.to_owned(),
            media_type: "text/plain".to_owned(),
            size,
            sha256: Sha256::digest(bytes).to_vec(),
            modified_at: DateTime::UNIX_EPOCH,
        }
    }

    fn steps(entry: Entry, bytes: &'static [u8]) -> Vec<Step> {
        let bytes = Bytes::from_static(bytes);
        vec![Step::Begin(entry), Step::Append(bytes), Step::End]
    }

    #[test]
    fn more_entries_than_the_old_format_counts_are_all_there() {
        let (mut archive, mut made) = (Archive::new(), Vec::new());
        for n in 0..70_000 {
            let steps = steps(entry(&format!("{n}.txt"), 4, b"moor"), b"moor");
            made.extend(archive.take(steps).expect("it is written"));
        }
        made.extend(archive.finish().expect("it is written"));
        let mut read = ZipArchive::new(Cursor::new(made)).expect("an archive");
        assert_eq!(read.len(), 70_001);
        let mut text = String::new();
        let mut last = read.by_name("69999.txt").expect("it is there");
        last.read_to_string(&mut text).expect("a text");
        assert_eq!(text, "moor");
    }

    #[test]
    fn the_size_of_a_document_decides_about_long_sizes() {
        for (size, is_long) in [(4, false), (u64::from(u32::MAX), true), (5 << 30, true)] {
            let mut archive = Archive::new();
            let begun = archive.take(vec![Step::Begin(entry("a", size, b""))]);
            // "Version needed to extract": 4.5 where sizes have eight bytes.
            assert_eq!(begun.expect("it is written")[4] == 45, is_long, "{size}");
        }
    }
}
