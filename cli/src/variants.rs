//! Variants on the disk: the hashes that their changes hold, and their writing.
//!
//! Only empty ones are filled in by `bona check --write`; what moved is bound anew by `bona check --accept` alone.

use std::path::{Path, PathBuf};

use bona_engine::check::{Bind, Given, Input, bind};

use crate::exit::Failure;
use crate::files::{PLACES, nearest_house};
use crate::machine::Machine;
use crate::meanwhile::write_over;
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
        let (path, read) = match bound.house {
            None => (folder.join(&bound.path), input.files.get(&bound.path)),
            Some(number) => (of_house(machine, folder, &bound.path), Some(&input.house[number].given)),
        };
        write_over(machine, &path, read, &bound.text)?;
        let given = Given::Bytes(bound.text.into_bytes());
        let what = match bound.house {
            None => {
                input.files.insert(bound.path, given);
                "change"
            }
            Some(number) => {
                input.house[number].given = given;
                "value"
            }
        };
        let changes = many(bound.blocks.len(), what);
        told.push(format!("wrote {}: {changes} bound: {}\n", path.display(), bound.blocks.join(", ")));
    }
    Ok(told)
}

/// Where the file of a place stands, as it is seen from here; `name` is its name in messages.
fn of_house(machine: &dyn Machine, folder: &Path, name: &str) -> PathBuf {
    let here = machine.full(Path::new("."));
    let house = nearest_house(machine, &machine.full(folder)).unwrap_or_default();
    let house = house.strip_prefix(&here).map_or_else(|_| house.clone(), Path::to_owned);
    house.join(PLACES).join(name.rsplit(['/', '\\']).next().unwrap_or(name))
}
