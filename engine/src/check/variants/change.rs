//! What each change of a variant touches, whether it may, and whether that has moved since.

use super::allowed::{MayChange, keeps_other};
use super::easy::Touched;
use super::laid::Laid;
use super::{Base, Variant};
use crate::check::context::{Context, Spot};
use crate::check::{Purpose, display};
use crate::course::{BlockKind, Course, Markup};
use crate::diagnostic::{At, Diagnostic, Place, Severity};
use crate::raw::RawChange;
use crate::rule::Rule;
use crate::source::Span;
use crate::vary;

/// What a change touches, by its id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// A block that is replaced.
    Replace(String),
    /// A block behind which something is put.
    After(String),
    /// A block that is taken out.
    Remove(String),
    /// A page at whose beginning something is put.
    Start(String),
    /// A page at whose end something is put.
    End(String),
}

/// A change, and what was found for it.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// Its number in the file.
    pub(super) number: usize,
    /// What it touches, if it may.
    pub(super) target: Option<Target>,
    /// The file in which that stands, by its path.
    pub(super) path: Option<String>,
    /// The page that it touches, by its id.
    pub(super) page: Option<String>,
    /// How it stands to that page's version in Easy Read; `None` where there is none.
    pub(super) easy: Option<Touched>,
    /// The hash of the block that it names, as it is now; of a page none.
    pub(super) now: Option<String>,
    /// The hash that it was written against.
    pub(super) was: String,
    /// Where the block stands in the course itself, by file and bytes; `None` where a place above put it there.
    pub(super) of_course: Option<(String, Span)>,
    /// The id that it names.
    pub(super) id: String,
    /// The module in which that stands, by its id.
    pub(super) module: Option<String>,
    /// What keeps it from being made.
    pub(super) fault: Option<Fault>,
}

/// What keeps a change from being made.
#[derive(Clone, Debug)]
pub(super) enum Fault {
    /// Nothing is called so.
    Unknown,
    /// The course lets no place change it.
    NotAllowed,
    /// Something else would be kept of a learner, in what has this id; whether something may be put behind it.
    Keeps(String, bool),
    /// It was changed already by an earlier change of the same place.
    Twice(usize),
    /// A place above took it out.
    Gone(String),
}

/// What a change names: a block or a page, and the hash that it was written against.
fn named(change: &RawChange) -> (Target, &str) {
    match change {
        RawChange::Replace(one) => (Target::Replace(one.block.clone()), &one.was),
        RawChange::After(one) => (Target::After(one.block.clone()), &one.was),
        RawChange::Remove(one) => (Target::Remove(one.block.clone()), &one.was),
        RawChange::Start(one) => (Target::Start(one.page.clone()), ""),
        RawChange::End(one) => (Target::End(one.page.clone()), ""),
    }
}

/// A change in the author's words: what it does, and of what.
pub(super) fn words(change: &RawChange) -> (&'static str, String) {
    let (target, _) = named(change);
    let what = match &target {
        Target::Replace(_) => "Replace",
        Target::After(_) => "After",
        Target::Remove(_) => "Remove",
        Target::Start(_) => "Start",
        Target::End(_) => "End",
    };
    (what, target.id().to_owned())
}

impl Found {
    /// Notes that it would keep something else of a learner in what has this id.
    pub(super) fn keeps_other(&mut self, id: &str) {
        self.fault = Some(Fault::Keeps(id.to_owned(), false));
    }

    /// The same as if the course let places make it; `None` where that is not what keeps it from being made.
    pub(super) fn as_if_allowed(&self, variant: &Variant) -> Option<Self> {
        let (target, _) = named(&variant.raw.changes[self.number]);
        let replaces = matches!((&self.fault, &target), (Some(Fault::NotAllowed), Target::Replace(_)));
        replaces.then(|| Self { target: Some(target), fault: None, ..self.clone() })
    }
}

impl Target {
    /// The id that it names.
    pub(super) fn id(&self) -> &str {
        match self {
            Self::Replace(id) | Self::After(id) | Self::Remove(id) | Self::Start(id) | Self::End(id) => id,
        }
    }

    /// Whether it names a page.
    pub(super) fn is_page(&self) -> bool {
        matches!(self, Self::Start(_) | Self::End(_))
    }

    /// Whether two changes of one variant cannot both be made: a block is replaced or taken out once, and nothing is
    /// put behind one that is gone.
    fn collides(&self, other: &Self) -> bool {
        let gone = |one: &Self| matches!(one, Self::Remove(_));
        let both = self.takes_over() && other.takes_over();
        let pages = self.is_page() || other.is_page();
        self.id() == other.id() && !pages && (both || gone(self) || gone(other))
    }

    /// Whether the block that it names is another one afterwards, or none.
    fn takes_over(&self) -> bool {
        matches!(self, Self::Replace(_) | Self::Remove(_))
    }
}

/// Finds what the changes of a variant touch, in the files as the places above have left them; `own` are the course's.
pub(super) fn find(
    variant: &Variant,
    (laid, own): (&Laid, &Laid),
    may: &MayChange<'_>,
    course: &Course,
) -> Vec<Found> {
    let mut all: Vec<Found> = Vec::new();
    for (number, change) in variant.raw.changes.iter().enumerate() {
        let (target, was) = named(change);
        let mut found = Found {
            number,
            target: None,
            path: None,
            page: None,
            easy: None,
            now: None,
            was: was.trim().to_owned(),
            of_course: None,
            id: target.id().to_owned(),
            module: None,
            fault: None,
        };
        let id = found.id.clone();
        found.of_course = own.own().iter().find_map(|(path, file)| {
            let block = file.blocks.blocks.iter().find(|one| one.id == id)?;
            Some((path.clone(), block.span.clone()))
        });
        let twice = |one: &&Found| one.target.as_ref().is_some_and(|other| other.collides(&target));
        let above = laid.gone.get(&id).filter(|_| target.takes_over());
        found.fault = match (all.iter().find(twice), above) {
            _ if target.is_page() => None,
            (Some(first), _) => Some(Fault::Twice(first.number)),
            (None, Some(place)) => Some(Fault::Gone(place.clone())),
            (None, None) => None,
        };
        if found.fault.is_none() {
            look(&mut found, &target, (variant, laid), may);
            // What a place above put there has no words of the house that the course's own check knows.
            let hash = |laid: &Laid| {
                let mut all = laid.own().values().flat_map(|file| &file.blocks.blocks);
                all.find(|block| block.id == id).map(|block| block.hash.clone())
            };
            if found.now.is_some() && hash(laid) == hash(own) {
                found.now = found.now.map(|now| with_house(now, &id, course));
            }
        }
        all.push(found);
    }
    all
}

/// The hash of a block with the words that it shows of the house: of a fact that stands there by its id, what it says and
/// how far it goes. Of all other blocks it is that of their own words.
fn with_house(now: String, id: &str, course: &Course) -> String {
    let blocks = course.pages().flat_map(|page| &page.blocks);
    let facts = blocks.filter(|block| block.id.as_ref().is_some_and(|own| own.as_str() == id));
    let mut facts = facts.filter_map(|block| match &block.kind {
        BlockKind::Fact(fact) if !fact.house.is_empty() => Some(fact),
        _ => None,
    });
    let Some(fact) = facts.next() else { return now };
    let note = fact.note.as_ref().map(Markup::plain).unwrap_or_default();
    let as_of = fact.as_of.clone().unwrap_or_default();
    vary::hash(&[now, fact.claim.plain(), note, as_of].join("\n"))
}

/// Looks up what a change names.
fn look(found: &mut Found, target: &Target, (variant, laid): (&Variant, &Laid), may: &MayChange<'_>) {
    for (path, file) in laid.own() {
        let blocks = &file.blocks;
        let mut keeps = false;
        let allowed = if target.is_page() {
            let Some(page) = blocks.pages.iter().find(|page| page.id == target.id()) else { continue };
            found.page = Some(page.id.clone());
            may.allows(&blocks.module, &page.id, None)
        } else {
            let Some(block) = blocks.blocks.iter().find(|block| block.id == target.id()) else { continue };
            found.now = Some(block.hash.clone());
            found.page = Some(block.page.clone());
            keeps = keeps_other(variant, found.number, target, &file.text()[block.span.clone()]);
            // To put something behind a question is no change of the question.
            let kind = if target.takes_over() { block.kind.as_str() } else { "" };
            may.allows(&blocks.module, &block.page, Some((&block.id, kind)))
        };
        (found.path, found.module) = (Some(path.clone()), Some(blocks.module.clone()));
        match (keeps, allowed) {
            (true, _) => {
                let behind = may.allows(
                    &blocks.module,
                    found.page.as_deref().unwrap_or_default(),
                    Some((target.id(), "")),
                );
                found.fault = Some(Fault::Keeps(target.id().to_owned(), behind));
            }
            (false, true) => found.target = Some(target.clone()),
            (false, false) => found.fault = Some(Fault::NotAllowed),
        }
        return;
    }
    found.fault = Some(Fault::Unknown);
}

/// Tells of what was found.
pub(super) fn tell(
    context: &mut Context<'_>,
    variant: &Variant,
    all: &[Found],
    laid: &Laid,
    base: &Base<'_>,
) {
    for found in all {
        let change = &variant.raw.changes[found.number];
        let spot = variant.spot.field("changes").index(found.number);
        let (target, _) = named(change);
        match &found.fault {
            Some(fault) => {
                faulty(context, variant, (&spot, &target), fault, laid);
                // Nobody is to translate what cannot stay.
                continue;
            }
            None => drifted(context, variant, (&spot, &target), found, (base, laid)),
        }
        for tag in (1..=base.tongues.len()).map(|tongue| base.tag(tongue)) {
            if !has_words(change, tag) {
                let message = format!("this change of `{}` says nothing in `{tag}`", target.id());
                let fault = Diagnostic::new(Rule::VariantUntranslated, spot.field("languages").at(), message);
                let help = match target {
                    Target::Replace(_) => {
                        format!("write `languages: [WithIn(language: \"{tag}\", with: …)]`")
                    }
                    _ => format!("write `languages: [AddIn(language: \"{tag}\", add: […])]`"),
                };
                context.fault(fault.label("the course’s own text stays there").help(help));
            }
        }
    }
}

/// Whether a change says something in a language.
fn has_words(change: &RawChange, tag: &str) -> bool {
    let is = |language: &String| language.eq_ignore_ascii_case(tag);
    match change {
        RawChange::Remove(_) => true,
        RawChange::Replace(one) => one.languages.iter().any(|own| is(&own.language)),
        RawChange::After(one) => one.languages.iter().any(|own| is(&own.language)),
        RawChange::Start(one) => one.languages.iter().any(|own| is(&own.language)),
        RawChange::End(one) => one.languages.iter().any(|own| is(&own.language)),
    }
}

fn faulty(
    context: &mut Context<'_>,
    variant: &Variant,
    (spot, target): (&Spot, &Target),
    fault: &Fault,
    laid: &Laid,
) {
    let (id, what) = (target.id(), if target.is_page() { "page" } else { "block" });
    let here = spot.field(what).at();
    match fault {
        Fault::Unknown => unknown(context, laid, target, here),
        // What may be offered is known once all places are.
        Fault::NotAllowed => {}
        Fault::Keeps(kept, behind) => {
            let message = format!("this changes what is kept of a learner in `{kept}`");
            let fault =
                Diagnostic::new(Rule::VariantKeeps, spot.at(), message).label("the same at all places");
            context.fault(fault.help(match target {
                Target::Remove(_) if !behind => "take this change out".to_owned(),
                Target::Remove(_) => format!(
                    "take this change out; what the place has to say can stand behind it: \
                     `After(block: \"{id}\", was: \"\", add: [Text(\"…\")])`"
                ),
                _ => String::from(
                    "take this change out, or put the same kind of block here, with every id that the course has \
                     there, and no other",
                ),
            }));
        }
        Fault::Twice(first) => {
            let message = format!("the block `{id}` is changed twice");
            let fault = Diagnostic::new(Rule::ChangedTwice, here, message).label("changed again here");
            let before = variant.spot.field("changes").index(*first).field("block").at();
            context.fault(fault.also(before, "first changed here").help("make one change of the two"));
        }
        Fault::Gone(place) => {
            let message = format!("`{place}`, which stands above, has taken the block `{id}` out");
            let fault = Diagnostic::new(Rule::ChangedTwice, here, message).label("changed again here");
            context.fault(fault.help(format!(
                "take this change out; or whoever keeps `{place}` takes its `Remove` out of variants/{place}.ron"
            )));
        }
    }
}

/// Says that nothing is called so, or that a page is where a block is wanted, and the other way round.
fn unknown(context: &mut Context<'_>, laid: &Laid, target: &Target, here: At) {
    let files = || laid.own().values();
    let pages: Vec<&str> =
        files().flat_map(|file| file.blocks.pages.iter().map(|page| page.id.as_str())).collect();
    let blocks: Vec<&str> =
        files().flat_map(|file| file.blocks.blocks.iter().map(|one| one.id.as_str())).collect();
    let id = target.id();
    let (what, known, others, other) = match target.is_page() {
        true => ("page", pages, blocks, "a block; write `After(block: …)`, or the id of a page"),
        false => {
            ("block", blocks, pages, "a page; write `Start(page: …)` or `End(page: …)`, or the id of a block")
        }
    };
    if known.contains(&id) || !others.contains(&id) {
        return context.unknown(Rule::UnknownBlock, here, what, id, known);
    }
    let fault = Diagnostic::new(Rule::UnknownBlock, here, format!("there is no {what} `{id}`"));
    context.fault(fault.label("not known").help(format!("`{id}` is {other}")));
}

/// Whether a text has the form of the hash of a block or of a place's words.
pub(super) fn is_hash(text: &str) -> bool {
    text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
}

/// Whether the block is the one that the change was written against.
fn drifted(
    context: &mut Context<'_>,
    variant: &Variant,
    (spot, target): (&Spot, &Target),
    found: &Found,
    (base, laid): (&Base<'_>, &Laid),
) {
    let (Some(now), id, place) = (&found.now, target.id(), &variant.raw.place) else { return };
    if found.was == *now {
        return;
    }
    let here = spot.field("was");
    let folder = &base.input.folder;
    if found.was.is_empty() {
        let message = format!("nobody knows against which words this change of `{id}` was written");
        let fault = Diagnostic::new(Rule::VariantUnbound, here.at(), message).label("no hash");
        context.fault(fault.help(format!("run `bona check --write {folder}`: it writes `was: \"{now}\"`")));
        return;
    }
    if !is_hash(&found.was) {
        let message = format!("`{}` is no hash of a block", found.was);
        let fault = Diagnostic::new(Rule::VariantUnbound, here.at(), message)
            .label("eight digits, 0 to 9 and a to f");
        context.fault(fault.help(format!(
            "write `was: \"\"`, and run `bona check --write {folder}`: it fills in the hash of the block as it stands"
        )));
        return;
    }
    let by = laid.replaced.get(id);
    let whose = by.map_or_else(String::new, |above| format!(", which `{above}` words itself,"));
    let message = format!("the block `{id}`{whose} has changed since this was written");
    let mut fault =
        Diagnostic::new(Rule::VariantDrift, here.at(), message).label("of words that are no more");
    if let Some((path, span)) = found.of_course.as_ref().filter(|_| by.is_none()) {
        let at = At { file: display(folder, path), place: Place::Bytes(span.clone()) };
        fault = fault.also(at, "what is said now");
    }
    if base.options.purpose == Purpose::Release {
        fault.severity = Severity::Error;
    }
    context.fault(fault.help(format!(
        "look at both, mend this one if it needs it, then run `bona check --accept {place}/{id} {folder}`"
    )));
}
