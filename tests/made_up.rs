//! A machine that is made up.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Cursor, Read, Write};
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};

use bona::machine::served::Server;
use bona::machine::{Entry, Fill, Keep, Machine, Stands};

use crate::visits::{Visit, Visited, Visitors};

/// Where relative paths begin.
const HERE: &str = "/made/up";

/// Files in memory, a clock that stands still, counted chance, a caught console.
#[derive(Debug)]
pub struct MadeUp {
    state: Arc<Mutex<State>>,
}

#[derive(Debug, Default)]
struct State {
    files: BTreeMap<PathBuf, Vec<u8>>,
    folders: BTreeSet<PathBuf>,
    out: String,
    err: String,
    chance: u64,
    /// Bytes that still fit on the disk.
    room: Option<u64>,
    /// Columns of the console, where a test asked for other than 100.
    columns: Option<usize>,
    /// What happens to a server of this machine, one after another.
    visits: Vec<Visit>,
    visited: Visited,
    /// A port at which somebody else listens.
    taken: Option<u16>,
}

impl Default for MadeUp {
    fn default() -> Self {
        let folders = [PathBuf::from("/"), PathBuf::from("/made"), PathBuf::from(HERE)].into();
        Self { state: Arc::new(Mutex::new(State { folders, ..State::default() })) }
    }
}

impl MadeUp {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("no test panics while it holds the machine")
    }

    /// Puts a file there, with its folders.
    pub fn put(&self, path: impl AsRef<Path>, bytes: &[u8]) {
        let path = self.full(path.as_ref());
        let mut state = self.state();
        state.folders.extend(path.ancestors().skip(1).map(Path::to_owned));
        state.files.insert(path, bytes.to_vec());
    }

    /// Lets so many bytes be written before the disk is full.
    pub fn room(&self, bytes: u64) {
        self.state().room = Some(bytes);
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

    /// The same machine, for whoever outlives this value.
    pub(crate) fn same(&self) -> Self {
        Self { state: Arc::clone(&self.state) }
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
        let bytes = self.state().files.get(&self.full(path)).cloned().ok_or_else(missing)?;
        Ok(Box::new(Cursor::new(bytes)))
    }

    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        let folder = self.full(folder);
        self.state().folders.extend(folder.ancestors().map(Path::to_owned));
        Ok(())
    }

    fn write(&self, path: &Path, _keep: Keep, fill: Fill<'_>) -> io::Result<()> {
        let path = self.full(path);
        let mut state = self.state();
        if !path.parent().is_some_and(|folder| state.folders.contains(folder)) {
            return Err(missing());
        }
        let room = state.room;
        drop(state);
        let mut file = Limited { bytes: Vec::new(), room };
        fill(&mut file)?;
        state = self.state();
        if let Some(room) = &mut state.room {
            *room -= file.bytes.len() as u64;
        }
        state.files.insert(path, file.bytes);
        Ok(())
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.state().files.remove(&self.full(path)).map(|_| ()).ok_or_else(missing)
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
        "2026-11-22T09:30:00Z".into()
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

    fn variable(&self, _name: &str) -> Option<String> {
        None
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
}

/// A file on a disk that can be full.
struct Limited {
    bytes: Vec<u8>,
    room: Option<u64>,
}

impl Write for Limited {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.room.is_some_and(|room| (self.bytes.len() + bytes.len()) as u64 > room) {
            return Err(io::Error::new(io::ErrorKind::StorageFull, "No space left on device"));
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
