//! What was given to a command as courses: which folders are some, and what to give instead of what is none.
//!
//! What stands in a course is read elsewhere.

use std::path::{Path, PathBuf};

use super::HOUSE;
use crate::exit::Failure;
use crate::machine::{Machine, Stands};

/// Courses that a message names; of more it says how many they are.
const NAMED: usize = 12;

/// The folders of courses among those that were given. The house that stands beside them holds no course, and is read
/// with each of them; so `courses/*/` can be given as it is.
///
/// # Errors
/// When nothing but a house was given, a folder holds courses and is none, or the disk fails.
pub(crate) fn courses<'a>(machine: &dyn Machine, given: &'a [PathBuf]) -> Result<Vec<&'a PathBuf>, Failure> {
    let mut courses = Vec::new();
    for folder in given {
        if !is_house(machine, folder)? {
            holds_none_but_others(machine, folder)?;
            courses.push(folder);
        }
    }
    match given.first() {
        Some(house) if courses.is_empty() => Err(Failure::Argument(format!(
            "`{}` holds the lists that courses share, and no course; each course is checked with them",
            house.display()
        ))),
        _ => Ok(courses),
    }
}

/// Whether a folder is a house: it is called so, and has lists and no `course.ron`.
fn is_house(machine: &dyn Machine, folder: &Path) -> Result<bool, Failure> {
    if machine.full(folder).file_name().is_none_or(|name| name != "house") {
        return Ok(false);
    }
    let there = |name: &str| is_file(machine, &folder.join(name));
    let mut lists = false;
    for (name, ..) in HOUSE {
        lists |= there(name)?;
    }
    Ok(lists && !there("course.ron")?)
}

/// That a folder which is no course is not one that courses stand in.
fn holds_none_but_others(machine: &dyn Machine, folder: &Path) -> Result<(), Failure> {
    let stands = machine.stands(folder).map_err(|error| Failure::file("cannot look at", folder, error))?;
    if stands != Some(Stands::Folder) || is_file(machine, &folder.join("course.ron"))? {
        return Ok(());
    }
    let mut courses = Vec::new();
    for entry in machine.list(folder).map_err(|error| Failure::file("cannot list", folder, error))? {
        let path = folder.join(&entry.name);
        if entry.folder && is_file(machine, &path.join("course.ron"))? {
            courses.push(format!("`{}`", path.display()));
        }
    }
    if courses.is_empty() {
        return Ok(());
    }
    let more = courses.len().saturating_sub(NAMED);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    courses.truncate(NAMED);
    Err(Failure::Argument(format!(
        "`{}` is no course, and courses stand in it; give those that you mean: {}{more}",
        folder.display(),
        courses.join(", ")
    )))
}

fn is_file(machine: &dyn Machine, path: &Path) -> Result<bool, Failure> {
    let stands = machine.stands(path).map_err(|error| Failure::file("cannot look at", path, error))?;
    Ok(matches!(stands, Some(Stands::File(_))))
}

/// Says of a file that it is no course: the folder in which it stands may be one.
pub(super) fn no_folder(machine: &dyn Machine, file: &Path) -> Failure {
    let parent = file.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let help = match is_file(machine, &parent.join("course.ron")) {
        Ok(true) => format!("give the course's folder, `{}`", parent.display()),
        _ => "give folders of courses alone".to_owned(),
    };
    Failure::Argument(format!("`{}` is a file; {help}", file.display()))
}
