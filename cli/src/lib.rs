//! Bona as a library: [`run`] is the whole program on any [`machine::Machine`].

mod args;
mod cache;
mod command;
mod easy;
mod exit;
mod files;
mod form;
mod give;
#[cfg(feature = "store-sqlite")]
mod keys;
mod lock;
#[cfg(feature = "lrs")]
mod lrs;
pub mod machine;
mod meanwhile;
#[cfg(feature = "preview")]
mod preview;
mod progress;
mod review;
mod reviews;
mod sheet;
mod show;
#[cfg(feature = "store-sqlite")]
mod store;
mod sums;
mod variants;

use std::ffi::OsString;

use clap::Parser as _;

pub use exit::{Exit, Failure};
use machine::Machine;

/// Runs the program: `arguments` as typed, the first being its name.
pub fn run(arguments: impl IntoIterator<Item = OsString>, machine: &dyn Machine) -> Exit {
    let args = match args::Args::try_parse_from(arguments) {
        Ok(args) => args,
        Err(error) => return clap_said(&error, machine),
    };
    #[cfg(feature = "store-sqlite")]
    machine.passphrases().begin(args.command.passphrase_file().map(std::path::Path::to_owned));
    match command::run(args.command, machine) {
        Ok(exit) => exit,
        Err(failure) => {
            if !matches!(failure, Failure::Closed) {
                machine.err(&format!("error: {}\n", with_causes(&failure)));
            }
            failure.exit()
        }
    }
}

/// A failure and what is behind it, each said once.
pub(crate) fn with_causes(failure: &Failure) -> String {
    let mut text = failure.to_string();
    let mut cause = std::error::Error::source(failure);
    while let Some(error) = cause {
        let said = error.to_string();
        if !text.contains(&said) {
            text.push_str(&format!(": {said}"));
        }
        cause = error.source();
    }
    text
}

/// Help and version are answers, not faults: they go to standard output with exit value 0.
fn clap_said(error: &clap::Error, machine: &dyn Machine) -> Exit {
    if error.use_stderr() {
        machine.err(&error.render().to_string());
        return Exit::World;
    }
    let _closed_early = machine.out(&error.render().to_string()).is_err();
    Exit::Done
}
