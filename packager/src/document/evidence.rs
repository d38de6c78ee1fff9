//! `course-evidence.json`: what a package is, in canonical JSON (RFC 8785), for `bona evidence import`.
//!
//! No LMS export says which edition or variant a learner took, and answers come back as letters. This
//! file does, and it holds the SHA-256 of every other file but the manifest, which lists it. No name of a
//! person, no date, no right answer.

use std::collections::BTreeMap;

use bona_engine::canon::hex;
use bona_engine::course::{BlockKind, Completion, Course, Draw, Question, QuestionKind, Scene};
use bona_engine::score;
use bona_engine::slots::Slot;
use serde::Serialize;

use crate::bundle::Bundle;
use crate::part::QuestionForm;
use crate::standard::Job;
use crate::view::asked_opinions;

/// Its name in a package.
pub(crate) const COURSE_EVIDENCE: &str = "course-evidence.json";
/// Version of this layout; a reader refuses another.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Evidence<'a> {
    version: u32,
    /// Version of the packager, never of the machine.
    tool: &'static str,
    course: &'a str,
    edition: &'a str,
    variant: Option<&'a str>,
    language: &'a str,
    /// Content hashes of the further languages by their tags; absent where there is one language.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    further: BTreeMap<&'a str, &'a str>,
    content: &'a str,
    format: &'a str,
    /// `course`, `baseline`, `post` or `follow-up`, or `module` or `test` of a course that is split; only `course` is a
    /// completion of the course.
    part: &'static str,
    /// Which of several packages it is; absent where the course is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    split: Option<Split<'a>>,
    /// `a` or `b` where a part has a form.
    form: Option<&'static str>,
    /// The role that it was made for; absent where everything is there.
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<&'a str>,
    /// `easy_read` where it holds what is in Easy Read alone; absent where everything is there.
    #[serde(skip_serializing_if = "Option::is_none")]
    only: Option<&'static str>,
    profile: &'a str,
    release: bool,
    title: &'a str,
    /// Id under which an LMS keeps the results.
    item: String,
    /// What completes it: `pages`, `test`, `pages_and_test`, or `handed_in` for a part that measures.
    completion: &'static str,
    test: Option<Test<'a>>,
    /// Every answer that may be reported, by the id under which it is. A later attempt at a question of the
    /// test adds `__a2`, `__a3` and so on.
    interactions: BTreeMap<String, Interaction>,
    /// What an answer code of this package is made of; absent where no opinions are asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    answer_code: Option<AnswerCode<'a>>,
    /// SHA-256 of each file, by its path.
    files: BTreeMap<&'a str, String>,
}

#[derive(Serialize)]
struct Test<'a> {
    /// Share of the points that passes, in millionths.
    pass_mark: u32,
    /// How often it may be taken before reading again.
    attempts: u32,
    /// How many questions are drawn of each outcome; `null` is all.
    per_outcome: Option<u32>,
    /// Ids of its questions.
    questions: Vec<&'a str>,
}

#[derive(Serialize)]
struct Split<'a> {
    /// From 1, in the order in which they are taken.
    number: usize,
    of: usize,
    /// `null` of the test.
    module: Option<&'a str>,
}

#[derive(Serialize)]
struct AnswerCode<'a> {
    /// The letters of wave and form.
    letters: String,
    /// The slots in order: docs/evidence.md says how the bits are read.
    slots: Vec<OpinionSlot<'a>>,
}

#[derive(Serialize)]
struct OpinionSlot<'a> {
    /// Id of the statement; a hyphen once it is asked no more.
    id: &'a str,
    bits: u32,
    /// What its numbers mean, from 1.
    options: &'a [String],
}

#[derive(Serialize)]
struct Interaction {
    /// `question` or `scene`.
    kind: &'static str,
    /// Whether more than one letter may come back.
    several: bool,
    /// What each letter means: the id of an option or of a choice.
    letters: BTreeMap<char, String>,
    /// What each row's letter means, where an answer puts things to rows (`a.c,b.a`); absent elsewhere.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    rows: BTreeMap<char, String>,
}

/// The file, from a bundle that holds every other part but the manifest.
pub(crate) fn course_evidence(job: &Job<'_>, bundle: &Bundle) -> Vec<u8> {
    let (course, identity) = (job.course, job.identity);
    let evidence = Evidence {
        version: VERSION,
        tool: env!("CARGO_PKG_VERSION"),
        course: &identity.course,
        edition: &identity.edition,
        variant: identity.variant.as_deref(),
        language: &identity.language,
        further: identity.further.iter().map(|one| (one.language.as_str(), one.content.as_str())).collect(),
        content: &identity.content,
        format: identity.format,
        part: identity.part_name(),
        split: identity.piece.as_ref().map(|piece| Split {
            number: piece.number(),
            of: piece.count(),
            module: piece.module(),
        }),
        form: identity.part.form().map(QuestionForm::name),
        role: identity.role.as_deref(),
        only: identity.easy_only.then_some("easy_read"),
        profile: &identity.profile,
        release: identity.release,
        title: &course.title,
        item: identity.item(),
        completion: completion(course.completion),
        test: course.test.as_ref().map(|test| Test {
            pass_mark: test.pass_mark.millionths(),
            attempts: test.attempts,
            per_outcome: match test.draw {
                Draw::All => None,
                Draw::PerOutcome(count) => Some(count),
            },
            questions: test.bank.questions.iter().map(|question| question.id.as_str()).collect(),
        }),
        interactions: interactions(course),
        answer_code: answer_code(job),
        files: bundle.parts().map(|(path, part)| (path.as_str(), hex(&part.sha256()))).collect(),
    };
    serde_json_canonicalizer::to_vec(&evidence).expect("texts and whole numbers always have a canonical form")
}

fn answer_code<'a>(job: &Job<'a>) -> Option<AnswerCode<'a>> {
    let letters = asked_opinions(job.course).and(job.identity.part.letters())?;
    let slot = |slot: &'a Slot| OpinionSlot { id: &slot.id, bits: slot.bits, options: &slot.options };
    Some(AnswerCode { letters, slots: job.layout.opinions.iter().map(slot).collect() })
}

fn completion(completion: Completion) -> &'static str {
    match completion {
        Completion::Pages => "pages",
        Completion::Test => "test",
        Completion::PagesAndTest => "pages_and_test",
        Completion::HandedIn => "handed_in",
    }
}

/// Questions on pages and in the bank by their own ids, decisions of a scene as `scenario__scene`.
fn interactions(course: &Course) -> BTreeMap<String, Interaction> {
    let mut all = BTreeMap::new();
    for block in course.pages().flat_map(|page| &page.blocks) {
        match &block.kind {
            // Of an opinion nothing is ever reported.
            BlockKind::Question(question) if question.is_opinion() => {}
            BlockKind::Question(question) => drop(all.insert(question.id.to_string(), answers(question))),
            BlockKind::Scenario(scenario) => {
                for scene in &scenario.scenes {
                    if let Scene::Decision(decision) = scene {
                        let ids = decision.choices.iter();
                        let letters =
                            ids.map(|choice| (score::letter(choice.place), choice.id.to_string())).collect();
                        let interaction =
                            Interaction { kind: "scene", several: false, letters, rows: BTreeMap::new() };
                        all.insert(format!("{}__{}", scenario.id, decision.id), interaction);
                    }
                }
            }
            _ => {}
        }
    }
    let bank = course.test.iter().flat_map(|test| &test.bank.questions);
    all.extend(bank.map(|question| (question.id.to_string(), answers(question))));
    all
}

fn answers(question: &Question) -> Interaction {
    let table = score::table(question);
    Interaction {
        kind: "question",
        several: matches!(question.kind, QuestionKind::MultipleChoice { .. } | QuestionKind::SpotTheWords(_)),
        letters: table.letters.chars().zip(table.options).collect(),
        rows: table.row_letters.chars().zip(table.rows).collect(),
    }
}

#[cfg(test)]
mod tests;
