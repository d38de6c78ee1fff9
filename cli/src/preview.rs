//! What a preview answers: the frame with its switches, the state of each course, and the pages of a package.
//!
//! Everything is answered from memory, one question after another; files come from the machine alone, and only what
//! a package would hold can be had. No socket, clock or thread stands here: `machine::served` brings what is asked.

mod choice;
mod course;
mod guard;
mod spot;
mod systems;
mod text;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use bona_packager::packaged_picture;
use serde_json::{Value, json};

use crate::exit::Failure;
use crate::machine::Machine;
use crate::machine::served::{Answer, Asked, Body};
pub(crate) use choice::Choice;
use choice::{Side, Wanted};
use course::Shown;
use guard::Own;
use systems::SYSTEMS;
use text::{failed, found, refused};

/// What may go on in the frame: its own script and style, and the pages in their frame.
const FRAME_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; \
     img-src 'self' data:; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/// What may go on in a course's pages at most: their own policy is stricter. Documents beside them hold their style.
const PAGE_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
     media-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; \
     frame-ancestors 'self'";
/// Before this stands what a page has before its own script and style.
const BEFORE: &str = "<link rel=\"stylesheet\" href=\"player.css\">";
/// What tells the frame that a page begins, before the page's own script runs.
const OPENING: &str = "/opening.js";

/// The courses that are shown.
pub(crate) struct Preview<'a> {
    machine: &'a dyn Machine,
    shown: Vec<Shown>,
    choice: Choice,
}

impl<'a> Preview<'a> {
    /// Reads and checks the courses for the first time.
    ///
    /// # Errors
    /// When a folder is not there, or the choice names what no course has.
    pub(crate) fn new(
        machine: &'a dyn Machine,
        folders: &[&PathBuf],
        choice: Choice,
    ) -> Result<Self, Failure> {
        let mut shown: Vec<Shown> = Vec::new();
        for folder in folders {
            let others: Vec<&str> = shown.iter().map(Shown::key).collect();
            let key = course::key_of(machine, folder, &others);
            shown.push(Shown::new(machine, folder, key, &choice)?);
        }
        course::knows(&shown, &choice)?;
        Ok(Self { machine, shown, choice })
    }

    /// The folders in which a save matters, of those that are there now.
    pub(crate) fn folders(&self) -> BTreeSet<PathBuf> {
        self.shown.iter().flat_map(|course| course.folders(self.machine)).collect()
    }

    /// The folders of courses that were missing and are there again.
    pub(crate) fn come_back(&self) -> BTreeSet<PathBuf> {
        let missing = self.shown.iter().filter(|course| course.is_missing());
        missing.flat_map(|course| course.folders(self.machine).into_iter().take(1)).collect()
    }

    /// Takes notice of what was saved; without paths, of anything. Gives what every open page is to be told, and a
    /// line for the console, of each course that this touches.
    pub(crate) fn saved(&mut self, paths: &BTreeSet<PathBuf>) -> Vec<(String, String)> {
        let machine = self.machine;
        // Of a folder that is still away there is nothing new to tell.
        let touched = self
            .shown
            .iter_mut()
            .filter(|course| course.is_touched(machine, paths) && !course.stays_away(machine));
        let told = touched.map(|course| {
            course.save(machine);
            (course.event().to_string(), course.line())
        });
        told.collect()
    }

    /// Makes the packages that are looked at, while open pages hear that there is something new.
    pub(crate) fn prepare(&mut self) {
        self.shown.iter_mut().for_each(|course| course.prepare(self.machine));
    }

    /// Answers what is asked at this address, `127.0.0.1:8080`.
    pub(crate) fn answer(&mut self, asked: &Asked, own: &str) -> Answer {
        if let Some(why) = guard::refuses(asked, Own { address: own }) {
            return refused(403, why);
        }
        if !["GET", "HEAD"].contains(&asked.method.as_str()) {
            return refused(405, "a preview is only looked at");
        }
        let frame = |kind, text: &str| found(kind, text.as_bytes().to_vec(), FRAME_POLICY);
        match asked.path.as_str() {
            "/" => frame("text/html; charset=utf-8", bona_packager::PREVIEW_PAGE),
            "/preview.js" => frame("text/javascript; charset=utf-8", bona_packager::PREVIEW_SCRIPT),
            OPENING => frame("text/javascript; charset=utf-8", bona_packager::PREVIEW_OPENING),
            "/lms.js" => frame("text/javascript; charset=utf-8", bona_packager::SIMULATORS),
            "/preview.css" => frame("text/css; charset=utf-8", bona_packager::PREVIEW_STYLE),
            "/state" => frame("application/json", &self.state(&asked.query).to_string()),
            "/events" => {
                Answer { body: Body::Events, ..found("text/event-stream", Vec::new(), FRAME_POLICY) }
            }
            path => match path.strip_prefix("/c/") {
                Some(rest) => self.page(rest, asked.range.as_deref()),
                None => refused(404, "there is nothing here"),
            },
        }
    }

    /// All that the frame shows of the courses; `query` names the theme and the place that are looked at.
    fn state(&mut self, query: &str) -> Value {
        let said = |name| query.split('&').find_map(|part| part.strip_prefix(name)).unwrap_or_default();
        let side = Side { theme: said("theme=").to_owned(), place: said("variant=").to_owned() };
        let machine = self.machine;
        let courses: Vec<Value> = self.shown.iter_mut().map(|course| course.state(machine, &side)).collect();
        let systems: Vec<Value> = SYSTEMS
            .iter()
            .map(|system| json!({ "id": system.id, "name": system.name, "played": system.is_played() }))
            .collect();
        // For whoever looks for a leak: neither grows with the number of saves.
        let sum = |count: fn(&Shown) -> usize| self.shown.iter().map(count).sum::<usize>();
        let held = json!({ "checked": sum(Shown::checked), "made": sum(Shown::made) });
        json!({ "courses": courses, "systems": systems, "chosen": self.choice.json(), "held": held })
    }

    /// A file of a package: `<course>/<system>/<language>/<role>/<place>/<theme>/<path>`, `-` where nothing is chosen.
    fn page(&mut self, rest: &str, range: Option<&str>) -> Answer {
        let mut parts = rest.splitn(7, '/');
        let mut part = || parts.next().unwrap_or_default();
        let (key, system, language, role) = (part(), part(), part(), part());
        let (place, theme, path) = (part(), part(), part());
        let chosen = |text: &str| (text != "-" && !text.is_empty()).then(|| text.to_owned());
        let wanted = Wanted { system: system.to_owned(), language: chosen(language), role: chosen(role) };
        let Some(course) = self.shown.iter_mut().find(|course| course.key() == key) else {
            return refused(404, "no course of that name is shown");
        };
        let side =
            Side { theme: chosen(theme).unwrap_or_default(), place: chosen(place).unwrap_or_default() };
        let made = match course.package(self.machine, &side, &wanted) {
            Ok(made) => made,
            Err(why) => return refused(503, &why),
        };
        let path = if path.is_empty() { "index.html" } else { path };
        match made.file(path) {
            Some(bona_packager::Content::Bytes(bytes)) if path == "index.html" => {
                // By which the frame knows whether there is more to load than the page.
                let beside = made.beside();
                let mut answer = found(text::kind(path), with_opening(bytes, &beside), PAGE_POLICY);
                answer.headers.push(("bona-beside", beside));
                answer
            }
            Some(bona_packager::Content::Bytes(bytes)) => {
                found(text::kind(path), bytes.to_vec(), PAGE_POLICY)
            }
            Some(bona_packager::Content::Media(name, _)) => {
                let files = files_of(self.machine, course.folder());
                let opened = match packaged_picture(&files, name) {
                    Ok(Some(picture)) => Ok(text::held(picture)),
                    Ok(None) => text::opened(self.machine, &files.place(name)),
                    Err(error) => Err(error),
                };
                let answer =
                    opened.and_then(|opened| text::media(opened, text::kind(path), range, PAGE_POLICY));
                answer.unwrap_or_else(failed)
            }
            None => refused(404, "the package has no such file"),
        }
    }
}

fn files_of<'a>(machine: &'a dyn Machine, folder: &Path) -> crate::files::CourseMedia<'a> {
    crate::files::CourseMedia::of(machine, folder)
}

/// A page that tells the frame when it begins, and beside what it was handed out: what is asked for after it may be of
/// a later save. Nothing else of it differs from a package's.
fn with_opening(page: &[u8], beside: &str) -> Vec<u8> {
    let line = format!("<script src=\"{OPENING}\" data-beside=\"{beside}\"></script>\n{BEFORE}");
    String::from_utf8_lossy(page).replacen(BEFORE, &line, 1).into_bytes()
}
