//! `bona check --accept`: somebody has looked at what was written against older words, and it holds.

use std::path::Path;

use bona_engine::check::{Accepted, Bind, Given, Input, NotAccepted, accept as accept_texts};

use crate::exit::Failure;
use crate::machine::Machine;
use crate::meanwhile::write_over;
use crate::show::many;
use crate::variants;

/// Accepts everything that is named, or nothing.
///
/// # Errors
/// Those of [`accept`], before anything is written where they are of a name.
pub(super) fn all(
    machine: &dyn Machine,
    folder: &Path,
    input: &mut Input,
    names: &[String],
) -> Result<Vec<String>, Failure> {
    if names.len() > 1 {
        tried(folder, input.clone(), names)?;
    }
    let mut done = Vec::new();
    for what in names {
        done.extend(accept(machine, folder, input, what)?);
    }
    Ok(done)
}

/// Tries all names, so that one that is wrong is told before anything is written.
fn tried(folder: &Path, mut input: Input, names: &[String]) -> Result<(), Failure> {
    for what in names {
        if let Of::Language(tag, text) = of(folder, &input, what)?
            && let Ok(accepted) = accepted(folder, &input, tag, text)?
        {
            input.files.insert(accepted.path, Given::Bytes(accepted.text.into_bytes()));
        }
    }
    Ok(())
}

/// Accepts what `what` names: under a place's changes, or of a language. Says what was written.
///
/// # Errors
/// A name that nothing has, or of what has not moved; a disk that refuses.
fn accept(
    machine: &dyn Machine,
    folder: &Path,
    input: &mut Input,
    what: &str,
) -> Result<Vec<String>, Failure> {
    match of(folder, input, what)? {
        Of::Place(place, block) => at_place(machine, folder, input, what, place, block),
        Of::Language(tag, text) => in_language(machine, folder, input, tag, text),
    }
}

/// What a name is of.
enum Of<'a> {
    /// All changes of a place, or one.
    Place(&'a str, Option<&'a str>),
    /// All texts of a language, or one.
    Language(&'a str, Option<&'a str>),
}

fn of<'a>(folder: &Path, input: &Input, what: &'a str) -> Result<Of<'a>, Failure> {
    let (of, one) = what.split_once('/').map_or((what, None), |(of, one)| (of, Some(one)));
    let is_language = input.files.contains_key(&format!("languages/{of}.ron"));
    let places = super::super::places(input);
    let is_place = places.iter().any(|place| place == of);
    match (is_place, is_language) {
        (true, true) => Err(Failure::Argument(format!(
            "`{of}` is a place and a language of `{}`; rename the place, or write the new hash by hand as \
             `bona check {}` says it",
            folder.display(),
            folder.display()
        ))),
        (false, true) => Ok(Of::Language(of, one)),
        (true, false) => Ok(Of::Place(of, one)),
        (false, false) => {
            let languages = input.files.keys().filter_map(|path| path.strip_prefix("languages/"));
            let languages = languages.filter_map(|name| name.strip_suffix(".ron"));
            let known: Vec<&str> = places.iter().map(String::as_str).chain(languages).collect();
            if known.is_empty() {
                let folder = folder.display();
                return Err(Failure::Argument(format!(
                    "`{folder}` has no places and no other languages, so there is nothing to accept"
                )));
            }
            Err(super::super::unknown("place or language", of, &known))
        }
    }
}

/// Binds what moved under a place's changes.
fn at_place(
    machine: &dyn Machine,
    folder: &Path,
    input: &mut Input,
    what: &str,
    place: &str,
    block: Option<&str>,
) -> Result<Vec<String>, Failure> {
    let done = variants::write(machine, folder, input, Bind::Moved(place, block))?;
    if done.is_empty() {
        machine
            .err(&format!("{}: nothing has moved under `{what}`; nothing was written\n", folder.display()));
    }
    Ok(done)
}

/// Takes older translations for what the course says now.
fn in_language(
    machine: &dyn Machine,
    folder: &Path,
    input: &mut Input,
    tag: &str,
    text: Option<&str>,
) -> Result<Vec<String>, Failure> {
    let accepted = match accepted(folder, input, tag, text)? {
        Ok(accepted) => accepted,
        Err(nothing) => {
            machine.err(&nothing);
            return Ok(Vec::new());
        }
    };
    let path = folder.join(&accepted.path);
    write_over(machine, &path, input.files.get(&accepted.path), &accepted.text)?;
    input.files.insert(accepted.path, Given::Bytes(accepted.text.into_bytes()));
    let (texts, keys) = (many(accepted.keys.len(), "text"), accepted.keys.join(", "));
    Ok(vec![format!("wrote {}: {texts} accepted: {keys}\n", path.display())])
}

/// A language's file in which what is named was accepted, or why there is nothing to accept.
fn accepted(
    folder: &Path,
    input: &Input,
    tag: &str,
    text: Option<&str>,
) -> Result<Result<Accepted, String>, Failure> {
    let shown = folder.display();
    match accept_texts(input, tag, text) {
        Ok(accepted) => Ok(Ok(accepted)),
        Err(NotAccepted::Nothing) => {
            Ok(Err(format!("{shown}: no text of `{tag}` is older than the course; nothing was written\n")))
        }
        Err(NotAccepted::AtFault) => Ok(Err(format!("{shown}: at fault; nothing of `{tag}` was accepted\n"))),
        Err(NotAccepted::NotOlder(name)) => Err(Failure::Argument(format!(
            "`{tag}/{name}` is not stale, so nothing was written; `bona check {shown}` names the texts that are"
        ))),
        Err(NotAccepted::Unknown(name, meant)) => {
            let meant = meant.map_or_else(
                || format!("`bona check {shown}` names the texts that are stale"),
                |meant| format!("did you mean `{tag}/{meant}`?"),
            );
            Err(Failure::Argument(format!(
                "there is no text `{name}` in languages/{tag}.ron of `{shown}`; {meant}"
            )))
        }
        Err(NotAccepted::Several(of)) => Err(Failure::Argument(format!(
            "`{tag}/{of}` may be of more than one text; `bona translate export {shown} --language {tag}` puts each \
                 beside the text that it may be of, and then it can be accepted"
        ))),
    }
}
