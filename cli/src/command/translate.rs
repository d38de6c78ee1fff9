//! `bona translate`: the file of a language, written or written again; XLIFF for translators, out and in.

mod xliff;

use bona_engine::check::{Given, Options, check, sources, translation};

use crate::args::{Output, TranslateArgs, TranslateCommand, TranslateExportArgs, TranslateForm};
use crate::exit::{Exit, Failure};
use crate::machine::Machine;
use crate::{files, meanwhile, show};

/// Does what was asked.
pub(crate) fn run(args: &TranslateArgs, machine: &dyn Machine) -> Result<Exit, Failure> {
    match &args.command {
        TranslateCommand::Export(args) if args.format == TranslateForm::Ron => export(args, machine),
        TranslateCommand::Export(args) => xliff::export(args, machine),
        TranslateCommand::Import(args) => xliff::import(args, machine),
    }
}

fn export(args: &TranslateExportArgs, machine: &dyn Machine) -> Result<Exit, Failure> {
    if args.out.is_some() {
        let text = "`--out` names an XLIFF file: write `--format xliff2` or `--format xliff12` as well";
        return Err(Failure::Argument(text.to_owned()));
    }
    let _alone = meanwhile::alone(machine, [&args.course])?;
    let mut input = files::read_course(machine, &args.course)?;
    let made = translation(&input, &args.language);
    let Some(text) = made.value else {
        let told = show::diagnostics(machine, &sources(&input), &made.diagnostics, Output::Human);
        super::print(machine, &told)?;
        machine.err(&format!("{}; nothing was written.\n", show::count(&made.diagnostics)));
        return Ok(Exit::AtFault);
    };
    let folder = args.course.join("languages");
    let path = folder.join(format!("{}.ron", args.language));
    let name = format!("languages/{}.ron", args.language);
    let given = Given::Bytes(text.clone().into_bytes());
    let done = if input.files.get(&name) == Some(&given) {
        "is as it should be"
    } else {
        machine.make_folder(&folder).map_err(|error| Failure::file("cannot make", &folder, error))?;
        meanwhile::write_over(machine, &path, input.files.get(&name), &text)?;
        "written"
    };
    input.files.insert(name, given);
    // What is left to do is what a check says of it.
    let left = check(&input, &Options::default()).diagnostics;
    let left = left
        .iter()
        .filter(|found| {
            found.at.file.contains("languages/")
                || found.also.iter().any(|(at, _)| at.file.contains("languages/"))
        })
        .count();
    let next = match left {
        0 => "nothing is left to translate".to_owned(),
        _ => format!("`bona check {}` says what is left", args.course.display()),
    };
    super::print(machine, &format!("{}: {done}; {next}\n", path.display()))?;
    Ok(Exit::Done)
}
