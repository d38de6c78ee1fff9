//! The data block: what the player must know and the page does not show.
//!
//! Its shape is `packager/player/src/data.ts`, field by field; a test compares the two. Scoring tables and slots
//! come from the engine: nothing is reckoned here. Keys and feedback are base64, out of plain sight and no more
//! than that: whoever looks for them finds them.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bona_engine::course::{
    Block, BlockKind, Choice, Completion, Course, Draw, EndingKind, Markup, Module, Page, Pledge, Question,
    QuestionKind, QuestionOption, Scenario, Scene, Step, Test,
};
use bona_engine::id::{FlagId, RoleId};
use bona_engine::score::{self, Table};
use bona_engine::slots::{Layout, Past, RETIRED, Slot, SlotKind, edition_mark};
use serde_json::{Map, Value, json};

use crate::Identity;
use crate::markup::html;
use crate::page::Adapter;
use crate::profile::Profile;
use crate::role::shown_to;
use crate::strings::Words;
use crate::view::asked::right_in_words;
use crate::view::asked_opinions;
use crate::view::easy::both_html;

/// Version of the block's shape; the player refuses another.
const VERSION: u32 = 1;

/// The data block of a package, as the value whose compact JSON stands in the page.
pub(crate) fn block(
    course: &Course,
    identity: &Identity,
    adapter: Adapter,
    profile: &Profile,
    layout: &Layout,
) -> Value {
    let say = Words::of(&course.language);
    json!({
        "version": VERSION,
        "package": package(course, identity, adapter),
        "title": course.title,
        "roles": if identity.role.is_some() { Vec::new() } else { roles(course, layout) },
        "adapter": adapter.name(),
        "profile": {
            // What somebody knew before is no business of a system that knows their name.
            "interactions": profile.interactions && course.completion != Completion::HandedIn,
            "exit": if profile.suspend_when_finished { "suspend" } else { "" },
            "attempts_used": if profile.failed_when_used_up { "failed" } else { "incomplete" },
            "pause": profile.pause,
            "budget": profile.state_budget,
        },
        "completion": match course.completion {
            Completion::Pages => "pages",
            Completion::Test => "test",
            Completion::PagesAndTest => "pages_and_test",
            Completion::HandedIn => "handed_in",
        },
        "modules": course.modules.iter().map(|own| module(course, own)).collect::<Vec<_>>(),
        "items": items(course, identity.easy_only, say),
        "scenarios": scenarios(course),
        "pledges": pledges(course),
        "opinions": opinions(course, identity, layout),
        "test": course.test.as_ref().map(|own| test(course, own, layout)),
        "slots": layout.slots.iter().zip(&layout.from).map(slot).collect::<Vec<_>>(),
        "fingerprint": layout.fingerprint,
        "history": layout.history.iter().map(past).collect::<Vec<_>>(),
        "shared_pc": identity.shared_pc,
        "strings": sentences(course, say),
    })
}

/// What the script says later, and in which language it counts where that is not the course's.
fn sentences<'a>(course: &Course, say: &'a Words) -> BTreeMap<&'a str, &'a str> {
    let measures = course.completion == Completion::HandedIn;
    let mut all = if measures { say.player_measuring() } else { say.player().clone() };
    all.extend(say.months());
    if !say.are_in(&course.language) {
        all.insert("language", say.language);
    }
    all
}

/// What the learner may choose from, each with its place in the record.
fn roles(course: &Course, layout: &Layout) -> Vec<Value> {
    let mut slots = layout.slots.iter().filter(|slot| slot.kind == SlotKind::Role && slot.id != RETIRED);
    let known = slots.next().map(|slot| slot.options.as_slice()).unwrap_or_default();
    let place = |id: &RoleId| known.iter().position(|one| one == id.as_str());
    let told = course.roles.iter().filter_map(|role| {
        Some(json!({ "id": role.id.as_str(), "title": role.title, "place": place(&role.id)? }))
    });
    told.collect()
}

/// Of what an answer code is made, where opinions are asked.
fn opinions(course: &Course, identity: &Identity, layout: &Layout) -> Option<Value> {
    let letters = asked_opinions(course).and(identity.part.letters())?;
    let slot = |slot: &Slot| json!({ "id": slot.id, "bits": slot.bits, "options": slot.options });
    let slots: Vec<Value> = layout.opinions.iter().map(slot).collect();
    Some(json!({ "letters": letters, "slots": slots }))
}

fn slot((slot, from): (&Slot, &Option<usize>)) -> Value {
    json!({ "kind": slot.kind.name(), "id": slot.id, "bits": slot.bits, "step": slot.step, "from": from })
}

fn past(past: &Past) -> Value {
    json!({ "fingerprint": past.fingerprint, "slots": past.slots })
}

fn package(course: &Course, identity: &Identity, adapter: Adapter) -> Value {
    let mut key = format!("bona.{}", identity.course);
    if let Some(piece) = &identity.piece {
        key = format!("{key}.{}", piece.mark());
    }
    if identity.part.form().is_some() {
        key = format!("{key}.{}", identity.part.mark('_'));
    }
    if let Some(variant) = &identity.variant {
        key = format!("{key}.{variant}");
    }
    let mut package = json!({
        "course": identity.course,
        "edition": identity.edition,
        "variant": identity.variant,
        // Of a package in several languages, the one that is spoken here; all else is of the package.
        "language": course.language,
        "content": identity.content,
        "format": identity.format,
        "part": identity.part_name(),
        "form": identity.part.form().map(crate::part::QuestionForm::name),
        "profile": identity.profile,
        "release": identity.release,
        "key": key,
        "mark": edition_mark(&identity.edition, &identity.content),
    });
    if adapter.records() {
        package["address"] = identity.address(course).into();
    }
    if !identity.hosts.is_empty() {
        package["hosts"] = identity.hosts.as_slice().into();
    }
    if !identity.further.is_empty() {
        package["languages"] = identity.languages().collect();
    }
    package
}

fn module(course: &Course, module: &Module) -> Value {
    json!({
        "id": module.id.as_str(),
        "title": module.title,
        "minutes": module.minutes.0,
        "pages": module.pages.iter().map(|own| page(course, own)).collect::<Vec<_>>(),
    })
}

/// A page and what must be done on it before it counts as done (decisions, D-20).
fn page(course: &Course, page: &Page) -> Value {
    let questions = page.blocks.iter().filter_map(|block| match &block.kind {
        BlockKind::Question(question) => Some(question),
        _ => None,
    });
    let alternatives: Vec<_> = questions.filter_map(|question| question.alternative.as_ref()).collect();
    let needs = page.blocks.iter().filter_map(|block| match &block.kind {
        // An alternative counts by the question that names it.
        BlockKind::Question(question) if question.required && !alternatives.contains(&&question.id) => {
            Some(need("item", question.id.as_str(), block))
        }
        BlockKind::Scenario(scenario) if scenario.required => {
            Some(need("scenario", scenario.id.as_str(), block))
        }
        _ => None,
    });
    let roles: Vec<&str> = shown_to(course, page).into_iter().map(RoleId::as_str).collect();
    json!({ "id": page.id.as_str(), "title": page.title, "roles": roles, "needs": needs.collect::<Vec<_>>() })
}

/// Something to be done, and by whom where it is not for everyone.
fn need(kind: &str, id: &str, block: &Block) -> Value {
    let mut need = json!({ "kind": kind, "id": id });
    if !block.for_roles.is_empty() {
        need["roles"] = block.for_roles.iter().map(RoleId::as_str).collect();
    }
    need
}

fn items(course: &Course, easy_only: bool, say: &Words) -> Map<String, Value> {
    let on_pages = course.pages().flat_map(|page| {
        page.blocks.iter().filter_map(move |block| match &block.kind {
            BlockKind::Question(question) => Some((question, Some(page.id.as_str()))),
            _ => None,
        })
    });
    let in_test =
        course.test.iter().flat_map(|test| test.bank.questions.iter().map(|question| (question, None)));
    on_pages
        .chain(in_test)
        .map(|(question, page)| (question.id.to_string(), item(question, page, easy_only, say)))
        .collect()
}

/// A question as its `Item`: the scoring table without what is right.
fn item(question: &Question, page: Option<&str>, easy_only: bool, say: &Words) -> Value {
    let table = score::table(question);
    let number = table.number.map(|own| json!({ "places": own.places, "min": own.min, "max": own.max }));
    json!({
        "kind": table.kind,
        "outcome": question.outcome.as_str(),
        "page": page,
        "attempts": if page.is_some() { question.attempts } else { 1 },
        "marks": table.marks,
        "weight": table.weight,
        "alternative": question.alternative.as_ref().map(|id| id.as_str()),
        "shuffle": question.is_shuffled(),
        "rows": table.rows,
        "row_letters": table.row_letters,
        "options": table.options,
        "letters": table.letters,
        "places": table.places,
        "number": number,
        "secret": secret(question, &table, easy_only, say),
    })
}

/// The key and the feedback, in base64 of JSON in ASCII: so a browser's `atob` gives it back as it is. In a package of what
/// is in Easy Read alone, easy words stand in the place of all others.
fn secret(question: &Question, table: &Table, easy_only: bool, say: &Words) -> String {
    let (reasons, own) = reasons(question, table, say);
    let because = own + &question.because.as_ref().map(html).unwrap_or_default();
    let easy = question.easy_read.as_ref().and_then(|own| own.because.as_ref());
    let because = match easy.map(html) {
        Some(easy) if easy_only => easy,
        easy => both_html(because, easy),
    };
    let range: Vec<i64> = table.number.map(|own| vec![own.from, own.to]).unwrap_or_default();
    let open = json!({
        "right": table.right,
        "reasons": reasons,
        "because": because,
        "accept": table.accept,
        "range": range,
    });
    STANDARD.encode(ascii(&open.to_string()))
}

/// JSON with every character that is no ASCII as JSON's own escapes; such stand in its strings alone.
fn ascii(json: &str) -> String {
    let mut told = String::with_capacity(json.len());
    for sign in json.chars() {
        if sign.is_ascii() {
            told.push(sign);
        } else {
            told.extend(sign.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")));
        }
    }
    told
}

/// Why, as HTML: of each letter (of each row where there are rows; of a number the right one and any other), and of
/// the whole.
fn reasons(question: &Question, table: &Table, say: &Words) -> (Vec<String>, String) {
    let maybe = |because: &Option<Markup>| because.as_ref().map(html).unwrap_or_default();
    match &question.kind {
        QuestionKind::SingleChoice { options, .. } | QuestionKind::MultipleChoice { options, .. } => {
            let easy = |at: usize| Some(html(&question.easy_read.as_ref()?.options.get(at)?.because));
            let both = |(at, option): (usize, &QuestionOption)| both_html(html(&option.because), easy(at));
            (options.iter().enumerate().map(both).collect(), String::new())
        }
        // One reason serves both answers.
        QuestionKind::TrueFalse { because, .. } => (vec![String::new(); 2], html(because)),
        QuestionKind::Matching(own) => {
            let pair = |id: &String| own.pairs.iter().find(|pair| pair.id.as_str() == id);
            let why = |id| pair(id).map(|pair| maybe(&pair.because)).unwrap_or_default();
            (table.rows.iter().map(why).collect(), html(&own.because))
        }
        QuestionKind::SortIntoGroups(own) => {
            let item = |id: &String| own.items.iter().find(|item| item.id.as_str() == id);
            let why = |id| item(id).map(|item| html(&item.because)).unwrap_or_default();
            (table.rows.iter().map(why).collect(), String::new())
        }
        QuestionKind::Ordering(own) => {
            let item = |id: &String| own.items.iter().find(|item| item.id.as_str() == id);
            let why = |id| item(id).map(|item| maybe(&item.because)).unwrap_or_default();
            (table.options.iter().map(why).collect(), html(&own.because))
        }
        QuestionKind::ShortText(own) => {
            let accepted = own.accept.iter().map(|accept| &accept.because);
            let why = accepted.chain([&own.otherwise]).map(html).collect();
            (why, right_in_words(question, say))
        }
        QuestionKind::Number(own) => {
            (vec![html(&own.because), maybe(&own.otherwise)], right_in_words(question, say))
        }
        QuestionKind::Likert(_) => (Vec::new(), String::new()),
        QuestionKind::SpotTheWords(own) => {
            (own.words.iter().map(|word| html(&word.because)).collect(), String::new())
        }
    }
}

fn scenarios(course: &Course) -> Map<String, Value> {
    blocks(course, |kind| match kind {
        BlockKind::Scenario(own) => Some((own.id.to_string(), own)),
        _ => None,
    })
    .map(|(page, (id, own))| (id, scenario(own, page)))
    .collect()
}

fn scenario(own: &Scenario, page: &str) -> Value {
    let flags = own.flags();
    let choice = |choice: &Choice| {
        let mut entry = json!({
            "id": choice.id.as_str(),
            "then": choice.then,
            "place": choice.place,
            "was": choice.was.map(step),
            "because": choice.because.as_ref().map(html).unwrap_or_default(),
        });
        if !choice.sets.is_empty() {
            entry["sets"] = mask(&choice.sets, &flags).into();
        }
        entry
    };
    let scenes = own.scenes.iter().map(|scene| {
        let mut entry = plain_scene(scene, &choice);
        if let Some(guard) = scene.guard() {
            entry["guard"] = json!({
                "when": mask(&guard.when, &flags),
                "unless": mask(&guard.unless, &flags),
                // Where everybody fits nobody is sent on.
                "otherwise": guard.otherwise.unwrap_or(own.start),
            });
        }
        entry
    });
    json!({ "page": page, "required": own.required, "start": own.start, "scenes": scenes.collect::<Vec<_>>() })
}

/// Flags as bits, by their place among those of the scene.
fn mask(flags: &[FlagId], all: &[&FlagId]) -> u32 {
    all.iter().enumerate().filter(|(_, flag)| flags.contains(flag)).map(|(at, _)| 1 << at).sum()
}

fn plain_scene(scene: &Scene, choice: &dyn Fn(&Choice) -> Value) -> Value {
    match scene {
        Scene::Decision(decision) => json!({
            "kind": "decision",
            "id": decision.id.as_str(),
            "choices": decision.choices.iter().map(choice).collect::<Vec<_>>(),
        }),
        Scene::Ending(ending) => json!({
            "kind": match ending.kind {
                EndingKind::Good => "good",
                EndingKind::Mixed => "mixed",
                EndingKind::Poor => "poor",
            },
            "id": ending.id.as_str(),
        }),
    }
}

fn step(was: Step) -> &'static str {
    match was {
        Step::Good => "good",
        Step::Partly => "partly",
        Step::Slip => "slip",
        Step::Mends => "mends",
    }
}

fn pledges(course: &Course) -> Map<String, Value> {
    let one = |page: &str, pledge: &Pledge| {
        let mut entry =
            json!({ "page": page, "choices": pledge.choose.len(), "own_words": pledge.or_own_words });
        if let Some(after) = &pledge.follow_up_after {
            entry["after"] = after.as_str().into();
        }
        entry
    };
    blocks(course, |kind| match kind {
        BlockKind::Pledge(pledge) => Some(pledge),
        _ => None,
    })
    .map(|(page, pledge)| (pledge.id.to_string(), one(page, pledge)))
    .collect()
}

/// What `pick` takes of every block, with the page on which it stands.
fn blocks<'a, T: 'a>(
    course: &'a Course,
    pick: impl Fn(&'a BlockKind) -> Option<T> + Copy + 'a,
) -> impl Iterator<Item = (&'a str, T)> {
    course.pages().flat_map(move |page| {
        page.blocks.iter().filter_map(move |block| Some((page.id.as_str(), pick(&block.kind)?)))
    })
}

fn test(course: &Course, test: &Test, layout: &Layout) -> Value {
    // What is drawn is drawn by place: a bank that was put in another order draws the same for the same learner.
    let slot_of = |id: &&str| layout.slots.iter().position(|slot| slot.id == **id);
    let groups = course.outcomes.iter().filter_map(|outcome| {
        let asks = |question: &&Question| question.outcome == outcome.id;
        let mut questions: Vec<&str> =
            test.drawable().filter(asks).map(|question| question.id.as_str()).collect();
        if test.draw != Draw::All {
            questions.sort_by_cached_key(slot_of);
        }
        (!questions.is_empty()).then(|| {
            json!({
                "outcome": outcome.id.as_str(),
                "text": outcome.text,
                "questions": questions,
                "pages": to_read_again(course, outcome.id.as_str()),
            })
        })
    });
    let mut entry = json!({
        "bank": test.bank.id.as_str(),
        "per_outcome": match test.draw {
            Draw::All => None,
            Draw::PerOutcome(many) => Some(many),
        },
        "groups": groups.collect::<Vec<_>>(),
        "pass_mark": test.pass_mark.millionths(),
        "attempts": test.attempts,
    });
    if test.check_first {
        entry["check_first"] = spared(course).collect();
    }
    entry
}

/// The pages that count as done once the test showed that what they teach is known: the page, then its outcomes.
/// A page that teaches nothing that has a name is read in any case.
fn spared(course: &Course) -> impl Iterator<Item = Value> {
    course.pages().filter_map(|page| {
        let outcomes: Vec<&str> = course.taught_on(page).iter().map(|outcome| outcome.as_str()).collect();
        (!outcomes.is_empty()).then(|| json!({ "page": page.id.as_str(), "outcomes": outcomes }))
    })
}

/// Pages to read again when an outcome was missed: those that ask about it; if none does, all pages of the modules
/// that serve it; if none does either, the whole course.
fn to_read_again<'a>(course: &'a Course, outcome: &str) -> Vec<&'a str> {
    let asks = |page: &&Page| {
        page.blocks.iter().any(|block| match &block.kind {
            BlockKind::Question(question) => question.outcome.as_str() == outcome,
            _ => false,
        })
    };
    let asking: Vec<&str> = course.pages().filter(asks).map(|page| page.id.as_str()).collect();
    if !asking.is_empty() {
        return asking;
    }
    let serves = |module: &&Module| module.outcomes.iter().any(|own| own.as_str() == outcome);
    let serving = course.modules.iter().filter(serves).flat_map(|module| &module.pages);
    let serving: Vec<&str> = serving.map(|page| page.id.as_str()).collect();
    if serving.is_empty() { course.pages().map(|page| page.id.as_str()).collect() } else { serving }
}

#[cfg(test)]
mod tests;
