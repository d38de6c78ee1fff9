//! Goes through a course in reading order: what stands about it, its modules and pages, its banks, then what it takes
//! from the house.

use std::collections::BTreeMap;

use super::lines::Lines;
use super::{Outline, Thing, text_hash};
use crate::course::{
    Bank, Completion, Course, Draw, Level, Measure, Module, Page, Part, Source, Support, Term, Test,
};

/// What is being laid out.
#[derive(Debug, Default)]
pub(super) struct Walk {
    pub(super) things: Vec<Thing>,
}

/// Something that the house says beside its lists, such as a variable: its kind, its id, and lines with their labels.
pub type HouseThing = (&'static str, String, Vec<(&'static str, String)>);

impl Outline {
    /// Lays a course out. `variables` are those of its house that its texts have, told after everything else.
    #[must_use]
    pub fn of(course: &Course, variables: &[HouseThing]) -> Self {
        let mut walk = Walk::default();
        let top = walk.named("Course", format!("course/{}", course.id), None, about(course));
        for outcome in &course.outcomes {
            let lines = Lines::default().say("", &outcome.text).say("Kind", &format!("{:?}", outcome.verb));
            let lines = lines.list(
                "Leads to",
                outcome.maps_to.iter().map(|one| format!("{}/{}", one.framework, one.item)),
            );
            walk.named("Outcome", format!("outcome/{}", outcome.id), Some(top), lines);
        }
        for role in &course.roles {
            walk.named("Role", format!("role/{}", role.id), Some(top), Lines::default().heading(&role.title));
        }
        course.modules.iter().for_each(|own| walk.module(own, course, top));
        if let Some(test) = &course.test {
            walk.bank(&test.bank, top, of_test(test));
        }
        if let Some(measure) = &course.measure {
            walk.measure(measure, top);
        }
        course.support.iter().for_each(|one| walk.support(one, top));
        course.terms.iter().for_each(|one| walk.term(one, top));
        course.sources.iter().for_each(|one| walk.source(one, top));
        for (kind, id, said) in variables {
            let lines = said.iter().fold(Lines::default(), |lines, (label, words)| lines.say(label, words));
            walk.named("Variable", format!("house/{kind}/{id}"), Some(top), lines);
        }
        let mut outline = Self { things: walk.things };
        outline.count();
        outline
    }

    /// Tells things with the same words under the same id apart, and counts how many have the same words at all.
    fn count(&mut self) {
        let mut keys: BTreeMap<String, usize> = BTreeMap::new();
        let mut alike: BTreeMap<(String, String), usize> = BTreeMap::new();
        let whose = |thing: &Thing| {
            let field =
                if thing.named { thing.key.as_str() } else { thing.key.rsplit('/').nth(1).unwrap_or("") };
            (field.to_owned(), thing.hash.clone())
        };
        for thing in &self.things {
            *alike.entry(whose(thing)).or_default() += 1;
        }
        for thing in &mut self.things {
            thing.alike = alike[&whose(thing)];
            let before = keys.entry(thing.key.clone()).or_default();
            *before += 1;
            if *before > 1 {
                thing.key = format!("{}~{before}", thing.key);
            }
        }
    }
}

impl Walk {
    /// Adds a thing with an id; its number.
    pub(super) fn named(
        &mut self,
        what: &'static str,
        key: String,
        above: Option<usize>,
        lines: Lines,
    ) -> usize {
        self.add(Thing { key, named: true, what, above, lines: lines.0, hash: String::new(), alike: 1 })
    }

    /// Adds a thing without an id, below the one that has the nearest.
    pub(super) fn unnamed(&mut self, what: &'static str, field: &str, above: usize, lines: Lines) -> usize {
        let thing = Thing {
            key: String::new(),
            named: false,
            what,
            above: Some(above),
            lines: lines.0,
            hash: String::new(),
            alike: 1,
        };
        let hash = text_hash(&thing.text());
        let key = format!("{}/{field}/{}", self.things[above].key, &hash[..8]);
        self.add(Thing { key, ..thing })
    }

    fn add(&mut self, thing: Thing) -> usize {
        self.things.push(Thing { hash: text_hash(&thing.text()), ..thing });
        self.things.len() - 1
    }

    fn module(&mut self, module: &Module, course: &Course, top: usize) {
        let lines = Lines::default()
            .heading(&module.title)
            .say("Minutes", &module.minutes.0.to_string())
            .maybe_text("Summary", module.summary.as_ref())
            .list("Outcomes", &module.outcomes);
        let at = self.named("Module", module.id.to_string(), Some(top), lines);
        self.easy_module(module, at);
        module.pages.iter().for_each(|page| self.page(page, course, at));
    }

    fn page(&mut self, page: &Page, course: &Course, above: usize) {
        let mut lines = Lines::default()
            .heading(&page.title)
            .maybe("Label", page.label.as_ref())
            .maybe_text("Content note", page.content_note.as_ref())
            .list("For", &page.for_roles);
        for shown in &page.people {
            let parts: Vec<&str> = shown.parts.iter().map(|part| part_of(*part)).collect();
            let groups: Vec<&str> = shown.groups.iter().map(|group| group.as_str()).collect();
            let of = if groups.is_empty() { String::new() } else { format!(" ({})", groups.join(", ")) };
            let who = format!("{}{of}: {}", shown.name, parts.join(", "));
            lines = lines.say("Invented person", &who);
        }
        let at = self.named("Page", page.id.to_string(), Some(above), lines);
        page.blocks.iter().for_each(|block| self.block(block, course, at));
        self.easy_page(page, at);
    }

    fn bank(&mut self, bank: &Bank, top: usize, lines: Lines) {
        let at = self.named("Bank of questions", format!("banks/{}", bank.id), Some(top), lines);
        bank.questions.iter().for_each(|question| self.question(question, at));
    }

    fn measure(&mut self, measure: &Measure, top: usize) {
        let lines = |when: &str| {
            Lines::default()
                .say("Asked", when)
                .say("Asked again", &format!("after {}", measure.follow_up_after))
                .maybe_text("Why", measure.about.as_ref())
        };
        self.bank(&measure.form_a, top, lines("before the course"));
        if measure.form_b.id != measure.form_a.id {
            self.bank(&measure.form_b, top, lines("after the course"));
        }
        for set in measure.opinions.iter().flat_map(|opinions| &opinions.sets) {
            let at = self.unnamed("Opinions", "opinions", top, Lines::default().text("", &set.lead));
            for own in &set.statements {
                let lines = Lines::default().text("Statement", &own.text);
                self.named("Opinion", format!("opinion/{}", own.id), Some(at), lines);
            }
        }
    }

    fn support(&mut self, one: &Support, top: usize) {
        let lines = Lines::default()
            .heading(&one.name)
            .say("", &one.what)
            .maybe("Telephone", one.phone.as_ref())
            .maybe("Address", one.url.as_ref())
            .list("Serves", &one.nations)
            .maybe("Checked with the service", one.checked.as_ref())
            .maybe("Not checked", one.unchecked.as_ref().map(|own| &own.because));
        self.named("Where to turn", format!("house/support/{}", one.id), Some(top), lines);
    }

    fn term(&mut self, one: &Term, top: usize) {
        let lines = Lines::default()
            .heading(&one.term)
            .say("", &one.says)
            .maybe("Use", one.use_when.as_ref())
            .maybe("Avoid", one.avoid.as_ref())
            .say("Source", one.source.as_str());
        self.named("Term", format!("house/term/{}", one.id), Some(top), lines);
    }

    fn source(&mut self, one: &Source, top: usize) {
        let lines = Lines::default()
            .heading(&one.title)
            .say("Published by", &format!("{}, {}", one.publisher, one.year))
            .maybe("Address", one.url.as_ref())
            .maybe("Read", one.retrieved.as_ref())
            .maybe("To be looked at again", one.review_by.as_ref());
        self.named("Source", format!("house/source/{}", one.id), Some(top), lines);
    }
}

/// What is said of a course as a whole.
fn about(course: &Course) -> Lines {
    let level = match course.level {
        Level::Aware => "for everyone",
        Level::PatientFacing => "for those who meet patients",
        Level::ClinicalPractice => "for clinical and care practice",
        Level::Lead => "for those who lead and commission",
        Level::Teach => "for those who teach",
    };
    let done = match course.completion {
        Completion::Pages => "every page is done",
        Completion::Test => "the test is passed",
        Completion::PagesAndTest => "every page is done and the test is passed",
        Completion::HandedIn => "the questions are handed in",
    };
    Lines::default()
        .heading(&course.title)
        .say("", &course.summary)
        .list("Audience", &course.audience)
        .say("Level", level)
        .say("Complete when", done)
        .maybe("To be taken again after", course.refresher_after.as_ref())
        .list("Credits", &course.credits)
}

fn of_test(test: &Test) -> Lines {
    let draw = match test.draw {
        Draw::All => "every question".to_owned(),
        Draw::PerOutcome(count) => format!("{count} of each outcome"),
    };
    Lines::default()
        .say("The test draws", &draw)
        .say("Passed with", &format!("{} per cent of the points", test.pass_mark.per_cent()))
        .say("Attempts before reading again", &test.attempts.to_string())
}

/// A part that an invented person has on a page.
fn part_of(part: Part) -> &'static str {
    match part {
        Part::Leads => "leads",
        Part::Helps => "helps",
        Part::Able => "is able",
        Part::Glad => "is glad",
        Part::Asks => "asks",
        Part::Slips => "slips",
        Part::Harmed => "is harmed",
    }
}
