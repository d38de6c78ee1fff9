//! `bona fmt`: RON files in one layout. What is not whole is told of and left as it is.

use std::path::{Path, PathBuf};

use bona_engine::check::Given;
use bona_engine::diagnostic::Diagnostic;
use bona_engine::source::Source;
use bona_engine::write::{damage, format};

use crate::args::{FmtArgs, Output};
use crate::exit::{Exit, Failure};
use crate::machine::{Machine, Stands};
use crate::meanwhile::write_over;
use crate::{files, show};

/// How deep folders are gone into.
const LEVELS: usize = 6;

/// Lays out the files.
pub(crate) fn run(args: &FmtArgs, machine: &dyn Machine) -> Result<Exit, Failure> {
    let mut paths = Vec::new();
    for path in &args.paths {
        match machine.stands(path).map_err(|error| Failure::file("cannot look at", path, error))? {
            Some(Stands::File(_)) => paths.push(path.clone()),
            Some(Stands::Folder) => collect(machine, path, LEVELS, &mut paths)?,
            None => {
                return Err(Failure::Argument(format!("there is no file or folder `{}`", path.display())));
            }
        }
    }
    let (mut changed, mut broken, mut texts) = (0, Vec::new(), Vec::new());
    for path in &paths {
        let name = path.display().to_string();
        let text = match text_of(machine, path)? {
            Ok(text) => text,
            Err(why) => {
                machine.err(&format!("{name}: {why}; it was left as it is\n"));
                broken.push(Vec::new());
                continue;
            }
        };
        let Some(laid) = format(&text) else {
            let source = Source::new(name, text.trim_start_matches('\u{feff}'));
            broken.push(damage(&source));
            texts.push(source);
            continue;
        };
        if laid == text {
            continue;
        }
        changed += 1;
        if args.check {
            super::print(machine, &format!("{name}: would change\n"))?;
            continue;
        }
        write_over(machine, path, Some(&Given::Bytes(text.into_bytes())), &laid)?;
        super::print(machine, &format!("{name}: laid out\n"))?;
    }
    let all: Vec<Diagnostic> = broken.iter().flatten().cloned().collect();
    super::print(machine, &show::diagnostics(machine, &texts, &all, Output::Human))?;
    let left = match broken.len() {
        0 => String::new(),
        many => format!(", {} not whole and left as they are", show::many(many, "file")),
    };
    let done = if args.check { "would change" } else { "laid out" };
    let line = format!("{} of {} {done}{left}.\n", changed, show::many(paths.len(), "file"));
    super::print(machine, &line)?;
    Ok(if !broken.is_empty() || (args.check && changed > 0) { Exit::AtFault } else { Exit::Done })
}

/// A file's text, or why it has none.
fn text_of(machine: &dyn Machine, path: &Path) -> Result<Result<String, &'static str>, Failure> {
    Ok(match files::read_text(machine, path)? {
        Given::TooLarge(_) => Err("this is larger than a file may be"),
        Given::Bytes(bytes) => String::from_utf8(bytes).map_err(|_| "this is not UTF-8 text"),
    })
}

fn collect(
    machine: &dyn Machine,
    folder: &Path,
    levels: usize,
    paths: &mut Vec<PathBuf>,
) -> Result<(), Failure> {
    for entry in machine.list(folder).map_err(|error| Failure::file("cannot list", folder, error))? {
        if entry.name.starts_with('.') {
            continue;
        }
        let path = folder.join(&entry.name);
        if entry.folder && levels > 0 {
            collect(machine, &path, levels - 1, paths)?;
        } else if !entry.folder && entry.name.ends_with(".ron") {
            paths.push(path);
        }
    }
    Ok(())
}
