//! Dispatch: one file a command.

#[cfg(feature = "store-sqlite")]
mod certificate;
mod check;
mod completions;
#[cfg(feature = "store-sqlite")]
mod evidence;
mod explain;
mod fmt;
mod graph;
#[cfg(feature = "store-sqlite")]
mod keys;
mod new;
mod package;
#[cfg(feature = "preview")]
mod preview;
mod report;
mod returned;
mod review;
mod translate;
mod variant;

use bona_engine::check::{Budget, HouseFile, HouseList, Input, Speech};
use bona_engine::diagnostic::did_you_mean;
use bona_packager::{Profile, Spoken, spoken};

use crate::args::Command;
use crate::exit::{Exit, Failure};
use crate::machine::Machine;

/// Runs a command.
pub(crate) fn run(command: Command, machine: &dyn Machine) -> Result<Exit, Failure> {
    match command {
        Command::New(args) => new::run(&args, machine),
        Command::Check(args) => check::run(&args, machine),
        Command::Fmt(args) => fmt::run(&args, machine),
        Command::Explain(args) => explain::run(&args, machine),
        Command::Translate(args) => translate::run(&args, machine),
        Command::Graph(args) => graph::run(&args, machine),
        Command::Report(args) => report::run(&args, machine),
        #[cfg(feature = "store-sqlite")]
        Command::Evidence(args) => evidence::run(&args, machine),
        #[cfg(feature = "store-sqlite")]
        Command::Certificate(args) => certificate::run(&args, machine),
        #[cfg(feature = "store-sqlite")]
        Command::Keys(args) => keys::run(&args, machine),
        Command::Completions(args) => completions::run(&args, machine),
        Command::Package(args) => package::run(&args, machine),
        Command::Variant(args) => variant::run(&args, machine),
        Command::Review(args) => review::run(&args, machine),
        #[cfg(feature = "preview")]
        Command::Preview(args) => preview::run(&args, machine),
    }
}

/// What a profile keeps of a learner's place.
pub(crate) fn budget(profile: &Profile) -> Budget {
    Budget { profile: profile.name.to_owned(), characters: profile.state_limit() }
}

/// Refuses a theme that the house of a course does not have.
pub(crate) fn knows_theme(input: &Input, asked: Option<&str>) -> Result<(), Failure> {
    let themes = input.house.iter().filter(|file| file.lists == HouseList::Theme);
    let name =
        |text: &str| text.rsplit(['/', '\\']).next().unwrap_or(text).trim_end_matches(".ron").to_owned();
    let known: Vec<String> = themes.map(|file| name(&file.name)).collect();
    match asked {
        Some(asked) if !known.iter().any(|one| one == asked) => {
            Err(unknown("theme", asked, &known.iter().map(String::as_str).collect::<Vec<_>>()))
        }
        _ => Ok(()),
    }
}

/// The ids of the places that a course's house has, as their files are called.
pub(crate) fn places(input: &Input) -> Vec<String> {
    let places = input.house.iter().filter(|file| file.lists == HouseList::Place);
    let name = |file: &HouseFile| {
        let name = file.name.rsplit(['/', '\\']).next().unwrap_or(&file.name);
        name.trim_end_matches(".ron").to_owned()
    };
    places.map(name).collect()
}

/// Refuses places that the house of a course does not have.
pub(crate) fn knows_places(input: &Input, asked: &[String]) -> Result<(), Failure> {
    let known = places(input);
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    match asked.iter().find(|id| !known.contains(&id.as_str())) {
        Some(_) if known.is_empty() => Err(Failure::Argument(format!(
            "the house of `{}` has no places; write one as house/places/<id>.ron",
            input.folder
        ))),
        Some(id) => Err(unknown("place", id, &known)),
        None => Ok(()),
    }
}

/// Says that the command line names what is not there, and what may have been meant.
pub(crate) fn unknown(what: &str, name: &str, known: &[&str]) -> Failure {
    let all = known.join(", ");
    Failure::Argument(match did_you_mean(name, known.iter().copied()) {
        Some(meant) => format!("there is no {what} `{name}`; did you mean `{meant}`? known: {all}"),
        None => format!("there is no {what} `{name}`; known: {all}"),
    })
}

/// The languages that the player speaks.
pub(crate) fn player() -> Vec<Speech> {
    let one = |own: &Spoken| Speech { language: own.language.to_owned(), draft: own.draft };
    spoken().iter().map(one).collect()
}

/// Prints to standard output; a closed one ends the command quietly.
pub(crate) fn print(machine: &dyn Machine, text: &str) -> Result<(), Failure> {
    machine.out(text).map_err(|error| match error.kind() {
        std::io::ErrorKind::BrokenPipe => Failure::Closed,
        _ => Failure::file("cannot write", std::path::Path::new("standard output"), error),
    })
}
