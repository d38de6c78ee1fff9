//! Old state loads: a course is given out five times, and what a learner had in any edition is read by the newest.
//!
//! The editions are edits. What is expected follows from names alone: an answer is still there if its question is,
//! was not made another question, and the option still stands. The same cases, as text, are put before the player
//! (`tests/fixtures/vectors/migration.json`; `BONA_WRITE_DOCS=1` writes it anew).

mod editions;

use std::path::Path;

use bona_engine::check::{Given, Input, Options, check};
use bona_engine::course::{BlockKind, Course, Question, Scenario, Scene};
use bona_engine::lock::{LOCK_FILE, Lock, read};
use bona_engine::score;
use bona_engine::slots::{Layout, SlotKind, Value, edition_mark, packed, unpacked};
use bona_engine::source::Source;
use bona_tests::{TESTS, read_folder};
use editions::EDITIONS;
use serde_json::{Value as Json, json};

const VECTORS: &str = include_str!("../fixtures/vectors/migration.json");
/// How many ways a learner goes through each edition.
const WAYS: usize = 5;
/// Questions that an edition made into others, under the old id.
const RETYPED: [(&str, usize); 2] = [("rule", 4), ("openings", 4)];

/// An edition as it was given out.
struct GivenOut {
    edition: &'static str,
    course: Course,
    lock: Lock,
    layout: Layout,
}

/// All editions, each with the lock that grew from the one before, which was read from its text.
fn editions() -> Vec<GivenOut> {
    let mut files = read_folder(&Path::new(TESTS).join("fixtures/editions"));
    let mut lock: Option<Lock> = None;
    let mut all = Vec::new();
    for (edition, edits) in EDITIONS {
        for (file, from, to) in edits {
            let bytes = files.get_mut(Path::new(file)).expect("a file of the fixture");
            let text = String::from_utf8(bytes.clone()).expect("text");
            assert_eq!(text.matches(from).count(), 1, "{edition}: `{from}` stands once");
            *bytes = text.replace(from, to).into_bytes();
        }
        let mut input = Input { folder: "editions".into(), ..Input::default() };
        for (path, bytes) in &files {
            input.files.insert(path.display().to_string(), Given::Bytes(bytes.clone()));
        }
        let checked = check(&input, &Options::default());
        let mut course = checked.value.unwrap_or_else(|| panic!("{edition}: {:#?}", checked.diagnostics));
        course.edition = edition.to_owned();
        let before = lock.unwrap_or_else(|| Lock::new(&course));
        let grown = before.grown(&course).with_edition(edition, "0f3a9c21");
        let text = grown.text();
        let again = read(&Source::new(LOCK_FILE, text)).expect("what was written can be read");
        assert_eq!(again, grown);
        let course = grown.settled(&course);
        all.push(GivenOut { edition, course, layout: grown.layout(), lock: grown.clone() });
        lock = Some(grown);
    }
    all
}

fn questions(course: &Course) -> Vec<&Question> {
    let blocks = course.pages().flat_map(|page| &page.blocks);
    let on_pages = blocks.filter_map(|block| match &block.kind {
        BlockKind::Question(question) => Some(question),
        _ => None,
    });
    on_pages.chain(course.test.iter().flat_map(|test| &test.bank.questions)).collect()
}

fn scenario(course: &Course) -> &Scenario {
    let mut blocks = course.pages().flat_map(|page| &page.blocks);
    let found = blocks.find_map(|block| match &block.kind {
        BlockKind::Scenario(scenario) => Some(scenario),
        _ => None,
    });
    found.expect("the scene stays")
}

/// The options that a learner chooses on the way: one, or of a multiple choice two.
fn chosen(question: &Question, way: usize) -> Vec<String> {
    let table = score::table(question);
    if !table.rows.is_empty() {
        // Of rows one is left open, and to the others something is put by their names: `row=option`.
        let (mut rows, mut options) = (table.rows, table.options);
        rows.sort();
        options.sort();
        let put = rows.iter().enumerate().filter(|(at, _)| !(way + at).is_multiple_of(4));
        return put.map(|(at, row)| format!("{row}={}", options[(way + at) % options.len()])).collect();
    }
    let mut options = score::table(question).options;
    options.sort();
    let many = if score::table(question).kind == "multiple" { 2 } else { 1 };
    let places = (0..many).map(|more| (way + more) % options.len());
    let mut chosen: Vec<String> = places.map(|place| options[place].clone()).collect();
    chosen.sort();
    chosen
}

/// The choices that a learner makes in the scene on the way.
fn walked(scenario: &Scenario, way: usize) -> Vec<String> {
    let mut steps = Vec::new();
    let mut at = scenario.start;
    while let Scene::Decision(decision) = &scenario.scenes[at] {
        let choice = &decision.choices[(way + steps.len()) % decision.choices.len()];
        steps.push(choice.id.to_string());
        at = choice.then;
    }
    steps
}

/// The last page that the learner saw on the way.
fn place(course: &Course, way: usize) -> String {
    let pages: Vec<_> = course.pages().collect();
    pages[way % pages.len()].id.to_string()
}

/// The role that a learner chose on the way; on some ways none.
fn role(course: &Course, way: usize) -> Option<String> {
    let chosen = (way % 3).checked_sub(1)?;
    course.roles.get(chosen).map(|role| role.id.to_string())
}

/// The slots' values of a learner who went a way.
fn values(given: &GivenOut, way: usize) -> Vec<Value> {
    let GivenOut { course, layout, .. } = given;
    let pages = seen_pages(layout);
    let number = |kind, id: &str| -> u32 {
        let asked = questions(course).into_iter().find(|one| one.id.as_str() == id);
        let places = asked.map(|one| {
            let table = score::table(one);
            let chosen = chosen(one, way);
            let at = chosen.iter().filter_map(|id| table.options.iter().position(|one| one == id));
            at.map(|at| u32::try_from(table.places[at]).expect("a place")).collect::<Vec<u32>>()
        });
        match (kind, places) {
            (SlotKind::Single, Some(places)) => places[0] + 1,
            (SlotKind::Mask, Some(places)) => places.iter().map(|place| 1 << place).sum(),
            (SlotKind::Seen, _) => 1,
            (SlotKind::Place, _) => {
                let found = pages.iter().position(|page| *page == place(course, way)).expect("a page");
                u32::try_from(found + 3).expect("a place")
            }
            (SlotKind::Seed, _) => 0xDEAD_BEEF,
            (SlotKind::Pledge | SlotKind::Tries, _) => 1,
            _ => 0,
        }
    };
    let rows = |slot: &bona_engine::slots::Slot| {
        let mut put = vec![0; (slot.bits / slot.step) as usize];
        if let Some(asked) = questions(course).into_iter().find(|one| one.id.as_str() == slot.id) {
            let table = score::table(asked);
            for pair in chosen(asked, way) {
                let (row, option) = pair.split_once('=').expect("a row and what was put to it");
                let at = table.options.iter().position(|one| one == option).expect("an option");
                put[row_place(&table, row)] = u32::try_from(table.places[at]).expect("a place") + 1;
            }
        }
        Value::Rows(put)
    };
    let path = || {
        let (mut steps, mut at) = (Vec::new(), scenario(course).start);
        for id in walked(scenario(course), way) {
            let Scene::Decision(decision) = &scenario(course).scenes[at] else { break };
            let choice = decision.choices.iter().find(|choice| choice.id.as_str() == id).expect("a choice");
            steps.push(u32::try_from(choice.place).expect("a place"));
            at = choice.then;
        }
        Value::Path(steps)
    };
    let value = |slot: &bona_engine::slots::Slot| match slot.kind {
        SlotKind::Path if slot.id == "sam_comes" => path(),
        SlotKind::Path => Value::Path(Vec::new()),
        SlotKind::Rows => rows(slot),
        _ if slot.id == "-" => Value::Number(0),
        SlotKind::Role => {
            let at = role(course, way).and_then(|id| slot.options.iter().position(|one| *one == id));
            Value::Number(at.map_or(0, |at| u32::try_from(at + 1).expect("a few roles")))
        }
        kind => Value::Number(number(kind, &slot.id)),
    };
    layout.slots.iter().map(value).collect()
}

fn seen_pages(layout: &Layout) -> Vec<&str> {
    layout.slots.iter().filter(|slot| slot.kind == SlotKind::Seen).map(|slot| slot.id.as_str()).collect()
}

/// The place of a row among those of its slot, by its letter.
fn row_place(table: &score::Table, row: &str) -> usize {
    let at = table.rows.iter().position(|one| one == row).expect("a row");
    let letter = table.row_letters.chars().nth(at).expect("a letter each");
    usize::try_from(u32::from(letter) - u32::from('a')).expect("one of 26")
}

/// What a learner should find in the newest edition, by names alone.
fn expected(all: &[GivenOut], from: usize, to: usize, way: usize) -> Json {
    let (old, new) = (&all[from], &all[to]);
    let mut answers = serde_json::Map::new();
    for question in questions(&new.course) {
        let id = question.id.as_str();
        let before = questions(&old.course).into_iter().find(|one| one.id.as_str() == id);
        let other = RETYPED.iter().any(|(name, since)| *name == id && from < *since && *since <= to);
        let score::Table { rows, options, .. } = score::table(question);
        let there = |one: &String| match one.split_once('=') {
            Some((row, option)) => {
                rows.iter().any(|known| known == row) && options.iter().any(|known| known == option)
            }
            None => options.contains(one),
        };
        let chosen = before.filter(|_| !other).map(|one| chosen(one, way)).unwrap_or_default();
        let still: Vec<String> = chosen.into_iter().filter(there).collect();
        answers.insert(id.to_owned(), json!(still));
    }
    let (mut steps, mut at) = (Vec::new(), scenario(&new.course).start);
    for id in walked(scenario(&old.course), way) {
        let Scene::Decision(decision) = &scenario(&new.course).scenes[at] else { break };
        let Some(choice) = decision.choices.iter().find(|choice| choice.id.as_str() == id) else { break };
        steps.push(id);
        at = choice.then;
    }
    let had = |page: &str| old.course.pages().any(|one| one.id.as_str() == page);
    let pages: Vec<&str> = new.course.pages().map(|page| page.id.as_str()).collect();
    let seen: Vec<&str> = pages.iter().copied().filter(|page| had(page)).collect();
    let stood = place(&old.course, way);
    let place = if pages.contains(&stood.as_str()) { stood } else { String::new() };
    let role = role(&old.course, way).filter(|id| new.course.roles.iter().any(|one| one.id.as_str() == id));
    let role = role.unwrap_or_default();
    json!({
        "seed": 0xDEAD_BEEF_u32, "answers": answers, "path": steps, "seen": seen, "place": place, "role": role,
    })
}

/// What the values say, by names.
fn told(given: &GivenOut, values: &[Value]) -> Json {
    let GivenOut { course, layout, .. } = given;
    let find = |kind, id: &str| {
        let at = layout.slots.iter().position(|slot| slot.kind == kind && slot.id == id);
        at.map(|at| values[at].clone())
    };
    let number = |kind, id: &str| match find(kind, id) {
        Some(Value::Number(number)) => number,
        _ => 0,
    };
    let mut answers = serde_json::Map::new();
    for question in questions(course) {
        let (id, table) = (question.id.as_str(), score::table(question));
        let single = usize::try_from(number(SlotKind::Single, id)).expect("small");
        let mask = number(SlotKind::Mask, id);
        let took = |place: usize| single == place + 1 || mask >> place & 1 == 1;
        let options = table.options.iter().zip(&table.places);
        let mut chosen: Vec<String> =
            options.clone().filter(|(_, place)| took(**place)).map(|(option, _)| option.clone()).collect();
        if let Some(Value::Rows(put)) = find(SlotKind::Rows, id) {
            chosen.extend(table.rows.iter().filter_map(|row| {
                let put = usize::try_from(*put.get(row_place(&table, row))?).expect("small");
                let (option, _) = options.clone().find(|(_, place)| **place + 1 == put)?;
                Some(format!("{row}={option}"))
            }));
        }
        chosen.sort();
        answers.insert(id.to_owned(), json!(chosen));
    }
    let Some(Value::Path(path)) = find(SlotKind::Path, "sam_comes") else { panic!("a path is kept") };
    let (mut steps, mut at) = (Vec::new(), scenario(course).start);
    for place in path {
        let Scene::Decision(decision) = &scenario(course).scenes[at] else { break };
        let meant = |place: u32| decision.choices.iter().find(|one| u32::try_from(one.place) == Ok(place));
        let Some(choice) = meant(place) else { break };
        steps.push(choice.id.to_string());
        at = choice.then;
    }
    let seen = course.pages().map(|page| page.id.as_str());
    let seen: Vec<&str> = seen.filter(|page| number(SlotKind::Seen, page) == 1).collect();
    let stood = usize::try_from(number(SlotKind::Place, "")).expect("small");
    let place = seen_pages(layout).get(stood.wrapping_sub(3)).copied().unwrap_or_default();
    let place = if place == "-" { "" } else { place };
    let chosen = usize::try_from(number(SlotKind::Role, "")).expect("small").checked_sub(1);
    let known = layout.slots.iter().find(|slot| slot.kind == SlotKind::Role && slot.id.is_empty());
    let role = chosen.and_then(|at| known?.options.get(at).cloned());
    let role = role.filter(|id| course.roles.iter().any(|one| one.id.as_str() == id)).unwrap_or_default();
    let seed = number(SlotKind::Seed, "");
    json!({
        "seed": seed, "answers": answers, "path": steps, "seen": seen, "place": place, "role": role,
    })
}

/// The newest edition as the player is told of it, and every way through every edition as text.
fn vectors(all: &[GivenOut]) -> String {
    let newest = all.last().expect("five editions");
    let slots = newest.layout.slots.iter().zip(&newest.layout.from);
    let slots = slots.map(|(slot, from)| {
        json!({ "kind": slot.kind.name(), "id": slot.id, "bits": slot.bits, "step": slot.step, "from": from }).to_string()
    });
    let history = newest.layout.history.iter();
    let history =
        history.map(|past| json!({ "fingerprint": past.fingerprint, "slots": past.slots }).to_string());
    let items = questions(&newest.course).into_iter().map(|question| {
        let table = score::table(question);
        let item = json!({
            "kind": table.kind, "options": table.options, "letters": table.letters, "places": table.places,
            "rows": table.rows, "row_letters": table.row_letters,
        });
        format!("{}: {item}", json!(question.id.as_str()))
    });
    let scenes = scenario(&newest.course).scenes.iter().map(|scene| match scene {
        Scene::Ending(ending) => json!({ "kind": "good", "id": ending.id.as_str() }).to_string(),
        Scene::Decision(decision) => {
            let choices = decision.choices.iter();
            let choices = choices
                .map(|one| json!({ "id": one.id.as_str(), "then": one.then, "place": one.place }))
                .collect::<Vec<_>>();
            json!({ "kind": "decision", "id": decision.id.as_str(), "choices": choices }).to_string()
        }
    });
    let known = newest.layout.slots.iter().find(|slot| slot.kind == SlotKind::Role).expect("there are roles");
    let roles = newest.course.roles.iter().map(|role| {
        let place = known.options.iter().position(|one| one == role.id.as_str());
        json!({ "id": role.id.as_str(), "place": place }).to_string()
    });
    let mut cases = Vec::new();
    for (from, old) in all.iter().enumerate() {
        for way in 0..WAYS {
            let text = packed(&old.layout, &edition_mark(old.edition, "0f3a9c21"), &values(old, way));
            let kept = expected(all, from, all.len() - 1, way);
            cases.push(json!({ "edition": old.edition, "way": way, "text": text, "kept": kept }).to_string());
        }
    }
    let list =
        |lines: Vec<String>| lines.iter().map(|line| format!("  {line}")).collect::<Vec<_>>().join(",\n");
    format!(
        "{{\n\"fingerprint\": \"{}\",\n\"roles\": [{}],\n\"slots\": [\n{}\n],\n\"history\": [\n{}\n],\n\"items\": {{\n{}\n}},\n\
         \"start\": {},\n\"scenes\": [\n{}\n],\n\"cases\": [\n{}\n]\n}}\n",
        newest.layout.fingerprint,
        roles.collect::<Vec<_>>().join(", "),
        list(slots.collect()),
        list(history.collect()),
        list(items.collect()),
        scenario(&newest.course).start,
        list(scenes.collect()),
        list(cases)
    )
}

/// The heart of it: from every edition to every later one.
#[test]
fn what_still_exists_is_read_from_every_older_edition() {
    let all = editions();
    let mut judged = 0;
    for (from, old) in all.iter().enumerate() {
        for (to, new) in all.iter().enumerate().skip(from) {
            for way in 0..WAYS {
                let text = packed(&old.layout, &edition_mark(old.edition, "0f3a9c21"), &values(old, way));
                let (_, read) = unpacked(&new.layout, &text).expect("an edition that is known");
                assert_eq!(
                    told(new, &read),
                    expected(&all, from, to, way),
                    "{} to {}, way {way}: {text}",
                    old.edition,
                    new.edition
                );
                judged += 1;
            }
        }
    }
    assert_eq!(judged, 15 * WAYS);
}

/// A newer state is foreign to an older package: it is not read by a shorter list.
#[test]
fn an_older_edition_does_not_read_a_newer_state() {
    let all = editions();
    let text = packed(&all[4].layout, "1_4_0-0f3a9c21", &values(&all[4], 0));
    assert!(unpacked(&all[0].layout, &text).is_err());
}

#[test]
fn a_lock_only_ever_appends() {
    let all = editions();
    for pair in all.windows(2) {
        let (old, new) = (&pair[0].lock, &pair[1].lock);
        assert!(old.slots().len() <= new.slots().len());
        for (before, after) in old.slots().iter().zip(new.slots()) {
            assert_eq!(
                (before.slot.kind, &before.slot.id, before.slot.bits, before.slot.step, &before.since),
                (after.slot.kind, &after.slot.id, after.slot.bits, after.slot.step, &after.since)
            );
            assert!(after.slot.options.starts_with(&before.slot.options), "{:?}", after.slot);
            assert!(after.retired || !before.retired, "what was retired stays so: {:?}", after.slot);
        }
    }
    let reordered = (&all[2].lock, &all[3].lock);
    assert_eq!(reordered.1.since(reordered.0).retired, 0, "another order retires nothing");
    let newest = &all[4].lock;
    let of = |id: &str| newest.slots().iter().filter(|one| one.slot.id == id).collect::<Vec<_>>();
    let rows =
        |id: &str| of(id).into_iter().filter(|one| one.slot.kind == SlotKind::Rows).collect::<Vec<_>>();
    let (paired, sorted) = (rows("what_for"), rows("ask_now"));
    assert_eq!((paired.len(), sorted.len()), (3, 3), "a row more is another slot that takes the value over");
    assert!(paired.iter().chain(&sorted).skip_while(|one| one.from.is_none()).count() > 0);
    assert_eq!(&sorted[2].slot.options[..4], ["row.calling", "row.marriage", "row.shoes", "row.address"]);
    let roles: Vec<_> = of("").into_iter().filter(|one| one.slot.kind == SlotKind::Role).collect();
    assert_eq!(
        (roles.len(), roles[0].since.as_str()),
        (1, "1.1.0"),
        "one slot, behind those that were there"
    );
    assert_eq!(roles[0].slot.options, ["desk", "phones", "ward"], "whoever went keeps the number");
    let repair: Vec<_> = of("repair").into_iter().filter(|one| one.slot.kind == SlotKind::Single).collect();
    assert_eq!(repair.len(), 2, "four options, one of them taken away, need a third bit");
    assert_eq!(repair[1].slot.options, ["brief", "long", "silence", "later"]);
    assert!(repair[0].retired && repair[1].from.is_some());
}

#[test]
fn the_player_is_put_the_same_cases() {
    let text = vectors(&editions());
    if std::env::var_os("BONA_WRITE_DOCS").is_some() {
        std::fs::write(Path::new(TESTS).join("fixtures/vectors/migration.json"), &text).expect("written");
        return;
    }
    assert_eq!(text, VECTORS, "BONA_WRITE_DOCS=1 cargo test -p bona-tests migration");
}
