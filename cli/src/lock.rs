//! `course.lock` on the disk: the sums of media that its editions are compared by, and its writing.
//!
//! It is written only by `bona check --write`, forced to the disk, and never in place of what it said before.

use std::collections::BTreeMap;
use std::path::Path;

use bona_engine::canon::{content_hash, hex};
use bona_engine::check::{Given, Input, lock_of};
use bona_engine::course::Course;
use bona_engine::lock::{LOCK_FILE, Lock};
use bona_packager::{PackError, measure};

use crate::exit::Failure;
use crate::files::CourseMedia;
use crate::machine::Machine;
use crate::meanwhile::write_over;
use crate::progress::Progress;
use crate::show::many;
use crate::sums::Sums;

/// Fills in the sums of the course's media, which tell whether an edition's words and pictures are the same.
///
/// # Errors
/// When one cannot be read, or somebody pressed Ctrl-C.
pub(crate) fn sum_media(machine: &dyn Machine, folder: &Path, input: &mut Input) -> Result<(), Failure> {
    sum_media_of(&Sums::new(machine, BTreeMap::new()), machine, folder, input)
}

/// The same, where some sums may be known.
///
/// # Errors
/// As [`sum_media`].
pub(crate) fn sum_media_of(
    sums: &Sums<'_>,
    machine: &dyn Machine,
    folder: &Path,
    input: &mut Input,
) -> Result<(), Failure> {
    let media = CourseMedia::of(machine, folder);
    let paths: Vec<&str> = input.media.keys().map(String::as_str).collect();
    let progress = Progress::reading(machine);
    let learnt = sums.learn(&media, &paths, &|path| media.place(path), &progress);
    progress.end();
    learnt?;
    for path in paths {
        let sum = match sums.of(&media.place(path)) {
            Some(sum) => sum.source,
            None => {
                measure(&media, path, &Progress::reading(machine))
                    .map_err(|error| match error {
                        PackError::Interrupted => Failure::Interrupted,
                        PackError::Io { source, .. } => {
                            Failure::file("cannot read", &media.place(path), source)
                        }
                        other => Failure::Argument(format!("`{}`: {other}", media.place(path).display())),
                    })?
                    .source
                    .sha256
            }
        };
        input.sums.insert(path.to_owned(), sum);
    }
    Ok(())
}

/// Lets the lock grow to what the course wants, notes the edition if it is new, and writes it if anything changed.
/// Says what was done; `None` when there was nothing to do.
pub(crate) fn write(
    machine: &dyn Machine,
    folder: &Path,
    input: &mut Input,
    course: &Course,
) -> Result<Option<String>, Failure> {
    let before = lock_of(input);
    let old = before.clone().unwrap_or_else(|| Lock::new(course));
    let used = course.media();
    let sums: BTreeMap<String, [u8; 32]> =
        input.sums.iter().filter(|(path, _)| used.contains(path.as_str())).map(own).collect();
    let content = hex(&content_hash(course, &sums));
    let lock = old.grown(course).with_edition(&course.edition, &content);
    if before.as_ref() == Some(&lock) {
        return Ok(None);
    }
    let (path, text) = (folder.join(LOCK_FILE), lock.text());
    write_over(machine, &path, input.files.get(LOCK_FILE), &text)?;
    input.files.insert(LOCK_FILE.to_owned(), Given::Bytes(text.into_bytes()));
    let grown = lock.since(&old);
    let mut told = vec![format!("{} added", many(grown.added, "slot"))];
    if grown.retired > 0 {
        told.push(format!("{} retired", grown.retired));
    }
    if old.edition(&course.edition).is_none() {
        told.push(format!("edition {} noted", course.edition));
    }
    Ok(Some(format!("wrote {}: {}\n", path.display(), told.join(", "))))
}

fn own((path, sum): (&String, &[u8; 32])) -> (String, [u8; 32]) {
    (path.clone(), *sum)
}
