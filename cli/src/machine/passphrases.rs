//! What a run of the program has been told of passphrases. Nothing is asked, read or opened here.

use std::fmt;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use zeroize::Zeroizing;

use crate::keys::{Derived, Way};

/// What this run knows: the file that was named, the passphrases it was given, and the keys that were made of them. All of it is wiped
/// when it is no longer needed.
#[derive(Default)]
pub struct Passphrases {
    told: Mutex<Told>,
}

/// Never shows a secret.
impl fmt::Debug for Passphrases {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Passphrases")
    }
}

/// See [`Passphrases`].
#[derive(Default)]
pub(crate) struct Told {
    /// The file that `--passphrase-file` names.
    pub(crate) file: Option<PathBuf>,
    /// What stood in it.
    pub(crate) read: Option<Zeroizing<String>>,
    /// Those that were given or typed.
    pub(crate) known: Vec<Known>,
}

/// A passphrase.
pub(crate) struct Known {
    pub(crate) text: Zeroizing<String>,
    /// What was made of it, so that each is made once.
    pub(crate) derived: Vec<(Way, Derived)>,
}

impl Passphrases {
    /// Begins a run: what another one knew is wiped.
    pub(crate) fn begin(&self, file: Option<PathBuf>) {
        self.with(|told| *told = Told { file, ..Told::default() });
    }

    /// Looks at it, or changes it; nothing else of the machine may be asked meanwhile.
    pub(crate) fn with<T>(&self, change: impl FnOnce(&mut Told) -> T) -> T {
        change(&mut self.told.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Known {
    /// The key that is made of it in this way.
    pub(crate) fn derive(&mut self, way: &Way) -> Derived {
        if let Some((_, key)) = self.derived.iter().find(|(known, _)| known == way) {
            return key.clone();
        }
        let key = way.derive(&self.text);
        self.derived.push((way.clone(), key.clone()));
        key
    }
}
