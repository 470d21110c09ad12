//! Answers with stored bytes: whole, in part, or "you have it already" (RFC 9110, sections 13 and 14).

use std::ops::Range;

use actix_web::http::Method;
use actix_web::http::StatusCode;
use actix_web::http::header::{
    self, Charset, ContentDisposition, DispositionParam, DispositionType, ETag, EntityTag,
    ExtendedValue, Header, HttpDate, IfNoneMatch,
};
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder};
use chrono::{DateTime, Utc};
use http_range::HttpRange;

use crate::error::Error;
use crate::storage::{Key, Storage};

/// An object and how it should appear.
pub struct Content {
    /// Where its bytes are.
    pub key: Key,
    /// How many there are.
    pub size: u64,
    /// Their SHA-256 in hexadecimal: the entity tag.
    pub sha256: String,
    /// The stored type.
    pub media_type: String,
    /// The name to save it under.
    pub name: String,
    /// When it was stored.
    pub created_at: DateTime<Utc>,
    /// Save rather than show.
    pub attachment: bool,
}

/// Types that a browser may show on our origin: none of them can run script.
const PASSIVE: &[&str] = &[
    "application/pdf",
    "image/avif",
    "image/bmp",
    "image/gif",
    "image/jpeg",
    "image/png",
    "image/webp",
    "audio/mpeg",
    "audio/ogg",
    "audio/wav",
    "audio/x-wav",
    "text/csv",
    "text/markdown",
    "text/plain",
    "video/mp4",
    "video/ogg",
    "video/webm",
];

/// Answers a GET or HEAD.
///
/// # Errors
/// [`Error::RangeNotSatisfiable`], or the storage's.
pub async fn respond(
    request: &HttpRequest,
    storage: &Storage,
    content: Content,
) -> Result<HttpResponse, Error> {
    let tag = EntityTag::new_strong(content.sha256.clone());
    if is_known(request, &tag) {
        let mut response = HttpResponse::NotModified();
        describe(&mut response, &content, tag);
        return Ok(response.finish());
    }
    let part = requested_range(request, &content, &tag)?;
    let mut response = HttpResponse::build(if part.is_some() {
        StatusCode::PARTIAL_CONTENT
    } else {
        StatusCode::OK
    });
    describe(&mut response, &content, tag);
    response.content_type(with_charset(&content.media_type));
    let range = part.clone().unwrap_or(0..content.size);
    if let Some(part) = part {
        let value = format!("bytes {}-{}/{}", part.start, part.end - 1, content.size);
        response.insert_header((header::CONTENT_RANGE, value));
    }
    response.no_chunking(range.end - range.start);
    if request.method() == Method::HEAD || range.is_empty() {
        return Ok(response.streaming(futures_util::stream::empty::<Result<bytes::Bytes, Error>>()));
    }
    Ok(response.streaming(storage.get_range(&content.key, Some(range)).await?))
}

/// The headers that a 304 carries too.
fn describe(response: &mut HttpResponseBuilder, content: &Content, tag: EntityTag) {
    let shown = !content.attachment && PASSIVE.contains(&essence(&content.media_type));
    response
        .insert_header(ETag(tag))
        .insert_header((header::ACCEPT_RANGES, "bytes"))
        .insert_header((
            header::LAST_MODIFIED,
            HttpDate::from(std::time::SystemTime::from(content.created_at)),
        ))
        .insert_header((header::CACHE_CONTROL, "private, no-cache"))
        .insert_header((header::CONTENT_SECURITY_POLICY, policy(&content.media_type)))
        .insert_header((header::X_FRAME_OPTIONS, "SAMEORIGIN"))
        .insert_header(disposition(&content.name, shown));
}

/// Nobody declares how a text is encoded; nearly all are UTF-8, which browsers do not assume.
fn with_charset(media_type: &str) -> String {
    let is_text = media_type.starts_with("text/") && !media_type.contains("charset");
    format!(
        "{media_type}{}",
        if is_text { "; charset=utf-8" } else { "" }
    )
}

/// Stored bytes may do nothing on our origin. Browsers' PDF viewers do not work in a sandbox, and
/// bring their own.
fn policy(media_type: &str) -> &'static str {
    if essence(media_type) == "application/pdf" {
        "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"
    } else {
        "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox"
    }
}

fn essence(media_type: &str) -> &str {
    media_type.split(';').next().unwrap_or_default().trim()
}

/// RFC 6266: a plain name for old clients, the real one beside it.
fn disposition(name: &str, shown: bool) -> ContentDisposition {
    let plain: String = name
        .chars()
        .map(|c| {
            if c.is_ascii_graphic() && !matches!(c, '"' | '%' | '\\') || c == ' ' {
                c
            } else {
                '_'
            }
        })
        .collect();
    let mut parameters = vec![DispositionParam::Filename(plain.clone())];
    if plain != name {
        parameters.push(DispositionParam::FilenameExt(ExtendedValue {
            charset: Charset::Ext("UTF-8".to_owned()),
            language_tag: None,
            value: name.as_bytes().to_vec(),
        }));
    }
    let disposition = if shown {
        DispositionType::Inline
    } else {
        DispositionType::Attachment
    };
    ContentDisposition {
        disposition,
        parameters,
    }
}

fn is_known(request: &HttpRequest, tag: &EntityTag) -> bool {
    match IfNoneMatch::parse(request) {
        Ok(IfNoneMatch::Any) => request.headers().contains_key(header::IF_NONE_MATCH),
        Ok(IfNoneMatch::Items(tags)) => tags.iter().any(|known| known.weak_eq(tag)),
        Err(_) => false,
    }
}

/// One range of a GET. Several, or one of another version, are answered with everything, as the RFC
/// allows.
fn requested_range(
    request: &HttpRequest,
    content: &Content,
    tag: &EntityTag,
) -> Result<Option<Range<u64>>, Error> {
    let asked = request.headers().get(header::RANGE);
    let Some(value) = asked.filter(|_| request.method() == Method::GET) else {
        return Ok(None);
    };
    let other_version = request
        .headers()
        .get(header::IF_RANGE)
        .is_some_and(|known| known.as_bytes() != tag.to_string().as_bytes());
    if other_version {
        return Ok(None);
    }
    match HttpRange::parse_bytes(value.as_bytes(), content.size) {
        Ok(ranges) => match ranges.as_slice() {
            [one] if one.length > 0 => Ok(Some(one.start..one.start + one.length)),
            _ => Ok(None),
        },
        Err(http_range::HttpRangeParseError::NoOverlap) => {
            Err(Error::RangeNotSatisfiable(content.size))
        }
        Err(http_range::HttpRangeParseError::InvalidRange) => Ok(None),
    }
}
