//! One course of a preview: what was last good of it, what is at fault now, and the packages made of it.
//!
//! Checked once for each theme and place that is looked at, and again after a save; packages are made when they are
//! asked for.
//! Invariant: a package is never of an older text than the last that was good, and what replaces it frees it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use bona_engine::check::{
    HouseList, Input, Options, Purpose, Sound, Variants, check_languages, lock_of, sources,
};
use bona_engine::course::Course;
use bona_engine::diagnostic::{Diagnostic, Place};
use bona_engine::lock::{LOCK_FILE, Lock};
use bona_engine::source::Source;
use bona_packager::{Composed, PROFILES, PackOptions, Step, Watch, compose, language_names};
use serde_json::{Value, json};

use super::choice::{ALL, Choice, Side, Wanted};
use super::spot::spot;
use super::systems::System;
use crate::command::{budget, knows_places, knows_theme, places, player, unknown};
use crate::exit::Failure;
use crate::files::{self, CourseMedia};
use crate::machine::{Machine, Stands};
use crate::{lock, show};

/// Packages that are held of one check: more are made again when they are asked for.
const MADE: usize = 4;
/// Themes and places of which a check is held.
const SIDES: usize = 4;
/// Characters of a line that are shown with a fault.
const LINE: usize = 160;
/// A course that was right.
struct Good {
    sound: Sound,
    lock: Option<Lock>,
}

/// What is known of a course from one side.
#[derive(Default)]
struct View {
    /// The save that was looked at; 0 is none.
    version: u64,
    good: Option<Good>,
    /// The save of which `good` is.
    pages: u64,
    /// Packages of `good`, that asked for last at the end.
    made: Vec<(Wanted, Rc<Composed>)>,
    faults: Vec<Value>,
    count: String,
    /// Why the files could not be read at all.
    trouble: Option<String>,
}

/// A course that is shown.
pub(super) struct Shown {
    key: String,
    folder: PathBuf,
    /// Grows with each save that touches the course.
    version: u64,
    missing: bool,
    themes: Vec<String>,
    places: Vec<String>,
    /// The files when they were last right from some side, and the save at which that was.
    right: Option<(u64, Input)>,
    /// By side; that looked at last at the end.
    views: Vec<(Side, View)>,
    last: Option<Wanted>,
}

/// A name for a course in addresses: that of its folder, with a number where another is called so.
pub(super) fn key_of(machine: &dyn Machine, folder: &Path, others: &[&str]) -> String {
    let full = machine.full(folder);
    let name = full.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let safe = |sign: char| if sign.is_ascii_alphanumeric() || "_-".contains(sign) { sign } else { '_' };
    let name: String = name.chars().map(safe).collect();
    let name = if name.is_empty() { "course".to_owned() } else { name };
    let free = |key: &String| !others.contains(&key.as_str());
    let numbered = (2..).map(|number| format!("{name}-{number}"));
    std::iter::once(name.clone()).chain(numbered).find(free).unwrap_or(name)
}

/// Refuses a choice that names what none of the courses has. A course that is at fault may have it yet.
pub(super) fn knows(shown: &[Shown], choice: &Choice) -> Result<(), Failure> {
    let good: Vec<&Good> = shown.iter().filter_map(Shown::good).collect();
    if good.len() < shown.len() {
        return Ok(());
    }
    let languages: BTreeSet<&str> = good.iter().flat_map(|good| good.languages()).collect();
    let roles: BTreeSet<&str> =
        good.iter().flat_map(|good| good.sound.course.roles.iter().map(|role| role.id.as_str())).collect();
    let refuse = |what, asked: &Option<String>, known: BTreeSet<&str>| match asked.as_deref() {
        Some(asked) if !known.contains(asked) && known.is_empty() => {
            Err(Failure::Argument(format!("there is no {what} `{asked}`; the course has none")))
        }
        Some(asked) if !known.contains(asked) => {
            Err(unknown(what, asked, &known.into_iter().collect::<Vec<_>>()))
        }
        _ => Ok(()),
    };
    refuse("role", &choice.role, roles)?;
    match choice.language.as_deref() {
        Some(ALL) => Ok(()),
        _ => refuse("language", &choice.language, languages),
    }
}

impl Good {
    fn languages(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.sound.course).chain(&self.sound.languages).map(|one| one.language.as_str())
    }

    /// The course in which a package begins, and those that it holds too.
    fn in_language(&self, wanted: Option<&str>) -> (&Course, &[Course]) {
        let Sound { course, languages, .. } = &self.sound;
        match wanted {
            Some(ALL) => (course, languages),
            Some(tag) => (languages.iter().find(|one| one.language == tag).unwrap_or(course), &[]),
            None => (course, &[]),
        }
    }
}

impl View {
    /// Keeps what was right at a save, in place of what was before.
    fn keep(&mut self, version: u64, sound: Sound, input: &Input) {
        let lock = lock_of(input).filter(|lock| lock.course() == sound.course.id.as_str());
        // A place for what is new stands only in the next lock; the preview keeps it for as long as it runs.
        let lock = lock.map(|lock| lock.grown(&sound.course));
        self.good = Some(Good { sound, lock });
        self.pages = version;
        self.made.clear();
    }
}

impl Shown {
    /// Reads and checks a course for the first time.
    pub(super) fn new(
        machine: &dyn Machine,
        folder: &Path,
        key: String,
        choice: &Choice,
    ) -> Result<Self, Failure> {
        let input = files::read_course(machine, folder)?;
        knows_theme(&input, choice.theme.as_deref())?;
        knows_places(&input, choice.variant.as_slice())?;
        let mut shown = Self {
            key,
            folder: folder.to_owned(),
            version: 1,
            missing: false,
            themes: Vec::new(),
            places: Vec::new(),
            right: None,
            views: Vec::new(),
            last: None,
        };
        let side = Side {
            theme: choice.theme.clone().unwrap_or_default(),
            place: choice.variant.clone().unwrap_or_default(),
        };
        shown.look(machine, &side);
        Ok(shown)
    }

    /// Its name in addresses.
    pub(super) fn key(&self) -> &str {
        &self.key
    }

    /// What open pages are told of a save: which it was, and of which the pages are now.
    pub(super) fn event(&self) -> Value {
        let pages = self.views.last().map_or(0, |(_, view)| view.pages);
        json!({ "course": self.key, "version": self.version, "pages": pages })
    }

    /// The course's folder.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Whether its folder was not there when it was last looked for.
    pub(super) fn is_missing(&self) -> bool {
        self.missing
    }

    /// Whether its folder was not there when it was last looked for, and is not there now.
    pub(super) fn stays_away(&self, machine: &dyn Machine) -> bool {
        self.missing && !matches!(machine.stands(&self.folder), Ok(Some(Stands::Folder)))
    }

    /// How many checks are held.
    pub(super) fn checked(&self) -> usize {
        self.views.len()
    }

    /// How many packages are held.
    pub(super) fn made(&self) -> usize {
        self.views.iter().map(|(_, view)| view.made.len()).sum()
    }

    /// The folders in which a save matters, of those that are there: the course's first.
    pub(super) fn folders(&self, machine: &dyn Machine) -> Vec<PathBuf> {
        let course = machine.full(&self.folder);
        let house = files::nearest_house(machine, &course);
        // A house inside of the course is watched with it.
        let house = house.filter(|house| !house.starts_with(&course));
        let there = |folder: &PathBuf| matches!(machine.stands(folder), Ok(Some(Stands::Folder)));
        std::iter::once(course).chain(house).filter(there).collect()
    }

    /// Whether one of these files is the course's or its house's, and no trace of an editor; all are, where none is
    /// named.
    pub(super) fn is_touched(&self, machine: &dyn Machine, paths: &BTreeSet<PathBuf>) -> bool {
        let own = machine.full(&self.folder);
        let house = files::nearest_house(machine, &own);
        let ours = |path: &PathBuf| {
            path.starts_with(&own) || house.as_ref().is_some_and(|house| path.starts_with(house))
        };
        let trace = |path: &PathBuf| {
            let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
            name.starts_with('.') || name.starts_with('#') || name.ends_with('~')
        };
        paths.is_empty() || paths.iter().any(|path| ours(path) && !trace(path))
    }

    /// Something was saved: checks the side that is looked at.
    pub(super) fn save(&mut self, machine: &dyn Machine) {
        self.version += 1;
        let side = self.side();
        self.look(machine, &side);
    }

    /// Makes the package that was asked for last, if it is of an older text. Whoever asks will find it made.
    pub(super) fn prepare(&mut self, machine: &dyn Machine) {
        if let Some(wanted) = self.last.clone() {
            let side = self.side();
            // Why it cannot be made is told to whoever asks for it.
            let _made = self.package(machine, &side, &wanted).is_ok();
        }
    }

    /// The side that is looked at.
    fn side(&self) -> Side {
        self.views.last().map(|(side, _)| side.clone()).unwrap_or_default()
    }

    /// One line for the console.
    pub(super) fn line(&self) -> String {
        let Some((_, view)) = self.views.last() else { return String::new() };
        let told = view.trouble.as_deref().unwrap_or(&view.count);
        let kept = if view.good.is_some() && self.at_fault() { "; the last good pages stay" } else { "" };
        format!("{}: {told}{kept}\n", self.folder.display())
    }

    fn at_fault(&self) -> bool {
        let error = |fault: &Value| fault["severity"] == "error";
        let view = self.views.last().map(|(_, view)| view);
        view.is_some_and(|view| view.trouble.is_some() || view.faults.iter().any(error))
    }

    fn good(&self) -> Option<&Good> {
        self.views.last().and_then(|(_, view)| view.good.as_ref())
    }

    /// What is known from a side, checked now if something was saved since.
    fn look(&mut self, machine: &dyn Machine, side: &Side) -> &mut View {
        let at = self.views.iter().position(|(own, _)| own == side);
        let (_, mut view) = at.map_or_else(<(Side, View)>::default, |at| self.views.remove(at));
        if view.version != self.version {
            view.version = self.version;
            self.check(machine, side, &mut view);
        }
        if self.views.len() >= SIDES {
            self.views.remove(0);
        }
        self.views.push((side.clone(), view));
        let (_, view) = self.views.last_mut().expect("one was just put there");
        view
    }

    /// Reads the files and checks them. What is good replaces what was; what is not leaves it.
    fn check(&mut self, machine: &dyn Machine, side: &Side, view: &mut View) {
        let read = files::read_course(machine, &self.folder).and_then(|mut input| {
            if input.files.contains_key(LOCK_FILE) {
                lock::sum_media(machine, &self.folder, &mut input)?;
            }
            Ok(input)
        });
        self.missing = !matches!(machine.stands(&self.folder), Ok(Some(Stands::Folder)));
        let input = match read {
            Ok(input) => input,
            Err(failure) => {
                view.trouble = Some(failure.to_string());
                view.faults = Vec::new();
                return;
            }
        };
        view.trouble = None;
        self.themes = themes(&input);
        self.places = places(&input);
        // One that was taken away since is not looked for.
        let place = self.places.iter().find(|own| **own == side.place).cloned();
        let options = Options {
            as_of: Some(machine.now().chars().take(10).collect()),
            purpose: Purpose::Look,
            theme: self.themes.iter().find(|own| **own == side.theme).cloned(),
            budgets: PROFILES.iter().map(budget).collect(),
            player: player(),
            variants: place.clone().map_or(Variants::None, |place| Variants::Only(vec![place])),
            for_reviewers: false,
            review_hashes: false,
        };
        let checked = check_languages(&input, &options);
        let texts = sources(&input);
        view.faults = checked.diagnostics.iter().map(|found| fault(&texts, found)).collect();
        view.count = match checked.diagnostics.as_slice() {
            [] => "nothing is at fault".to_owned(),
            some => show::count(some),
        };
        match checked.value.and_then(|sound| at(sound, place.as_deref())) {
            Some(sound) => {
                view.keep(self.version, sound, &input);
                self.right = Some((self.version, input));
            }
            // It was right since it was looked at from this side, from another one.
            None => {
                if let Some((version, input)) =
                    self.right.as_ref().filter(|(version, _)| *version > view.pages)
                    && let Some(sound) =
                        check_languages(input, &options).value.and_then(|sound| at(sound, place.as_deref()))
                {
                    view.keep(*version, sound, input);
                }
            }
        }
    }

    /// The package that is wanted, of the last good text.
    ///
    /// # Errors
    /// Why there is none, in a sentence.
    pub(super) fn package(
        &mut self,
        machine: &dyn Machine,
        side: &Side,
        wanted: &Wanted,
    ) -> Result<Rc<Composed>, String> {
        let system = System::named(&wanted.system).ok_or("there is no such learning system")?;
        self.last = Some(wanted.clone());
        let media = CourseMedia::of(machine, &self.folder);
        self.look(machine, side);
        let place = self.places.iter().find(|own| **own == side.place).cloned();
        let view = self.look(machine, side);
        if let Some(at) = view.made.iter().position(|(own, _)| own == wanted) {
            let found = view.made.remove(at);
            let made = Rc::clone(&found.1);
            view.made.push(found);
            return Ok(made);
        }
        let good = view.good.as_ref().ok_or("the course was never right since the preview began")?;
        let (course, others) = good.in_language(wanted.language.as_deref());
        let (standard, profile) = system.package();
        let role = course.roles.iter().map(|role| &role.id);
        let options = PackOptions {
            role: role.clone().find(|id| Some(id.as_str()) == wanted.role.as_deref()),
            variant: place.as_deref(),
            others,
            lock: good.lock.as_ref(),
            ..PackOptions::of(profile)
        };
        let made = compose(course, &media, standard, &options, &Silent(machine));
        let made = Rc::new(made.map_err(|error| error.to_string())?);
        if view.made.len() >= MADE {
            view.made.remove(0);
        }
        view.made.push((wanted.clone(), Rc::clone(&made)));
        Ok(made)
    }

    /// All that the frame shows of it.
    pub(super) fn state(&mut self, machine: &dyn Machine, side: &Side) -> Value {
        self.look(machine, side);
        let (key, version, themes, places) = (&self.key, self.version, &self.themes, &self.places);
        let view = self.views.last().map(|(_, view)| view).expect("it was just looked at");
        let course = view.good.as_ref().map(|good| &good.sound.course);
        let tags: Vec<&str> = view.good.iter().flat_map(Good::languages).collect();
        let names = language_names(tags.iter().copied());
        let languages: Vec<Value> =
            tags.iter().zip(names).map(|(tag, name)| json!({ "tag": tag, "name": name })).collect();
        let roles = course.into_iter().flat_map(|course| &course.roles);
        let roles: Vec<Value> =
            roles.map(|role| json!({ "id": role.id.as_str(), "title": role.title })).collect();
        json!({
            "key": key,
            "version": version,
            "pages": view.pages,
            "title": course.map_or(key, |course| &course.title),
            "folder": self.folder.display().to_string(),
            "good": course.is_some(),
            "languages": languages,
            "roles": roles,
            "places": places,
            "themes": themes,
            "trouble": view.trouble,
            "count": view.count,
            "faults": view.faults,
        })
    }
}

/// The course at the place for which it is shown; `None` where the place was taken away since.
fn at(sound: Sound, place: Option<&str>) -> Option<Sound> {
    match place {
        Some(place) => sound.at(place),
        None => Some(sound),
    }
}

/// The themes of a course's house.
fn themes(input: &Input) -> Vec<String> {
    let files = input.house.iter().filter(|file| file.lists == HouseList::Theme);
    let name =
        |text: &str| text.rsplit(['/', '\\']).next().unwrap_or(text).trim_end_matches(".ron").to_owned();
    let all: BTreeSet<String> = files.map(|file| name(&file.name)).collect();
    all.into_iter().collect()
}

/// A fault as `bona check --output json` has it, with its line and the spot to which it belongs.
fn fault(texts: &[Source], found: &Diagnostic) -> Value {
    let mut told = show::to_json(texts, found);
    let source = texts.iter().find(|source| source.name() == found.at.file);
    if let (Some(source), Place::Bytes(span)) = (source, &found.at.place) {
        let text = source.text();
        let start = text[..span.start.min(text.len())].rfind('\n').map_or(0, |end| end + 1);
        let line = text[start..].lines().next().unwrap_or_default();
        let own = spot(text, span.start);
        told["line"] = line.trim().chars().take(LINE).collect::<String>().into();
        told["spot"] = json!({ "page": own.page, "ids": own.ids, "words": own.words });
    }
    told
}

/// Follows the making of a package without a word.
struct Silent<'a>(&'a dyn Machine);

impl Watch for Silent<'_> {
    fn step(&self, _step: Step<'_>) {}

    fn cancelled(&self) -> bool {
        self.0.interrupted()
    }
}
