//! Takes a file out of a `multipart/form-data` body while it arrives.

use std::time::Duration;

use actix_multipart::{Field, Multipart, MultipartError};
use bytes::{Bytes, BytesMut};
use futures_util::stream::Fuse;
use futures_util::{Stream, StreamExt, TryStreamExt, stream};
use sha2::{Digest, Sha256};

use super::media_type::{self, SNIFFED_BYTES};
use super::name::{self, DocumentName};
use crate::error::{Error, FieldError};

/// The one field that is read.
const FIELD: &str = "file";

/// How long a client may send nothing before the upload is given up.
const IDLE: Duration = Duration::from_secs(60);

/// A file whose first bytes have arrived.
pub(super) struct Upload {
    pub(super) name: DocumentName,
    pub(super) media_type: String,
    head: Bytes,
    field: Fuse<Field>,
    rest: Multipart,
}

impl Upload {
    /// Reads up to the file and a little of it.
    pub(super) async fn begin(mut form: Multipart) -> Result<Self, Error> {
        let field = next_field(&mut form)
            .await?
            .ok_or_else(|| required("There is no field `file`."))?;
        if field.name() != Some(FIELD) {
            let name = field.name().unwrap_or_default().to_owned();
            return Err(Error::field(
                &name,
                "unknown_field",
                "Send one field, `file`.",
            ));
        }
        let name = file_name(&field)?;
        let declared = field.content_type().cloned();
        let mut field = field.fuse();
        let mut head = BytesMut::new();
        while head.len() < SNIFFED_BYTES {
            let Some(chunk) = next_chunk(&mut field).await? else {
                break;
            };
            head.extend_from_slice(&chunk);
        }
        let sniffed = &head[..head.len().min(SNIFFED_BYTES)];
        let media_type = media_type::determine(declared.as_ref(), name.as_str(), sniffed);
        Ok(Self {
            name,
            media_type,
            head: head.freeze(),
            field,
            rest: form,
        })
    }

    /// The file's bytes, at most `limit` of them; then the end of the form, where nothing may follow.
    pub(super) fn into_body(
        self,
        limit: u64,
        refusal: Error,
    ) -> impl Stream<Item = Result<Bytes, Error>> {
        let head = stream::iter((!self.head.is_empty()).then_some(Ok(self.head)));
        let tail = stream::try_unfold(
            (self.field, self.rest),
            |(mut field, mut rest)| async move {
                if let Some(chunk) = next_chunk(&mut field).await? {
                    return Ok(Some((chunk, (field, rest))));
                }
                drop(field);
                match next_field(&mut rest).await? {
                    None => Ok(None),
                    Some(_) => Err(Error::field(
                        "file",
                        "malformed",
                        "Send one file a request.",
                    )),
                }
            },
        );
        let mut seen = 0;
        let mut refusal = Some(refusal);
        head.chain(tail).and_then(move |chunk: Bytes| {
            seen += chunk.len() as u64;
            let refused = refusal.take_if(|_| seen > limit);
            std::future::ready(refused.map_or(Ok(chunk), Err))
        })
    }

    /// Reads the file only to know what it is: the fingerprint of a repeated upload.
    pub(super) async fn into_fingerprint(self, path: &str, limit: u64) -> Result<[u8; 32], Error> {
        let name = self.name.clone();
        let body = self.into_body(limit, Error::PayloadTooLarge(limit));
        let hash = body
            .try_fold(Sha256::new(), |hash, chunk| async move {
                Ok(hash.chain_update(&chunk))
            })
            .await?;
        Ok(fingerprint(path, &name, hash.finalize().as_slice()))
    }
}

/// What an `Idempotency-Key` stands for: the address, the name and the content's hash.
pub(super) fn fingerprint(path: &str, name: &DocumentName, sha256: &[u8]) -> [u8; 32] {
    let mut hash = Sha256::new();
    for part in [path.as_bytes(), name.as_str().as_bytes(), sha256] {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    hash.finalize().into()
}

async fn next_field(form: &mut Multipart) -> Result<Option<Field>, Error> {
    in_time(form.next())
        .await?
        .transpose()
        .map_err(|error| unreadable(&error))
}

async fn next_chunk(field: &mut Fuse<Field>) -> Result<Option<Bytes>, Error> {
    in_time(field.next())
        .await?
        .transpose()
        .map_err(|error| unreadable(&error))
}

async fn in_time<T>(arrival: impl Future<Output = T>) -> Result<T, Error> {
    let silent =
        |_| Error::MalformedRequest(format!("Nothing arrived for {} seconds.", IDLE.as_secs()));
    tokio::time::timeout(IDLE, arrival).await.map_err(silent)
}

/// The name as it was sent: `filename*` before `filename`, whose quotes and line breaks browsers encode.
fn file_name(field: &Field) -> Result<DocumentName, Error> {
    let nameless = || required("The field `file` has no file name.");
    let disposition = field.content_disposition().ok_or_else(nameless)?;
    if let Some(extended) = disposition.get_filename_ext() {
        let name = std::str::from_utf8(&extended.value).map_err(|_| {
            FieldError::new(FIELD, "malformed", "The file name is not written in UTF-8.")
        })?;
        return Ok(DocumentName::parse(FIELD, name)?);
    }
    let plain = disposition.get_filename().ok_or_else(nameless)?;
    if has_backslash(field) {
        return Err(name::forbidden_separator(FIELD).into());
    }
    let name = plain
        .replace("%22", "\"")
        .replace("%0D", "\r")
        .replace("%0A", "\n");
    Ok(DocumentName::parse(FIELD, &name)?)
}

/// Whether the name has a backslash that stands for itself. The parser takes each for an escape and
/// drops it; but browsers write the name as it is, and only old clients escape, and quotes alone.
fn has_backslash(field: &Field) -> bool {
    let header = field.headers().get("content-disposition");
    header.is_some_and(|header| {
        let mut pairs = header.as_bytes().windows(2);
        pairs.any(|pair| matches!(pair, [b'\\', after] if *after != b'"'))
    })
}

fn required(message: &str) -> Error {
    FieldError::new(FIELD, "required", message).into()
}

fn unreadable(error: &MultipartError) -> Error {
    match error {
        MultipartError::ContentTypeMissing
        | MultipartError::ContentTypeParse
        | MultipartError::ContentTypeIncompatible => {
            Error::UnsupportedMediaType("Send the file as `multipart/form-data`.".to_owned())
        }
        error => Error::MalformedRequest(format!("The form cannot be read: {error}.")),
    }
}
