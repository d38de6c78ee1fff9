//! A course at its places: what each says for itself, what it changes, and the course that results, checked like any
//! other in every language. What is wrong there is told where it was written.
//!
//! First the language, then the place (decisions, D-17). What is kept of a learner is the same at all of them.

mod allowed;
mod answer;
mod asked_in;
mod bind;
mod change;
mod easy;
mod form;
mod laid;
mod places;
mod said_in;
mod spoken;
mod survey;
mod told;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::context::{Context, Spot};
use super::languages::{self, Tongue};
use super::variables::Asked;
use super::{Given, HouseList, Input, Options, Variants, course, finish, settled};
use crate::course::Course;
use crate::diagnostic::{Checked, Diagnostic, Path};
use crate::raw::RawVariant;
use crate::read::tree::{self, Gaps, Tree};
use crate::rule::Rule;
use crate::slots::Layout;
use crate::source::Source;
pub use answer::{Answer, Answered, PartAnswer, answer, answered_in};
pub use asked_in::InLanguage;
pub use bind::{Bind, Bound, bind};
use change::Found;
pub use form::{Form, FormPart, FormPlace, FormQuestion, Own, Wants, form, said, said_hash};
use laid::{File, Laid};
use places::Place;
pub use survey::{Changed, Stale, State, Survey, Surveyed, Value, Variable, survey};

/// The folder in which variants stand.
pub(super) const FOLDER: &str = "variants/";

/// The course's own file.
const COURSE: &str = "course.ron";

/// A course at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tailored {
    /// The place's id.
    pub place: String,
    /// What people call it.
    pub name: String,
    /// The course there, in the language that it is written in.
    pub course: Course,
    /// The same in the course's other languages, in the order of their tags.
    pub languages: Vec<Course>,
}

/// The course that is taken to its places.
pub(super) struct Base<'a> {
    pub(super) input: &'a Input,
    pub(super) options: &'a Options,
    pub(super) course: &'a Course,
    /// The variables of its house.
    pub(super) variables: &'a BTreeMap<String, Asked>,
    /// Ids of modules, pages and blocks that places may change; `None`: all but what is kept of a learner.
    pub(super) may_change: Option<&'a [String]>,
    pub(super) tongues: &'a [Tongue],
}

/// A variant's file that was read.
pub(super) struct Variant {
    pub(super) raw: RawVariant,
    pub(super) spot: Spot,
    pub(super) source: Source,
}

impl Variant {
    /// A change as it is written.
    fn change_text(&self, number: usize) -> &str {
        let path = Path::default().field("changes").index(number);
        let tree = Tree::of(self.source.text());
        let root = tree.root.as_ref();
        let found = root.and_then(|root| tree::find(root, self.source.text(), &path, &Gaps::default()));
        match found {
            Some(tree::Found::Value(node)) => &self.source.text()[node.span.clone()],
            _ => "",
        }
    }
}

/// The places, their variants, and what these make of the course's files.
pub(super) struct Read {
    places: BTreeMap<String, Place>,
    /// By the ids of their places.
    variants: BTreeMap<String, Variant>,
    /// The names of variants' files by the numbers that pieces bear.
    names: Vec<String>,
    laid: BTreeMap<String, Laid>,
    /// Every change, place by place.
    changes: BTreeMap<String, Vec<Found>>,
}

/// Reads a course with its places and all that they change, and yields what is made of it; `None`, with the faults, while
/// the course itself is at fault.
fn opened<T>(input: &Input, make: impl FnOnce(&Context<'_>, &Base<'_>, &Read) -> T) -> Checked<T> {
    opened_in(input, false, make)
}

/// The same, in the course's other languages too where `languages` are asked for.
fn opened_in<T>(
    input: &Input,
    languages: bool,
    make: impl FnOnce(&Context<'_>, &Base<'_>, &Read) -> T,
) -> Checked<T> {
    let options = Options { variants: Variants::All, ..Options::default() };
    let mut context = Context::new(input, &options);
    let course = course::check(&mut context);
    let (variables, may_change) = (super::variables::asked(&context), context.may_change.clone());
    let wanted = course.as_ref().filter(|_| languages);
    let tongues = languages::tongues(&context, wanted);
    let checked = finish(context, course);
    let Some(course) = checked.value else {
        return Checked { value: None, diagnostics: checked.diagnostics };
    };
    let base = Base {
        input,
        options: &options,
        course: &course,
        variables: &variables,
        may_change: may_change.as_deref(),
        tongues: &tongues,
    };
    let mut context = Context::new(input, &options);
    let read = read(&mut context, &base);
    let made = make(&context, &base, &read);
    Checked { value: Some(made), diagnostics: Vec::new() }
}

/// Reads places and variants, and puts the changes into the files.
fn read(context: &mut Context<'_>, base: &Base<'_>) -> Read {
    super::house::variables(context);
    if let Some(Given::Bytes(bytes)) = base.input.files.get(COURSE) {
        // So that places in it can be shown.
        let text = String::from_utf8_lossy(bytes);
        let name = super::display(&base.input.folder, COURSE);
        context.sources.insert(COURSE.to_owned(), Source::new(name, text.trim_start_matches('\u{feff}')));
    }
    let places = places::read(context, base);
    let variants = read_variants(context, base, &places);
    let names = variants.values().map(|variant| variant.source.name().to_owned()).collect();
    let mut read = Read { places, variants, names, laid: BTreeMap::new(), changes: BTreeMap::new() };
    let own = Laid::of(base);
    let may_change = allowed::MayChange::of(context, base, &own);
    let mut order: Vec<String> = read.places.keys().cloned().collect();
    order.sort_by_key(|id| read.places[id].chain.len());
    for id in order {
        let above = read.places[&id].above().and_then(|above| read.laid.get(above));
        let mut laid = above.unwrap_or(&own).clone();
        if let Some(number) = read.variants.keys().position(|other| *other == id) {
            let variant = &read.variants[&id];
            let mut found = change::find(variant, (&laid, &own), &may_change, base.course);
            allowed::try_out(variant, &mut found, &laid, base);
            if base.options.variants.wants(&id, &read.places) {
                change::tell(context, variant, &found, &laid, base);
            }
            laid.put(&id, number, variant, &found, base);
            easy::look(variant, &mut found, (&mut laid, &own), base);
            if base.options.variants.wants(&id, &read.places) {
                easy::tell(context, variant, &found, (&laid, &own), base);
            }
            read.changes.insert(id.clone(), found);
        }
        read.laid.insert(id, laid);
    }
    for id in read.places.keys().filter(|id| base.options.variants.wants(id, &read.places)) {
        allowed::tell(context, &read, id, base);
    }
    read
}

/// The files of variants, by their places.
fn read_variants(
    context: &mut Context<'_>,
    base: &Base<'_>,
    places: &BTreeMap<String, Place>,
) -> BTreeMap<String, Variant> {
    let mut variants = BTreeMap::new();
    for stem in context.stems(FOLDER) {
        let path = format!("{FOLDER}{stem}.ron");
        let Some((raw, spot)) = context.read::<RawVariant>(&path, "variant") else { continue };
        let name = spot.file();
        let source = context.sources.values().find(|source| source.name() == &*name).cloned();
        let Some(source) = source.filter(|_| head(context, &raw, &spot, &stem, base, places)) else {
            continue;
        };
        variants.insert(stem, Variant { raw, spot, source });
    }
    variants
}

/// Whose words a file holds; whether it can be used.
fn head(
    context: &mut Context<'_>,
    raw: &RawVariant,
    spot: &Spot,
    stem: &str,
    base: &Base<'_>,
    places: &BTreeMap<String, Place>,
) -> bool {
    let (id, before) = (base.course.id.as_str(), context.found.len());
    if raw.of != id {
        let message = format!("this file is of the course `{}`", raw.of);
        let fault = Diagnostic::new(Rule::VariantFile, spot.field("of").at(), message);
        context.fault(fault.label(format!("this course is `{id}`")).help(format!("write `of: \"{id}\"`")));
    }
    let here = spot.field("place");
    if raw.place != stem {
        let message = format!("the place `{}` stands in a file named `{stem}.ron`", raw.place);
        let fault = Diagnostic::new(Rule::VariantFile, here.at(), message).label("not the file's name");
        let rename = format!("rename the file to `{}.ron`", raw.place);
        let help = match (places.contains_key(stem), places.contains_key(&raw.place)) {
            (true, true) => format!("{rename}, or write `place: \"{stem}\"`"),
            (false, true) => rename,
            (true, false) => format!("write `place: \"{stem}\"`"),
            (false, false) => format!(
                "write a place of the house here, and name the file after it; known: {}",
                known(places)
            ),
        };
        context.fault(fault.help(help));
    }
    if before < context.found.len() {
        return false;
    }
    if !places.contains_key(stem) {
        let known = places.keys().map(String::as_str);
        context.unknown(Rule::UnknownPlace, here.at(), "place", stem, known);
        return false;
    }
    true
}

/// The places of the house, as far as they can be listed.
fn known(places: &BTreeMap<String, Place>) -> String {
    const LISTED: usize = 12;
    let ids: Vec<&str> = places.keys().map(String::as_str).take(LISTED).collect();
    match places.len() {
        0 => "none yet".to_owned(),
        1..=LISTED => ids.join(", "),
        all => format!("{} and {} more", ids.join(", "), all - LISTED),
    }
}

/// Checks the course at the places that are wanted, and tells of what is wrong there.
pub(super) fn check(base: &Base<'_>, told: &mut Vec<Diagnostic>) -> Vec<Tailored> {
    let mut context = Context::new(base.input, base.options);
    let places = base.input.house.iter().any(|file| file.lists == HouseList::Place);
    if !places && base.may_change.is_none() && context.stems(FOLDER).is_empty() {
        return Vec::new();
    }
    let read = read(&mut context, base);
    let wanted: Vec<&String> = read.places.keys().filter(|id| base.options.variants.makes(id)).collect();
    for id in &wanted {
        places::values_there(&mut context, &read.places, id, base);
    }
    for id in read.places.keys().filter(|id| base.options.variants.wants(id, &read.places)) {
        spoken::tell(&mut context, &read, base, id);
    }
    let mut all: BTreeMap<&String, Vec<Course>> = BTreeMap::new();
    for tongue in 0..=base.tongues.len() {
        let mut input = base.input_of(tongue).clone();
        for id in &wanted {
            let course = at_place(&mut context, &read, base, (tongue, id), &mut input, told);
            all.entry(id).or_default().extend(course);
        }
    }
    let fresh = settled(context).into_iter().filter(|found| !told.contains(found)).collect::<Vec<_>>();
    told.extend(fresh);
    let tailored = |(id, courses): (&String, Vec<Course>)| {
        let mut courses = courses.into_iter();
        let (place, name) = (id.clone(), read.places[id].raw.name.clone());
        Some(Tailored { place, name, course: courses.next()?, languages: courses.collect() })
    };
    all.into_iter().filter_map(tailored).collect()
}

impl Base<'_> {
    /// The files in one of the languages; 0 is the course's own.
    fn input_of(&self, tongue: usize) -> &Input {
        tongue.checked_sub(1).map_or(self.input, |at| &self.tongues[at].input)
    }

    /// The course in one of the languages.
    fn course_of(&self, tongue: usize) -> Option<&Course> {
        match tongue.checked_sub(1) {
            None => Some(self.course),
            Some(at) => self.tongues[at].course.as_ref(),
        }
    }

    /// The tag of one of the languages.
    fn tag(&self, tongue: usize) -> &str {
        tongue.checked_sub(1).map_or(&self.course.language, |at| self.tongues[at].tag())
    }
}

/// The course at a place in a language. `input` holds the course's files in that language, and does so again afterwards.
fn at_place(
    context: &mut Context<'_>,
    read: &Read,
    base: &Base<'_>,
    (tongue, id): (usize, &str),
    input: &mut Input,
    told: &[Diagnostic],
) -> Option<Course> {
    let laid = &read.laid[id];
    let own = base.course_of(tongue)?;
    let values = places::values(&read.places, id, base, tongue);
    let changed: Vec<(&String, &File)> = laid.changed(tongue).collect();
    let said = values.keys().any(|id| base.variables.get(id).is_some_and(|variable| variable.used));
    if changed.is_empty() && !said {
        return Some(own.clone());
    }
    let mut before = Vec::new();
    for (path, file) in changed {
        let text = Given::Bytes(file.text().as_bytes().to_vec());
        before.extend(input.files.insert(path.clone(), text).map(|given| (path.clone(), given)));
    }
    let mut second = Context::new(input, base.options);
    second.told.values = Arc::new(values);
    second.easy_there = Arc::new(laid.easy[tongue].clone());
    second.translation = tongue.checked_sub(1).map(|at| Arc::new(base.tongues[at].translation.clone()));
    let course = course::check(&mut second);
    let Checked { value, diagnostics } = finish(second, course);
    // A picture that a place does without is used elsewhere.
    let diagnostics = diagnostics.into_iter().filter(|found| found.rule != Rule::UnusedMedia);
    for found in diagnostics {
        told::elsewhere(context, read, base, (tongue, id), told, found);
    }
    input.files.extend(before);
    let course = value?;
    keeps(context, read, id, own, &course).then_some(course)
}

/// Whether everything that is kept of a learner is as it was.
fn keeps(context: &mut Context<'_>, read: &Read, id: &str, own: &Course, there: &Course) -> bool {
    let (own, there) = (Layout::of(own), Layout::of(there));
    if own == there {
        return true;
    }
    told::keeps(context, read, id, &differing(&own, &there));
    false
}

/// The ids of that of which the two keep something else of a learner.
fn differing(own: &Layout, there: &Layout) -> BTreeSet<String> {
    let ids = |layout: &Layout| -> BTreeSet<String> {
        let all = layout.slots.iter().chain(&layout.opinions);
        all.map(|slot| format!("{:?} {} {:?}", slot.kind, slot.id, slot.options)).collect()
    };
    let (before, after) = (ids(own), ids(there));
    let differ = before.symmetric_difference(&after);
    differ.filter_map(|one| one.split(' ').nth(1)).filter(|id| !id.is_empty()).map(str::to_owned).collect()
}

impl Variants {
    /// Whether packages of a place are wanted.
    fn makes(&self, id: &str) -> bool {
        match self {
            Self::None => false,
            Self::All => true,
            Self::Only(ids) => ids.iter().any(|one| one == id),
        }
    }

    /// Whether what a place says matters: it is wanted, or stands above one that is.
    fn wants(&self, id: &str, places: &BTreeMap<String, Place>) -> bool {
        match self {
            Self::None => false,
            Self::All => true,
            Self::Only(ids) => ids.iter().any(|one| {
                one == id || places.get(one).is_some_and(|place| place.chain.iter().any(|above| above == id))
            }),
        }
    }
}
