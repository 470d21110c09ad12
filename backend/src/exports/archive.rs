//! A ZIP archive in the making: documents go in piece by piece, and the archive's bytes come out.

use std::io::{self, Write};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use chrono::{DateTime, Datelike, Timelike, Utc};
use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};
use zip::result::ZipResult;
use zip::write::{FullFileOptions, StreamWriter, ZipWriter};
use zip::{CompressionMethod, ZIP64_BYTES_THR};

use super::media::is_compressed;
use super::names::MANIFEST;
use crate::error::Error;
use crate::jobs::Failure;

/// What deflating may add to a document that does not get smaller.
const GROWTH: u64 = 1 << 26;

/// A document, as the archive has it.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// Its name in the archive.
    pub(super) name: String,
    pub(super) media_type: String,
    /// Bytes.
    pub(super) size: u64,
    /// What its bytes must turn out to have.
    pub(super) sha256: Vec<u8>,
    pub(super) modified_at: DateTime<Utc>,
}

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
        let options = options("text/plain", self.manifest.len() as u64, Utc::now());
        let options = options.map_err(broken)?;
        self.zip.start_file(MANIFEST, options).map_err(broken)?;
        self.zip
            .write_all(self.manifest.as_bytes())
            .map_err(broken)?;
        self.zip.finish().map_err(broken)?;
        Ok(self.output.take())
    }

    fn begin(&mut self, entry: Entry) -> Result<(), Failure> {
        let options = options(&entry.media_type, entry.size, entry.modified_at);
        let started = options.and_then(|options| self.zip.start_file(&entry.name, options));
        started.map_err(broken)?;
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

fn options(
    media_type: &str,
    size: u64,
    modified_at: DateTime<Utc>,
) -> ZipResult<FullFileOptions<'static, 'static>> {
    let method = if is_compressed(media_type) {
        CompressionMethod::Stored
    } else {
        CompressionMethod::Deflated
    };
    let mut options = FullFileOptions::default()
        .compression_method(method)
        .unix_permissions(0o644)
        .large_file(size > ZIP64_BYTES_THR - GROWTH);
    if let Some(time) = local_time(modified_at) {
        options = options.last_modified_time(time);
    }
    // The format's own time has no zone and counts by two seconds; this one is for whoever reads it.
    if let Ok(seconds) = u32::try_from(modified_at.timestamp()) {
        options = options.with_extended_timestamp(Some(seconds), None, None)?;
    }
    Ok(options)
}

/// None outside of the years 1980 to 2107.
fn local_time(time: DateTime<Utc>) -> Option<zip::DateTime> {
    let small = |number: u32| u8::try_from(number).ok();
    zip::DateTime::from_date_and_time(
        u16::try_from(time.year()).ok()?,
        small(time.month())?,
        small(time.day())?,
        small(time.hour())?,
        small(time.minute())?,
        small(time.second())?,
    )
    .ok()
}

fn damaged(entry: &Entry, found: &[u8]) -> Failure {
    let message = format!(
        "“{}” was damaged in the storage, so there is no archive.",
        entry.name
    );
    let (wanted, found) = (HEXLOWER.encode(&entry.sha256), HEXLOWER.encode(found));
    Failure::for_good(message, format!("its SHA-256 is {found} and not {wanted}"))
}

fn broken(error: impl Into<zip::result::ZipError>) -> Failure {
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
