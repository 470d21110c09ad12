//! Sorts the answers of an object store by what the caller has to do about them.

use s3::error::S3Error;

use super::super::StorageError;

/// An answer that was not a success: its status and the store's own word for it, nothing else.
#[derive(Debug, thiserror::Error)]
#[error("the object store answered {status} {code}")]
struct Refusal {
    status: u16,
    code: String,
}

/// What an unsuccessful answer means. `body` is the XML that came with it.
pub(super) fn refusal(status: u16, body: &str) -> StorageError {
    let code = element(body, "Code").unwrap_or("without a code").to_owned();
    match (status, code.as_str()) {
        (404, "NoSuchBucket") => StorageError::refused(Refusal { status, code }),
        (404, _) => StorageError::NotFound,
        // Completing an upload reports failure inside a 200 once the header is sent.
        (200..=299 | 408 | 429 | 500.., _) => StorageError::unavailable(Refusal { status, code }),
        _ => StorageError::refused(Refusal { status, code }),
    }
}

/// A failure of our own HTTP client. Its address is dropped: it carries a signature.
pub(super) fn failed(error: reqwest::Error) -> StorageError {
    let error = error.without_url();
    if error.is_builder() {
        StorageError::refused(error)
    } else {
        StorageError::unavailable(error)
    }
}

impl From<S3Error> for StorageError {
    fn from(error: S3Error) -> Self {
        match error {
            S3Error::HttpFailWithBody(status, body) => refusal(status, &body),
            S3Error::Reqwest(error) => failed(error),
            other => StorageError::refused(other),
        }
    }
}

/// The text of the first element `name`. Enough for the few flat answers that we read ourselves.
pub(super) fn element<'a>(xml: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = xml.split_once(&format!("<{name}>"))?;
    let (text, _) = rest.split_once(&format!("</{name}>"))?;
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(code: &str) -> String {
        format!("<?xml version=\"1.0\"?><Error><Code>{code}</Code><Key>secret</Key></Error>")
    }

    #[test]
    fn a_missing_object_is_not_a_missing_bucket() {
        assert!(matches!(
            refusal(404, &error("NoSuchKey")),
            StorageError::NotFound
        ));
        assert!(matches!(
            refusal(404, &error("NoSuchBucket")),
            StorageError::Refused(_)
        ));
    }

    #[test]
    fn what_may_pass_is_told_from_what_stays() {
        assert!(matches!(
            refusal(503, &error("SlowDown")),
            StorageError::Unavailable(_)
        ));
        assert!(matches!(
            refusal(200, &error("InternalError")),
            StorageError::Unavailable(_)
        ));
        assert!(matches!(
            refusal(403, &error("AccessDenied")),
            StorageError::Refused(_)
        ));
    }

    #[test]
    fn the_log_gets_the_code_and_not_the_answer() {
        let StorageError::Refused(source) = refusal(403, &error("AccessDenied")) else {
            panic!("an answer of 403 is a refusal");
        };
        assert_eq!(
            source.to_string(),
            "the object store answered 403 AccessDenied"
        );
    }
}
