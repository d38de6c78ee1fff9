//! How far the packaging is: a line that moves, on a terminal only; and whether somebody pressed Ctrl-C.

use std::time::Duration;

use bona_packager::{Step, Watch};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::machine::Machine;

/// Follows the making of packages.
pub(crate) struct Progress<'a> {
    machine: &'a dyn Machine,
    bar: ProgressBar,
}

impl<'a> Progress<'a> {
    /// Follows so many packages.
    pub(crate) fn start(machine: &'a dyn Machine, packages: usize) -> Self {
        // Into a file or a pipe nothing is drawn: it would only be noise there.
        let target = if machine.err_is_terminal() {
            ProgressDrawTarget::stderr()
        } else {
            ProgressDrawTarget::hidden()
        };
        let bar = ProgressBar::with_draw_target(Some(packages as u64), target);
        let style = ProgressStyle::with_template("{spinner} package {pos} of {len}  {wide_msg}");
        bar.set_style(style.expect("the template names only what indicatif knows"));
        bar.enable_steady_tick(Duration::from_millis(120));
        Self { machine, bar }
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
}
