//! Where the documents' bytes are kept.

use std::path::PathBuf;

use super::Secret;
use super::reader::Reader;

const EXAMPLE: &str = "s3://quayside";

/// An object store's address and, where it needs them, its keys.
#[derive(Clone, Debug)]
pub enum StorageConfig {
    /// `disk:PATH`: files below a folder.
    Disk {
        /// The folder.
        root: PathBuf,
    },
    /// `s3://BUCKET[/PREFIX]`: any server that speaks S3.
    S3 {
        /// The bucket's name.
        bucket: String,
        /// Put before every key, so that two installations may share a bucket.
        prefix: Option<String>,
        /// The server, where it is not AWS.
        endpoint: Option<String>,
        /// The region, as the server names it.
        region: String,
        /// The access key's id.
        access_key_id: Secret,
        /// The access key's secret.
        secret_access_key: Secret,
    },
}

pub(super) fn read(from: &mut Reader, local: bool) -> StorageConfig {
    if !local && from.raw("STORAGE_URL").is_none() {
        from.problem("STORAGE_URL", "is missing", EXAMPLE);
    }
    let url = from.text("STORAGE_URL", "disk:.local/storage");
    if let Some(path) = url.strip_prefix("disk:").filter(|path| !path.is_empty()) {
        return StorageConfig::Disk {
            root: PathBuf::from(path),
        };
    }
    let Some(place) = url.strip_prefix("s3://").filter(|place| !place.is_empty()) else {
        from.problem(
            "STORAGE_URL",
            format!("`{url}` is neither disk:PATH nor s3://BUCKET"),
            EXAMPLE,
        );
        return StorageConfig::Disk {
            root: PathBuf::new(),
        };
    };
    s3(from, place)
}

fn s3(from: &mut Reader, place: &str) -> StorageConfig {
    let (bucket, prefix) = place.split_once('/').unwrap_or((place, ""));
    let prefix = prefix.trim_matches('/');
    StorageConfig::S3 {
        bucket: bucket.to_owned(),
        prefix: (!prefix.is_empty()).then(|| prefix.to_owned()),
        endpoint: from.raw("S3_ENDPOINT"),
        region: from.text("S3_REGION", "us-east-1"),
        access_key_id: from.secret("S3_ACCESS_KEY_ID", "the id of an access key"),
        secret_access_key: from.secret("S3_SECRET_ACCESS_KEY", "the secret of that key"),
    }
}
