//! `bona review make`: the file for a reviewer.

use std::path::PathBuf;

use bona_packager::{ReviewOf, review_page};

use crate::args::{ReviewFormat, ReviewMakeArgs};
use crate::command::print;
use crate::command::variant::untouched;
use crate::exit::{Exit, Failure};
use crate::files;
use crate::machine::{Keep, Machine, write_bytes};
use crate::review::storyboard::docx;
use crate::review::{FORMAT, Made};
use crate::show::many;

/// Makes what was asked for.
pub(super) fn run(args: &ReviewMakeArgs, machine: &dyn Machine) -> Result<Exit, Failure> {
    let input = files::read_course(machine, &args.course)?;
    let (variant, tag) = (args.variant.as_deref(), args.language.as_deref());
    let Some((course, outline)) = super::laid_out(machine, &input, variant, tag, "nothing was made")? else {
        return Ok(Exit::AtFault);
    };
    let made = Made {
        course: course.id.to_string(),
        edition: course.edition.clone(),
        variant: args.variant.clone(),
        language: args.language.clone(),
        things: Some(outline.things.len()),
    };
    let name: Vec<&str> = [Some(course.id.as_str()), variant, tag].into_iter().flatten().collect();
    let name = name.join("-");
    let unmade = |error: &dyn std::error::Error| {
        Failure::Argument(format!("the file for reviewers cannot be made: {error}"))
    };
    let mut all: Vec<(PathBuf, Vec<u8>)> = Vec::new();
    for format in &args.formats {
        let (ending, bytes) = match format {
            ReviewFormat::Html => {
                let page = review_page(&ReviewOf {
                    course: &course,
                    outline: &outline,
                    format: FORMAT,
                    variant,
                    language: tag,
                    file: &format!("{name}-comments.json"),
                    explained: &explained(*format),
                });
                ("review.html", page.map_err(|error| unmade(&error))?.into_bytes())
            }
            ReviewFormat::Docx => {
                let (title, tongue) = (&course.title, &course.language);
                let bytes = docx(&outline, &made, title, tongue, &explained(*format));
                ("storyboard.docx", bytes.map_err(|error| unmade(&error))?)
            }
        };
        all.push((args.out.join(format!("{name}-{ending}")), bytes));
    }
    // Before anything is written: a file in the same folder may be one that came back.
    for (path, bytes) in &all {
        untouched(machine, path, bytes)?;
    }
    machine.make_folder(&args.out).map_err(|error| Failure::file("cannot make", &args.out, error))?;
    for (path, bytes) in all {
        write_bytes(machine, &path, Keep::Remade, &bytes)
            .map_err(|error| Failure::file("cannot write", &path, error))?;
        let things = many(outline.things.len(), "thing");
        print(machine, &format!("{}: {things} to comment on, edition {}\n", path.display(), made.edition))?;
    }
    Ok(Exit::Done)
}

/// What a reviewer is told first.
fn explained(format: ReviewFormat) -> Vec<String> {
    let own: &[&str] = match format {
        // What to press is said by the page itself, where something can be pressed.
        ReviewFormat::Html => &[
            "Here is the whole course in the order in which it is read: every page, every question with its key and its feedback, every turn of every scene, what is said in Easy Read, and the sources. Words in braces, such as {lead}, are put in by each place; what each is asked stands at the end.",
        ],
        ReviewFormat::Docx => &[
            "Here is the whole course in the order in which it is read, with what is said in Easy Read. Words in braces, such as {lead}, are put in by each place; what each is asked stands at the end. Select the words that you mean and add a comment to them, or change the words: changes are tracked. If you like, begin a comment with Wrong:, Hurts:, Unclear:, Words: or Good: to say what kind it is.",
            "The small grey lines say which part is which, so please leave them as they are. Save the document and send it back.",
        ],
    };
    let last =
        "Please write no names, and nothing by which a person could be known. Who said what is not recorded.";
    own.iter().chain([&last]).map(|&text| text.to_owned()).collect()
}
