//! `bona completions`: what a shell needs to complete our words.

use clap::CommandFactory as _;

use crate::args::{Args, CompletionsArgs};
use crate::exit::{Exit, Failure};
use crate::machine::Machine;

/// Prints the completions of one shell.
pub(crate) fn run(args: &CompletionsArgs, machine: &dyn Machine) -> Result<Exit, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Args::command(), "bona", &mut script);
    let script = String::from_utf8(script).expect("clap writes its completions as UTF-8");
    super::print(machine, &script)?;
    Ok(Exit::Done)
}
