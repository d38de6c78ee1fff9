//! What is said of the packages once all are made or have failed, to people and to programs.

use std::collections::BTreeSet;

use bona_packager::{Loss, Piece, QuestionForm};
use serde_json::json;

use super::offer::Given;
use super::{Made, Reviews, Unmade};
use crate::args::Listing;
use crate::show;

/// What a package cannot say, for a program.
fn lost(loss: &Loss) -> serde_json::Value {
    json!({ "what": loss.what, "id": loss.id, "says": loss.says })
}

/// Which of several packages one is, for a program.
fn split(piece: &Piece) -> serde_json::Value {
    json!({ "number": piece.number(), "of": piece.count(), "module": piece.module() })
}

/// The report on all packages.
pub(super) fn report(made: &[Made], unmade: &[Unmade], given: Option<&Given>, output: Listing) -> String {
    if output == Listing::Json {
        let list: Vec<_> = made
            .iter()
            .map(|made| {
                json!({
                    "path": made.path.display().to_string(),
                    "course": made.packed.identity.course,
                    "edition": made.packed.identity.edition,
                    "format": made.packed.identity.format,
                    "part": made.packed.identity.part_name(),
                    "split": made.packed.identity.piece.as_ref().map(split),
                    "form": made.packed.identity.part.form().map(QuestionForm::name),
                    "role": made.packed.identity.role,
                    "only": made.packed.identity.easy_only.then_some("easy_read"),
                    "variant": made.packed.identity.variant,
                    "shared_pc": made.packed.identity.shared_pc,
                    "profile": made.packed.identity.profile,
                    "language": made.packed.identity.language,
                    "languages": made.packed.identity.languages().collect::<Vec<_>>(),
                    "content": made.packed.identity.content,
                    "release": made.packed.identity.release,
                    "sha256": made.packed.sha256,
                    "files": made.packed.files,
                    "bytes": made.packed.bytes,
                    "state": made.packed.state,
                    "losses": made.packed.losses.iter().map(lost).collect::<Vec<_>>(),
                    "unchanged": made.kept,
                })
            })
            .collect();
        return show::json(&json!({
            "packages": list,
            "failed": unmade.iter().map(failed).collect::<Vec<_>>(),
            "page": given.map(|given| given.page.display().to_string()),
            "feed": given.map(|given| given.feed.display().to_string()),
        }));
    }
    let mut text = String::new();
    made.iter().for_each(|made| one(made, &mut text));
    text.push_str(&sum(made, unmade));
    if let Some(given) = given {
        let (page, feed) = (given.page.display(), given.feed.display());
        let entries = many(given.entries);
        text.push_str(&format!("{page} lists them; {feed} has {entries}.\n"));
        if !given.absolute {
            text.push_str("  Links in it are relative; `--address https://…` makes them whole for readers that want that.\n");
        }
    }
    text.push_str(&drafts(made));
    text
}

/// Why packages are drafts, and what gives their courses out.
fn drafts(made: &[Made]) -> String {
    let drafts: Vec<&Made> = made.iter().filter(|made| !made.packed.identity.release).collect();
    let all: BTreeSet<&str> = drafts.iter().map(|made| made.packed.identity.course.as_str()).collect();
    let mut text = String::new();
    for (state, told) in [
        (
            Reviews::Missing,
            "the reviews that the course asks for are not on record yet; its first page says so.",
        ),
        (
            Reviews::OnRecord,
            "all reviews that the course asks for are on record, and `--release` gives it out; until then its first page \
             says that it is not released.",
        ),
        (
            Reviews::NoneAsked,
            "the course asks for no review, and `--release` gives it out; until then its first page says that it is not \
             released. `needs_review_by` in course.ron says who is to read it first.",
        ),
    ] {
        let own = drafts.iter().filter(|made| made.reviews == state);
        let own: BTreeSet<&str> = own.map(|made| made.packed.identity.course.as_str()).collect();
        let own: Vec<&str> = own.into_iter().collect();
        match own.len() {
            0 => {}
            all_of if all_of == all.len() => text.push_str(&format!("Draft: {told}\n")),
            _ => text.push_str(&format!("Draft ({}): {told}\n", own.join(", "))),
        }
    }
    text
}

/// One package, for people.
fn one(made: &Made, text: &mut String) {
    let Made { path, packed, most, kept, .. } = made;
    text.push_str(&format!("{}\n", path.display()));
    let (files, more) = (packed.files, if packed.files == 1 { "" } else { "s" });
    let (kilobytes, sha256) = (packed.bytes.div_ceil(1_000), &packed.sha256);
    let kept = if *kept { "unchanged: " } else { "" };
    text.push_str(&format!("  {kept}{files} file{more}, {kilobytes} KB, sha256 {sha256}\n"));
    if let Some(state) = packed.state {
        text.push_str(&format!("  a learner's place needs at most {state} of {most} characters\n"));
    }
    if !packed.losses.is_empty() {
        text.push_str("  not carried, or turned into something else:\n");
    }
    packed.losses.iter().for_each(|loss| text.push_str(&format!("    {loss}\n")));
}

/// What there is not, for a program.
fn failed(one: &Unmade) -> serde_json::Value {
    json!({
        "folder": one.folder.display().to_string(),
        "path": one.path.as_ref().map(|path| path.display().to_string()),
        "format": one.format,
        "variant": one.variant,
        "why": one.why,
    })
}

fn many(entries: usize) -> String {
    if entries == 1 { "1 entry".into() } else { format!("{entries} entries") }
}

/// How many there are, and which there are not; nothing where one was asked for and is there.
fn sum(made: &[Made], unmade: &[Unmade]) -> String {
    let mut text = String::new();
    if made.len() > 1 {
        let bytes: u64 = made.iter().map(|made| made.packed.bytes).sum();
        let kept = made.iter().filter(|made| made.kept).count();
        let unchanged = if kept > 0 { format!("; {kept} unchanged") } else { String::new() };
        text.push_str(&format!(
            "{}, {} KB in all{unchanged}.\n",
            show::many(made.len(), "package"),
            bytes.div_ceil(1_000)
        ));
    }
    if made.is_empty() || unmade.is_empty() {
        return text;
    }
    text.push_str("Not made:\n");
    for one in unmade {
        let what = one.path.as_ref().unwrap_or(&one.folder).display();
        match &one.path {
            Some(_) => text.push_str(&format!("  {what}\n")),
            None => text.push_str(&format!("  {what}, all of it: {}\n", one.why)),
        }
    }
    text
}
