//! `bona certificate`: one record as a file for whom it is about, and its check by anybody. One file a command.

mod badge;
mod issue;
mod verify;

use crate::args::{CertificateArgs, CertificateCommand};
use crate::exit::{Exit, Failure};
use crate::machine::Machine;

/// Runs one of its commands.
pub(crate) fn run(args: &CertificateArgs, machine: &dyn Machine) -> Result<Exit, Failure> {
    match &args.command {
        CertificateCommand::Issue(args) => issue::run(args, machine),
        CertificateCommand::Verify(args) => verify::run(args, machine),
    }
}
