//! Dispatch: one file a command.

mod completions;

use crate::args::Command;
use crate::exit::{Exit, Failure};
use crate::machine::Machine;

/// Runs a command.
pub(crate) fn run(command: Command, machine: &dyn Machine) -> Result<Exit, Failure> {
    match command {
        Command::Completions(args) => completions::run(&args, machine),
        _ => Err(Failure::Argument("this command is being built".into())),
    }
}

/// Prints to standard output; a closed one ends the command quietly.
pub(crate) fn print(machine: &dyn Machine, text: &str) -> Result<(), Failure> {
    machine.out(text).map_err(|_| Failure::Closed)
}
