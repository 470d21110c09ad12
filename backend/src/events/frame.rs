//! Events as they are written to a stream. Each frame ends with an empty line and tells the id behind which
//! a client may go on.

use bytes::Bytes;
use serde_json::Value;

/// Something that happened.
pub(super) fn event(id: i64, event: &str, data: &Value) -> Bytes {
    format!("id: {id}\nevent: {event}\ndata: {data}\n\n").into()
}

/// Nothing but where the stream begins.
pub(super) fn position(id: i64) -> Bytes {
    format!("id: {id}\n\n").into()
}

/// What was missed cannot be told any more: look at everything anew.
pub(super) fn reset(id: i64) -> Bytes {
    format!("id: {id}\nevent: reset\ndata: {{}}\n\n").into()
}

/// A sign of life.
pub(super) fn heartbeat(id: i64) -> Bytes {
    format!("id: {id}\n: heartbeat\n\n").into()
}
