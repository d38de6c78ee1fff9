//! The workbench: the whole program on a made-up machine, in this process.
//!
//! Files stand in memory, the clock stands still, chance is counted, the console is caught. A disk that is
//! full and a write that breaks off are asked for by number, so that nothing depends on the real machine.

pub mod made_up;
pub mod record_store;
pub mod seeded;
pub mod visits;

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use bona::Exit;
pub use made_up::MadeUp;

/// The folder of the project's tests, where fixtures stand.
pub const TESTS: &str = env!("CARGO_MANIFEST_DIR");

/// What a run of the program said and how it ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ran {
    /// How it ended.
    pub exit: Exit,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Ran {
    /// Both outputs and the exit value, for a snapshot.
    #[must_use]
    pub fn whole(&self) -> String {
        let err =
            if self.err.is_empty() { String::new() } else { format!("--- standard error\n{}", self.err) };
        format!("{}{err}--- exit value {}\n", self.out, self.exit.value())
    }
}

/// A made-up machine and what stands on it.
#[derive(Debug, Default)]
pub struct Workbench {
    machine: MadeUp,
}

impl Workbench {
    /// An empty machine.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Puts a file on it.
    #[must_use]
    pub fn file(self, path: &str, bytes: impl AsRef<[u8]>) -> Self {
        self.machine.put(path, bytes.as_ref());
        self
    }

    /// Takes a file away.
    ///
    /// # Panics
    /// When it is not there.
    #[must_use]
    pub fn without(self, path: &str) -> Self {
        use bona::machine::Machine as _;
        self.machine.remove(Path::new(path)).expect("it is there to be taken away");
        self
    }

    /// Puts a folder of the project's tests on it, under a name.
    #[must_use]
    pub fn folder(self, name: &str, from: impl AsRef<Path>) -> Self {
        for (path, bytes) in read_folder(&Path::new(TESTS).join(from)) {
            self.machine.put(Path::new(name).join(path), &bytes);
        }
        self
    }

    /// Lets so many bytes be written before the disk is full.
    #[must_use]
    pub fn room(self, bytes: u64) -> Self {
        self.machine.room(bytes);
        self
    }

    /// Makes its console so wide.
    #[must_use]
    pub fn columns(self, columns: usize) -> Self {
        self.machine.wide(columns);
        self
    }

    /// Runs the program: `&["check", "course"]`.
    pub fn run(&self, arguments: &[&str]) -> Ran {
        let arguments = std::iter::once("bona").chain(arguments.iter().copied()).map(OsString::from);
        let exit = bona::run(arguments, &self.machine);
        let (out, err) = self.machine.said();
        Ran { exit, out, err }
    }

    /// Every file that stands on the machine.
    #[must_use]
    pub fn files(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        self.machine.files()
    }

    /// The machine itself.
    #[must_use]
    pub fn machine(&self) -> &MadeUp {
        &self.machine
    }
}

/// The files of a folder on the real disk, by their path in it.
///
/// # Panics
/// When it cannot be read: a fixture is missing.
#[must_use]
pub fn read_folder(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(here) = open.pop() {
        let entries = std::fs::read_dir(&here).unwrap_or_else(|error| panic!("{}: {error}", here.display()));
        for entry in entries {
            let path = entry.expect("a fixture can be listed").path();
            if path.is_dir() {
                open.push(path);
            } else {
                let bytes = std::fs::read(&path).expect("a fixture can be read");
                let name = path.strip_prefix(folder).expect("it stands in the folder").to_owned();
                files.insert(name, bytes);
            }
        }
    }
    files
}
