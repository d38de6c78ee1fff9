//! Variants on the disk: the hashes that their changes hold, and their writing.
//!
//! Only empty ones are filled in by `bona check --write`; what moved is bound anew by `bona check --accept` alone.

use std::path::Path;

use bona_engine::check::{Bind, Given, Input, bind};

use crate::exit::Failure;
use crate::machine::{Keep, Machine, write_bytes};
use crate::show::many;

/// Binds changes of variants to the words that the course has now, and says what was done.
pub(crate) fn write(
    machine: &dyn Machine,
    folder: &Path,
    input: &mut Input,
    what: Bind<'_>,
) -> Result<Vec<String>, Failure> {
    let mut told = Vec::new();
    for bound in bind(input, what) {
        let path = folder.join(&bound.path);
        write_bytes(machine, &path, Keep::Forced, bound.text.as_bytes())
            .map_err(|error| Failure::file("cannot write", &path, error))?;
        input.files.insert(bound.path, Given::Bytes(bound.text.into_bytes()));
        let changes = many(bound.blocks.len(), "change");
        told.push(format!("wrote {}: {changes} bound: {}\n", path.display(), bound.blocks.join(", ")));
    }
    Ok(told)
}
