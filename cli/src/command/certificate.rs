//! `bona certificate`: records as files for whom they are about, and their check by anybody. One file a command.

mod badge;
mod batch;
mod index;
mod issue;
mod making;
mod standing;
mod title;
mod told;
mod verify;

use crate::args::{CertificateArgs, CertificateCommand};
use crate::exit::{Exit, Failure};
use crate::machine::Machine;

/// Runs one of its commands.
pub(crate) fn run(args: &CertificateArgs, machine: &dyn Machine) -> Result<Exit, Failure> {
    match &args.command {
        CertificateCommand::Issue(args) => match &args.into {
            Some(folder) => batch::run(args, folder, machine),
            None => issue::run(args, machine),
        },
        CertificateCommand::Verify(args) => verify::run(args, machine),
    }
}
