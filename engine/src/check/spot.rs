//! Where a value stands in a file: enough to point at it, and as little as that.

use std::sync::{Arc, OnceLock};

use crate::diagnostic::{At, Path, Place, Step};

/// A value in a file: enough to point at it. There are many of them and few faults, so each knows its last step
/// and the value above, and the whole way is written down only where it is asked for.
#[derive(Clone, Debug)]
pub(super) struct Spot {
    file: Arc<str>,
    way: Way,
    /// The same way, for the values below to share; most values have none.
    shared: OnceLock<Arc<Way>>,
}

#[derive(Clone, Debug)]
struct Way {
    above: Option<Arc<Way>>,
    /// The step from the value above; none to a file's own value.
    step: Option<Step>,
}

impl Spot {
    /// A file's own value.
    pub(super) fn top(file: &str) -> Self {
        Self { file: file.into(), way: Way { above: None, step: None }, shared: OnceLock::new() }
    }

    /// A field of the value here.
    pub(super) fn field(&self, name: &'static str) -> Self {
        self.with(Step::Field(name))
    }

    /// An element of the value here.
    pub(super) fn index(&self, index: usize) -> Self {
        self.with(Step::Index(index))
    }

    fn with(&self, step: Step) -> Self {
        let above = self.shared.get_or_init(|| Arc::new(self.way.clone()));
        let way = Way { above: Some(Arc::clone(above)), step: Some(step) };
        Self { file: Arc::clone(&self.file), way, shared: OnceLock::new() }
    }

    fn path(&self) -> Path {
        let mut steps = Vec::new();
        let mut way = Some(&self.way);
        while let Some(here) = way {
            steps.extend(here.step.clone());
            way = here.above.as_deref();
        }
        steps.reverse();
        Path(steps)
    }

    /// Name of the file in messages.
    pub(super) fn file(&self) -> Arc<str> {
        Arc::clone(&self.file)
    }

    /// Whether it stands in the file with this name.
    pub(super) fn is_in(&self, file: &str) -> bool {
        *self.file == *file
    }

    /// The place, for a diagnostic.
    pub(super) fn at(&self) -> At {
        At { file: self.file.to_string(), place: Place::Path(self.path()) }
    }

    /// The place of a piece of the text here.
    pub(super) fn inside(&self, piece: &str) -> At {
        At { file: self.file.to_string(), place: Place::Inside(self.path(), piece.to_owned()) }
    }
}
