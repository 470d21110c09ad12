//! The bucket, as the settings describe it.

use std::time::Duration;

use s3::creds::Credentials;
use s3::{Bucket, Region};

use super::super::StorageError;
use crate::config::StorageConfig;

const CONNECT_TIMEOUT: Duration = Duration::from_secs(3);
/// For requests whose answer is small.
const METADATA_TIMEOUT: Duration = Duration::from_secs(30);
/// How long a body may stand still; and how long one part may take on its way up.
const IDLE_TIMEOUT: Duration = Duration::from_secs(60);

/// A bucket, and the client that carries its bytes.
pub(super) struct Client {
    pub(super) bucket: Box<Bucket>,
    pub(super) http: reqwest::Client,
    prefix: String,
}

impl Client {
    pub(super) fn from_config(config: &StorageConfig) -> Result<Client, StorageError> {
        let StorageConfig::S3 {
            bucket,
            prefix,
            endpoint,
            region,
            access_key_id,
            secret_access_key,
        } = config
        else {
            return Err(StorageError::refused("not the settings of an object store"));
        };
        // One place tries again, and it is `persistently`.
        s3::set_retries(0);
        let (id, secret) = (access_key_id.expose(), secret_access_key.expose());
        let credentials = Credentials::new(Some(id), Some(secret), None, None, None)
            .map_err(StorageError::refused)?;
        let mut handle = Bucket::new(
            bucket,
            custom_region(region, endpoint.as_deref()),
            credentials,
        )?;
        handle.set_request_timeout(Some(METADATA_TIMEOUT));
        // A dot would not match the wildcard of the store's certificate.
        if endpoint.is_some() || bucket.contains('.') {
            handle.set_path_style();
        }
        let http = reqwest::Client::builder()
            .connect_timeout(CONNECT_TIMEOUT)
            .read_timeout(IDLE_TIMEOUT)
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .map_err(StorageError::refused)?;
        let prefix = match prefix.as_deref().unwrap_or_default().trim_matches('/') {
            "" => String::new(),
            folder => format!("{folder}/"),
        };
        Ok(Client {
            bucket: handle,
            http,
            prefix,
        })
    }

    /// The name within the bucket of what lies at `path` for us.
    pub(super) fn name(&self, path: &str) -> String {
        format!("{}{path}", self.prefix)
    }

    /// What [`Client::name`] was made from.
    pub(super) fn path<'a>(&self, name: &'a str) -> Option<&'a str> {
        name.strip_prefix(&self.prefix)
    }
}

/// Every region is given by its address: `rust-s3` knows the names of only some.
fn custom_region(region: &str, endpoint: Option<&str>) -> Region {
    let endpoint = match endpoint {
        Some(endpoint) => endpoint.trim_end_matches('/').to_owned(),
        None => format!("https://s3.{region}.amazonaws.com"),
    };
    Region::Custom {
        region: region.to_owned(),
        endpoint,
    }
}
