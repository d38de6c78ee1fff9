//! What is given away beside a store: neither the store nor what was given to be read is written over by it, and rows that
//! somebody may be mending never are.

use std::path::{Component, Path, PathBuf};

use super::{free, head};
use crate::exit::Failure;
use crate::machine::{Keep, Machine, Stands, write_bytes};
use crate::store::Place;

/// Most names that are tried for a file which is never written over.
const NAMES: u32 = 9_999;

/// What is never replaced.
pub(crate) fn never(_head: &[u8]) -> bool {
    false
}

/// Where files are given away.
pub(crate) struct Giving<'a> {
    machine: &'a dyn Machine,
    /// The store that they are made from.
    place: &'a Place,
    /// What was given to be read.
    inputs: Vec<&'a Path>,
}

impl<'a> Giving<'a> {
    /// From this store.
    pub(crate) fn of(place: &'a Place, machine: &'a dyn Machine) -> Self {
        Self { machine, place, inputs: Vec::new() }
    }

    /// The same, where these files were given to be read.
    pub(crate) fn reading(self, inputs: impl IntoIterator<Item = &'a Path>) -> Self {
        Self { inputs: inputs.into_iter().collect(), ..self }
    }

    /// Writes a file, unless something else stands there. The same bytes are left as they are.
    ///
    /// # Errors
    /// As [`Giving::may`]; and when the disk refuses.
    pub(crate) fn put(
        &self,
        path: &Path,
        keep: Keep,
        bytes: &[u8],
        ours: impl FnOnce(&[u8]) -> bool,
    ) -> Result<(), Failure> {
        self.apart(path)?;
        if holds(self.machine, path, bytes)? {
            return Ok(());
        }
        self.may(path, ours)?;
        write_bytes(self.machine, path, keep, bytes)
            .map_err(|error| Failure::file("cannot write", path, error))
    }

    /// Whether a file may be written there.
    ///
    /// # Errors
    /// When it is of the store, or was given to be read, or when what stands there is not `ours` by its first bytes.
    pub(crate) fn may(&self, path: &Path, ours: impl FnOnce(&[u8]) -> bool) -> Result<(), Failure> {
        self.apart(path)?;
        free(self.machine, path, ours)
    }

    /// Whether a file is neither of the store nor was given to be read.
    ///
    /// # Errors
    /// When it is.
    pub(crate) fn apart(&self, path: &Path) -> Result<(), Failure> {
        let wanted = plain(self.machine, path);
        // Where keys stand in a folder with everything else, only what stands there already is theirs.
        let everywhere = [plain(self.machine, &self.place.store), plain(self.machine, Path::new("."))];
        let own = self.place.files().into_iter().map(|own| plain(self.machine, &own));
        let is_own =
            |own: PathBuf| wanted == own || (wanted.starts_with(&own) && !everywhere[1].starts_with(&own));
        let mut own = own.filter(|own| *own == everywhere[0] || !everywhere[0].starts_with(own));
        if own.any(is_own) {
            return Err(Failure::Argument(format!(
                "`{}` is of the evidence store `{}`; name another file to write",
                path.display(),
                self.place.shown()
            )));
        }
        if self.inputs.iter().any(|input| plain(self.machine, input) == wanted) {
            return Err(Failure::Argument(format!(
                "`{}` was given to be read; name another file to write",
                path.display()
            )));
        }
        Ok(())
    }
}

/// Writes what is never written over: where something else stands, under the next free name, `x.refused-2.csv`. Gives the
/// name, and whether it is another than was asked for. Where these very bytes stand already, nothing is written.
pub(crate) fn put_beside(
    machine: &dyn Machine,
    path: &Path,
    keep: Keep,
    bytes: &[u8],
) -> Result<(PathBuf, bool), Failure> {
    for number in 1..=NAMES {
        let (name, other) = (numbered(path, number), 1 < number);
        if holds(machine, &name, bytes)? {
            return Ok((name, other));
        }
        let look = |error| Failure::file("cannot look at", &name, error);
        if machine.stands(&name).map_err(look)?.is_some() {
            continue;
        }
        write_bytes(machine, &name, keep, bytes)
            .map_err(|error| Failure::file("cannot write", &name, error))?;
        return Ok((name, other));
    }
    Err(Failure::Argument(format!(
        "`{}` and {NAMES} files of that name with a number stand there already; move them away",
        path.display()
    )))
}

/// `x.refused.csv`, `x.refused-2.csv`, …
fn numbered(path: &Path, number: u32) -> PathBuf {
    if number < 2 {
        return path.to_owned();
    }
    let mut name = path.file_stem().unwrap_or_default().to_owned();
    name.push(format!("-{number}"));
    if let Some(ending) = path.extension() {
        name.push(".");
        name.push(ending);
    }
    path.with_file_name(name)
}

/// Whether a file holds these bytes and no others.
fn holds(machine: &dyn Machine, path: &Path, bytes: &[u8]) -> Result<bool, Failure> {
    let size = bytes.len() as u64;
    match machine.stands(path).map_err(|error| Failure::file("cannot look at", path, error))? {
        Some(Stands::File(found)) if found == size => Ok(head(machine, path, size + 1)? == bytes),
        _ => Ok(false),
    }
}

/// The path from the root without `.` and `..`, its last name in lower case: some disks take those for the same.
fn plain(machine: &dyn Machine, path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in machine.full(path).components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                plain.pop();
            }
            Component::Normal(name) => plain.push(name.to_ascii_lowercase()),
            root => plain.push(root),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::numbered;

    #[test]
    fn the_next_name_has_its_number_before_the_ending() {
        let of = |path: &str, number| numbered(Path::new(path), number).display().to_string();
        assert_eq!(of("a/s.csv.refused.csv", 1), "a/s.csv.refused.csv");
        assert_eq!(of("a/s.csv.refused.csv", 2), "a/s.csv.refused-2.csv");
        assert_eq!(of("refused", 3), "refused-3");
    }
}
