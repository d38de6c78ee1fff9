//! Visitors of a server that is made up: what is asked and saved, one after another, and what came of it.
//!
//! No socket and no clock. What a test wants to happen stands in a list; when the list is at its end, so is the server.

use std::collections::{BTreeSet, VecDeque};
use std::io::{self, Read as _};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::mpsc;

use bona::machine::Machine as _;
use bona::machine::served::{Answer, Asked, Body, Event, Held, Server};

use crate::MadeUp;

/// The port of a server that was given none.
pub const PORT: u16 = 4000;

/// Something that happens to a server.
#[derive(Clone, Debug)]
pub enum Visit {
    /// A browser asks for this path; the host is the server's own.
    Get(String),
    /// Somebody asks in another way.
    Ask(Asked),
    /// A file is saved.
    Save(String, Vec<u8>),
    /// A folder is taken away, with what is in it.
    TakeAway(String),
    /// A file is there again, and the system does not say so.
    Return(String, Vec<u8>),
    /// Nothing happens for a while.
    Quiet,
}

/// Status, headers and body of an answer.
pub type Received = (u16, Vec<(&'static str, String)>, Vec<u8>);

/// What came of the visits.
#[derive(Debug, Default)]
pub struct Visited {
    /// Each answer, in order.
    pub answers: Vec<Received>,
    /// What was told to every page that listens.
    pub told: Vec<String>,
    /// The folders that were watched, each time that this was said.
    pub watched: Vec<BTreeSet<PathBuf>>,
    /// Addresses that were opened in the reader's browser.
    pub opened: Vec<String>,
}

impl Visited {
    /// The body of an answer as text.
    ///
    /// # Panics
    /// When there is no such answer, or it is no text.
    #[must_use]
    pub fn text(&self, at: usize) -> &str {
        std::str::from_utf8(&self.answers[at].2).expect("an answer in UTF-8")
    }

    /// The status of each answer.
    #[must_use]
    pub fn statuses(&self) -> Vec<u16> {
        self.answers.iter().map(|(status, ..)| *status).collect()
    }
}

/// A server to which a list of visits happens.
pub(crate) struct Visitors {
    machine: MadeUp,
    port: u16,
    left: VecDeque<Visit>,
    folders: BTreeSet<PathBuf>,
    /// The answer to what was asked last.
    waiting: Option<mpsc::Receiver<Answer>>,
}

impl Visitors {
    pub(crate) fn new(machine: MadeUp, port: u16, visits: Vec<Visit>) -> Self {
        let port = if port == 0 { PORT } else { port };
        Self { machine, port, left: visits.into(), folders: BTreeSet::new(), waiting: None }
    }

    /// Writes down what was answered.
    fn settle(&mut self) {
        let Some(waiting) = self.waiting.take() else { return };
        let Answer { status, headers, body } = waiting.recv().expect("each question is answered");
        let bytes = match body {
            Body::Bytes(bytes) => bytes,
            Body::Read(from, length) => {
                let mut bytes = Vec::new();
                from.take(length).read_to_end(&mut bytes).expect("memory can be read");
                bytes
            }
            Body::Events => Vec::new(),
        };
        self.machine.note(|visited| visited.answers.push((status, headers, bytes)));
    }

    fn ask(&mut self, asked: Asked) -> Event {
        let (send, receive) = mpsc::channel();
        self.waiting = Some(receive);
        Event::Asked(asked, Box::new(move |answer| send.send(answer).expect("the visitor waits")))
    }
}

impl Server for Visitors {
    fn address(&self) -> SocketAddr {
        (Ipv4Addr::LOCALHOST, self.port).into()
    }

    fn watch(&mut self, folders: &BTreeSet<PathBuf>) -> io::Result<()> {
        if self.folders != *folders {
            self.folders.clone_from(folders);
            self.machine.note(|visited| visited.watched.push(folders.clone()));
        }
        Ok(())
    }

    fn next(&mut self) -> Event {
        self.settle();
        let full = |path: &str| self.machine.full(Path::new(path));
        match self.left.pop_front() {
            None => Event::Ended,
            Some(Visit::Quiet) => Event::Quiet,
            Some(Visit::Ask(asked)) => self.ask(asked),
            Some(Visit::Get(path)) => {
                let (path, query) = path.split_once('?').unwrap_or((&path, ""));
                let host = Some(format!("127.0.0.1:{}", self.port));
                let (method, path, query) = ("GET".to_owned(), path.to_owned(), query.to_owned());
                self.ask(Asked { method, path, query, host, ..Asked::default() })
            }
            Some(Visit::Save(path, bytes)) => {
                self.machine.put(&path, &bytes);
                Event::Saved([full(&path)].into())
            }
            Some(Visit::TakeAway(folder)) => {
                self.machine.take_away(Path::new(&folder));
                Event::Saved([full(&folder)].into())
            }
            Some(Visit::Return(path, bytes)) => {
                self.machine.put(&path, &bytes);
                Event::Quiet
            }
        }
    }

    fn tell(&mut self, text: &str) {
        self.machine.note(|visited| visited.told.push(text.to_owned()));
    }

    fn held(&self) -> Held {
        Held { listeners: 0, folders: self.folders.len() }
    }
}
