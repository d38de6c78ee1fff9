//! What lies in the folders of a course and of its house, and is not read by anybody.
//!
//! What programs leave behind of themselves, and what is named to be read by people, is no slip and is not named.

use std::path::Path;

use bona_engine::check::{Because, PassedOver, display};
use bona_engine::limits;

use super::{FILES, FOLDERS, LISTS, PLACES, THEMES};
use crate::exit::Failure;
use crate::machine::{Entry, Machine, Stands};

/// The names of the house's lists.
const LIST_NAMES: [&str; LISTS.len()] = {
    let mut names = [""; LISTS.len()];
    let mut at = 0;
    while at < names.len() {
        names[at] = LISTS[at].0;
        at += 1;
    }
    names
};

/// All of it.
///
/// # Errors
/// When the disk fails.
pub(super) fn all(
    machine: &dyn Machine,
    course: &Path,
    house: Option<&Path>,
) -> Result<Vec<PassedOver>, Failure> {
    let folder = course.display().to_string();
    let mut found = Vec::new();
    own(machine, course, &folder, &mut found)?;
    for sub in FOLDERS {
        inside(machine, &course.join(sub), &display(&folder, sub), &mut found)?;
    }
    if let Some(house) = house {
        let here = machine.full(Path::new("."));
        let folder = house.strip_prefix(&here).unwrap_or(house).display().to_string();
        let entries = entries(machine, house)?;
        let taken = taken(&entries, &LIST_NAMES);
        for entry in entries.into_iter().filter(|entry| !entry.folder) {
            if !LIST_NAMES.contains(&entry.name.as_str()) {
                let because = match entry.name.ends_with(".ron") {
                    true => Because::NoSuchList(&LIST_NAMES),
                    false => Because::NoRon { taken: taken.clone() },
                };
                found.push(PassedOver { name: format!("{folder}/{}", entry.name), because });
            }
        }
        inside(machine, &house.join(PLACES), &format!("{folder}/{PLACES}"), &mut found)?;
        // Pictures lie beside the themes.
        let name = format!("{folder}/{THEMES}");
        let from = found.len();
        inside(machine, &house.join(THEMES), &name, &mut found)?;
        let keep = |one: &PassedOver| one.name.to_ascii_lowercase().contains(".ron");
        let mut at = 0;
        found.retain(|one| {
            at += 1;
            at <= from || keep(one)
        });
    }
    Ok(found)
}

/// Beside `course.ron`: what is called nearly as something that is read.
fn own(
    machine: &dyn Machine,
    course: &Path,
    folder: &str,
    found: &mut Vec<PassedOver>,
) -> Result<(), Failure> {
    let entries = entries(machine, course)?;
    let there = |name: &str| entries.iter().any(|entry| entry.folder && entry.name == name);
    for entry in &entries {
        let name = display(folder, &entry.name);
        let lower = entry.name.to_ascii_lowercase();
        let because = if entry.folder {
            let near = |known: &&&str| {
                let single = known.trim_end_matches('s');
                entry.name != **known && (lower == **known || lower == single)
            };
            let known = FOLDERS.iter().chain(&["media"]);
            let meant = known.into_iter().find(near);
            meant.map(|meant| Because::Called { meant, taken: there(meant) })
        } else if FILES.contains(&entry.name.as_str()) {
            None
        } else if lower.ends_with(".ron") {
            Some(Because::NoSuchList(&FILES))
        } else {
            let known = FILES.iter().any(|known| lower.starts_with(known));
            known.then(|| Because::NoRon { taken: taken(&entries, &FILES) })
        };
        found.extend(because.map(|because| PassedOver { name, because }));
    }
    Ok(())
}

/// The names among these that files bear.
fn taken(entries: &[Entry], known: &[&str]) -> Vec<String> {
    let files = entries.iter().filter(|entry| !entry.folder && known.contains(&entry.name.as_str()));
    files.map(|entry| entry.name.clone()).collect()
}

/// In a folder of which files are read that end in `.ron`.
fn inside(
    machine: &dyn Machine,
    folder: &Path,
    name: &str,
    found: &mut Vec<PassedOver>,
) -> Result<(), Failure> {
    let entries = entries(machine, folder)?;
    let is_read = |entry: &Entry| !entry.folder && entry.name.ends_with(".ron");
    let taken: Vec<String> =
        entries.iter().filter(|entry| is_read(entry)).map(|entry| entry.name.clone()).collect();
    for entry in entries.into_iter().filter(|entry| !is_read(entry)) {
        let because = match entry.folder {
            true => Because::Folder,
            false => Because::NoRon { taken: taken.clone() },
        };
        found.push(PassedOver { name: format!("{name}/{}", entry.name), because });
    }
    Ok(())
}

/// What stands in a folder, without what nobody means to be read.
fn entries(machine: &dyn Machine, folder: &Path) -> Result<Vec<Entry>, Failure> {
    if machine.stands(folder).map_err(|error| Failure::file("cannot look at", folder, error))?
        != Some(Stands::Folder)
    {
        return Ok(Vec::new());
    }
    let all = machine.list(folder).map_err(|error| Failure::file("cannot list", folder, error))?;
    let left = all.into_iter().filter(|entry| !is_aside(&entry.name)).take(limits::COURSE_FILES);
    Ok(left.collect())
}

/// Whether a name is a program's own, or is for people.
fn is_aside(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    name.starts_with('.')
        || name.ends_with('~')
        || lower.starts_with("readme")
        || ["thumbs.db", "desktop.ini"].contains(&lower.as_str())
}
