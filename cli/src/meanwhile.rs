//! Files of courses and of their houses, written where nobody has changed them since they were read.
//!
//! Runs of the program wait for each other from reading to writing ([`alone`]). An editor waits for nobody, and some disks
//! lock no folders, so a file is compared with what was read before it is replaced ([`write_over`]).

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use bona_engine::check::Given;

use crate::exit::Failure;
use crate::files::{nearest_house, read_text};
use crate::machine::{Keep, Machine, Stands};

/// Keeps other runs out of courses and their houses until what it gives is dropped. It is asked for before they are read.
///
/// # Errors
/// When a folder that is there cannot be opened. One that is not there is told of by whoever reads it.
pub(crate) fn alone<'a>(
    machine: &dyn Machine,
    courses: impl IntoIterator<Item = &'a PathBuf>,
) -> Result<Vec<Box<dyn Send>>, Failure> {
    // In one order everywhere, so that no two runs wait for each other; and each once, since nobody waits for oneself.
    let mut folders: BTreeSet<PathBuf> = BTreeSet::new();
    for course in courses {
        let full = machine.full(course);
        folders.extend(nearest_house(machine, &full));
        folders.insert(full);
    }
    let is_there = |folder: &PathBuf| matches!(machine.stands(folder), Ok(Some(Stands::Folder)));
    folders
        .iter()
        .filter(|folder| is_there(folder))
        .map(|folder| machine.alone(folder).map_err(|error| Failure::file("cannot lock", folder, error)))
        .collect()
}

/// Writes a file whole, if what stands there is what was read; `None` where nothing stood.
///
/// # Errors
/// When somebody else has changed it since, and then it is as they left it; as [`Machine::write`].
pub(crate) fn write_over(
    machine: &dyn Machine,
    path: &Path,
    read: Option<&Given>,
    text: impl AsRef<[u8]>,
) -> Result<(), Failure> {
    let mut changed = false;
    let written = machine.write(path, Keep::Forced, &mut |file| {
        file.write_all(text.as_ref())?;
        // Last of all before it is renamed into place.
        let now = match machine.stands(path)? {
            None => None,
            Some(_) => {
                Some(read_text(machine, path).map_err(|failure| io::Error::other(failure.to_string()))?)
            }
        };
        changed = now.as_ref() != read;
        if changed { Err(io::Error::other("changed meanwhile")) } else { Ok(()) }
    });
    if changed {
        return Err(Failure::Argument(format!(
            "somebody else changed `{}` meanwhile, and it was left as they wrote it; run the command again",
            path.display()
        )));
    }
    written.map_err(|error| Failure::file("cannot write", path, error))
}
