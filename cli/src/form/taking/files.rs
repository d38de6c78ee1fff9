//! The files that answers become, checked before anything is written, and written together or not at all.

use std::path::{Path, PathBuf};

use bona_engine::check::{
    Answered, Form, Given, HouseList, Input, Options, Variants, answer, answered_in, check_languages, form,
};
use bona_engine::diagnostic::{Diagnostic, Place, Severity};

use super::Taken;
use crate::exit::Failure;
use crate::files::PLACES;
use crate::form::filled::{Back, Filled, Trouble};
use crate::machine::{Keep, Machine, write_bytes};
use crate::meanwhile::write_over;

/// The courses whose forms are read, and the house that they share.
pub(crate) struct Desk {
    /// The courses.
    pub(crate) shelves: Vec<Shelf>,
    /// The folder of their house.
    pub(crate) house: PathBuf,
}

/// A course whose forms are read.
pub(crate) struct Shelf {
    /// Its folder.
    pub(crate) folder: PathBuf,
    /// Its files.
    pub(crate) input: Input,
    /// What it asks.
    pub(crate) form: Form,
}

/// A file with its new text.
pub(crate) struct Written {
    /// Where it stands.
    pub(crate) path: PathBuf,
    text: String,
    /// What was read there; `None` where nothing stood.
    read: Option<Given>,
}

impl Desk {
    /// The files that a form's answers become; every fault that the course would have with them is told at its cell.
    pub(crate) fn files(&self, filled: &Filled, taken: &Taken) -> Result<Vec<Written>, Vec<Trouble>> {
        let place = filled.place.as_str();
        let (mut written, mut troubles): (Vec<Written>, Vec<Trouble>) = (Vec::new(), Vec::new());
        let mut place_text: Option<(String, Option<Given>)> = None;
        for shelf in &self.shelves {
            let parts = taken.parts.iter().filter(|(course, _)| *course == shelf.form.course);
            let parts: Vec<_> = parts.map(|(_, part)| part.clone()).collect();
            let old = shelf.place_file(place).unwrap_or_default();
            let made = answer(&shelf.input, place, &old, &taken.facts, &parts).value.unwrap_or_default();
            troubles.extend(shelf.judge(filled, &made));
            if let Some(text) = made.variant {
                let name = format!("variants/{place}.ron");
                let (path, read) = (shelf.folder.join(&name), shelf.input.files.get(&name).cloned());
                written.push(Written { path, text, read });
            }
            let read = || shelf.house_file(place).map(|at| shelf.input.house[at].given.clone());
            place_text = place_text.or_else(|| Some((made.place?, read())));
        }
        if let Some((text, read)) = place_text {
            let path = self.house.join(PLACES).join(format!("{place}.ron"));
            written.insert(0, Written { path, text, read });
        }
        if troubles.is_empty() { Ok(written) } else { Err(troubles) }
    }
}

impl Desk {
    /// What stands above a place is taken before it: how many places stand above one; of an unknown one none do.
    pub(crate) fn level(&self, place: &str) -> usize {
        let places = self.shelves.iter().flat_map(|shelf| &shelf.form.places);
        places.filter(|one| one.place == place).map(|one| one.level).max().unwrap_or(0)
    }

    /// Whether a place has answers of its own already, in any of the courses.
    pub(crate) fn has_answers(&self, place: &str) -> bool {
        let mut places = self.shelves.iter().flat_map(|shelf| &shelf.form.places);
        places.any(|one| {
            let own_words = one.parts.iter().any(|part| part.own.is_some());
            one.place == place && (own_words || !one.says.is_empty() || !one.translated.is_empty())
        })
    }

    /// Takes what a form has come to into the courses, so that the forms of places below are judged with it.
    pub(crate) fn renew(&mut self, place: &str, written: &[Written]) {
        let above =
            |shelf: &Shelf| shelf.form.places.iter().any(|one| one.place == place && one.above_others);
        if written.is_empty() || !self.shelves.iter().any(above) {
            return;
        }
        let own = self.house.join(PLACES).join(format!("{place}.ron"));
        for shelf in &mut self.shelves {
            let variant = shelf.folder.join(format!("variants/{place}.ron"));
            for file in written {
                let given = Given::Bytes(file.text.clone().into_bytes());
                if file.path == variant {
                    shelf.input.files.insert(format!("variants/{place}.ron"), given);
                } else if file.path == own
                    && let Some(at) = shelf.house_file(place)
                {
                    shelf.input.house[at].given = given;
                }
            }
            // What was judged a moment ago is sound.
            if let Some(form) = form(&shelf.input).value {
                shelf.form = form;
            }
        }
    }
}

/// Writes files; where one cannot be written, or somebody else has changed it, those before it are put back as they were.
pub(crate) fn write(machine: &dyn Machine, files: &[Written]) -> Result<(), Failure> {
    let mut before: Vec<&Written> = Vec::new();
    let mut order: Vec<&Written> = files.iter().collect();
    // What is new first: on a disk that is full it can still be taken away.
    order.sort_by_key(|file| file.read.is_some());
    for file in order {
        let folder = file.path.parent().unwrap_or(Path::new("."));
        let done = machine
            .make_folder(folder)
            .map_err(|error| Failure::file("cannot make", folder, error))
            .and_then(|()| write_over(machine, &file.path, file.read.as_ref(), &file.text));
        if let Err(failure) = done {
            // A disk that is full has room for what stood there before; if not, the first failure says enough.
            let put_back = |file: &Written| match &file.read {
                Some(Given::Bytes(bytes)) => write_bytes(machine, &file.path, Keep::Forced, bytes),
                _ => machine.remove(&file.path),
            };
            let lost: Vec<String> = before
                .iter()
                .filter(|file| put_back(file).is_err())
                .map(|file| file.path.display().to_string())
                .collect();
            if lost.is_empty() {
                return Err(failure);
            }
            return Err(Failure::Argument(format!(
                "{failure}; these were written before and could not be put back: {}",
                lost.join(", ")
            )));
        }
        before.push(file);
    }
    Ok(())
}

impl Shelf {
    /// The text of a place's own file.
    fn place_file(&self, place: &str) -> Option<String> {
        let at = self.house_file(place)?;
        match &self.input.house[at].given {
            Given::Bytes(bytes) => {
                let text = std::str::from_utf8(bytes).ok()?;
                Some(text.trim_start_matches('\u{feff}').to_owned())
            }
            Given::TooLarge(_) => None,
        }
    }

    fn house_file(&self, place: &str) -> Option<usize> {
        let own = format!("{place}.ron");
        let is = |name: &str| name.rsplit(['/', '\\']).next() == Some(own.as_str());
        self.input.house.iter().position(|file| file.lists == HouseList::Place && is(&file.name))
    }

    /// What would be wrong with the course if the answers were written, and is not wrong now.
    fn judge(&self, filled: &Filled, made: &Answered) -> Vec<Trouble> {
        if made.place.is_none() && made.variant.is_none() {
            return Vec::new();
        }
        let place = &filled.place;
        let mut input = self.input.clone();
        if let (Some(text), Some(at)) = (&made.place, self.house_file(place)) {
            input.house[at].given = Given::Bytes(text.clone().into_bytes());
        }
        let path = format!("variants/{place}.ron");
        if let Some(text) = &made.variant {
            input.files.insert(path.clone(), Given::Bytes(text.clone().into_bytes()));
        }
        let options = || Options { variants: Variants::Only(vec![place.clone()]), ..Options::default() };
        let errors = |input: &Input| -> Vec<Diagnostic> {
            let found = check_languages(input, &options()).diagnostics;
            found.into_iter().filter(|one| one.severity == Severity::Error).collect()
        };
        let before = errors(&self.input);
        let known = |one: &Diagnostic| {
            before
                .iter()
                .any(|old| (old.rule, &old.message, &old.at.file) == (one.rule, &one.message, &one.at.file))
        };
        let new = errors(&input).into_iter().filter(|one| !known(one));
        new.map(|one| self.trouble(filled, made, &one)).collect()
    }

    /// A fault of the course, at the cell from which it comes.
    fn trouble(&self, filled: &Filled, made: &Answered, fault: &Diagnostic) -> Trouble {
        let ends = |with: &str| fault.at.file.ends_with(&format!("{with}/{}.ron", filled.place));
        let text = match () {
            () if ends("variants") => made.variant.as_ref(),
            () if ends(PLACES) => made.place.as_ref(),
            () => None,
        };
        let key = match (&fault.at.place, text) {
            (Place::Bytes(span), Some(text)) => answered_in(text, span),
            _ => None,
        };
        let own = |back: &&Back| {
            let part = format!("part/{}/", self.form.course);
            key.as_ref().is_some_and(|key| {
                back.line.key == *key || back.line.key.strip_prefix(&part).is_some_and(|own| own == key)
            })
        };
        let at = filled.answers.iter().find(own).map(|back| back.say_at.clone()).unwrap_or_default();
        let what = format!("{} ({})", fault.message, fault.rule);
        let remedy = fault.help.clone().unwrap_or_else(|| "write it in other words".to_owned());
        Trouble::new(at, what.replace('\n', " "), remedy.replace('\n', " "))
    }
}
