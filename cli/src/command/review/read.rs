//! `bona review read`: files that came back, merged into the course's `comments.ron`.

use std::collections::BTreeSet;
use std::path::Path;

use bona_engine::check::{COMMENTS_FILE, Given, Input, Noted, comments, note, sources};
use bona_engine::diagnostic::Checked;
use bona_engine::limits;
use bona_engine::outline::{Capacity, Comment, Landing, Outline};

use crate::args::{CapacityWord, Output, ReviewReadArgs};
use crate::command::print;
use crate::command::returned::{Kind, returned, unmarked};
use crate::exit::{Exit, Failure};
use crate::form::filled::Trouble;
use crate::machine::{Machine, Stands, read_at_most};
use crate::review::word::{Told, of_docx};
use crate::review::{Made, Returned, post};
use crate::show::many;
use crate::{files, meanwhile, show};

/// The endings of files that come back.
const ENDINGS: [&str; 2] = ["json", "docx"];
/// Files with comments, among others.
const KIND: Kind = Kind { none: "no comment is", many: "files with comments", endings: &ENDINGS };

/// Reads the files, tells what is in each, and writes what is new.
pub(super) fn run(args: &ReviewReadArgs, machine: &dyn Machine) -> Result<Exit, Failure> {
    let _alone = meanwhile::alone(machine, [&args.course])?;
    let mut input = files::read_course(machine, &args.course)?;
    let today: String = machine.now().chars().take(10).collect();
    let by = capacity(args.by);
    let (mut refused, mut new, mut known) = (0, 0, 0);
    let before = input.files.get(COMMENTS_FILE).cloned();
    let found = returned(machine, &args.files, &KIND)?;
    for path in &found.paths {
        let ids = ids(&input);
        let told = Told { today: &today, by, known: &ids };
        let back = one(machine, path, told, &input)?.and_then(|back| own(back, &input));
        match back {
            Err(troubles) => {
                refused += 1;
                print(machine, &format!("{}: not taken\n{}", path.display(), lines(&troubles)))?;
            }
            Ok(back) => {
                let Some(noted) = noted(machine, &input, &back.comments)? else { return Ok(Exit::AtFault) };
                (new, known) = (new + noted.new, known + noted.known);
                print(machine, &said(path, &back, &input, &noted))?;
                if noted.new + noted.told > 0 {
                    input.files.insert(COMMENTS_FILE.to_owned(), Given::Bytes(noted.text.into_bytes()));
                }
            }
        }
    }
    let now = input.files.get(COMMENTS_FILE);
    if let Some(Given::Bytes(bytes)) = now.filter(|now| Some(*now) != before.as_ref()) {
        let path = args.course.join(COMMENTS_FILE);
        meanwhile::write_over(machine, &path, before.as_ref(), bytes)?;
        print(machine, &format!("wrote {}\n", path.display()))?;
    }
    print(machine, &found.passed_over())?;
    let again = if known > 0 { format!(", {known} there already") } else { String::new() };
    let not = if refused > 0 { format!(", {} refused", many(refused, "file")) } else { String::new() };
    print(machine, &format!("{}{again}{not}\n", many(new, "new comment")))?;
    if new > 0 {
        print(machine, "`bona report --of comments` lists those that are open, with their places\n")?;
    }
    Ok(if refused > 0 { Exit::AtFault } else { Exit::Done })
}

/// The ids of the comments that the course has.
fn ids(input: &Input) -> BTreeSet<String> {
    comments(input).value.into_iter().flatten().map(|comment| comment.id).collect()
}

fn capacity(word: CapacityWord) -> Capacity {
    match word {
        CapacityWord::LivedExperience => Capacity::LivedExperience,
        CapacityWord::Clinical => Capacity::Clinical,
        CapacityWord::Accessibility => Capacity::Accessibility,
        CapacityWord::EasyRead => Capacity::EasyRead,
        CapacityWord::Legal => Capacity::Legal,
        CapacityWord::Editor => Capacity::Editor,
        CapacityWord::Unsaid => Capacity::Unsaid,
    }
}

/// The course's comments with those of a file; `None`, after telling, where `comments.ron` is at fault.
fn noted(machine: &dyn Machine, input: &Input, comments: &[Comment]) -> Result<Option<Noted>, Failure> {
    let Checked { value, diagnostics } = note(input, comments);
    if value.is_none() {
        let told = show::diagnostics(machine, &sources(input), &diagnostics, Output::Human);
        machine.err(&format!("{told}{}; no comment was taken.\n", show::count(&diagnostics)));
    }
    Ok(value)
}

type Back = Result<Returned, Vec<Trouble>>;

fn one(machine: &dyn Machine, path: &Path, told: Told<'_>, input: &Input) -> Result<Back, Failure> {
    let fail = |error| Failure::file("cannot read", path, error);
    if let Some(Stands::File(size)) = machine.stands(path).map_err(fail)?
        && size > limits::REVIEW_BYTES
    {
        let most = limits::REVIEW_BYTES / 1_000_000;
        let what = format!("the file has {} MB; at most {most} are read", size / 1_000_000);
        return Ok(Err(vec![Trouble::whole(what, "ask for it without pictures and other papers")]));
    }
    let bytes = read_at_most(machine, path, limits::REVIEW_BYTES).map_err(fail)?;
    let bytes = unmarked(&bytes);
    // A file is what it holds, whatever it is called.
    let text = bytes.trim_ascii_start();
    let start = String::from_utf8_lossy(text.get(..15).unwrap_or(text)).to_lowercase();
    if start.starts_with("<!doctype html") || start.starts_with("<html") {
        let remedy = "ask for the file that its button saves, `<course>-comments.json`";
        return Ok(Err(vec![Trouble::whole(
            "this is the page for reviewers, which holds no comments",
            remedy,
        )]));
    }
    if text.starts_with(b"{") {
        return Ok(post::of_json(text, told.known));
    }
    Ok(of_docx(&bytes, told, &|made| laid_out(input, made)))
}

/// What a file was made of as it stands now; `None` where that cannot be laid out.
fn laid_out(input: &Input, made: &Made) -> Option<Outline> {
    let sound = super::checked(input, made.variant.as_deref()).value?;
    let course = super::chosen(sound, made.variant.as_deref(), made.language.as_deref()).ok()?;
    Some(Outline::of(&course, &super::variables(input)))
}

/// Refuses what is of another course.
fn own(back: Returned, input: &Input) -> Back {
    // A folder bears its course's id, so a course that is at fault at present is known as well.
    match input.folder_name.as_deref() {
        Some(course) if course != back.made.course => {
            let what = format!("these are comments on the course `{}`, not on `{course}`", back.made.course);
            Err(vec![Trouble::whole(what, "name that course's folder before the file")])
        }
        _ => Ok(back),
    }
}

fn lines(troubles: &[Trouble]) -> String {
    let line = |Trouble { at, what, remedy }: &Trouble| {
        let at = if at.is_empty() { String::new() } else { format!("{at}: ") };
        format!("  {at}{what}\n    → {remedy}\n")
    };
    troubles.iter().map(line).collect()
}

/// What is said of a file: how many comments, and what has become of what they were made on.
fn said(path: &Path, back: &Returned, input: &Input, noted: &Noted) -> String {
    let all = back.comments.len();
    let mut text = format!("{}: {}, {} of them new\n", path.display(), many(all, "comment"), noted.new);
    if noted.told > 0 {
        text.push_str(&format!("  {} there already without a capacity: it was put in\n", noted.told));
    }
    let Some(outline) = laid_out(input, &back.made) else {
        text.push_str(
            "  the course cannot be laid out as it was read; where each belongs is told once it can\n",
        );
        return text;
    };
    let landings: Vec<Landing> = back.comments.iter().map(|one| outline.find(&one.anchor())).collect();
    let count = |fits: fn(&Landing) -> bool| landings.iter().filter(|landing| fits(landing)).count();
    let (changed, gone) =
        (count(|one| matches!(one, Landing::Changed(_))), count(|one| matches!(one, Landing::Gone(_))));
    if changed > 0 {
        text.push_str(&format!("  {changed} on words that have changed since\n"));
    }
    if gone > 0 {
        text.push_str(&format!("  {gone} on what is no longer there, kept under what held it\n"));
    }
    text
}
