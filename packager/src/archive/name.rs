//! Which names a file in a foreign package may have.
//!
//! Wider than our own [`BundlePath`](crate::bundle::BundlePath): other vendors use capitals, blanks and
//! accents. Refused is only what leads out of the package or means two things on two systems.

use std::collections::BTreeSet;

use super::ArchiveError;

/// Longest name, in bytes; longer ones fail on common disks.
const NAME_MAX: usize = 1_000;
/// Names that Windows gives to devices, whatever the extension.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// Takes a name from a directory.
pub(super) fn parse(bytes: &[u8]) -> Result<String, ArchiveError> {
    let bad = |why| ArchiveError::BadName { name: shown(bytes), why };
    let name = std::str::from_utf8(bytes).map_err(|_| bad("it is not UTF-8"))?;
    if name.is_empty() {
        return Err(bad("it is empty"));
    }
    if NAME_MAX < name.len() {
        return Err(bad("it is longer than 1,000 bytes"));
    }
    if name.contains(|character: char| character.is_control()) {
        return Err(bad("it holds a control character"));
    }
    if name.contains('\\') {
        return Err(bad("it holds a backslash"));
    }
    if name.starts_with('/') || name.contains(':') {
        return Err(bad("it is not relative"));
    }
    let parts = name.strip_suffix('/').unwrap_or(name).split('/');
    for part in parts {
        match part {
            "" | "." | ".." => return Err(bad("it leads out of its folder")),
            part if part.ends_with(['.', ' ']) => return Err(bad("a part ends in a dot or a blank")),
            part if is_device(part) => return Err(bad("Windows keeps this name for a device")),
            _ => {}
        }
    }
    Ok(name.to_owned())
}

/// Refuses names of which one would replace another: the same, the same but for case, or a file that is
/// also a folder.
pub(super) fn check_clashes<'a>(names: impl Iterator<Item = &'a str>) -> Result<(), ArchiveError> {
    let (mut files, mut folders) = (BTreeSet::new(), BTreeSet::new());
    for name in names {
        let folded = name.to_lowercase();
        let clash =
            || ArchiveError::BadName { name: shown(name.as_bytes()), why: "it clashes with another name" };
        for (end, _) in folded.match_indices('/') {
            folders.insert(folded[..end].to_owned());
        }
        // A folder's own entry ends in a stroke and is kept apart from a file of that name.
        if !files.insert(folded) {
            return Err(clash());
        }
    }
    match folders.iter().find(|folder| files.contains(*folder)) {
        Some(name) => Err(ArchiveError::BadName { name: name.clone(), why: "it is a file and a folder" }),
        None => Ok(()),
    }
}

fn is_device(part: &str) -> bool {
    let stem = part.split('.').next().unwrap_or(part).trim_end().to_lowercase();
    let numbered = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt"));
    DEVICES.contains(&stem.as_str()) || numbered.is_some_and(|rest| matches!(rest.as_bytes(), [b'1'..=b'9']))
}

/// A name fit for a message: one line, at most 120 characters.
fn shown(bytes: &[u8]) -> String {
    let whole = String::from_utf8_lossy(bytes);
    whole
        .chars()
        .take(120)
        .map(|character| if character.is_control() { '\u{fffd}' } else { character })
        .collect()
}
