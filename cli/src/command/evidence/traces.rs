//! Which files beside the store still hold a name or an id: what no command on the store can erase.
//!
//! Looked at are the files in the store's folder and in the one where the command runs, and those that are
//! given. A text is found in any case, as UTF-8 or UTF-16, and in base64 or hex; not inside a zip.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use bona_engine::canon::hex;

use crate::exit::Failure;
use crate::machine::{Machine, Stands, read_at_most};
use crate::store::Place;

/// Largest file that is looked into, in bytes.
const LOOKED_AT: u64 = 64 * 1024 * 1024;
/// A shorter text is looked for as a word alone: in hex it would be found everywhere.
const SHORT: usize = 6;

/// A name in the forms in which files have it: as it is kept, and the last word first, as SCORM writes it.
pub(super) fn forms_of(name: &str) -> Vec<String> {
    let turned = name.trim().rsplit_once(char::is_whitespace).map(|(first, last)| format!("{last}, {first}"));
    [name.to_owned()].into_iter().chain(turned).collect()
}

/// The files that hold one of these texts, as a paragraph; empty if none does.
pub(super) fn told(
    machine: &dyn Machine,
    place: &Place,
    given: &[PathBuf],
    texts: &[String],
) -> Result<String, Failure> {
    let mut found = Vec::new();
    for path in files(machine, place, given)? {
        let bytes = match read_at_most(machine, &path, LOOKED_AT) {
            Ok(bytes) => bytes,
            Err(error) if given.contains(&path) => return Err(Failure::file("cannot read", &path, error)),
            // What lies beside the store by chance and cannot be read is not the store's.
            Err(_) => continue,
        };
        if texts.iter().any(|text| holds(&bytes, text)) {
            found.push(format!("  {}\n", path.display()));
        }
    }
    if found.is_empty() {
        return Ok(String::new());
    }
    Ok(format!(
        "These files beside the store still hold the name or the id, and stay as they are; see to them yourself:\n{}",
        found.concat()
    ))
}

fn files(machine: &dyn Machine, place: &Place, given: &[PathBuf]) -> Result<BTreeSet<PathBuf>, Failure> {
    // By its full path a file is one file, however its folder is named.
    let mut found: BTreeMap<PathBuf, PathBuf> =
        given.iter().map(|path| (machine.full(path), path.clone())).collect();
    let own = |path: &Path| {
        let name = machine.full(path).display().to_string();
        let store = machine.full(&place.store).display().to_string();
        ["", "-wal", "-shm", ".checkpoint", ".erased"].iter().any(|end| name == format!("{store}{end}"))
    };
    let beside = place.store.parent().filter(|folder| !folder.as_os_str().is_empty());
    for folder in [Some(Path::new(".")), beside].into_iter().flatten() {
        if !matches!(machine.stands(folder), Ok(Some(Stands::Folder))) {
            continue;
        }
        let entries =
            machine.list(folder).map_err(|error| Failure::file("cannot look into", folder, error))?;
        for entry in entries.into_iter().filter(|entry| !entry.folder) {
            let path =
                if folder == Path::new(".") { PathBuf::from(&entry.name) } else { folder.join(&entry.name) };
            if !own(&path) {
                found.entry(machine.full(&path)).or_insert(path);
            }
        }
    }
    Ok(found.into_values().collect())
}

/// Whether bytes hold a text in one of its forms.
fn holds(bytes: &[u8], text: &str) -> bool {
    let text = text.trim();
    if text.is_empty() {
        return false;
    }
    let cases = BTreeSet::from([text.to_owned(), text.to_lowercase(), text.to_uppercase()]);
    let short = text.chars().count() < SHORT;
    cases.iter().any(|text| {
        let plain = text.as_bytes();
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let wide_big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        if short {
            return is_word(bytes, plain) || contains(bytes, &wide) || contains(bytes, &wide_big);
        }
        let hexed = hex(plain);
        [plain, &wide, &wide_big, hexed.as_bytes(), hexed.to_uppercase().as_bytes()]
            .into_iter()
            .any(|form| contains(bytes, form))
            || in_base64(bytes, plain)
    })
}

/// In base64 a text looks otherwise at each of three places; its first and last signs depend on what is around it.
fn in_base64(bytes: &[u8], text: &[u8]) -> bool {
    (0..3).any(|shift| {
        let padded = [&[0_u8; 3][..shift], text].concat();
        let encoded = STANDARD_NO_PAD.encode(&padded);
        let from = [0, 2, 3][shift];
        let to = padded.len() * 8 / 6;
        contains(bytes, &encoded.as_bytes()[from..to])
    })
}

fn contains(bytes: &[u8], form: &[u8]) -> bool {
    places(bytes, form).next().is_some()
}

fn is_word(bytes: &[u8], form: &[u8]) -> bool {
    let inside = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    places(bytes, form).any(|at| {
        !inside(at.checked_sub(1).and_then(|at| bytes.get(at))) && !inside(bytes.get(at + form.len()))
    })
}

fn places<'a>(bytes: &'a [u8], form: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
    let first = form.first().copied();
    let fits = move |at: &usize| bytes.get(*at..).is_some_and(|rest| rest.starts_with(form));
    bytes.iter().enumerate().filter(move |(_, byte)| Some(**byte) == first).map(|(at, _)| at).filter(fits)
}

#[cfg(test)]
mod tests {
    use super::holds;

    #[test]
    fn a_text_is_found_in_each_of_its_forms() {
        let utf_16: Vec<u8> = "x Ann Byrne".encode_utf16().flat_map(u16::to_le_bytes).collect();
        for bytes in [
            &b"0042;Ann Byrne;passed"[..],
            b"ANN BYRNE",
            b"ann byrne",
            &utf_16,
            b"416e6e204279726e65",
            b"416E6E204279726E65",
            // Python: base64.b64encode(b"Ann Byrne"), (b"xAnn Byrne") and (b"xxAnn Byrne").
            b"QW5uIEJ5cm5l",
            b"eEFubiBCeXJuZQ==",
            b"eHhBbm4gQnlybmU=",
        ] {
            assert!(holds(bytes, "Ann Byrne"), "{}", String::from_utf8_lossy(bytes));
        }
        assert!(!holds(b"Bo Byrne", "Ann Byrne") && !holds(b"", "Ann Byrne") && !holds(b"x", " "));
        assert!(holds(b"a,0042\n", "0042") && !holds(b"10042", "0042") && !holds(b"30303432", "0042"));
        assert!(holds("ZO\u{cb} X".as_bytes(), "Zo\u{eb} x"));
    }
}
