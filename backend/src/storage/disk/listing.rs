//! Pages of what lies on disk, in order of path, in constant memory.

use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::io;
use std::path::Path;

use super::super::{Key, Kind, Listed, PAGE_SIZE, Page};

/// The objects of `kind` whose paths come after `after`.
pub(super) fn page(root: &Path, kind: Kind, after: &str) -> io::Result<Page> {
    let mut items = Vec::new();
    for shard in shards(root, kind)? {
        let prefix = format!("{}{shard}/", kind.prefix());
        if after > prefix.as_str() && !after.starts_with(&prefix) {
            continue;
        }
        let wanted = PAGE_SIZE - items.len();
        let (found, more) = first_after(&root.join(&prefix), &prefix, after, wanted)?;
        items.extend(found);
        if more {
            let next = items.last().map(|item| item.key.path());
            return Ok(Page { items, next });
        }
    }
    Ok(Page { items, next: None })
}

/// The names of the folders of a kind: 256 of them at most, in order.
fn shards(root: &Path, kind: Kind) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in entries(&root.join(kind.prefix()))? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            names.extend(entry.file_name().into_string());
        }
    }
    names.sort_unstable();
    Ok(names)
}

/// The first `wanted` objects after `after` in one folder, and whether there are more.
fn first_after(
    folder: &Path,
    prefix: &str,
    after: &str,
    wanted: usize,
) -> io::Result<(Vec<Listed>, bool)> {
    let mut first: BTreeMap<String, Listed> = BTreeMap::new();
    let mut more = false;
    for entry in entries(folder)? {
        let entry = entry?;
        let Ok(name) = entry.file_name().into_string() else {
            continue;
        };
        let path = format!("{prefix}{name}");
        let Some(key) = Key::parse(&path) else {
            continue;
        };
        if path.as_str() <= after {
            continue;
        }
        // The object may have been deleted since the folder was read.
        let Ok(metadata) = entry.metadata() else {
            continue;
        };
        first.insert(path, listed(key, &metadata)?);
        if first.len() > wanted {
            first.pop_last();
            more = true;
        }
    }
    Ok((first.into_values().collect(), more))
}

fn listed(key: Key, metadata: &Metadata) -> io::Result<Listed> {
    Ok(Listed {
        key,
        size: metadata.len(),
        last_modified: metadata.modified()?.into(),
    })
}

/// What a folder holds; nothing, if it is not there yet.
fn entries(folder: &Path) -> io::Result<impl Iterator<Item = io::Result<fs::DirEntry>>> {
    match fs::read_dir(folder) {
        Ok(entries) => Ok(Some(entries).into_iter().flatten()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None.into_iter().flatten()),
        Err(error) => Err(error),
    }
}
