//! What passes between the program and the pages that it shows: what is asked, what is answered, what is saved.
//!
//! No socket stands here and no thread. A [`Server`] hands over one event after another, so whoever answers has
//! every page and every file to itself, and what is answered after a save is never older than that save.

use std::collections::BTreeSet;
use std::fmt;
use std::io::{self, Read};
use std::net::SocketAddr;
use std::path::PathBuf;

/// What a browser asks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// `GET`.
    pub method: String,
    /// The path as it was sent, nothing decoded: `/c/first_contact/device/-/-/-/-/index.html`.
    pub path: String,
    /// What stands behind `?`, or nothing.
    pub query: String,
    /// The header of that name, if it was sent; so are the following.
    pub host: Option<String>,
    /// `Origin`.
    pub origin: Option<String>,
    /// `Sec-Fetch-Site`.
    pub site: Option<String>,
    /// `Sec-Fetch-Mode`.
    pub mode: Option<String>,
    /// `Range`.
    pub range: Option<String>,
}

/// What is answered.
#[derive(Debug)]
pub struct Answer {
    /// The status, 200.
    pub status: u16,
    /// Headers by their names in lower case. The length is the server's to add.
    pub headers: Vec<(&'static str, String)>,
    /// What follows them.
    pub body: Body,
}

/// What follows the headers of an answer.
pub enum Body {
    /// Bytes in memory.
    Bytes(Vec<u8>),
    /// So many bytes of what is read, from the place at which it stands; sent in pieces, never held whole.
    Read(Box<dyn Read + Send>, u64),
    /// Whatever [`Server::tell`] is given from now on, as server-sent events.
    Events,
}

impl fmt::Debug for Body {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bytes(bytes) => write!(out, "Bytes({})", bytes.len()),
            Self::Read(_, length) => write!(out, "Read({length})"),
            Self::Events => out.write_str("Events"),
        }
    }
}

/// Takes the answer to what was asked; a browser that is gone by then is no fault.
pub type Reply = Box<dyn FnOnce(Answer) + Send>;

/// What happened.
pub enum Event {
    /// A browser asks.
    Asked(Asked, Reply),
    /// These files were written, made, moved or removed, one after another in a moment.
    Saved(BTreeSet<PathBuf>),
    /// Nothing, for about a second.
    Quiet,
    /// Somebody pressed Ctrl-C.
    Ended,
}

/// How much a server holds, for whoever looks for a leak.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// Pages that listen for events.
    pub listeners: usize,
    /// Folders that are watched.
    pub folders: usize,
}

/// A server on this machine, and the watch over the files that it shows.
pub trait Server {
    /// Where it listens.
    fn address(&self) -> SocketAddr;

    /// Watches these folders and what is below them, and no others. Folders that are watched already stay so.
    ///
    /// # Errors
    /// When one of them is not there, or the system can watch no more.
    fn watch(&mut self, folders: &BTreeSet<PathBuf>) -> io::Result<()>;

    /// Waits for what happens next.
    fn next(&mut self) -> Event;

    /// Tells a text without line ends to every page that listens.
    fn tell(&mut self, text: &str);

    /// How much it holds.
    fn held(&self) -> Held;
}
