//! Which courses are packaged: at which places, and in which languages of those that there are.

use std::path::{Path, PathBuf};

use bona_engine::check::{Input, Sound, Variants};
use bona_engine::course::Course;
use bona_engine::id::is_language_tag;
use bona_engine::lock::Lock;
use bona_packager::in_english;

use crate::args::PackageArgs;
use crate::exit::Failure;

/// A course that is right, and where its media are.
pub(super) struct Ready {
    /// The place for which it was tailored, by its id.
    pub(super) variant: Option<String>,
    /// What people call that place.
    pub(super) place: Option<String>,
    pub(super) course: Course,
    /// The same in the further languages that are asked for.
    pub(super) others: Vec<Course>,
    /// The language that it was written in.
    pub(super) own_language: String,
    pub(super) folder: PathBuf,
    pub(super) lock: Option<Lock>,
}

/// The places that are asked for.
pub(super) fn variants_of(args: &PackageArgs, input: &Input) -> Result<Variants, Failure> {
    if args.variant.iter().any(|place| place == "all") {
        if args.variant.len() > 1 {
            let why = "`--variant all` is every place of the house; write the places instead to choose";
            return Err(Failure::Argument(why.into()));
        }
        // Where there is none, `all` is a mistake.
        if super::super::places(input).is_empty() {
            super::super::knows_places(input, &args.variant)?;
        }
        return Ok(Variants::All);
    }
    super::super::knows_places(input, &args.variant)?;
    Ok(if args.variant.is_empty() { Variants::None } else { Variants::Only(args.variant.clone()) })
}

/// The course as it is to be packaged: itself, or what it is at each place that is asked for.
pub(super) fn at_places(
    args: &PackageArgs,
    sound: Sound,
    folder: &Path,
    lock: Option<Lock>,
) -> Result<Vec<Ready>, Failure> {
    let own_language = sound.course.language.clone();
    let places = match args.variant.as_slice() {
        [] => vec![(None, None)],
        _ => sound.variants.iter().map(|one| (Some(one.place.clone()), Some(one.name.clone()))).collect(),
    };
    let mut ready = Vec::new();
    let mut whole = Some(sound);
    for (variant, place) in places {
        let at = match &variant {
            Some(id) => whole.as_ref().and_then(|sound| sound.at(id)).expect("it is one of its places"),
            None => whole.take().expect("it is taken once"),
        };
        let (course, others) = in_languages(&args.language, at, folder)?;
        // Apart, each language is a course of its own.
        let each = if args.languages_apart {
            std::iter::once(course).chain(others).map(|course| (course, Vec::new())).collect()
        } else {
            vec![(course, others)]
        };
        ready.extend(each.into_iter().map(|(course, others)| {
            let (variant, lock, folder) = (variant.clone(), lock.clone(), folder.to_owned());
            Ready {
                variant,
                place: place.clone(),
                course,
                others,
                own_language: own_language.clone(),
                folder,
                lock,
            }
        }));
    }
    Ok(ready)
}

/// The course in the first language that is asked for, and in the others.
fn in_languages(
    asked: &[String],
    Sound { course, languages, .. }: Sound,
    folder: &Path,
) -> Result<(Course, Vec<Course>), Failure> {
    let mut all: Vec<Option<Course>> = std::iter::once(course).chain(languages).map(Some).collect();
    if asked.iter().any(|tag| tag == "all") {
        if asked.len() > 1 {
            let why = "`--language all` is every language of the course; write the tags instead to choose";
            return Err(Failure::Argument(why.into()));
        }
    } else if !asked.is_empty() {
        let mut chosen = Vec::new();
        for tag in asked {
            let is =
                |one: &Option<Course>| one.as_ref().is_some_and(|one| one.language.eq_ignore_ascii_case(tag));
            let Some(at) = all.iter().position(is) else {
                return Err(no_language(tag, &all, &chosen, folder));
            };
            chosen.push(all[at].take());
        }
        all = chosen;
    } else {
        all.truncate(1);
    }
    let mut all = all.into_iter().flatten();
    let first = all.next().expect("a course is in one language at least");
    Ok((first, all.collect()))
}

/// Why a course cannot be packaged in a language.
fn no_language(tag: &str, all: &[Option<Course>], chosen: &[Option<Course>], folder: &Path) -> Failure {
    if chosen.iter().flatten().any(|one| one.language.eq_ignore_ascii_case(tag)) {
        return Failure::Argument(format!("`--language {tag}` is given twice"));
    }
    let known: Vec<&str> = all.iter().chain(chosen).flatten().map(|one| one.language.as_str()).collect();
    let folder = folder.display();
    // Somebody may have written the language's name.
    if let Some(meant) = known.iter().find(|own| in_english(own).eq_ignore_ascii_case(tag)) {
        let why = format!("`{folder}` is not in the language `{tag}`; did you mean `--language {meant}`?");
        return Failure::Argument(why);
    }
    if !is_language_tag(tag) {
        let known = known.join(", ");
        let why = format!("`{tag}` is no language tag, such as `cy`; `{folder}` is in: {known}");
        return Failure::Argument(why);
    }
    Failure::Argument(format!(
        "`{folder}` is not in the language `{tag}`; it is in: {}; `bona translate export {folder} --language {tag}` \
         begins a translation",
        known.join(", ")
    ))
}
