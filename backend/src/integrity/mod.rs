//! Whether the stored originals still are what their rows say: a sample a day, all of them in the long run. It
//! reads and tells, and never changes a document.

mod bytes;
mod model;

use uuid::Uuid;

use crate::app::App;
use crate::error::{Error, chain};

pub use model::{Integrity, damaged};

use model::{Checked, Next, Original};

/// How much one check reads.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// Documents, at most.
    pub documents: i64,
    /// Bytes, at most; one document is read however large it is.
    pub bytes: i64,
    /// Bytes of what is known to be damaged, at most, besides; likewise.
    pub damaged_bytes: i64,
}

/// What is wrong with a document's bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Damage {
    /// They are not there, or cannot be read.
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
            damaged_bytes: 1 << 30,
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

/// Looks at the next documents behind where the last check ended, and at what was damaged last time; how many
/// are damaged. `progress` is told how far it is, 0 to 100.
///
/// # Errors
/// Database or storage do not answer: the next check begins where this one was broken off, if that could be written down.
pub async fn check(app: &App, bounds: Bounds, progress: impl Fn(u8)) -> Result<usize, Error> {
    let next = app.db.read(move |conn| model::next(conn, bounds)).await?;
    let known = known_besides(app, &next, bounds).await?;
    let (first, count) = (next.originals.len(), next.originals.len() + known.len());
    let progress = |at: usize| progress(u8::try_from(at * 100 / count).unwrap_or(100));
    let mut damaged = read_sample(app, next, &progress).await?;
    for (at, original) in known.iter().enumerate() {
        damaged += usize::from(look_at(app, original).await?);
        progress(first + at);
    }
    Ok(damaged)
}

/// What was damaged last time and is not in the sample.
async fn known_besides(app: &App, next: &Next, bounds: Bounds) -> Result<Vec<Original>, Error> {
    let sample: Vec<Uuid> = next.originals.iter().map(|original| original.id).collect();
    let bytes = bounds.damaged_bytes;
    let known = move |conn: &mut _| model::known_damage(conn, &sample, bytes);
    app.db.read(known).await
}

/// Looks at the sample, and writes down how far it came, also where it is broken off.
async fn read_sample(app: &App, next: Next, progress: impl Fn(usize)) -> Result<usize, Error> {
    let (mut checked, mut damaged) = (Checked::default(), 0);
    for (at, original) in next.originals.iter().enumerate() {
        match look_at(app, original).await {
            Ok(is_damaged) => damaged += usize::from(is_damaged),
            Err(error) => {
                if let Some(before) = at.checked_sub(1) {
                    keep(app, checked, next.originals[before].id).await;
                }
                return Err(error);
            }
        }
        checked.add(original);
        progress(at);
    }
    save(app, checked, next.up_to).await?;
    Ok(damaged)
}

/// Writes down what was read before something failed, if that can be written: what failed is to be told, and not this.
async fn keep(app: &App, checked: Checked, up_to: Uuid) {
    if let Err(error) = save(app, checked, Some(up_to)).await {
        let cause = chain(&error);
        log::warn!(cause:%; "the next look at stored bytes begins again where this one did");
    }
}

async fn save(app: &App, checked: Checked, up_to: Option<Uuid>) -> Result<(), Error> {
    let save = move |conn: &mut _| checked.save(conn, up_to);
    app.db.write(save).await
}

/// Looks at one document; whether it is damaged.
async fn look_at(app: &App, original: &Original) -> Result<bool, Error> {
    let damage = bytes::look(&app.storage, original).await?;
    note(app, original.id, damage).await
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
