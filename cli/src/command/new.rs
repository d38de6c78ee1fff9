//! `bona new`: a small course that checks clean, to start from.

use std::path::{Path, PathBuf};

use bona_engine::id;

use crate::args::{NewArgs, Template};
use crate::exit::{Exit, Failure};
use crate::machine::{Keep, Machine, write_bytes};

const MINIMAL_COURSE: &str = include_str!("../../templates/minimal_course.ron");
const MINIMAL_MODULE: &str = include_str!("../../templates/minimal_module.ron");
const AWARENESS_COURSE: &str = include_str!("../../templates/awareness_course.ron");
const AWARENESS_MODULE: &str = include_str!("../../templates/awareness_module.ron");
const SCENARIO_MODULE: &str = include_str!("../../templates/scenario_module.ron");
const TEST_BANK: &str = include_str!("../../templates/test_bank.ron");

/// Makes the folder.
pub(crate) fn run(args: &NewArgs, machine: &dyn Machine) -> Result<Exit, Failure> {
    let full = machine.full(&args.folder);
    let name = full.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    if !id::is_id(&name) {
        return Err(Failure::Argument(format!(
            "the folder's name becomes the course's id, and `{name}` cannot be one; \
             use {} to {} small letters, digits and `_`, a letter first, such as `first_contact`",
            id::ID_MIN,
            id::ID_MAX
        )));
    }
    if id::is_device(&name) {
        return Err(Failure::Argument(format!(
            "Windows keeps the name `{name}` for a device, and no folder or file can have it there; \
             use another, such as `{name}_course`"
        )));
    }
    let there = machine.stands(&args.folder);
    if there.map_err(|error| Failure::file("cannot look at", &args.folder, error))?.is_some() {
        return Err(Failure::Argument(format!(
            "`{}` is already there, and nothing in it was touched; choose another name",
            args.folder.display()
        )));
    }
    let files = files(args.template, &name);
    for (path, text) in &files {
        let path = args.folder.join(path);
        let folder = path.parent().unwrap_or(Path::new("."));
        machine.make_folder(folder).map_err(|error| Failure::file("cannot make", folder, error))?;
        write_bytes(machine, &path, Keep::Remade, text.as_bytes())
            .map_err(|error| Failure::file("cannot write", &path, error))?;
    }
    let mut text = format!("made {}\n", args.folder.display());
    for (path, _) in &files {
        text.push_str(&format!("  {}\n", path.display()));
    }
    let folder = args.folder.display();
    text.push_str(&format!("\nnext: bona check {folder}\n      bona package {folder}\n"));
    super::print(machine, &text)?;
    Ok(Exit::Done)
}

fn files(template: Template, id: &str) -> Vec<(PathBuf, String)> {
    let title = title_of(id);
    let own = |text: &str| {
        text.replace("\"my_course\"", &format!("\"{id}\"")).replace("\"My course\"", &format!("\"{title}\""))
    };
    let file = |path: &str, text: &str| (PathBuf::from(path), own(text));
    match template {
        Template::Minimal => {
            let course = MINIMAL_COURSE.replace(
                "    outcomes: [",
                "    // Nothing asks about this outcome yet: add a question to a page.\n    outcomes: [",
            );
            vec![file("course.ron", &course), file("modules/first_steps.ron", MINIMAL_MODULE)]
        }
        Template::Awareness => {
            vec![file("course.ron", AWARENESS_COURSE), file("modules/putting_it_right.ron", AWARENESS_MODULE)]
        }
        Template::Scenario => {
            let course = AWARENESS_COURSE.replace("putting_it_right", "a_scene");
            vec![file("course.ron", &course), file("modules/a_scene.ron", SCENARIO_MODULE)]
        }
        Template::Test => {
            let test = "    completion: PagesAndTest,\n    test: Test(bank: \"core\", draw: PerOutcome(2), pass_mark: 0.8, attempts: 3),";
            let course = AWARENESS_COURSE.replace("    completion: Pages,", test);
            vec![
                file("course.ron", &course),
                file("modules/putting_it_right.ron", AWARENESS_MODULE),
                file("banks/core.ron", TEST_BANK),
            ]
        }
    }
}

/// `first_contact` becomes `First contact`.
fn title_of(id: &str) -> String {
    let words = id.replace('_', " ");
    let mut letters = words.chars();
    let first = letters.next().map(|first| first.to_ascii_uppercase()).into_iter();
    first.chain(letters).collect()
}
