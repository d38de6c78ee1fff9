//! What changes of places do to versions in Easy Read: a version is of the words of its page, and a place that changes
//! these says whether it still holds there, or gives words of its own.
//!
//! It is asked once, of the change that makes the difference; places below take over what was said above them.

use std::collections::BTreeSet;

use super::change::Found;
use super::laid::Laid;
use super::{Base, Variant};
use crate::check::context::Context;
use crate::check::display;
use crate::diagnostic::{At, Diagnostic, Place};
use crate::raw::{RawChange, RawEasyBlock};
use crate::read::tree::{Node, Tree};
use crate::rule::Rule;
use crate::vary::{EasyIn, easy_of, easy_there, field, hash_without};

/// Fields of a change that are none of its words.
const NO_WORDS: [&str; 5] = ["was", "why", "languages", "easy_read", "easy_holds"];

/// How a change stands to the version of its page.
#[derive(Clone, Debug)]
pub(super) struct Touched {
    /// The digits that say that it holds.
    pub(super) now: String,
    /// The digits that the change has.
    pub(super) was: String,
    /// Whether the change gives words of its own.
    pub(super) given: bool,
    /// Whether it holds because another change of the place gives words, or says so itself.
    pub(super) holds: bool,
}

/// What a change gives of a version, and the digits that it has.
fn given(change: &RawChange) -> (&[RawEasyBlock], &str) {
    match change {
        RawChange::Replace(one) => (&one.easy_read, &one.easy_holds),
        RawChange::After(one) => (&one.easy_read, &one.easy_holds),
        RawChange::Remove(one) => (&one.easy_read, &one.easy_holds),
        RawChange::Start(one) => (&one.easy_read, &one.easy_holds),
        RawChange::End(one) => (&one.easy_read, &one.easy_holds),
    }
}

/// Whether a change has words in a language, and whether it gives easy words in it.
fn given_in(change: &RawChange, tag: &str) -> (bool, bool) {
    let is = |language: &String| language.eq_ignore_ascii_case(tag);
    let added = match change {
        RawChange::Replace(one) => {
            let own = one.languages.iter().find(|own| is(&own.language));
            return (own.is_some(), own.is_some_and(|own| !own.easy_read.is_empty()));
        }
        // What is taken out is taken out in every language.
        RawChange::Remove(_) => return (true, false),
        RawChange::After(one) => &one.languages,
        RawChange::Start(one) => &one.languages,
        RawChange::End(one) => &one.languages,
    };
    let own = added.iter().find(|own| is(&own.language));
    (own.is_some(), own.is_some_and(|own| !own.easy_read.is_empty()))
}

/// Whether a change is the first of its place that gives words for the version of its page.
pub(super) fn is_first(variant: &Variant, all: &[Found], one: &Found) -> bool {
    let gives = |other: &&Found| {
        other.target.is_some()
            && other.page == one.page
            && !given(&variant.raw.changes[other.number]).0.is_empty()
    };
    all.iter().find(gives).is_some_and(|first| first.number == one.number)
}

/// Looks whether the versions hold of the pages that a place changes. `laid` has its changes, `own` is the course's.
pub(super) fn look(variant: &Variant, all: &mut [Found], (laid, own): (&mut Laid, &Laid), base: &Base<'_>) {
    let pages: BTreeSet<String> =
        all.iter().filter(|one| one.target.is_some()).filter_map(|one| one.page.clone()).collect();
    for page in pages {
        let Some((path, there)) = version(laid, &page) else { continue };
        let whole = easy_of(laid.own()[&path].text()).into_iter().find(|one| one.id == page);
        let is_here = |one: &&Found| one.target.is_some() && one.page.as_ref() == Some(&page);
        let gives = all.iter().find(|one| is_here(one) && is_first(variant, all, one)).map(|one| one.number);
        let mut changes = Vec::new();
        let mut hold = true;
        for one in all.iter_mut().filter(|one| is_here(&&**one)) {
            let change = &variant.raw.changes[one.number];
            let (easy, was) = given(change);
            let with = match &whole {
                Some(whole) if gives == Some(one.number) => whole.hash.clone(),
                _ => words(variant.change_text(one.number)),
            };
            let (now, was) = (easy_there(&with, &there.hash), was.trim().to_owned());
            // The words that one change gives are of the page with all of them.
            let holds = now == was || gives.is_some_and(|number| number != one.number);
            hold &= holds;
            changes.push(change);
            one.easy = Some(Touched { now, was, given: !easy.is_empty(), holds });
        }
        let fresh = version(own, &page).is_some_and(|(_, version)| version.fresh);
        shown(laid, &page, (hold, gives.is_some()), fresh, &changes, base);
    }
}

/// Notes whether a version is shown at the place, in each language.
fn shown(
    laid: &mut Laid,
    page: &str,
    (hold, given): (bool, bool),
    fresh: bool,
    changes: &[&RawChange],
    base: &Base<'_>,
) {
    for tongue in 0..laid.easy.len() {
        let above = laid.easy[tongue].get(page).copied().unwrap_or(tongue > 0 || fresh);
        let own = match tongue {
            0 => hold && (given || above),
            _ => {
                let said = changes.iter().map(|change| given_in(change, base.tag(tongue)));
                let (words, easy) = said.fold((false, false), |all, one| (all.0 || one.0, all.1 || one.1));
                easy || (above && !(given && words))
            }
        };
        laid.easy[tongue].insert(page.to_owned(), own);
    }
}

/// A page's version: in which file it stands, and what it says.
fn version(laid: &Laid, page: &str) -> Option<(String, EasyIn)> {
    laid.own().iter().find_map(|(path, file)| {
        let page = file.blocks.pages.iter().find(|one| one.id == page)?;
        Some((path.clone(), page.easy.clone()?))
    })
}

/// The digits of a change's own words.
fn words(change: &str) -> String {
    let tree = Tree::of(change);
    tree.root.as_ref().map(|root: &Node| hash_without(change, root, &NO_WORDS)).unwrap_or_default()
}

/// Where the digits of a change are written: those that stand there, or behind which field.
pub(super) fn place_of<'a>(text: &str, change: &'a Node) -> Option<(&'a Node, bool)> {
    if let Some(own) = field(text, change, "easy_holds") {
        return Some((own, true));
    }
    let before =
        ["easy_read", "was", "block", "page"].into_iter().find_map(|name| field(text, change, name))?;
    Some((before, false))
}

/// Tells of versions of which nobody has said that they hold.
pub(super) fn tell(
    context: &mut Context<'_>,
    variant: &Variant,
    all: &[Found],
    (laid, own): (&Laid, &Laid),
    base: &Base<'_>,
) {
    let (place, folder) = (&variant.raw.place, &base.input.folder);
    for one in all {
        let (Some(target), Some(page)) = (&one.target, &one.page) else { continue };
        let spot = variant.spot.field("changes").index(one.number);
        let (easy, _) = given(&variant.raw.changes[one.number]);
        let (id, here) = (target.id(), spot.field("easy_read"));
        if !easy.is_empty() && version(laid, page).is_none() {
            let message =
                format!("the page `{page}` has no version in Easy Read that a place could word otherwise");
            let fault = Diagnostic::new(Rule::UnknownBlock, here.at(), message).label("words of nothing");
            context.fault(
                fault.help("take `easy_read` out; or whoever keeps the course gives the page a version"),
            );
            continue;
        }
        if !easy.is_empty() && !is_first(variant, all, one) {
            let message = format!("the Easy Read version of `{page}` is worded by two changes of `{place}`");
            let fault = Diagnostic::new(Rule::ChangedTwice, here.at(), message).label("worded again here");
            context.fault(fault.help("write all of it in one of them"));
            continue;
        }
        let Some(touched) = one.easy.as_ref().filter(|easy| !easy.holds) else { continue };
        let (message, label, help) = said(touched, (id, page), &format!("{place}/{id} {folder}"));
        let holds = if touched.was.is_empty() { spot.at() } else { spot.field("easy_holds").at() };
        let mut fault = Diagnostic::new(Rule::EasyReadStale, holds, message).label(label);
        if let Some((path, version)) = version(own, page).filter(|_| !touched.given) {
            let at = At { file: display(folder, &path), place: Place::Bytes(version.list) };
            fault = fault.also(at, "what the version says");
        }
        context.fault(fault.help(help));
    }
}

/// What is wrong, in a few words, and what to do; `name` is what is accepted, and of which course.
fn said(touched: &Touched, (id, page): (&str, &str), name: &str) -> (String, String, String) {
    let accept = format!("run `bona check --accept {name}`");
    let label = "the version is not shown at this place".to_owned();
    if touched.given {
        let message = match touched.was.is_empty() {
            true => format!("nobody has said of which words the Easy Read version of `{page}` here is"),
            false => {
                format!("the page `{page}` or its Easy Read version here has changed since somebody looked")
            }
        };
        return (
            message,
            label,
            format!("read the version beside the page, mend what no longer fits, and {accept}"),
        );
    }
    let message = match touched.was.is_empty() {
        true => format!("this changes words of the page `{page}`, which has a version in Easy Read"),
        false => format!(
            "this change of `{id}` or the Easy Read version of `{page}` has changed since somebody looked"
        ),
    };
    let help = format!(
        "read the version beside the page at this place; if it still holds, {accept}; if it does not, write here what it \
         says at this place, `easy_read: [Say(\"…\"), …]`, and run the same"
    );
    (message, label, help)
}
