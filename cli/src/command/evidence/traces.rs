//! Which files beside the store still hold a name or an id: what no command on the store can erase.
//!
//! Looked at are the files in the store's folder and in the one where the command runs, and those that are
//! given, or stand anywhere in a folder that is. A text is found in any case, as UTF-8 or UTF-16, and in base64 or hex; not inside a zip.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use bona_engine::canon::hex;
use bona_engine::evidence::Person;

use crate::exit::Failure;
use crate::machine::{Machine, Stands, read_at_most};
use crate::store::Place;

/// Largest file that is looked into, in bytes.
const LOOKED_AT: u64 = 64 * 1024 * 1024;
/// Most files and folders that are looked at in folders that are given.
const WITHIN: usize = 100_000;
/// A shorter text is looked for as a word alone: in hex it would be found everywhere.
const SHORT: usize = 6;

/// A name in the forms in which files have it: as it is kept, and the last word first, as SCORM writes it.
pub(super) fn forms_of(name: &str) -> Vec<String> {
    let turned = name.trim().rsplit_once(char::is_whitespace).map(|(first, last)| format!("{last}, {first}"));
    [name.to_owned()].into_iter().chain(turned).collect()
}

/// All by which files can know somebody: their names in all forms, their numbers, and their pseudonyms, which stand in what
/// was exported of their leaves.
pub(super) fn of(person: &Person) -> impl Iterator<Item = String> {
    let numbers = person.numbers().map(|number| number.as_str().to_owned());
    let learners = person.learners.iter().map(|learner| learner.as_str().to_owned());
    person.names().flat_map(forms_of).chain(numbers).chain(learners)
}

/// The files that hold one of these texts, as a paragraph; empty if none does.
pub(super) fn told(
    machine: &dyn Machine,
    place: &Place,
    given: &[PathBuf],
    texts: &[String],
) -> Result<String, Failure> {
    let sought = Sought::new(texts);
    let (mut found, mut unread) = (String::new(), String::new());
    let asked = asked_for(machine, given)?;
    for path in files(machine, place, &asked)? {
        let bytes = match read_at_most(machine, &path, LOOKED_AT) {
            Ok(bytes) => bytes,
            Err(error) if given.contains(&path) => return Err(Failure::file("cannot read", &path, error)),
            Err(error) if asked.contains(&path) => {
                unread.push_str(&format!("  {}: {error}\n", path.display()));
                continue;
            }
            // What lies beside the store by chance and cannot be read is not the store's.
            Err(_) => continue,
        };
        if sought.stands_in(&bytes) {
            found.push_str(&format!("  {}\n", path.display()));
        }
    }
    let lists = [
        (
            "These files beside the store still hold the name, the id or the number, and stay as they are; see to them yourself:\n",
            found,
        ),
        ("Nobody looked into these, since they cannot be read:\n", unread),
    ];
    let lists = lists.into_iter().filter(|(_, files)| !files.is_empty());
    Ok(lists.map(|(head, files)| format!("{head}{files}")).collect::<Vec<_>>().join("\n"))
}

/// The files that are given, and all that stand in folders that are.
fn asked_for(machine: &dyn Machine, given: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let (mut open, mut files) = (given.to_vec(), Vec::new());
    let mut looked = 0;
    while let Some(path) = open.pop() {
        if !matches!(machine.stands(&path), Ok(Some(Stands::Folder))) {
            files.push(path);
            continue;
        }
        let entries = machine.list(&path).map_err(|error| Failure::file("cannot look into", &path, error))?;
        looked += entries.len();
        if WITHIN < looked {
            return Err(Failure::Argument(format!(
                "--look-in `{}`: more than {WITHIN} files and folders; name the folders in which something of the person can be",
                path.display()
            )));
        }
        for entry in entries {
            let within = path.join(&entry.name);
            if entry.folder { open.push(within) } else { files.push(within) }
        }
    }
    Ok(files)
}

fn files(machine: &dyn Machine, place: &Place, asked: &[PathBuf]) -> Result<BTreeSet<PathBuf>, Failure> {
    let own = |path: &Path| {
        let name = machine.full(path).display().to_string();
        let store = machine.full(&place.store).display().to_string();
        ["", "-wal", "-shm", ".checkpoint", ".erased"].iter().any(|end| name == format!("{store}{end}"))
    };
    // By its full path a file is one file, however its folder is named.
    let asked = asked.iter().filter(|path| !own(path));
    let mut found: BTreeMap<PathBuf, PathBuf> =
        asked.map(|path| (machine.full(path), path.clone())).collect();
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

/// Texts in all the forms in which a file may have them. They are looked for in one pass over its bytes: what lies beside a
/// store may be a copy of all of it.
struct Sought {
    /// The forms by their first byte.
    forms: Vec<Vec<Form>>,
    /// Whether a form begins with two bytes, by their number.
    begins: Vec<bool>,
}

/// One form of a text.
#[derive(PartialEq)]
struct Form {
    bytes: Vec<u8>,
    /// Whether it counts as a word of its own alone.
    word: bool,
}

impl Sought {
    fn new(texts: &[String]) -> Self {
        let mut sought = Self { forms: Vec::new(), begins: vec![false; 1 << 16] };
        sought.forms.resize_with(1 << 8, Vec::new);
        for text in texts.iter().map(|text| text.trim()).filter(|text| !text.is_empty()) {
            let short = text.chars().count() < SHORT;
            for text in BTreeSet::from([text.to_owned(), text.to_lowercase(), text.to_uppercase()]) {
                let plain = text.as_bytes();
                sought.add(plain.to_owned(), short);
                sought.add(text.encode_utf16().flat_map(u16::to_le_bytes).collect(), false);
                sought.add(text.encode_utf16().flat_map(u16::to_be_bytes).collect(), false);
                if !short {
                    let hexed = hex(plain);
                    sought.add(hexed.to_uppercase().into_bytes(), false);
                    sought.add(hexed.into_bytes(), false);
                    (0..3).for_each(|shift| sought.add(in_base64(plain, shift), false));
                }
            }
        }
        sought
    }

    fn add(&mut self, bytes: Vec<u8>, word: bool) {
        let Some(first) = bytes.first().copied().map(usize::from) else { return };
        // Behind a form of one byte anything may stand.
        let behind = bytes.get(1).map_or(0..1 << 8, |second| usize::from(*second)..usize::from(*second) + 1);
        behind.for_each(|second| self.begins[first << 8 | second] = true);
        let form = Form { bytes, word };
        if !self.forms[first].contains(&form) {
            self.forms[first].push(form);
        }
    }

    /// Whether bytes hold one of the texts.
    fn stands_in(&self, bytes: &[u8]) -> bool {
        let inside = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
        let stands = |at: usize, form: &Form| {
            bytes[at..].starts_with(&form.bytes)
                && !(form.word
                    && (inside(at.checked_sub(1).and_then(|at| bytes.get(at)))
                        || inside(bytes.get(at + form.bytes.len()))))
        };
        let any = |at: usize, first: usize| self.forms[first].iter().any(|form| stands(at, form));
        let mut two = 0;
        for (behind, byte) in bytes.iter().enumerate() {
            two = (two << 8 | usize::from(*byte)) & 0xffff;
            if self.begins[two] && 0 < behind && any(behind - 1, two >> 8) {
                return true;
            }
        }
        // The last byte has none behind it.
        bytes.last().is_some_and(|last| any(bytes.len() - 1, usize::from(*last)))
    }
}

/// A text as base64 has it behind so many bytes: its first and last signs depend on what is around it.
fn in_base64(text: &[u8], behind: usize) -> Vec<u8> {
    let padded = [&[0_u8; 3][..behind], text].concat();
    let encoded = STANDARD_NO_PAD.encode(&padded);
    encoded.as_bytes()[[0, 2, 3][behind]..padded.len() * 8 / 6].to_owned()
}

#[cfg(test)]
mod tests {
    use super::Sought;

    fn holds(bytes: &[u8], text: &str) -> bool {
        Sought::new(&[text.to_owned()]).stands_in(bytes)
    }

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
        for (bytes, stands) in
            [(&b"7"[..], true), (b"x 7", true), (b"7 x", true), (b"17", false), (b"7x", false), (b"", false)]
        {
            assert_eq!(holds(bytes, "7"), stands, "{}", String::from_utf8_lossy(bytes));
        }
        let two = Sought::new(&["Ann Byrne".to_owned(), "Byrne, Ann".to_owned()]);
        assert!(
            two.stands_in(b"AAnn Byrne") && two.stands_in(b"Byrne, AnnBy") && !two.stands_in(b"Ann Byrn")
        );
        assert!(holds("ZO\u{cb} X".as_bytes(), "Zo\u{eb} x"));
    }
}
