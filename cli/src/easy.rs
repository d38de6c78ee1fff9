//! What is in Easy Read on the disk: of which words each version is, and its writing.
//!
//! Only what is empty is filled in, by `bona check --write`; what somebody wrote there is never replaced.

use std::path::Path;

use bona_engine::check::{Given, Input, bind_easy};

use crate::exit::Failure;
use crate::machine::Machine;
use crate::meanwhile::write_over;
use crate::show::many;

/// Binds versions that name no words to those that stand there, and says what was done.
pub(crate) fn write(machine: &dyn Machine, folder: &Path, input: &mut Input) -> Result<Vec<String>, Failure> {
    let mut told = Vec::new();
    for bound in bind_easy(input) {
        let path = folder.join(&bound.path);
        write_over(machine, &path, input.files.get(&bound.path), &bound.text)?;
        input.files.insert(bound.path, Given::Bytes(bound.text.into_bytes()));
        let versions = many(bound.blocks.len(), "Easy Read version");
        told.push(format!(
            "wrote {}: {versions} bound to the words as they stand: {}\n",
            path.display(),
            bound.blocks.join(", ")
        ));
    }
    Ok(told)
}
