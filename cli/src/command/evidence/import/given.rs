//! The file that is imported: what is read of it, and what is recorded of it as the source.

use std::path::Path;

use bona_engine::canon::hex;
use bona_engine::intake::FileFault;
use sha2::{Digest as _, Sha256};

use crate::args::ImportArgs;
use crate::exit::Failure;
use crate::machine::{Machine, read_at_most};
use crate::sheet::list::plain;

/// A file.
pub(super) struct Given {
    /// What is read: of a workbook the text of its sheet.
    pub(super) bytes: Vec<u8>,
    /// Bytes of the file itself, and their SHA-256 in hex: whoever kept it finds it again by them.
    pub(super) source: (u64, String),
}

impl Given {
    /// What these bytes of a file are.
    pub(super) fn of(args: &ImportArgs, bytes: Vec<u8>) -> Result<Self, FileFault> {
        let source = (bytes.len() as u64, hex(&Sha256::digest(&bytes)));
        Ok(Self { bytes: plain(bytes, args.sheet.as_deref())?, source })
    }

    /// Reads the file; a fault of it is told. `None` then.
    pub(super) fn read(
        args: &ImportArgs,
        file: &Path,
        most: u64,
        machine: &dyn Machine,
    ) -> Result<Option<Self>, Failure> {
        let bytes =
            read_at_most(machine, file, most).map_err(|error| Failure::file("cannot read", file, error))?;
        Ok(Self::of(args, bytes)
            .map_err(|fault| machine.err(&format!("error: `{}`: {fault}\n", file.display())))
            .ok())
    }
}
