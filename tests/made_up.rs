//! A machine that is made up.

mod disk;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Cursor, Read};
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};

use bona::machine::fetched::{Asking, Fetcher};
use bona::machine::served::Server;
use bona::machine::{Entry, Fill, Keep, Machine, Passphrases, Saved, Stands, is_part};

use zeroize::Zeroizing;

use crate::record_store::{Reached, RecordStore};
use crate::visits::{Visit, Visited, Visitors};

use disk::{Held, Limited};

/// Where relative paths begin.
const HERE: &str = "/made/up";

/// Files in memory, a clock that stands still, counted chance, a caught console.
#[derive(Debug)]
pub struct MadeUp {
    state: Arc<Mutex<State>>,
    /// The record store that it reaches, if there is one.
    record_store: Arc<Mutex<Option<RecordStore>>>,
    passphrases: Passphrases,
}

#[derive(Debug, Default)]
struct State {
    files: BTreeMap<PathBuf, Vec<u8>>,
    /// When each was last written: how many writes there were before it.
    times: BTreeMap<PathBuf, u32>,
    writes: u32,
    /// The program's own file, as the system tells of it, where a test set it.
    program: Option<u64>,
    folders: BTreeSet<PathBuf>,
    /// Files that their owner alone may read.
    secret: BTreeSet<PathBuf>,
    out: String,
    err: String,
    chance: u64,
    /// Bytes that still fit on the disk.
    room: Option<u64>,
    /// What the clock says, where a test set it.
    clock: Option<String>,
    /// Writes, forcings to the disk and renames so far.
    ticks: u64,
    /// At which of them something happens.
    fault: Option<(u64, Fault)>,
    /// Columns of the console, where a test asked for other than 100.
    columns: Option<usize>,
    /// What happens to a server of this machine, one after another.
    visits: Vec<Visit>,
    visited: Visited,
    /// The environment.
    variables: BTreeMap<String, String>,
    /// A port at which somebody else listens.
    taken: Option<u16>,
    /// What somebody else saves just before this machine writes a file.
    meanwhile: Option<(PathBuf, Vec<u8>)>,
    /// Folders that others are kept out of.
    held: BTreeSet<PathBuf>,
    /// Files that were read or written while nobody was kept out of a folder they are in.
    unheld: BTreeSet<PathBuf>,
    /// Seconds that were waited.
    waited: Vec<u64>,
    /// What somebody types when they are asked for a passphrase; nobody sits there where this is `None`.
    typed: Option<Vec<String>>,
}

/// What happens to a machine at one of its writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The power goes: nothing that comes later happens, and nobody is told.
    Dies,
    /// The disk is full, then and later.
    Full,
}

/// How a program ends whose machine has died. Nobody catches it but who made the machine.
#[derive(Debug)]
pub struct Died;

impl Default for MadeUp {
    fn default() -> Self {
        let folders = [PathBuf::from("/"), PathBuf::from("/made"), PathBuf::from(HERE)].into();
        Self {
            state: Arc::new(Mutex::new(State { folders, ..State::default() })),
            record_store: Arc::default(),
            passphrases: Passphrases::default(),
        }
    }
}

impl MadeUp {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("no test panics while it holds the machine")
    }

    /// Puts a file there, with its folders; everybody may read it.
    pub fn put(&self, path: impl AsRef<Path>, bytes: &[u8]) {
        let path = self.full(path.as_ref());
        let mut state = self.state();
        state.folders.extend(path.ancestors().skip(1).map(Path::to_owned));
        state.secret.remove(&path);
        state.time(&path);
        state.files.insert(path, bytes.to_vec());
    }

    /// Puts other bytes into a file without anybody's seeing it by its time.
    ///
    /// # Panics
    /// When there is no such file.
    pub fn slip(&self, path: impl AsRef<Path>, bytes: &[u8]) {
        let path = self.full(path.as_ref());
        *self.state().files.get_mut(&path).expect("it is there") = bytes.to_vec();
    }

    /// Puts another program in the place of this one, which says the same version.
    pub fn program_of(&self, bytes: u64) {
        self.state().program = Some(bytes);
    }

    /// Lets so many bytes be written before the disk is full.
    pub fn room(&self, bytes: u64) {
        self.state().room = Some(bytes);
    }

    /// Sets an environment variable.
    pub fn set(&self, name: &str, value: &str) {
        self.state().variables.insert(name.to_owned(), value.to_owned());
    }

    /// Counts writes, forcings to the disk and renames anew, and lets something happen at one of them, from 1 on.
    pub fn fault(&self, at: Option<(u64, Fault)>) {
        let mut state = self.state();
        state.ticks = 0;
        state.fault = at;
    }

    /// How many writes, forcings and renames there were since they were counted anew.
    #[must_use]
    pub fn ticks(&self) -> u64 {
        self.state().ticks
    }

    /// One of them. The lock is let go before anything happens.
    fn tick(&self) -> io::Result<()> {
        let mut state = self.state();
        state.ticks += 1;
        let (ticks, fault) = (state.ticks, state.fault);
        drop(state);
        match fault {
            Some((at, Fault::Dies)) if at <= ticks => std::panic::resume_unwind(Box::new(Died)),
            Some((at, Fault::Full)) if at <= ticks => Err(full()),
            _ => Ok(()),
        }
    }

    /// Sets the clock, which stands still.
    pub fn clock(&self, now: &str) {
        self.state().clock = Some(now.to_owned());
    }

    /// Makes the console so many columns wide.
    pub fn wide(&self, columns: usize) {
        self.state().columns = Some(columns);
    }

    /// Lets this happen to the next server, which then ends.
    pub fn visits(&self, visits: Vec<Visit>) {
        let mut state = self.state();
        state.visits = visits;
        state.visited = Visited::default();
    }

    /// What became of the visits.
    #[must_use]
    pub fn visited(&self) -> Visited {
        std::mem::take(&mut self.state().visited)
    }

    /// Lets somebody else listen at a port.
    pub fn taken(&self, port: u16) {
        self.state().taken = Some(port);
    }

    /// Changes the record store that this machine reaches, or takes it away; what was asked of it stays in it.
    pub fn record_store<T>(&self, change: impl FnOnce(&mut Option<RecordStore>) -> T) -> T {
        change(&mut self.record_store.lock().expect("no test panics while it changes it"))
    }

    /// Has somebody sit at the terminal who types this, one after another, and then nothing.
    pub fn types(&self, typed: &[&str]) {
        self.state().typed = Some(typed.iter().rev().map(|&one| one.to_owned()).collect());
    }

    /// The seconds that were waited, one after another, since it was last asked.
    #[must_use]
    pub fn waited(&self) -> Vec<u64> {
        std::mem::take(&mut self.state().waited)
    }

    /// The same machine, for whoever outlives this value.
    pub(crate) fn same(&self) -> Self {
        Self {
            state: Arc::clone(&self.state),
            record_store: Arc::clone(&self.record_store),
            passphrases: Passphrases::default(),
        }
    }

    /// Changes what became of the visits.
    pub(crate) fn note(&self, change: impl FnOnce(&mut Visited)) {
        change(&mut self.state().visited);
    }

    /// Takes a folder away with all that is in it.
    pub(crate) fn take_away(&self, folder: &Path) {
        let folder = self.full(folder);
        let mut state = self.state();
        state.files.retain(|path, _| !path.starts_with(&folder));
        state.folders.retain(|path| !path.starts_with(&folder));
    }

    /// What was said since it was last asked: standard output, standard error.
    pub fn said(&self) -> (String, String) {
        let mut state = self.state();
        (std::mem::take(&mut state.out), std::mem::take(&mut state.err))
    }

    /// Every file, by its path from where relative paths begin.
    #[must_use]
    pub fn files(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let here = |path: &PathBuf| path.strip_prefix(HERE).unwrap_or(path).to_owned();
        self.state().files.iter().map(|(path, bytes)| (here(path), bytes.clone())).collect()
    }
}

impl State {
    /// Notes that a file is written now.
    fn time(&mut self, path: &Path) {
        self.writes += 1;
        let writes = self.writes;
        self.times.insert(path.to_owned(), writes);
    }
}

fn full() -> io::Error {
    io::Error::new(io::ErrorKind::StorageFull, "No space left on device")
}

fn missing() -> io::Error {
    io::Error::new(io::ErrorKind::NotFound, "No such file or directory")
}

impl Machine for MadeUp {
    fn stands(&self, path: &Path) -> io::Result<Option<Stands>> {
        let path = self.full(path);
        let state = self.state();
        let file = state.files.get(&path).map(|bytes| Stands::File(bytes.len() as u64));
        Ok(file.or_else(|| state.folders.contains(&path).then_some(Stands::Folder)))
    }

    fn saved(&self, path: &Path) -> io::Result<Option<Saved>> {
        let path = self.full(path);
        let state = self.state();
        let time = state.times.get(&path).copied().unwrap_or(0);
        // All in one second of the year 2025: long ago, as far as the made-up clock goes.
        let saved =
            |bytes: &Vec<u8>| Saved { bytes: bytes.len() as u64, seconds: 1_750_000_000, nanos: time };
        Ok(state.files.get(&path).map(saved))
    }

    fn program(&self) -> Option<Saved> {
        let bytes = self.state().program.unwrap_or(1_000_000);
        Some(Saved { bytes, seconds: 1_750_000_000, nanos: 0 })
    }

    fn clear(&self, folder: &Path) -> io::Result<usize> {
        let folder = self.full(folder);
        let mut state = self.state();
        if !state.folders.contains(&folder) {
            return Err(missing());
        }
        let before = state.files.len();
        let left = |path: &Path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            path.parent() == Some(folder.as_path()) && is_part(&name)
        };
        // On this machine one program runs at a time, so nobody still writes one.
        state.files.retain(|path, _| !left(path));
        Ok(before - state.files.len())
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<Entry>> {
        let folder = self.full(folder);
        let state = self.state();
        if !state.folders.contains(&folder) {
            return Err(missing());
        }
        let name = |path: &PathBuf| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let inside = |path: &&PathBuf| path.parent() == Some(folder.as_path());
        let files = state.files.keys().filter(inside).map(|path| Entry { name: name(path), folder: false });
        let folders =
            state.folders.iter().filter(inside).map(|path| Entry { name: name(path), folder: true });
        let mut entries: Vec<Entry> = files.chain(folders).collect();
        entries.sort();
        Ok(entries)
    }

    fn open(&self, path: &Path) -> io::Result<Box<dyn Read + Send>> {
        let path = self.full(path);
        let mut state = self.state();
        state.touch(&path);
        let bytes = state.files.get(&path).cloned().ok_or_else(missing)?;
        Ok(Box::new(Cursor::new(bytes)))
    }

    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        let folder = self.full(folder);
        self.state().folders.extend(folder.ancestors().map(Path::to_owned));
        Ok(())
    }

    fn write(&self, path: &Path, keep: Keep, fill: Fill<'_>) -> io::Result<()> {
        let path = self.full(path);
        let mut state = self.state();
        if !path.parent().is_some_and(|folder| state.folders.contains(folder)) {
            return Err(missing());
        }
        state.touch(&path);
        if let Some((path, bytes)) = state.meanwhile.take_if(|(own, _)| *own == path) {
            state.files.insert(path, bytes);
        }
        let room = state.room;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let part = path.with_file_name(format!(".{name}.{:016x}.part", state.ticks));
        state.files.insert(part.clone(), Vec::new());
        drop(state);
        let mut file = Limited { machine: self, part: &part, written: 0, room };
        let filled = fill(&mut file);
        let written = file.written;
        let forced = filled.and_then(|()| if keep.is_forced() { self.tick() } else { Ok(()) });
        let renamed = forced.and_then(|()| self.tick());
        let mut state = self.state();
        let bytes = state.files.remove(&part).unwrap_or_default();
        renamed?;
        if let Some(room) = &mut state.room {
            *room -= written;
        }
        if keep.is_private() {
            state.secret.insert(path.clone())
        } else {
            state.secret.remove(&path)
        };
        state.time(&path);
        state.files.insert(path, bytes);
        drop(state);
        // The folder is forced to the disk too; a machine that dies there has the file.
        if keep.is_forced() { self.tick() } else { Ok(()) }
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.state().files.remove(&self.full(path)).map(|_| ()).ok_or_else(missing)
    }

    fn open_to_others(&self, path: &Path) -> io::Result<Option<bool>> {
        let path = self.full(path);
        let state = self.state();
        if state.files.contains_key(&path) { Ok(Some(!state.secret.contains(&path))) } else { Err(missing()) }
    }

    fn alone(&self, folder: &Path) -> io::Result<Box<dyn Send>> {
        let folder = self.full(folder);
        // Nobody else is in this world, but whoever asks twice would wait for oneself.
        if self.state().held.insert(folder.clone()) {
            Ok(Box::new(Held { machine: self.same(), folder }))
        } else {
            Err(io::Error::new(io::ErrorKind::Deadlock, "this run is in there already"))
        }
    }

    fn full(&self, path: &Path) -> PathBuf {
        let mut full = PathBuf::new();
        for part in Path::new(HERE).join(path).components() {
            match part {
                Component::CurDir => {}
                Component::ParentDir => {
                    full.pop();
                }
                part => full.push(part),
            }
        }
        full
    }

    fn now(&self) -> String {
        self.state().clock.clone().unwrap_or_else(|| "2026-11-22T09:30:00Z".into())
    }

    /// SplitMix64: the same numbers on every run, and no two alike.
    fn random(&self, bytes: &mut [u8]) -> io::Result<()> {
        let mut state = self.state();
        for chunk in bytes.chunks_mut(8) {
            state.chance = state.chance.wrapping_add(0x9E37_79B9_7F4A_7C15);
            let mut word = state.chance;
            word = (word ^ (word >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            word = (word ^ (word >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            chunk.copy_from_slice(&(word ^ (word >> 31)).to_be_bytes()[..chunk.len()]);
        }
        Ok(())
    }

    fn variable(&self, name: &str) -> Option<String> {
        self.state().variables.get(name).filter(|value| !value.is_empty()).cloned()
    }

    fn out(&self, text: &str) -> io::Result<()> {
        self.state().out.push_str(text);
        Ok(())
    }

    fn err(&self, text: &str) {
        self.state().err.push_str(text);
    }

    fn err_is_terminal(&self) -> bool {
        false
    }

    fn out_has_colour(&self) -> bool {
        false
    }

    fn columns(&self) -> usize {
        self.state().columns.unwrap_or(100)
    }

    fn out_columns(&self) -> Option<usize> {
        self.state().columns
    }

    fn ask_secret(&self, prompt: &str) -> io::Result<Option<Zeroizing<String>>> {
        let mut state = self.state();
        if state.typed.is_some() {
            state.err.push_str(&format!("{prompt}\n"));
        }
        Ok(state.typed.as_mut().map(|typed| Zeroizing::new(typed.pop().unwrap_or_default())))
    }

    fn passphrases(&self) -> &Passphrases {
        &self.passphrases
    }

    fn interrupted(&self) -> bool {
        false
    }

    fn serve(&self, port: u16) -> io::Result<Box<dyn Server>> {
        let mut state = self.state();
        if state.taken == Some(port) {
            return Err(io::Error::new(io::ErrorKind::AddrInUse, "Address already in use"));
        }
        let visits = std::mem::take(&mut state.visits);
        drop(state);
        Ok(Box::new(Visitors::new(self.same(), port, visits)))
    }

    fn open_in_browser(&self, address: &str) -> bool {
        self.note(|visited| visited.opened.push(address.to_owned()));
        true
    }

    fn fetcher(&self, asking: &Asking) -> io::Result<Box<dyn Fetcher>> {
        self.record_store(|store| {
            if let Some(store) = store {
                store.asking = Some(asking.clone());
            }
        });
        Ok(Box::new(Reached(Arc::clone(&self.record_store))))
    }

    fn wait(&self, seconds: u64) {
        self.state().waited.push(seconds);
    }
}
