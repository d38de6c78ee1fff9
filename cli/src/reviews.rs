//! `reviews.ron` and files of languages on the disk: the hashes of what was read, and their writing.
//!
//! Only empty ones are filled in, by `bona check --write`; one that stands there is never replaced.

use std::path::Path;

use bona_engine::check::{Bound, Given, Input, REVIEWS_FILE, Signed, bind_readings, clear_marks, sign};

use crate::exit::Failure;
use crate::machine::Machine;
use crate::meanwhile::write_over;
use crate::show::many;

/// Binds reviews that name no text to the text as it stands, and says what was done; `None` when there was nothing to do.
pub(crate) fn write(
    machine: &dyn Machine,
    folder: &Path,
    input: &mut Input,
) -> Result<Option<String>, Failure> {
    let Some(Signed { text, parts }) = sign(input) else { return Ok(None) };
    let path = folder.join(REVIEWS_FILE);
    write_over(machine, &path, input.files.get(REVIEWS_FILE), &text)?;
    input.files.insert(REVIEWS_FILE.to_owned(), Given::Bytes(text.into_bytes()));
    let reviews = many(parts.len(), "review");
    Ok(Some(format!(
        "wrote {}: {reviews} bound to the text as it stands: {}\n",
        path.display(),
        parts.join(", ")
    )))
}

/// Binds the days on which translations were read to the words that stand there, where nothing is said of them, takes
/// comments away that tell of older words which nobody names any more, and says what was done.
pub(crate) fn write_readings(
    machine: &dyn Machine,
    folder: &Path,
    input: &mut Input,
) -> Result<Vec<String>, Failure> {
    let bound = bind_readings(input);
    let read =
        files(machine, folder, input, bound, "its day of reading is bound to the words as they stand")?;
    let marks = clear_marks(input);
    let cleared = files(machine, folder, input, marks, "comments on older words went where `was` is gone")?;
    Ok([read, cleared].concat())
}

/// Writes files of languages, and says of each what was done.
fn files(
    machine: &dyn Machine,
    folder: &Path,
    input: &mut Input,
    bound: Vec<Bound>,
    what: &str,
) -> Result<Vec<String>, Failure> {
    let mut told = Vec::new();
    for Bound { path, text, .. } in bound {
        let there = folder.join(&path);
        write_over(machine, &there, input.files.get(&path), &text)?;
        input.files.insert(path, Given::Bytes(text.into_bytes()));
        told.push(format!("wrote {}: {what}\n", there.display()));
    }
    Ok(told)
}
