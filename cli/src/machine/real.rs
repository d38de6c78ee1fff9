//! The true machine. The one file of the program, beside the store, that may open a door to the outside.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::disallowed_macros,
    reason = "this file is the door that the walls lead to"
)]

use std::ffi::{OsStr, OsString};
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, IsTerminal, Read, Seek as _, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::SystemTime;

use super::{Entry, Fill, Keep, Machine, Saved, Stands, is_part};

static INTERRUPTED: AtomicBool = AtomicBool::new(false);

/// The machine that the program runs on.
#[derive(Debug, Default)]
pub struct Real {
    #[cfg(feature = "store-sqlite")]
    passphrases: super::Passphrases,
    _private: (),
}

impl Real {
    /// Listens for Ctrl-C, so that work can stop between two files.
    #[must_use]
    pub fn start() -> Self {
        // A second program in one process cannot listen; then Ctrl-C simply ends it, which is no fault.
        let _listening = ctrlc::set_handler(|| INTERRUPTED.store(true, Ordering::SeqCst)).is_ok();
        Self::default()
    }
}

impl Machine for Real {
    fn stands(&self, path: &Path) -> io::Result<Option<Stands>> {
        match fs::metadata(path) {
            Ok(found) if found.is_dir() => Ok(Some(Stands::Folder)),
            Ok(found) => Ok(Some(Stands::File(found.len()))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn saved(&self, path: &Path) -> io::Result<Option<Saved>> {
        match fs::metadata(path) {
            Ok(found) if found.is_file() => saved(&found).map(Some),
            Ok(_) => Ok(None),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn program(&self) -> Option<Saved> {
        let path = std::env::current_exe().ok()?;
        fs::metadata(path).and_then(|found| saved(&found)).ok()
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<Entry>> {
        let mut entries = Vec::new();
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            // `metadata` follows links, so that a linked folder is a folder. What is gone by now is none.
            let folder = match entry.file_type() {
                Ok(kind) if !kind.is_symlink() => kind.is_dir(),
                _ => fs::metadata(entry.path()).is_ok_and(|found| found.is_dir()),
            };
            entries.push(Entry { name: entry.file_name().to_string_lossy().into_owned(), folder });
        }
        entries.sort();
        Ok(entries)
    }

    fn open(&self, path: &Path) -> io::Result<Box<dyn Read + Send>> {
        let file = File::open(path)?;
        if file.metadata()?.is_dir() {
            return Err(io::Error::new(io::ErrorKind::IsADirectory, "this is a folder"));
        }
        Ok(Box::new(file))
    }

    fn open_at(&self, path: &Path, from: u64) -> io::Result<Box<dyn Read + Send>> {
        let mut file = File::open(path)?;
        file.seek(SeekFrom::Start(from))?;
        Ok(Box::new(file))
    }

    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        fs::create_dir_all(folder)
    }

    fn write(&self, path: &Path, keep: Keep, fill: Fill<'_>) -> io::Result<()> {
        let name = path
            .file_name()
            .ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, "this names no file"))?;
        let folder = match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        let (part, file) = self.part(folder, name, keep)?;
        // The file stays open, and so locked, until it has its name.
        let written = fill_part(file, keep, fill).and_then(|_open| fs::rename(&part, path));
        if let Err(error) = written {
            // The write failed already; a part that cannot be removed adds nothing to the message.
            let _removed = fs::remove_file(&part).is_ok();
            return Err(error);
        }
        if keep.is_forced() {
            sync_folder(folder)?;
        }
        Ok(())
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn clear(&self, folder: &Path) -> io::Result<usize> {
        let mut cleared = 0;
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            if !is_part(&entry.file_name().to_string_lossy()) || !entry.file_type()?.is_file() {
                continue;
            }
            // Whoever still writes it holds the lock. A file that is gone by now has its name, or was cleared by another.
            let Ok(file) = OpenOptions::new().append(true).open(entry.path()) else { continue };
            if file.try_lock().is_ok() {
                fs::remove_file(entry.path())?;
                cleared += 1;
            }
        }
        Ok(cleared)
    }

    #[cfg(unix)]
    fn open_to_others(&self, path: &Path) -> io::Result<Option<bool>> {
        use std::os::unix::fs::PermissionsExt as _;
        Ok(Some(fs::metadata(path)?.permissions().mode() & 0o077 != 0))
    }

    #[cfg(not(unix))]
    fn open_to_others(&self, path: &Path) -> io::Result<Option<bool>> {
        fs::metadata(path).map(|_| None)
    }

    #[cfg(unix)]
    fn alone(&self, folder: &Path) -> io::Result<Box<dyn Send>> {
        let folder = fs::File::open(folder)?;
        // Some disks over a network lock nothing; whoever writes there is no worse off than without asking.
        let _locked = folder.lock().is_ok();
        Ok(Box::new(folder))
    }

    #[cfg(not(unix))]
    fn alone(&self, folder: &Path) -> io::Result<Box<dyn Send>> {
        fs::metadata(folder).map(|found| Box::new(found) as Box<dyn Send>)
    }

    fn full(&self, path: &Path) -> PathBuf {
        std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
    }

    fn now(&self) -> String {
        let now = jiff::Timestamp::now();
        now.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
    }

    fn random(&self, bytes: &mut [u8]) -> io::Result<()> {
        getrandom::fill(bytes).map_err(|error| io::Error::other(error.to_string()))
    }

    fn variable(&self, name: &str) -> Option<String> {
        std::env::var(name).ok().filter(|value| !value.is_empty())
    }

    fn out(&self, text: &str) -> io::Result<()> {
        let mut out = io::stdout().lock();
        out.write_all(text.as_bytes())?;
        out.flush()
    }

    fn err(&self, text: &str) {
        let mut err = io::stderr().lock();
        let _written = err.write_all(text.as_bytes()).is_ok();
    }

    fn err_is_terminal(&self) -> bool {
        io::stderr().is_terminal()
    }

    fn out_has_colour(&self) -> bool {
        io::stdout().is_terminal() && self.variable("NO_COLOR").is_none()
    }

    fn columns(&self) -> usize {
        // Few shells hand the variable on, so a terminal is asked itself.
        let told = self.variable("COLUMNS").and_then(|columns| columns.parse().ok());
        let asked = || {
            let (_, columns) =
                io::stdout().is_terminal().then(|| console::Term::stdout().size_checked())??;
            Some(usize::from(columns))
        };
        told.or_else(asked).filter(|columns| (20..=400).contains(columns)).unwrap_or(100)
    }

    #[cfg(feature = "store-sqlite")]
    fn out_columns(&self) -> Option<usize> {
        let terminal = console::Term::stdout();
        let (_, columns) = terminal.size_checked().filter(|_| io::stdout().is_terminal())?;
        Some(usize::from(columns)).filter(|columns| 20 <= *columns)
    }

    #[cfg(feature = "store-sqlite")]
    fn ask_secret(&self, prompt: &str) -> io::Result<Option<zeroize::Zeroizing<String>>> {
        let terminal = console::Term::stderr();
        if !io::stdin().is_terminal() || !terminal.is_term() {
            return Ok(None);
        }
        terminal.write_str(prompt)?;
        let typed = zeroize::Zeroizing::new(terminal.read_secure_line()?);
        if self.interrupted() {
            return Err(io::ErrorKind::Interrupted.into());
        }
        Ok(Some(typed))
    }

    #[cfg(feature = "store-sqlite")]
    fn passphrases(&self) -> &super::Passphrases {
        &self.passphrases
    }

    fn interrupted(&self) -> bool {
        INTERRUPTED.load(Ordering::SeqCst)
    }

    fn beside(&self, work: Box<dyn FnOnce() + Send>) -> bool {
        std::thread::Builder::new().spawn(work).is_ok()
    }

    #[cfg(feature = "preview")]
    fn serve(&self, port: u16) -> io::Result<Box<dyn super::served::Server>> {
        Ok(Box::new(super::serve::Loopback::listen(port, &INTERRUPTED)?))
    }

    #[cfg(feature = "preview")]
    fn open_in_browser(&self, address: &str) -> bool {
        use std::process::{Command, Stdio};
        let (program, before): (&str, &[&str]) = if cfg!(windows) {
            ("rundll32", &["url.dll,FileProtocolHandler"])
        } else if cfg!(target_os = "macos") {
            ("open", &[])
        } else {
            ("xdg-open", &[])
        };
        let mut command = Command::new(program);
        command.args(before).arg(address).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command.spawn().is_ok()
    }

    #[cfg(feature = "lrs")]
    fn fetcher(&self, asking: &super::fetched::Asking) -> io::Result<Box<dyn super::fetched::Fetcher>> {
        super::fetch::client(asking)
    }

    #[cfg(feature = "lrs")]
    fn wait(&self, seconds: u64) {
        // In short pieces, so that Ctrl-C is heard.
        for _ in 0..seconds * 10 {
            if self.interrupted() {
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(100));
        }
    }
}

impl Real {
    /// Makes the temporary file for a write, and locks it, so that nobody takes it for one that was left behind.
    fn part(&self, folder: &Path, name: &OsStr, keep: Keep) -> io::Result<(PathBuf, File)> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        if keep.is_private() {
            use std::os::unix::fs::OpenOptionsExt as _;
            options.mode(0o600);
        }
        let _ = keep;
        loop {
            let mut mark = [0; 8];
            self.random(&mut mark)?;
            let mut hidden = OsString::from(".");
            hidden.push(name);
            hidden.push(format!(".{:016x}.part", u64::from_be_bytes(mark)));
            let part = folder.join(hidden);
            let file = options.open(&part)?;
            // A disk without locks is one on which nobody clears.
            let locked = file.lock().is_ok();
            // Between its making and the lock another program may have cleared it.
            if !locked || fs::exists(&part)? {
                return Ok((part, file));
            }
        }
    }
}

fn saved(found: &fs::Metadata) -> io::Result<Saved> {
    let since = found.modified()?;
    // Files from before 1970 have no time here that could be told from another; they are the same at nought.
    let since = since.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    let seconds = i64::try_from(since.as_secs()).map_err(io::Error::other)?;
    Ok(Saved { bytes: found.len(), seconds, nanos: since.subsec_nanos() })
}

/// Fills a temporary file, and gives it back open.
fn fill_part(file: File, keep: Keep, fill: Fill<'_>) -> io::Result<File> {
    let mut file = BufWriter::with_capacity(1 << 16, file);
    fill(&mut file)?;
    let file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
    if keep.is_forced() {
        file.sync_all()?;
    }
    Ok(file)
}

/// A rename only outlives a power cut when its folder was forced to the disk too.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Windows forces the folder with the file.
#[cfg(not(unix))]
fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}
