//! `bona graph`: where the choices of each scene lead, drawn or as text.

use bona_engine::check::{Options, check, sources};
use bona_engine::course::{BlockKind, Module, Scenario};
use bona_engine::diagnostic::did_you_mean;
use bona_packager::{mermaid, svg};

use crate::args::{Drawing, GraphArgs, Output};
use crate::exit::{Exit, Failure};
use crate::machine::{Keep, Machine, write_bytes};
use crate::{files, show};

/// Draws the scenes.
pub(crate) fn run(args: &GraphArgs, machine: &dyn Machine) -> Result<Exit, Failure> {
    let input = files::read_course(machine, &args.course)?;
    let checked = check(&input, &Options::default());
    let Some(course) = checked.value else {
        let errors = show::diagnostics(machine, &sources(&input), &checked.diagnostics, Output::Human);
        machine.err(&format!("{errors}{}; nothing was drawn.\n", show::count(&checked.diagnostics)));
        return Ok(Exit::AtFault);
    };
    if let Some(wanted) = &args.module
        && !course.modules.iter().any(|module| module.id.as_str() == wanted)
    {
        let known: Vec<&str> = course.modules.iter().map(|module| module.id.as_str()).collect();
        let help = match did_you_mean(wanted, known.iter().copied()) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!("known: {}", known.join(", ")),
        };
        return Err(Failure::Argument(format!("there is no module `{wanted}`; {help}")));
    }
    let is_wanted = |module: &&Module| args.module.as_ref().is_none_or(|id| module.id.as_str() == id);
    let pages = course.modules.iter().filter(is_wanted).flat_map(|module| &module.pages);
    let scenes: Vec<(&str, &Scenario)> = pages
        .flat_map(|page| {
            page.blocks.iter().filter_map(|block| match &block.kind {
                BlockKind::Scenario(scenario) => Some((page.title.as_str(), scenario)),
                _ => None,
            })
        })
        .collect();
    if scenes.is_empty() {
        machine.err(&format!("{} has no scene to draw\n", args.course.display()));
    }
    if args.output == Drawing::Mermaid {
        let texts: Vec<String> = scenes.iter().map(|(_, scene)| mermaid(scene)).collect();
        super::print(machine, &texts.join("\n"))?;
        return Ok(Exit::Done);
    }
    for (title, scene) in scenes {
        machine.make_folder(&args.out).map_err(|error| Failure::file("cannot make", &args.out, error))?;
        let path = args.out.join(format!("{}-{}.svg", course.id, scene.id));
        write_bytes(machine, &path, Keep::Remade, &svg(scene, title))
            .map_err(|error| Failure::file("cannot write", &path, error))?;
        super::print(machine, &format!("{}\n", path.display()))?;
    }
    Ok(Exit::Done)
}
