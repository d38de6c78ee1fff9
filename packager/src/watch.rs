//! How a caller follows a package being made, and stops it.
//!
//! The packager has no terminal and no signals of its own: it says each step and asks whether to go on.

/// What has just been done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step<'a> {
    /// A file of the course's media was read once and measured.
    Measured {
        /// Its path as the course writes it.
        path: &'a str,
        /// Its size in bytes.
        bytes: u64,
    },
    /// The learner's pages and all other texts are made; writing begins.
    Composed {
        /// How many files will be written.
        files: usize,
        /// Their bytes together, before compression.
        bytes: u64,
    },
    /// A file went into the package.
    Written {
        /// Its path in the package.
        path: &'a str,
        /// Its size in bytes, before compression.
        bytes: u64,
    },
}

/// Follows the making of a package. `Sync`, because several packages may be made at once.
pub trait Watch: Sync {
    /// Takes notice of a step; must not be slow.
    fn step(&self, step: Step<'_>);
    /// Whether to stop; asked between files and within large ones.
    fn cancelled(&self) -> bool;

    /// Does work on a thread of its own, while the caller goes on; says whether it could be begun. What is handed over
    /// ends by itself soon after the package is made. A caller that has no thread to give refuses.
    fn beside(&self, work: Box<dyn FnOnce() + Send>) -> bool {
        drop(work);
        false
    }

    /// Does two pieces of work, and comes back when both are done. A caller that has a thread to lend does them at once;
    /// another does the first, then the other. Neither may wait for the other.
    fn both(&self, one: &mut (dyn FnMut() + Send), other: &mut (dyn FnMut() + Send)) {
        one();
        other();
    }
}

/// Nobody watches, and nothing is stopped.
impl Watch for () {
    fn step(&self, _: Step<'_>) {}

    fn cancelled(&self) -> bool {
        false
    }
}
