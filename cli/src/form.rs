//! The form that somebody at a place fills in: what it asks, and what must come back with it. How it looks in a
//! spreadsheet stands in `book`, how a filled one is read in `sheet` and `filled`, what is made of it in `taking`.
//!
//! A form knows what stood at each answer when it was made, so nothing that was written since is lost when it returns.

pub(crate) mod book;
pub(crate) mod filled;
pub(crate) mod page;
pub(crate) mod taking;

use bona_engine::check::{Form, FormPart, FormPlace, FormQuestion, InLanguage, Own, said_hash};
use bona_packager::in_english;
use sha2::{Digest as _, Sha256};

/// What a form says of itself; another one is not read.
pub(crate) const FORMAT: &str = "bona/form/v1";

/// Everything that one place is asked.
#[derive(Clone, Debug)]
pub(crate) struct Paper {
    /// The place's id.
    pub(crate) place: String,
    /// What people call it.
    pub(crate) name: String,
    /// What it is asked for all courses: first what it must say.
    pub(crate) facts: Vec<Fact>,
    /// The courses, and what it may change of each.
    pub(crate) courses: Vec<Course>,
}

/// A question, and how it is answered now.
#[derive(Clone, Debug)]
pub(crate) struct Fact {
    /// The question.
    pub(crate) question: FormQuestion,
    /// What the place says itself.
    pub(crate) own: Option<String>,
    /// What a place above says, and that place's name.
    pub(crate) above: Option<(String, String)>,
    /// The same in other languages of the courses that ask it.
    pub(crate) languages: Vec<InLanguage>,
}

/// A course on a form.
#[derive(Clone, Debug)]
pub(crate) struct Course {
    /// Its id.
    pub(crate) id: String,
    /// The author's edition.
    pub(crate) edition: String,
    /// What learners call it.
    pub(crate) title: String,
    /// What the place may put in its own words.
    pub(crate) parts: Vec<FormPart>,
}

/// What must come back with an answer for it to find its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    /// `fact/lead_contact`, or `part/first_contact/replace/our_form`.
    pub(crate) key: String,
    /// The hash of the block that was shown; empty where none was.
    pub(crate) was: String,
    /// The hash of what the place said when the form was made.
    pub(crate) base: String,
}

/// The hash of what a place says; `None` is nothing.
pub(crate) fn base_of(own: Option<&Own>) -> String {
    own.map_or_else(|| said_hash("", ""), |own| said_hash(&own.say, own.why.as_deref().unwrap_or_default()))
}

/// The same of an answer without a reason.
pub(crate) fn base_of_fact(say: Option<&str>) -> String {
    said_hash(say.unwrap_or_default(), "")
}

/// The sum by which a form knows that nobody changed what is hidden in it.
pub(crate) fn sum(place: &str, courses: &[(String, String)], lines: &[Line]) -> String {
    let mut text = format!("{FORMAT}\n{place}\n");
    for (id, edition) in courses {
        text.push_str(&format!("course\t{id}\t{edition}\n"));
    }
    for line in lines {
        text.push_str(&format!("line\t{}\t{}\t{}\n", line.key, line.was, line.base));
    }
    Sha256::digest(text.as_bytes()).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

impl Paper {
    /// What a place of these courses is asked; `None` where none of them has it.
    pub(crate) fn of(forms: &[Form], place: &str) -> Option<Self> {
        let here = |form: &Form| form.places.iter().find(|one| one.place == place).cloned();
        let all: Vec<(&Form, FormPlace)> =
            forms.iter().filter_map(|form| Some((form, here(form)?))).collect();
        let name = all.first()?.1.name.clone();
        let mut facts: Vec<Fact> = Vec::new();
        for (form, own) in &all {
            for question in form.questions.iter().filter(|question| question.used) {
                let at = facts.iter().position(|fact| fact.question.id == question.id).unwrap_or_else(|| {
                    facts.push(Fact {
                        question: question.clone(),
                        own: own.says.get(&question.id).cloned(),
                        above: own.above.get(&question.id).cloned(),
                        languages: Vec::new(),
                    });
                    facts.len() - 1
                });
                // Courses may be in different languages.
                let all = &mut facts[at].languages;
                for other in own.languages.get(&question.id).into_iter().flatten() {
                    if all.iter().all(|one| !one.language.eq_ignore_ascii_case(&other.language)) {
                        all.push(other.clone());
                    }
                }
            }
        }
        facts.sort_by_key(|fact| (!fact.question.required, fact.question.id.clone()));
        let courses = all.into_iter().map(|(form, own)| Course {
            id: form.course.clone(),
            edition: form.edition.clone(),
            title: form.title.clone(),
            parts: own.parts,
        });
        Some(Self { place: place.to_owned(), name, facts, courses: courses.collect() })
    }

    /// The courses by their ids and editions.
    pub(crate) fn editions(&self) -> Vec<(String, String)> {
        self.courses.iter().map(|course| (course.id.clone(), course.edition.clone())).collect()
    }

    /// What must come back, line by line.
    pub(crate) fn lines(&self) -> Vec<Line> {
        let mut lines = Vec::new();
        for fact in &self.facts {
            let key = fact.key();
            let base = base_of_fact(fact.own.as_deref());
            lines.push(Line { key: key.clone(), was: String::new(), base });
            lines.extend(fact.languages.iter().map(|own| line_in(&key, "", own)));
        }
        for course in &self.courses {
            for part in &course.parts {
                let key = course.key(part);
                let base = base_of(part.own.as_ref());
                lines.push(Line { key: key.clone(), was: part.was.clone(), base });
                lines.extend(part.languages.iter().map(|own| line_in(&key, &part.was, own)));
            }
        }
        lines
    }
}

/// What must come back with words in another language.
fn line_in(key: &str, was: &str, own: &InLanguage) -> Line {
    Line { key: key_in(key, own), was: was.to_owned(), base: base_of_fact(own.own.as_deref()) }
}

/// What words in another language are called: `fact/quiet_room/cy`.
fn key_in(key: &str, own: &InLanguage) -> String {
    format!("{key}/{}", own.language)
}

impl Fact {
    /// What its answer is called.
    fn key(&self) -> String {
        format!("fact/{}", self.question.id)
    }
}

impl Course {
    /// What a part of it is called.
    fn key(&self, part: &FormPart) -> String {
        format!("part/{}/{}", self.id, part.key)
    }
}

/// What a form says first, in plain words; `file` is what is saved and sent back.
pub(crate) fn explained(paper: &Paper) -> Vec<String> {
    let titles: Vec<String> = paper.courses.iter().map(|course| format!("“{}”", course.title)).collect();
    let several = titles.len() != 1;
    let courses = if several { "These courses are" } else { "This course is" };
    let mut lines = vec![
        format!("{courses} the same for everybody: {}.", titles.join(", ")),
        format!(
            "Some things only {} knows: whom to ask, which room, which form. They are asked here. Everybody who \
             takes {} at your place will read your answers.",
            paper.name,
            if several { "a course" } else { "the course" }
        ),
        "Where you have nothing to say, leave the answer empty: the paragraph that needs it, and all that stands in it, \
         is left out at your place. What is marked “Please answer” is needed."
            .to_owned(),
    ];
    let mut tags: Vec<&str> = Vec::new();
    let parts = paper.courses.iter().flat_map(|course| &course.parts).flat_map(|part| &part.languages);
    for own in paper.facts.iter().flat_map(|fact| &fact.languages).chain(parts) {
        if !tags.contains(&own.language.as_str()) {
            tags.push(&own.language);
        }
    }
    if !tags.is_empty() {
        let names: Vec<String> = tags.iter().map(|tag| in_english(tag)).collect();
        lines.push(format!(
            "People take {} in {} too. Where you can, say the same in that language; no answer in it is needed.",
            if several { "these courses" } else { "this course" },
            names.join(" and ")
        ));
    }
    if paper.courses.iter().any(|course| !course.parts.is_empty()) {
        lines.push(
            "You may also put some words of the course in your own. What you write stands in place of what is shown, \
             or at the end of the page; say in a few words why. Leave it empty and the course stays as it is."
                .to_owned(),
        );
        lines.push(
            "In such words, **two stars** make bold, and an empty line begins a new paragraph. Leave what stands in \
             {braces} as it is: your answers are put there."
                .to_owned(),
        );
    }
    lines
}
