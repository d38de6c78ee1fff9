//! `bona review`: files for reviewers, what came back, and the record that somebody has read. What is in such files
//! stands in `review`.

mod make;
mod read;
mod record;

use bona_engine::check::{Input, Options, Sound, Variants, check_languages, form, sources};
use bona_engine::course::Course;
use bona_engine::diagnostic::Checked;
use bona_engine::outline::{HouseThing, Outline};

use super::{knows_places, unknown};
use crate::args::{Output, ReviewArgs, ReviewCommand};
use crate::exit::{Exit, Failure};
use crate::machine::Machine;
use crate::show;

/// Does what was asked.
pub(crate) fn run(args: &ReviewArgs, machine: &dyn Machine) -> Result<Exit, Failure> {
    match &args.command {
        ReviewCommand::Make(args) => make::run(args, machine),
        ReviewCommand::Read(args) => read::run(args, machine),
        ReviewCommand::Record(args) => record::run(args, machine),
    }
}

/// A course laid out, at a place and in a language; `None`, after telling, where it is at fault.
///
/// # Errors
/// When there is no such place or language.
pub(super) fn laid_out(
    machine: &dyn Machine,
    input: &Input,
    variant: Option<&str>,
    language: Option<&str>,
    done: &str,
) -> Result<Option<(Course, Outline)>, Failure> {
    if let Some(place) = variant {
        knows_places(input, &[place.to_owned()])?;
    }
    let Checked { value, diagnostics } = checked(input, variant);
    let Some(sound) = value else {
        let told = show::diagnostics(machine, &sources(input), &diagnostics, Output::Human);
        machine.err(&format!("{told}{}; {done}.\n", show::count(&diagnostics)));
        return Ok(None);
    };
    let own = sound.course.language.clone();
    match chosen(sound, variant, language) {
        Ok(course) => {
            let outline = Outline::of(&course, &variables(input));
            Ok(Some((course, outline)))
        }
        Err(known) => {
            let known: Vec<&str> =
                std::iter::once(own.as_str()).chain(known.iter().map(String::as_str)).collect();
            Err(unknown("language", language.unwrap_or_default(), &known))
        }
    }
}

/// The course at a place, as learners there read it; or as it stands, with every word that some place may show.
pub(super) fn checked(input: &Input, variant: Option<&str>) -> Checked<Sound> {
    let variants = variant.map_or(Variants::None, |place| Variants::Only(vec![place.to_owned()]));
    let for_reviewers = variants == Variants::None;
    check_languages(input, &Options { variants, for_reviewers, ..Options::default() })
}

/// One of the courses that a check has yielded, or the further languages that there are.
pub(super) fn chosen(
    sound: Sound,
    variant: Option<&str>,
    language: Option<&str>,
) -> Result<Course, Vec<String>> {
    let there = match variant {
        Some(place) => sound.at(place).unwrap_or(sound),
        None => sound,
    };
    match language {
        Some(tag) if tag != there.course.language => {
            let known = there.languages.iter().map(|own| own.language.clone()).collect();
            there.languages.into_iter().find(|own| own.language == tag).ok_or(known)
        }
        _ => Ok(there.course),
    }
}

/// The variables of the house that the course's texts have.
pub(super) fn variables(input: &Input) -> Vec<HouseThing> {
    let questions = form(input).value.map(|form| form.questions).unwrap_or_default();
    let one = |question: bona_engine::check::FormQuestion| {
        let mut said = vec![("Asked", question.ask)];
        said.extend(question.why.map(|why| ("Why", why)));
        said.push(("For example", question.example));
        ("variable", question.id, said)
    };
    questions.into_iter().filter(|question| question.used).map(one).collect()
}
