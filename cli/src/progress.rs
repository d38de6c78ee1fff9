//! How far the packaging is: a line that moves, on a terminal only; and whether somebody pressed Ctrl-C.

use std::time::Duration;

use bona_packager::{Step, Watch};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rayon::ThreadPool;

use crate::machine::Machine;

/// Follows the making of packages.
pub(crate) struct Progress<'a> {
    machine: &'a dyn Machine,
    bar: ProgressBar,
    /// Threads that may do half of a package's work.
    pool: Option<&'a ThreadPool>,
}

impl<'a> Progress<'a> {
    /// Follows the making of so many packages.
    pub(crate) fn start(machine: &'a dyn Machine, packages: usize) -> Self {
        Self::with(machine, packages, "{spinner} package {pos} of {len}  {wide_msg}")
    }

    /// Follows the reading of files.
    pub(crate) fn reading(machine: &'a dyn Machine) -> Self {
        Self::with(machine, 0, "{spinner} {wide_msg}")
    }

    fn with(machine: &'a dyn Machine, packages: usize, line: &str) -> Self {
        // Into a file or a pipe nothing is drawn: it would only be noise there.
        if !machine.err_is_terminal() {
            return Self { machine, bar: ProgressBar::hidden(), pool: None };
        }
        let bar = ProgressBar::with_draw_target(Some(packages as u64), ProgressDrawTarget::stderr());
        let style = ProgressStyle::with_template(line);
        bar.set_style(style.expect("the template names only what indicatif knows"));
        bar.enable_steady_tick(Duration::from_millis(120));
        Self { machine, bar, pool: None }
    }

    /// The same, with threads that may do half of a package's work: more than one, or none.
    pub(crate) fn within(self, pool: &'a ThreadPool) -> Self {
        Self { pool: (pool.current_num_threads() > 1).then_some(pool), ..self }
    }

    /// One package is done.
    pub(crate) fn one(&self) {
        self.bar.inc(1);
    }

    /// Takes the line away.
    pub(crate) fn end(&self) {
        self.bar.finish_and_clear();
    }
}

impl Watch for Progress<'_> {
    fn step(&self, step: Step<'_>) {
        if self.bar.is_hidden() {
            return;
        }
        let text = match step {
            Step::Measured { path, .. } => format!("reading {path}"),
            Step::Composed { files, .. } => format!("{files} files"),
            Step::Written { path, .. } => path.to_owned(),
        };
        self.bar.set_message(text);
    }

    fn cancelled(&self) -> bool {
        self.machine.interrupted()
    }

    fn beside(&self, work: Box<dyn FnOnce() + Send>) -> bool {
        self.machine.beside(work)
    }

    fn both(&self, one: &mut (dyn FnMut() + Send), other: &mut (dyn FnMut() + Send)) {
        let Some(pool) = self.pool else {
            one();
            return other();
        };
        // The first stays on the thread that began, where memory is had more quickly.
        pool.in_place_scope(|scope| {
            scope.spawn(|_| other());
            one();
        });
    }
}
