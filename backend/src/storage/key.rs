//! Where an object lies. No other file builds or reads an object's path.

use uuid::Uuid;

/// Names one stored object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Key {
    /// The bytes of a document, by the document's id.
    Document(Uuid),
    /// A file that a job made, by an id of its own.
    Result(Uuid),
    /// A small picture of a document, by an id of its own.
    Thumbnail(Uuid),
    /// A larger one, by an id of its own.
    Preview(Uuid),
    /// Which installation all of them belong to. It is of no kind, so it is never listed and never swept.
    Stamp,
}

/// Where [`Key::Stamp`] lies.
const STAMP: &str = "installation/stamp.json";

/// What an object is for; objects of a kind lie together and are listed together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Documents as they were uploaded.
    Document,
    /// Files that jobs made.
    Result,
    /// Small pictures of documents.
    Thumbnail,
    /// Larger ones.
    Preview,
}

impl Key {
    /// The object's path, relative to the root or the bucket's prefix: `documents/<shard>/<uuid>`.
    ///
    /// A UUIDv7 begins with the time, so that the shard is made of its last, random byte: a folder on
    /// disk holds every 256th document and none grows faster than another.
    pub fn path(&self) -> String {
        let Some(kind) = self.kind() else {
            return STAMP.to_owned();
        };
        let (id, shard) = (self.id().hyphenated(), self.id().as_bytes()[15]);
        format!("{}{shard:02x}/{id}", kind.prefix())
    }

    /// Reads what [`Key::path`] wrote; `None` for anything else.
    pub fn parse(path: &str) -> Option<Key> {
        let (_, id) = path.rsplit_once('/')?;
        let id = Uuid::try_parse(id).ok()?;
        let keys = Kind::ALL.map(|kind| kind.key(id));
        keys.into_iter().find(|key| key.path() == path)
    }

    /// The id of what the object belongs to; nil for the stamp, which belongs to all.
    pub fn id(&self) -> Uuid {
        match self {
            Key::Document(id) | Key::Result(id) | Key::Thumbnail(id) | Key::Preview(id) => *id,
            Key::Stamp => Uuid::nil(),
        }
    }

    fn kind(&self) -> Option<Kind> {
        match self {
            Key::Document(_) => Some(Kind::Document),
            Key::Result(_) => Some(Kind::Result),
            Key::Thumbnail(_) => Some(Kind::Thumbnail),
            Key::Preview(_) => Some(Kind::Preview),
            Key::Stamp => None,
        }
    }
}

impl Kind {
    /// All of them.
    pub const ALL: [Kind; 4] = [Kind::Document, Kind::Result, Kind::Thumbnail, Kind::Preview];

    fn key(self, id: Uuid) -> Key {
        match self {
            Kind::Document => Key::Document(id),
            Kind::Result => Key::Result(id),
            Kind::Thumbnail => Key::Thumbnail(id),
            Kind::Preview => Key::Preview(id),
        }
    }

    /// What the paths of this kind begin with.
    pub(super) fn prefix(self) -> &'static str {
        match self {
            Kind::Document => "documents/",
            Kind::Result => "results/",
            Kind::Thumbnail => "thumbnails/",
            Kind::Preview => "previews/",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_sharded_by_the_last_byte_and_read_back() {
        let id = Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_00a7);
        let path = Key::Document(id).path();
        assert_eq!(path, "documents/a7/01900000-0000-7000-8000-0000000000a7");
        for kind in Kind::ALL {
            let key = kind.key(id);
            assert_eq!(Key::parse(&key.path()), Some(key));
        }
    }

    #[test]
    fn a_path_that_we_did_not_make_is_not_a_key() {
        for path in [
            "documents/a8/01900000-0000-7000-8000-0000000000a7",
            "documents/a7/0190000000007000800000000000000a7",
            "exports/a7/01900000-0000-7000-8000-0000000000a7",
            "01900000-0000-7000-8000-0000000000a7",
            "documents/../etc",
            // Nothing that is listed is it, so nothing that sweeps finds it.
            STAMP,
            "",
        ] {
            assert_eq!(Key::parse(path), None, "{path}");
        }
    }
}
