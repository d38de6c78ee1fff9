//! `reviews.ron` and files of languages on the disk: the hashes of what was read, and their writing.
//!
//! Only empty ones are filled in, by `bona check --write`; one that stands there is never replaced.

use std::path::Path;

use bona_engine::check::{Given, Input, REVIEWS_FILE, Signed, bind_readings, sign};

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

/// Binds the days on which translations were read to the words that stand there, where nothing is said of them, and says
/// what was done.
pub(crate) fn write_readings(
    machine: &dyn Machine,
    folder: &Path,
    input: &mut Input,
) -> Result<Vec<String>, Failure> {
    let mut told = Vec::new();
    for bound in bind_readings(input) {
        let path = folder.join(&bound.path);
        write_bytes(machine, &path, Keep::Forced, bound.text.as_bytes())
            .map_err(|error| Failure::file("cannot write", &path, error))?;
        input.files.insert(bound.path, Given::Bytes(bound.text.into_bytes()));
        told.push(format!(
            "wrote {}: its day of reading is bound to the words as they stand\n",
            path.display()
        ));
    }
    Ok(told)
}
