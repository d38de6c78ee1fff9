//! Makes the safe corrections of a course. A file is written whole, and only if fewer faults are in it then.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use bona_engine::check::{Given, Input, Options, check, display, sources};
use bona_engine::diagnostic::Diagnostic;
use bona_engine::write::mend;

use crate::exit::Failure;
use crate::files::is_standard;
use crate::machine::Machine;
use crate::meanwhile::write_over;
use crate::show;

/// Corrections can uncover others, such as a misspelt field behind a missing comma; this often they are asked for.
const ROUNDS: usize = 10;

/// Corrects a course on the disk and in `input`; yields a line for each correction.
pub(crate) fn fix(
    machine: &dyn Machine,
    folder: &Path,
    input: &mut Input,
    options: &Options,
) -> Result<Vec<String>, Failure> {
    let mut lines = Vec::new();
    let mut changed: BTreeMap<PathBuf, (Option<Given>, String)> = BTreeMap::new();
    let mut found = check(input, options).diagnostics;
    for _ in 0..ROUNDS {
        let before = changed.len() + lines.len();
        for place in places(input) {
            let Some(Given::Bytes(bytes)) = place.given(input) else { continue };
            let Ok(text) = std::str::from_utf8(bytes) else { continue };
            let name = place.name(input);
            let here: Vec<&Diagnostic> = found.iter().filter(|fault| fault.at.file == name).collect();
            let many = here.len();
            let (text, mended) = mend(text.trim_start_matches('\u{feff}'), &here);
            if mended.is_empty() {
                continue;
            }
            let texts = sources(input);
            let before = place.put(input, Given::Bytes(text.clone().into_bytes()));
            let after = check(input, options).diagnostics;
            // What could not be looked at before may have faults of its own, in other files.
            let still = after.iter().filter(|fault| fault.at.file == name).count();
            if still >= many {
                before.into_iter().for_each(|given| drop(place.put(input, given)));
                continue;
            }
            for fault in mended {
                let line = show::position(&texts, &fault.at).map_or(1, |position| position.line);
                lines.push(format!("{name}:{line}: mended: {}\n", fault.message));
            }
            changed.entry(place.path(input, folder)).or_insert((before, String::new())).1 = text;
            found = after;
        }
        if changed.len() + lines.len() == before {
            break;
        }
    }
    for (path, (read, text)) in changed {
        write_over(machine, &path, read.as_ref(), &text)?;
    }
    Ok(lines)
}

/// A file that may be corrected.
enum Place {
    /// A file of the course, by its path in the folder.
    Own(String),
    /// A file of the house, by its number in the input.
    House(usize),
}

/// The files that may be corrected: those of the course, and of a house that stands in a folder. The standard one is
/// part of the program.
fn places(input: &Input) -> Vec<Place> {
    let own = input.files.keys().filter(|path| path.ends_with(".ron")).cloned().map(Place::Own);
    let house = input.house.iter().enumerate().filter(|(_, file)| !is_standard(file));
    own.chain(house.map(|(at, _)| Place::House(at))).collect()
}

impl Place {
    fn given<'a>(&self, input: &'a Input) -> Option<&'a Given> {
        match self {
            Self::Own(path) => input.files.get(path),
            Self::House(at) => input.house.get(*at).map(|file| &file.given),
        }
    }

    /// What messages call it.
    fn name(&self, input: &Input) -> String {
        match self {
            Self::Own(path) => display(&input.folder, path),
            Self::House(at) => input.house[*at].name.clone(),
        }
    }

    /// Puts another content there; yields what was there before.
    fn put(&self, input: &mut Input, given: Given) -> Option<Given> {
        match self {
            Self::Own(path) => input.files.insert(path.clone(), given),
            Self::House(at) => Some(std::mem::replace(&mut input.house[*at].given, given)),
        }
    }

    /// Where it stands.
    fn path(&self, input: &Input, folder: &Path) -> PathBuf {
        match self {
            Self::Own(path) => folder.join(path),
            Self::House(at) => PathBuf::from(&input.house[*at].name),
        }
    }
}
