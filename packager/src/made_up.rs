//! Made-up surroundings for tests: media in memory, and a watch that counts.

use std::collections::BTreeMap;
use std::io::{self, Read};
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::bundle::MediaSource;
use crate::watch::{Step, Watch};

/// Media in memory.
#[derive(Default)]
pub(crate) struct Shelf(pub(crate) BTreeMap<String, Vec<u8>>);

impl Shelf {
    pub(crate) fn with(mut self, path: &str, bytes: &[u8]) -> Self {
        self.0.insert(path.to_owned(), bytes.to_vec());
        self
    }
}

impl MediaSource for Shelf {
    fn open(&self, path: &str) -> io::Result<Box<dyn Read + Send + '_>> {
        self.0.open(path)
    }
}

/// Counts what it is told, and cancels once it was asked so often.
pub(crate) struct Counting {
    pub(crate) steps: AtomicUsize,
    asked: AtomicUsize,
    patience: usize,
}

impl Counting {
    pub(crate) fn patient() -> Self {
        Self::until(usize::MAX)
    }

    pub(crate) fn until(patience: usize) -> Self {
        Self { steps: AtomicUsize::new(0), asked: AtomicUsize::new(0), patience }
    }
}

impl Watch for Counting {
    fn step(&self, _: Step<'_>) {
        self.steps.fetch_add(1, Ordering::Relaxed);
    }

    fn cancelled(&self) -> bool {
        self.patience <= self.asked.fetch_add(1, Ordering::Relaxed)
    }
}
