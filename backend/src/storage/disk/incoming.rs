//! Files that are being written. They become objects by a rename, when they are whole and on disk.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use tokio::fs::File;
use tokio::io::{AsyncWriteExt, BufWriter};
use uuid::Uuid;

use super::{CHUNK, blocking};

/// A file that is being written. Dropped before it is published, it is removed.
pub(super) struct Incoming {
    file: BufWriter<File>,
    path: Partial,
}

impl Incoming {
    /// Begins an empty file.
    pub(super) async fn create(root: &Path) -> io::Result<Incoming> {
        let folder = folder(root);
        let path = Partial(Some(folder.join(Uuid::new_v4().to_string())));
        tokio::fs::create_dir_all(&folder).await?;
        let file = File::create_new(path.as_path()).await?;
        Ok(Incoming {
            file: BufWriter::with_capacity(CHUNK, file),
            path,
        })
    }

    /// Appends bytes.
    pub(super) async fn write(&mut self, chunk: &[u8]) -> io::Result<()> {
        self.file.write_all(chunk).await
    }

    /// Makes it the object `target`, so that it survives a loss of power.
    pub(super) async fn publish(mut self, target: PathBuf) -> io::Result<()> {
        self.file.flush().await?;
        self.file.get_ref().sync_all().await?;
        let source = self.path.as_path().to_owned();
        blocking(move || rename(&source, &target)).await?;
        self.path.0 = None;
        Ok(())
    }

    /// Removes it now, where dropping would do so a little later.
    pub(super) async fn discard(mut self) {
        if let Some(path) = self.path.0.take() {
            // A file that cannot be removed is left to the sweeper.
            let _ = tokio::fs::remove_file(path).await;
        }
    }
}

/// Where files are written.
pub(super) fn folder(root: &Path) -> PathBuf {
    root.join(".incoming")
}

/// Removes files that nobody has written to for `older_than`: their process did not live to do it.
pub(super) fn sweep(root: &Path, older_than: Duration) -> io::Result<u64> {
    let files = match fs::read_dir(folder(root)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(0),
        files => files?,
    };
    let now = SystemTime::now();
    let mut removed = 0;
    for file in files {
        let file = file?;
        // An upload may end between the listing and the look.
        let Ok(modified) = file.metadata().and_then(|metadata| metadata.modified()) else {
            continue;
        };
        let age = now.duration_since(modified).unwrap_or_default();
        if age >= older_than && fs::remove_file(file.path()).is_ok() {
            removed += 1;
        }
    }
    Ok(removed)
}

fn rename(source: &Path, target: &Path) -> io::Result<()> {
    let shard = target.parent().unwrap_or(target);
    fs::create_dir_all(shard)?;
    fs::rename(source, target)?;
    // The name is in the shard, and the shard may be new in the folder of its kind.
    for folder in shard.ancestors().take(2) {
        fs::File::open(folder)?.sync_all()?;
    }
    Ok(())
}

/// The path of an unfinished file, which is removed with it.
struct Partial(Option<PathBuf>);

impl Partial {
    fn as_path(&self) -> &Path {
        self.0.as_deref().unwrap_or(Path::new(""))
    }
}

impl Drop for Partial {
    fn drop(&mut self) {
        let Some(path) = self.0.take() else { return };
        let remove = move || fs::remove_file(path);
        match tokio::runtime::Handle::try_current() {
            Ok(runtime) => drop(runtime.spawn_blocking(remove)),
            Err(_) => drop(remove()),
        }
    }
}
