//! The sums of media: each file is read for them once in a run, by as many threads as there are, and not at all where an
//! earlier run has noted them of a file that has the same size and was last written at the same time.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use bona_packager::{Media, MediaSource, PackError, Watch, measure};
use rayon::ThreadPool;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::exit::Failure;
use crate::machine::{Machine, Saved};

/// What is known of a file that was read whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Sum {
    /// Its size and when it was last written, before it was read.
    pub(crate) saved: Saved,
    /// SHA-256 of the file as it stands.
    pub(crate) source: [u8; 32],
    /// Its size as it is packaged: of a picture, without what that says beside its pixels.
    pub(crate) len: u64,
    /// CRC-32 as it is packaged.
    pub(crate) crc: u32,
    /// SHA-256 as it is packaged.
    pub(crate) sha256: [u8; 32],
}

/// The sums of all files that a run has to do with, by their full paths.
pub(crate) struct Sums<'a> {
    machine: &'a dyn Machine,
    /// The threads that read; `None` leaves it to as many as the machine has.
    pool: Option<&'a ThreadPool>,
    /// What an earlier run has noted.
    noted: BTreeMap<String, Sum>,
    known: Mutex<BTreeMap<PathBuf, Sum>>,
}

impl<'a> Sums<'a> {
    /// Nothing but what an earlier run has noted.
    pub(crate) fn new(machine: &'a dyn Machine, noted: BTreeMap<String, Sum>) -> Self {
        Self { machine, pool: None, noted, known: Mutex::default() }
    }

    /// The same, read by these threads.
    pub(crate) fn within(self, pool: &'a ThreadPool) -> Self {
        Self { pool: Some(pool), ..self }
    }

    /// Gets to know files: those in `paths`, which `source` opens and which stand at `place`. A file that cannot be read
    /// stays unknown; whoever wants it then reads it, and tells why it cannot be read.
    ///
    /// # Errors
    /// [`Failure::Interrupted`] alone.
    pub(crate) fn learn(
        &self,
        source: &dyn MediaSource,
        paths: &[&str],
        place: &(dyn Fn(&str) -> PathBuf + Sync),
        watch: &dyn Watch,
    ) -> Result<(), Failure> {
        let one = |path: &&str| {
            let full = self.machine.full(&place(path));
            if self.lock().contains_key(&full) {
                return Ok(());
            }
            let Ok(Some(saved)) = self.machine.saved(&full) else { return Ok(()) };
            let noted = full.to_str().and_then(|path| self.noted.get(path));
            if let Some(sum) = noted.filter(|sum| sum.saved == saved) {
                self.lock().insert(full, sum.clone());
                return Ok(());
            }
            match measure(source, path, watch) {
                Ok(Media { len, crc, sha256, source, .. }) if source.len == saved.bytes => {
                    self.lock().insert(full, Sum { saved, source: source.sha256, len, crc, sha256 });
                    Ok(())
                }
                Err(PackError::Interrupted) => Err(Failure::Interrupted),
                // It grew while it was read, or cannot be read: nothing is known of it.
                Ok(_) | Err(_) => Ok(()),
            }
        };
        let all = || paths.par_iter().map(one).collect();
        match self.pool {
            Some(pool) => pool.install(all),
            None => all(),
        }
    }

    /// What is known of a file.
    pub(crate) fn of(&self, place: &Path) -> Option<Sum> {
        self.lock().get(&self.machine.full(place)).cloned()
    }

    /// All that is known, and all that was noted of files that this run had nothing to do with.
    pub(crate) fn all(self) -> BTreeMap<String, Sum> {
        let mut all = self.noted;
        let known = self.known.into_inner().unwrap_or_else(PoisonError::into_inner);
        // A path that is no text cannot be noted, and is read each time.
        all.extend(known.into_iter().filter_map(|(path, sum)| Some((path.to_str()?.to_owned(), sum))));
        all
    }

    /// A thread that panicked while it held the table has left it whole: each change is one insertion.
    fn lock(&self) -> MutexGuard<'_, BTreeMap<PathBuf, Sum>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
