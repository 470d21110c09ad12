//! How a document is written into an archive.

use chrono::{DateTime, Datelike, Timelike, Utc};
use zip::CompressionMethod;
use zip::result::ZipResult;
use zip::write::FullFileOptions;

use super::media::is_compressed;
use super::names::MANIFEST;

/// Documents from here on are written with sizes of eight bytes: 4 GiB, less what deflating may add to
/// one that does not get smaller.
const LARGE: u64 = (4 << 30) - (64 << 20);

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

impl Entry {
    /// The list of all others.
    pub(super) fn manifest(size: u64) -> Self {
        Self {
            name: MANIFEST.to_owned(),
            media_type: "text/plain".to_owned(),
            size,
            sha256: Vec::new(),
            modified_at: Utc::now(),
        }
    }

    /// # Errors
    /// None that is to be expected.
    pub(super) fn options(&self) -> ZipResult<FullFileOptions<'static, 'static>> {
        let method = if is_compressed(&self.media_type) {
            CompressionMethod::Stored
        } else {
            CompressionMethod::Deflated
        };
        let mut options = FullFileOptions::default()
            .compression_method(method)
            .unix_permissions(0o644)
            .large_file(self.size >= LARGE);
        if let Some(time) = local_time(self.modified_at) {
            options = options.last_modified_time(time);
        }
        // The format's own time has no zone and counts by two seconds; this one is exact.
        if let Ok(seconds) = u32::try_from(self.modified_at.timestamp()) {
            options = options.with_extended_timestamp(Some(seconds), None, None)?;
        }
        Ok(options)
    }
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
