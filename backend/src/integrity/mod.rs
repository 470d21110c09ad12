//! Whether the stored originals still are what their rows say: a sample a day, all of them in the long run. It
//! reads and tells, and never changes a document.

mod bytes;
mod model;

use uuid::Uuid;

use crate::app::App;
use crate::error::Error;

pub use model::{Integrity, damaged};

use model::Checked;

/// How much one check reads.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// Documents, at most.
    pub documents: i64,
    /// Bytes, at most; one document is read however large it is.
    pub bytes: i64,
}

/// What is wrong with a document's bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Damage {
    /// They are not there.
    Missing,
    /// They are more or fewer than they were.
    Size,
    /// They are others.
    Content,
}

impl Default for Bounds {
    fn default() -> Self {
        Self {
            documents: 2000,
            bytes: 4 << 30,
        }
    }
}

impl Damage {
    /// The word in the table.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Size => "size",
            Self::Content => "content",
        }
    }
}

/// Looks at what was damaged last time, and at the next documents behind where the last check ended; how many
/// are damaged. `progress` is told how far it is, 0 to 100.
///
/// # Errors
/// Database or storage do not answer: the next check begins where this one did.
pub async fn check(app: &App, bounds: Bounds, progress: impl Fn(u8)) -> Result<usize, Error> {
    let next = app.db.read(move |conn| model::next(conn, bounds)).await?;
    let known = app.db.read(model::known_damage).await?;
    let mut checked = Checked::default();
    let all = known.iter().chain(&next.originals);
    let count = known.len() + next.originals.len();
    let mut damaged = 0;
    for (at, original) in all.enumerate() {
        let damage = bytes::compare(&app.storage, original).await?;
        damaged += usize::from(note(app, original.id, damage).await?);
        checked.add(original);
        progress(u8::try_from(at * 100 / count).unwrap_or(100));
    }
    let up_to = next.up_to;
    app.db.write(move |conn| checked.save(conn, up_to)).await?;
    Ok(damaged)
}

/// Writes down what a look showed; whether a document is damaged. One that was removed meanwhile is not.
async fn note(app: &App, id: Uuid, damage: Option<Damage>) -> Result<bool, Error> {
    let is_damaged = app
        .db
        .write(move |conn| model::note(conn, id, damage))
        .await?;
    if let (true, Some(damage)) = (is_damaged, damage) {
        log::error!(
            document:% = id, damage = damage.as_str();
            "the stored bytes of document {id} are not what was uploaded ({}): restore them from a backup",
            damage.as_str()
        );
    }
    Ok(is_damaged)
}
