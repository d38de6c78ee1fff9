//! The mapping of a table: read where one is given, proposed and written where none is. Nothing is imported on a guess.

use std::path::{Path, PathBuf};

use bona_engine::intake::FileFault;
use bona_engine::intake::mapped::{MAPPING_BYTES, Mapping, WHOLE_BYTES, propose, read_mapping};

use crate::args::ImportArgs;
use crate::command::print;
use crate::exit::{Exit, Failure};
use crate::machine::{Keep, Machine, read_at_most, write_bytes};
use crate::sheet::list::plain;

/// Reads the mapping; a fault of it is told as one of the table.
pub(super) fn of(machine: &dyn Machine, path: &Path) -> Result<Result<Mapping, FileFault>, Failure> {
    let bytes = read_at_most(machine, path, MAPPING_BYTES)
        .map_err(|error| Failure::file("cannot read", path, error))?;
    let text = String::from_utf8(bytes)
        .map_err(|_| Failure::Argument(format!("`{}` is no text in UTF-8", path.display())))?;
    let named =
        |fault: FileFault| FileFault { why: format!("mapping `{}`: {}", path.display(), fault.why), ..fault };
    Ok(read_mapping(&text).map_err(named))
}

/// Proposes a mapping for the table and writes it beside it, for a person to look at.
pub(super) fn write(args: &ImportArgs, machine: &dyn Machine) -> Result<Exit, Failure> {
    let bytes = read_at_most(machine, &args.file, WHOLE_BYTES)
        .map_err(|error| Failure::file("cannot read", &args.file, error))?;
    let text = match plain(bytes, args.sheet.as_deref()).and_then(|bytes| propose(&bytes)) {
        Ok(text) => text,
        Err(fault) => {
            machine.err(&format!("error: `{}`: {fault}\n", args.file.display()));
            return Ok(Exit::AtFault);
        }
    };
    let mut name = args.file.as_os_str().to_owned();
    name.push(".mapping.ron");
    let path = PathBuf::from(name);
    let look = |error| Failure::file("cannot look at", &path, error);
    if machine.stands(&path).map_err(look)?.is_some() {
        return Err(Failure::Argument(format!(
            "a mapping stands in `{path}` already: look at it and add --mapping {path}, or move it away",
            path = path.display()
        )));
    }
    // It shows what stands in the table, and may be as personal as that.
    write_bytes(machine, &path, Keep::Secret, text.as_bytes())
        .map_err(|error| Failure::file("cannot write", &path, error))?;
    let told = format!(
        "{text}\nThat is a guess, and it stands in `{path}`. Look at each line there, fill in what holds a `?`, and import\n\
         the table with --kind table --mapping {path}. Nothing was imported.\n",
        path = path.display()
    );
    print(machine, &told)?;
    Ok(Exit::AtFault)
}
