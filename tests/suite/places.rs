//! One course at many places: what each is told, what is kept of a learner at all of them, and who is named when a
//! sentence of the course moves.

mod advice;
mod older;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use bona::Exit;
use bona_engine::canon::{content_hash, hex};
use bona_engine::check::{Given, HouseFile, HouseList, Input, Options, Sound, Variants, check_languages};
use bona_engine::course::{BlockKind, Course};
use bona_engine::slots::Layout;
use bona_tests::{Ran, TESTS, Workbench};
use serde_json::Value;

/// The fixture as it is checked.
fn input() -> Input {
    let mut input = Input { folder: "places".into(), ..Input::default() };
    for (path, bytes) in bona_tests::read_folder(&Path::new(TESTS).join("fixtures/places")) {
        let path = path.display().to_string();
        let lists = match path.strip_prefix("house/") {
            None => {
                input.files.insert(path, Given::Bytes(bytes));
                continue;
            }
            Some("variables.ron") => HouseList::Variables,
            Some(_) => HouseList::Place,
        };
        input.house.push(HouseFile { name: path, lists, given: Given::Bytes(bytes) });
    }
    input
}

fn sound() -> Sound {
    let options = Options { variants: Variants::All, ..Options::default() };
    let checked = check_languages(&input(), &options);
    checked.value.unwrap_or_else(|| panic!("{:?}", checked.diagnostics))
}

/// What is said in the texts and notes of a course, page by page.
fn said(course: &Course) -> Vec<String> {
    let mut said = Vec::new();
    for page in course.pages() {
        said.push(format!("# {}", page.id));
        for block in &page.blocks {
            match &block.kind {
                BlockKind::Text(text) => said.push(text.plain().trim().to_owned()),
                BlockKind::Note { text, .. } => said.push(text.plain().trim().to_owned()),
                _ => {}
            }
        }
    }
    said
}

#[test]
fn each_place_is_told_in_its_own_words() {
    let sound = sound();
    let own = [
        "# asking",
        "Ask, and say it back.",
        "A name is changed with a form.",
        "# your_place",
        "Find out whom to ask.",
    ];
    assert_eq!(said(&sound.course), own);
    let at = |place: &str| sound.at(place).expect("it is one of the places");
    assert_eq!(
        said(&at("north_region").course),
        [
            "# asking",
            "Ask, and say it back.",
            "A name is changed with a form.",
            "Here it is form N1.",
            "# your_place",
            "Find out whom to ask.",
        ]
    );
    assert_eq!(
        said(&at("elm_street").course),
        [
            "# asking",
            "Ask, and say it back.",
            "A name is changed at the screen.",
            "Here it is form N1.",
            "# your_place",
            "Find out whom to ask.",
            "Ask Ali * Reed_, ext. 44.",
            "Talk in the back room.",
            "The screen turns.",
        ]
    );
    assert_eq!(
        said(&at("oak_road").course)[3..],
        ["Here it is form N1.", "# your_place", "Find out whom to ask.", "Ask the practice manager’s desk."]
    );
    assert_eq!(
        said(&at("elm_street").languages[0]),
        [
            "# asking",
            "Gofynnwch, a dywedwch ef yn ôl.",
            "Newidir enw wrth y sgrin.",
            "Yma, form N1 yw hi.",
            "# your_place",
            "Holwch i bwy i ofyn.",
            "Gofynnwch: Ali * Reed_, ext. 44.",
            "Siaradwch yn yr ystafell gefn.",
            "Mae’r sgrin yn troi.",
        ]
    );
}

#[test]
fn what_is_kept_of_a_learner_is_the_same_everywhere_and_the_words_are_not() {
    let sound = sound();
    let layout = Layout::of(&sound.course);
    let hash = |course: &Course| hex(&content_hash(course, &BTreeMap::new()));
    let mut hashes = BTreeSet::from([hash(&sound.course)]);
    for variant in &sound.variants {
        for course in std::iter::once(&variant.course).chain(&variant.languages) {
            assert_eq!(Layout::of(course), layout, "{} {}", variant.place, course.language);
        }
        assert!(hashes.insert(hash(&variant.course)), "{} has words of its own", variant.place);
    }
    assert_eq!(hashes.len(), 4);
}

fn bench() -> Workbench {
    Workbench::new().folder("places", "fixtures/places")
}

fn json(ran: &Ran) -> Value {
    serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}: {}{}", ran.out, ran.err))
}

/// The rule, file and thing of every fault but the player's own drafts: what somebody is asked to look at.
fn named(ran: &Ran) -> Vec<String> {
    let faults = json(ran)["diagnostics"].as_array().cloned().expect("a list");
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let (drafts, own): (Vec<&Value>, Vec<&Value>) =
        faults.iter().partition(|fault| fault["rule"] == "player-words-draft");
    // What is so in a language is told of it, and not again of every place.
    let told: Vec<String> = drafts.iter().map(|fault| text(&fault["at"]["file"])).collect();
    assert!(told.iter().all(|file| file.contains("/languages/")), "{told:?}");
    own.iter().map(|fault| format!("{} {}", text(&fault["rule"]), text(&fault["at"]["file"]))).collect()
}

#[test]
fn a_package_names_its_place() {
    let bench = bench();
    let made =
        json(&bench.run(&["package", "places", "--variant", "all", "--format", "html", "--output", "json"]));
    let packages = made["packages"].as_array().expect("a list");
    let names: Vec<&str> = packages.iter().filter_map(|one| one["path"].as_str()).collect();
    assert_eq!(
        names,
        [
            "dist/places-1.0.0-elm_street-html-draft.zip",
            "dist/places-1.0.0-north_region-html-draft.zip",
            "dist/places-1.0.0-oak_road-html-draft.zip",
        ]
    );
    for (one, place) in packages.iter().zip(["elm_street", "north_region", "oak_road"]) {
        assert_eq!(one["variant"], place);
        let bytes = bench.files()[Path::new(one["path"].as_str().expect("a path"))].clone();
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("it is a zip");
        let file = zip.by_name("course-evidence.json").expect("it is there");
        let evidence: Value = serde_json::from_reader(file).expect("it is JSON");
        assert_eq!((&evidence["variant"], &evidence["content"]), (&one["variant"], &one["content"]));
        assert_eq!(evidence["item"], "ITEM_places_main");
    }
    let refused = bench.run(&["package", "places", "--variant", "elm_stret"]);
    assert_eq!(refused.exit, Exit::World);
    assert!(
        refused.err.contains("there is no place `elm_stret`; did you mean `elm_street`?"),
        "{}",
        refused.err
    );
}

/// Whoever is given packages looks for the place by its name; files have its id.
/// Names as they are, in whatever script.
#[test]
fn a_place_is_called_what_it_is_called() {
    for name in ["Tŷ Gwyn", "St John’s – Surgery", "Café Siân", "عيادة الحديقة", "Søndre Klinik (2)"]
    {
        let text = String::from_utf8(bench().files()[Path::new("places/house/places/oak_road.ron")].clone());
        let text = text.expect("text").replace("Oak Road Practice", name);
        let ran = bench().file("places/house/places/oak_road.ron", text).run(&["check", "places"]);
        assert!(ran.exit == Exit::Done && !ran.out.contains("value-form"), "{name}: {}", ran.whole());
    }
}

#[test]
fn the_page_of_the_packages_calls_places_by_their_names() {
    let bench = bench();
    let line =
        ["package", "places", "--variant", "all", "--format", "html", "--index", "--date", "2026-11-22"];
    for _anew_and_unchanged in 0..2 {
        let ran = bench.run(&line);
        assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
        let text =
            |path: &str| String::from_utf8(bench.files()[Path::new(path)].clone()).expect("it is text");
        let (page, feed) = (text("dist/index.html"), text("dist/feed.xml"));
        for (name, id) in [("Elm Street Surgery", "elm_street"), ("Oak Road Practice", "oak_road")] {
            let heading = format!("<h3>For {name} <span class=\"small\">({id})</span>: ");
            assert_eq!(page.matches(&heading).count(), 1, "{page}");
            assert_eq!(feed.matches(&format!(", for {name}: HTML")).count(), 1, "{feed}");
        }
    }
}

/// A sentence of the course moves: who wrote against it is named, and nobody else.
#[test]
fn a_sentence_that_moves_names_whoever_wrote_against_it() {
    let module =
        std::fs::read_to_string(format!("{TESTS}/fixtures/places/modules/desk.ron")).expect("it is there");
    let with = |from: &str, to: &str| bench().file("places/modules/desk.ron", module.replace(from, to));
    let check = |bench: &Workbench| named(&bench.run(&["check", "places", "--output", "json"]));
    let drifted = with("with a form", "with one form");
    assert_eq!(
        check(&drifted),
        [
            "translation-stale places/languages/cy.ron",
            "variant-drift places/variants/elm_street.ron",
            "variant-drift places/variants/north_region.ron",
        ]
    );
    assert_eq!(
        check(&with("and say it back", "and repeat it")),
        ["translation-stale places/languages/cy.ron"]
    );
    // What is no text of a learner's moves nobody.
    assert_eq!(check(&with("Named(\"why_ask\",", "// a comment\n Named(\"why_ask\",")), Vec::<String>::new());

    // Filling in leaves it; somebody who has looked takes it away, at one place and then at the other.
    drifted.run(&["check", "places", "--write"]);
    assert_eq!(check(&drifted).len(), 3);
    let accepted = drifted.run(&["check", "places", "--accept", "elm_street/the_form"]);
    let line = "wrote places/variants/elm_street.ron: 1 change bound: the_form";
    assert!(accepted.out.contains(line), "{}", accepted.whole());
    assert_eq!(check(&drifted)[1..], ["variant-drift places/variants/north_region.ron"]);
    drifted.run(&["check", "places", "--accept", "north_region"]);
    assert_eq!(check(&drifted), ["translation-stale places/languages/cy.ron"]);
    let again = drifted.run(&["check", "places", "--accept", "north_region"]);
    assert!(again.err.contains("nothing has moved under `north_region`"), "{}", again.err);
}

#[test]
fn only_an_empty_hash_is_filled_in() {
    let path = "places/variants/elm_street.ron";
    let own = std::fs::read_to_string(format!("{TESTS}/fixtures/{path}")).expect("it is there");
    let now =
        |bench: &Workbench| String::from_utf8(bench.files()[Path::new(path)].clone()).expect("it is text");
    for empty in [own.replace("d572ed51", ""), own.replace("            was: \"d572ed51\",\n", "")] {
        assert_ne!(empty, own);
        let bench = bench().file(path, &empty);
        bench.run(&["check", "places", "--write"]);
        assert_eq!(now(&bench).matches("was: \"d572ed51\"").count(), 1, "{}", now(&bench));
        assert!(named(&bench.run(&["check", "places", "--output", "json"])).is_empty());
    }
    let stale = own.replace("d572ed51", "00000000");
    let bench = bench().file(path, &stale);
    bench.run(&["check", "places", "--write"]);
    // What is said in other languages is bound, which is no hash of the course's.
    let bound = now(&bench);
    let mut unbound =
        bound.split(", of: \"").enumerate().map(|(at, piece)| if at == 0 { piece } else { &piece[9..] });
    assert_eq!(unbound.next().into_iter().chain(unbound).collect::<String>(), stale);
}

/// Made-up places of the course in three languages: a region, and practices below it.
pub(super) fn forty_two() -> Workbench {
    let own = std::fs::read_to_string(format!("{TESTS}/fixtures/three_languages/modules/names.ron"))
        .expect("it is there");
    let named = own
        .replace(
            "Note(label: \"At your place\", text: \"Ask who keeps the list.\")",
            "Named(\"the_list\", Note(label: \"At your place\", text: \"Ask who keeps the list.\"))",
        )
        .replace(
            "Text(\"At the desk, ask quietly.\")",
            "Named(\"quietly\", Text(\"At the desk, ask quietly.\"))",
        );
    let mut bench = Workbench::new()
        .folder("three_languages", "fixtures/three_languages")
        .file("three_languages/modules/names.ron", named)
        .file(
            "three_languages/house/variables.ron",
            "[Variable(id: \"list_keeper\", ask: \"Who keeps the list?\", example: \"the ward clerk\", required: true)]",
        )
        .file("three_languages/house/places/region.ron", "Place(id: \"region\", name: \"The region\", nation: Wales)");
    for number in 1..42 {
        let id = format!("practice_{number:02}");
        let place = format!(
            "Place(id: \"{id}\", name: \"Practice {number}\", of: \"region\", \
             set: [Set(variable: \"list_keeper\", say: \"desk {number}\")])"
        );
        bench = bench.file(&format!("three_languages/house/places/{id}.ron"), place);
        // Each third one changes the one block, each third one the other, and each third one nothing.
        let block = match number % 3 {
            0 => "the_list",
            1 => "quietly",
            _ => continue,
        };
        let mut languages = String::new();
        for tag in ["ar", "cy"] {
            write!(languages, "AddIn(language: \"{tag}\", add: [Text(\"{{list_keeper}}.\")]), ")
                .expect("a text");
        }
        let variant = format!(
            "Variant(place: \"{id}\", of: \"three_languages\", changes: [After(block: \"{block}\", \
             add: [Text(\"Ask {{list_keeper}}.\")], languages: [{languages}])])"
        );
        bench = bench.file(&format!("three_languages/variants/{id}.ron"), variant);
    }
    // The two blocks have names now: the translations are filed under them.
    for tag in ["ar", "cy"] {
        assert_eq!(
            bench.run(&["translate", "export", "three_languages", "--language", tag]).exit,
            Exit::Done
        );
    }
    let written = bench.run(&["check", "three_languages", "--write"]);
    assert_eq!(written.exit, Exit::Done, "{}", written.whole());
    bench
}

#[test]
fn one_command_checks_forty_two_places_in_three_languages_and_one_builds_them() {
    let bench = forty_two();
    let checked = bench.run(&["check", "three_languages"]);
    assert_eq!(checked.exit, Exit::Done, "{}", checked.whole());
    assert!(checked.out.contains("three_languages: ready for 42 places\n"), "{}", checked.out);
    assert_eq!(named(&bench.run(&["check", "three_languages", "--output", "json"])), Vec::<String>::new());
    let made = json(&bench.run(&[
        "package",
        "three_languages",
        "--variant",
        "all",
        "--language",
        "all",
        "--format",
        "html",
        "--output",
        "json",
    ]));
    let packages = made["packages"].as_array().expect("a list");
    assert_eq!(packages.len(), 42);
    let places: BTreeSet<&str> = packages.iter().filter_map(|one| one["variant"].as_str()).collect();
    assert_eq!(places.len(), 42);
    assert!(packages.iter().all(|one| one["languages"].as_array().is_some_and(|all| all.len() == 3)));
    // Fourteen practices change nothing, no more than their region: theirs is the national course, word for word.
    let contents: BTreeSet<&str> = packages.iter().filter_map(|one| one["content"].as_str()).collect();
    assert_eq!(contents.len(), 27 + 1, "27 practices with words of their own, and one course for all others");
}

#[test]
fn one_sentence_that_moves_names_its_overlays_and_translations_and_nothing_else() {
    let bench = forty_two();
    let path = "three_languages/modules/names.ron";
    let own = String::from_utf8(bench.files()[Path::new(path)].clone()).expect("it is text");
    let course = String::from_utf8(bench.files()[Path::new("three_languages/course.ron")].clone());
    let raised = course.expect("it is text").replace("edition: \"1.0.0\"", "edition: \"1.0.1\"");
    let moved = bench
        .file("three_languages/course.ron", raised)
        .file(path, own.replace("Ask who keeps the list.", "Ask who mends the list."));
    let mut wanted: Vec<String> = ["ar", "cy"]
        .iter()
        .map(|tag| format!("translation-stale three_languages/languages/{tag}.ron"))
        .collect();
    let third = (1..42).filter(|number| number % 3 == 0);
    wanted.extend(
        third.map(|number| format!("variant-drift three_languages/variants/practice_{number:02}.ron")),
    );
    assert_eq!(named(&moved.run(&["check", "three_languages", "--output", "json"])), wanted);
}

/// A place above others need not say what those below it say; asked for by its own name, it must.
#[test]
fn what_is_required_is_asked_of_those_who_give_it_out() {
    let bench = bench();
    let one = |place: &str| bench.run(&["package", "places", "--variant", place, "--format", "html"]);
    assert_eq!(one("all").exit, Exit::Done);
    assert_eq!(one("oak_road").exit, Exit::Done);
    let refused = one("north_region");
    assert_eq!(refused.exit, Exit::AtFault);
    assert!(refused.err.contains("`north_region` says nothing for `lead_contact`"), "{}", refused.err);
}

/// What the house says of a fact is read at a place instead of which it says its own.
#[test]
fn a_fact_of_the_house_that_moves_names_whoever_wrote_against_it() {
    let (module, facts) = ("reference/modules/shown.ron", "reference/house/facts.ron");
    let bench = Workbench::new().folder("reference", "fixtures/reference").without("reference/course.lock");
    let text = |bench: &Workbench, path: &str| {
        String::from_utf8(bench.files()[Path::new(path)].clone()).expect("it is text")
    };
    let named = text(&bench, module)
        .replace("Fact(house: [\"f199\"]),", "Named(\"style\", Fact(house: [\"f199\"])),");
    let variant = "Variant(place: \"elm\", of: \"reference\", changes: [Replace(block: \"style\", was: \"\", \
                   with: Named(\"style\", Text(\"We ask for no title.\")))])";
    let course = text(&bench, "reference/course.ron").replacen(
        "variants_may_change: [",
        "variants_may_change: [\"style\", ",
        1,
    );
    let mut bench = bench
        .file("reference/course.ron", course)
        .file(module, named)
        .file("reference/house/places/elm.ron", "Place(id: \"elm\", name: \"Elm Street\")")
        .file("reference/variants/elm.ron", variant);
    let ran = bench.run(&["check", "reference", "--write"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    assert!(!text(&bench, "reference/variants/elm.ron").contains("was: \"\""));
    let drifts = |bench: &Workbench| {
        let ran = bench.run(&["check", "reference", "--output", "short"]);
        ran.out.lines().filter(|line| line.contains("variant-drift")).count()
    };
    assert_eq!(drifts(&bench), 0);
    let before = text(&bench, facts);
    let claim = before.replace("avoid asking for titles", "do not ask for titles");
    let caveat = before.replacen("for digital services.", "for services on screens.", 1);
    let other = before.replace("services, of September", "services of September");
    for (changed, wanted) in [(claim, 1), (caveat.clone(), 1), (other, 0)] {
        assert_ne!(changed, before);
        bench = bench.file(facts, changed);
        assert_eq!(drifts(&bench), wanted);
    }
    let bench = bench.file(facts, caveat);
    let report = bench.run(&["report", "reference", "--of", "variants"]);
    assert!(report.out.contains("style"), "{}", report.whole());
    let ran = bench.run(&["check", "reference", "--accept", "elm/style"]);
    assert_eq!((ran.exit, drifts(&bench)), (Exit::Done, 0), "{}", ran.whole());
}
