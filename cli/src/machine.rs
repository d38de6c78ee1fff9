//! The windows of the house: files, clock, chance, console, environment, behind one trait.
//!
//! Everything else in the program takes `&dyn Machine`; tests give a made-up one, [`Real`] is the true one.
//! A write is whole or absent: it goes to a temporary file beside its place and is renamed into it.

#[cfg(feature = "lrs")]
mod fetch;
#[cfg(feature = "lrs")]
pub mod fetched;
#[cfg(feature = "store-sqlite")]
mod passphrases;
mod real;
#[cfg(feature = "preview")]
mod serve;
#[cfg(feature = "preview")]
pub mod served;

use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

#[cfg(feature = "store-sqlite")]
pub use passphrases::Passphrases;
#[cfg(feature = "store-sqlite")]
pub(crate) use passphrases::{Known, Told};
pub use real::Real;

/// What stands at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    /// A file of so many bytes.
    File(u64),
    /// A folder.
    Folder,
}

/// A file as whoever saved it last left it. Two that are alike are taken for the same file's same bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub struct Saved {
    /// Its size.
    pub bytes: u64,
    /// When it was last written: seconds since 1970 began, UTC.
    pub seconds: i64,
    /// Nanoseconds beyond them, as far as the disk counts them.
    pub nanos: u32,
}

/// An entry of a folder.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// Its name, without the folder.
    pub name: String,
    /// Whether it is a folder.
    pub folder: bool,
}

/// How much a write must outlive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// Can be made again: renamed into place, not forced to the disk. For packages and reports.
    Remade,
    /// As `Remade`, and readable by its owner alone. For certificates.
    Private,
    /// Cannot be made again: file and folder are forced to the disk. For stores, keys, checkpoints, locks.
    Forced,
    /// As `Forced`, and readable by its owner alone. For keys.
    Secret,
}

impl Keep {
    /// Whether file and folder are forced to the disk.
    #[must_use]
    pub fn is_forced(self) -> bool {
        matches!(self, Self::Forced | Self::Secret)
    }

    /// Whether its owner alone may read it.
    #[must_use]
    pub fn is_private(self) -> bool {
        matches!(self, Self::Private | Self::Secret)
    }
}

/// What fills a file.
pub type Fill<'a> = &'a mut dyn FnMut(&mut dyn Write) -> io::Result<()>;

/// The world as the program sees it.
pub trait Machine: Sync {
    /// Says what stands at a path; `None` if nothing does.
    ///
    /// # Errors
    /// When the system will not say, such as for lack of rights.
    fn stands(&self, path: &Path) -> io::Result<Option<Stands>>;

    /// Says of a file how large it is and when it was last written; `None` if no file stands there.
    ///
    /// # Errors
    /// When the system will not say.
    fn saved(&self, path: &Path) -> io::Result<Option<Saved>>;

    /// The same of the program itself, which tells it from another of the same version; `None` if the system will not say.
    fn program(&self) -> Option<Saved>;

    /// Lists a folder, sorted by name.
    ///
    /// # Errors
    /// When it cannot be read.
    fn list(&self, folder: &Path) -> io::Result<Vec<Entry>>;

    /// Opens a file for reading.
    ///
    /// # Errors
    /// When it cannot be opened.
    fn open(&self, path: &Path) -> io::Result<Box<dyn Read + Send>>;

    /// Opens a file to be read from a byte of it on.
    ///
    /// # Errors
    /// When it cannot be read.
    fn open_at(&self, path: &Path, from: u64) -> io::Result<Box<dyn Read + Send>> {
        let mut file = self.open(path)?;
        io::copy(&mut file.by_ref().take(from), &mut io::sink())?;
        Ok(file)
    }

    /// Makes a folder and those above it.
    ///
    /// # Errors
    /// When it cannot be made.
    fn make_folder(&self, folder: &Path) -> io::Result<()>;

    /// Writes a file whole or not at all, replacing what stood there.
    ///
    /// # Errors
    /// When the disk is full or refuses; nothing is left behind then.
    fn write(&self, path: &Path, keep: Keep, fill: Fill<'_>) -> io::Result<()>;

    /// Removes a file.
    ///
    /// # Errors
    /// When it cannot be removed.
    fn remove(&self, path: &Path) -> io::Result<()>;

    /// Removes from a folder what [`Machine::write`] left there when it was cut off: files of names such as
    /// `.course.zip.0123456789abcdef.part` that nobody is writing any more. Says how many.
    ///
    /// # Errors
    /// When the folder cannot be listed, or such a file cannot be removed.
    fn clear(&self, folder: &Path) -> io::Result<usize>;

    /// Whether others than its owner may read a file; `None` where the system's rights do not say so.
    ///
    /// # Errors
    /// When the system will not say, or there is no such file.
    fn open_to_others(&self, path: &Path) -> io::Result<Option<bool>>;

    /// Waits until no other run of the program is in a folder in this way, and keeps others out until what it gives is dropped. A system
    /// or a disk that locks no folders keeps nobody out.
    ///
    /// # Errors
    /// When the folder is not there.
    fn alone(&self, folder: &Path) -> io::Result<Box<dyn Send>>;

    /// The path from the root, for messages and for the doors that need one.
    fn full(&self, path: &Path) -> PathBuf;

    /// The time now, RFC 3339 in UTC to the second: `2026-11-22T02:30:00Z`.
    fn now(&self) -> String;

    /// Fills with bytes that nobody can guess.
    ///
    /// # Errors
    /// When the system has none.
    fn random(&self, bytes: &mut [u8]) -> io::Result<()>;

    /// An environment variable.
    fn variable(&self, name: &str) -> Option<String>;

    /// Writes to standard output.
    ///
    /// # Errors
    /// When it is closed; the caller ends with exit value 0 then.
    fn out(&self, text: &str) -> io::Result<()>;

    /// Writes to standard error; a closed one is not worth failing for.
    fn err(&self, text: &str);

    /// Whether standard error is a terminal, on which progress may be drawn.
    fn err_is_terminal(&self) -> bool;

    /// Whether standard output is a terminal that shows colour.
    fn out_has_colour(&self) -> bool;

    /// Columns of the terminal, or 100.
    fn columns(&self) -> usize;

    /// Columns of the terminal to which standard output goes; `None` where it goes elsewhere.
    #[cfg(feature = "store-sqlite")]
    fn out_columns(&self) -> Option<usize>;

    /// Asks on the terminal for what is not shown while it is typed; `None` where nobody sits at one.
    ///
    /// # Errors
    /// When the terminal cannot be read, or somebody pressed Ctrl-C (`Interrupted`).
    #[cfg(feature = "store-sqlite")]
    fn ask_secret(&self, prompt: &str) -> io::Result<Option<zeroize::Zeroizing<String>>>;

    /// What this run of the program has been told of passphrases.
    #[cfg(feature = "store-sqlite")]
    fn passphrases(&self) -> &Passphrases;

    /// Whether somebody pressed Ctrl-C.
    fn interrupted(&self) -> bool;

    /// Does work on a thread of its own; says whether it could be begun. What is refused is not done.
    fn beside(&self, work: Box<dyn FnOnce() + Send>) -> bool {
        drop(work);
        false
    }

    /// Listens for pages on this machine alone, at this port of 127.0.0.1; at 0, the system chooses a free one.
    ///
    /// # Errors
    /// When the port is taken (`AddrInUse`), or the system lets nobody listen.
    #[cfg(feature = "preview")]
    fn serve(&self, port: u16) -> io::Result<Box<dyn served::Server>>;

    /// Asks the system to open an address in the reader's browser; false where it has no way to.
    #[cfg(feature = "preview")]
    fn open_in_browser(&self, address: &str) -> bool;

    /// Makes a client that asks servers by HTTP.
    ///
    /// # Errors
    /// When the certificates that it is to trust are none.
    #[cfg(feature = "lrs")]
    fn fetcher(&self, asking: &fetched::Asking) -> io::Result<Box<dyn fetched::Fetcher>>;

    /// Waits so many seconds, or until somebody presses Ctrl-C.
    #[cfg(feature = "lrs")]
    fn wait(&self, seconds: u64);
}

/// Whether a name is that of a file which is being written, or was when a write was cut off.
#[must_use]
pub fn is_part(name: &str) -> bool {
    let inner = name.strip_prefix('.').and_then(|name| name.strip_suffix(".part"));
    inner.and_then(|name| name.rsplit_once('.')).is_some_and(|(name, mark)| {
        let hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        !name.is_empty() && mark.len() == 16 && mark.bytes().all(hex)
    })
}

/// Reads a whole file of at most `limit` bytes.
///
/// # Errors
/// When it cannot be read, or is larger: `InvalidData` with a message that says so.
pub fn read_at_most(machine: &dyn Machine, path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    let too_large = || {
        let most = match limit / 1_000_000 {
            0 => format!("{limit} bytes"),
            megabytes => format!("{megabytes} MB"),
        };
        let message = format!("larger than {most}, the most that is read here");
        io::Error::new(io::ErrorKind::InvalidData, message)
    };
    let size = match machine.stands(path)? {
        Some(Stands::File(size)) if size > limit => return Err(too_large()),
        Some(Stands::File(size)) => usize::try_from(size).unwrap_or_default(),
        _ => 0,
    };
    let mut bytes = Vec::with_capacity(size);
    machine.open(path)?.take(limit + 1).read_to_end(&mut bytes)?;
    // A file can grow while it is read, and a pipe has no size.
    if bytes.len() as u64 > limit {
        return Err(too_large());
    }
    Ok(bytes)
}

/// Writes bytes whole or not at all.
///
/// # Errors
/// As [`Machine::write`].
pub fn write_bytes(machine: &dyn Machine, path: &Path, keep: Keep, bytes: &[u8]) -> io::Result<()> {
    machine.write(path, keep, &mut |file| file.write_all(bytes))
}
