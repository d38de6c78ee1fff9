//! `reviews.ron` on the disk: the hashes of what was read, and their writing.
//!
//! Only empty ones are filled in, by `bona check --write`; one that stands there is never replaced.

use std::path::Path;

use bona_engine::check::{Given, Input, REVIEWS_FILE, Signed, sign};

use crate::exit::Failure;
use crate::machine::{Keep, Machine, write_bytes};
use crate::show::many;

/// Binds reviews that name no text to the text as it stands, and says what was done; `None` when there was nothing to do.
pub(crate) fn write(
    machine: &dyn Machine,
    folder: &Path,
    input: &mut Input,
) -> Result<Option<String>, Failure> {
    let Some(Signed { text, parts }) = sign(input) else { return Ok(None) };
    let path = folder.join(REVIEWS_FILE);
    write_bytes(machine, &path, Keep::Forced, text.as_bytes())
        .map_err(|error| Failure::file("cannot write", &path, error))?;
    input.files.insert(REVIEWS_FILE.to_owned(), Given::Bytes(text.into_bytes()));
    let reviews = many(parts.len(), "review");
    Ok(Some(format!(
        "wrote {}: {reviews} bound to the text as it stands: {}\n",
        path.display(),
        parts.join(", ")
    )))
}
