//! What happens to files while a made-up machine has them in hand: a disk that is full, a power cut, and others who save them.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use bona::machine::Machine as _;

use super::{MadeUp, State, full};

impl MadeUp {
    /// Has somebody else save a file just before this machine writes it.
    pub fn saved_meanwhile(&self, path: impl AsRef<Path>, bytes: &[u8]) {
        let path = self.full(path.as_ref());
        self.state().meanwhile = Some((path, bytes.to_vec()));
    }

    /// Whether, since this was last asked, others were kept out whenever a file was read or written.
    #[must_use]
    pub fn kept_out(&self, path: impl AsRef<Path>) -> bool {
        let path = self.full(path.as_ref());
        !std::mem::take(&mut self.state().unheld).contains(&path)
    }
}

impl State {
    /// Notes that a file is read or written.
    pub(super) fn touch(&mut self, path: &Path) {
        if !path.ancestors().any(|folder| self.held.contains(folder)) {
            self.unheld.insert(path.to_owned());
        }
    }
}

/// That others are kept out of a folder.
pub(super) struct Held {
    pub(super) machine: MadeUp,
    pub(super) folder: PathBuf,
}

impl Drop for Held {
    fn drop(&mut self) {
        self.machine.state().held.remove(&self.folder);
    }
}

/// A file on a disk that can be full, or on a machine that can die.
pub(super) struct Limited<'a> {
    pub(super) machine: &'a MadeUp,
    pub(super) part: &'a Path,
    pub(super) written: u64,
    pub(super) room: Option<u64>,
}

impl Write for Limited<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.machine.tick()?;
        if self.room.is_some_and(|room| self.written + bytes.len() as u64 > room) {
            return Err(full());
        }
        self.written += bytes.len() as u64;
        self.machine.state().files.entry(self.part.to_owned()).or_default().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
