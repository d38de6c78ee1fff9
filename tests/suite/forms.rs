//! Forms for places: what goes out, comes back and is written; and everything that may be wrong with one, told at its
//! cell.

mod above;
mod books;
mod posted;
mod refused;
mod spoken;

use std::path::Path;

use bona::Exit;
use bona_tests::{Ran, TESTS, Workbench};

use books::{Book, ods};

/// The fixture, with a form for each of its places in `forms`.
fn bench() -> Workbench {
    let bench = Workbench::new().folder("places", "fixtures/places");
    let made = bench.run(&["variant", "form", "places", "--for", "elm_street,oak_road,north_region"]);
    assert_eq!(made.exit, Exit::Done, "{}", made.whole());
    bench
}

/// A file of a machine.
fn file(bench: &Workbench, path: &str) -> Vec<u8> {
    bench.files().get(Path::new(path)).unwrap_or_else(|| panic!("{path} is there")).clone()
}

fn text(bench: &Workbench, path: &str) -> String {
    String::from_utf8(file(bench, path)).expect("it is text")
}

fn form(place: &str) -> Book {
    Book::of(&file(&bench(), &format!("forms/{place}.xlsx")))
}

/// Reads forms on a machine that has the courses and these forms alone.
fn read(forms: &[(&str, Vec<u8>)], write: bool) -> (Workbench, Ran) {
    let mut bench = Workbench::new().folder("places", "fixtures/places");
    for (name, bytes) in forms {
        bench = bench.file(&format!("back/{name}"), bytes);
    }
    let ran = take(&bench, write);
    (bench, ran)
}

fn take(bench: &Workbench, write: bool) -> Ran {
    let mut words = vec!["variant", "read", "back", "--course", "places"];
    words.extend(write.then_some("--write"));
    bench.run(&words)
}

/// Oak Road's form with an answer to each kind of question.
fn filled() -> Book {
    let mut book = form("oak_road");
    book.say("Your answers", "C4", "Jo \"Q\" Bell, ext. 12");
    book.say("Your answers", "C6", "=the attic");
    book.say("Names at the desk", "D4", "The form is **blue**.\n\n- One\n  - and two");
    book.say("Names at the desk", "E4", "Ours is blue");
    book.say("Names at the desk", "D10", "Come \\ to us.");
    book.say("Names at the desk", "E10", "They may");
    book
}

#[test]
fn a_form_is_the_same_bytes_and_is_never_written_over_another() {
    let bench = bench();
    let before = bench.files();
    let again = bench.run(&["variant", "form", "places", "--for", "all"]);
    assert_eq!(again.exit, Exit::Done, "{}", again.whole());
    assert_eq!(
        again.out,
        "forms/elm_street.xlsx: 3 questions, 4 texts to put in own words\n\
         forms/oak_road.xlsx: 3 questions, 4 texts to put in own words\n"
    );
    assert_eq!(bench.files(), before);
    let bench = bench.file("forms/elm_street.xlsx", filled().bytes());
    let refused = bench.run(&["variant", "form", "places", "--for", "all"]);
    assert_eq!(refused.exit, Exit::World);
    assert!(refused.err.contains("somebody may have filled it in"), "{}", refused.err);
    let unknown = bench.run(&["variant", "form", "places", "--for", "elm_stret"]);
    assert!(unknown.err.contains("did you mean `elm_street`?"), "{}", unknown.err);
    let two = bench.run(&["variant", "form", "places", "--for", "all,elm_street"]);
    assert_eq!(two.exit, Exit::World, "{}", two.whole());
}

#[test]
fn every_cell_is_a_text_and_only_answers_are_open() {
    let book = form("elm_street");
    let sheets = ["Start here", "Your answers", "Names at the desk", "bona"];
    assert_eq!(book.names(), sheets);
    let mut cells = 0;
    for sheet in sheets {
        assert!(book.sheet(sheet).contains("<sheetProtection "), "{sheet} is locked");
        for (name, kind) in book.kinds(sheet) {
            cells += 1;
            assert!(kind.is_empty() || kind == "s", "{sheet} {name} is a typed text, not {kind}");
        }
    }
    assert!(cells > 60, "{cells} cells were looked at");
    let answers = book.sheet("Your answers");
    assert!(answers.contains("type=\"textLength\""), "{answers}");
    assert!(answers.contains("<formula1>60</formula1>"), "{answers}");
    let (open, locked) = (book.open("Your answers"), book.open("Start here"));
    assert_eq!(open, ["C4", "C5", "C6", "C7"]);
    assert_eq!(locked, Vec::<String>::new());
    let parts = ["D4", "E4", "D5", "D6", "E6", "D7", "D8", "E8", "D9", "D10", "E10", "D11"];
    assert_eq!(book.open("Names at the desk"), parts);
    assert_eq!(book.text("Your answers", "D5"), "form N1\n(from The north)");
}

#[test]
fn an_untouched_form_changes_nothing() {
    let made = bench();
    for place in ["elm_street", "oak_road", "north_region"] {
        let xlsx = file(&made, &format!("forms/{place}.xlsx"));
        let ods = ods(&Book::of(&xlsx));
        for (name, bytes) in [("form.xlsx", xlsx), ("form.ods", ods)] {
            let (bench, ran) = read(&[(name, bytes.clone())], true);
            assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
            assert!(ran.out.starts_with(&format!("back/{name} ({place}): nothing new\n")), "{}", ran.out);
            let (fresh, _) = read(&[(name, bytes)], false);
            assert_eq!(bench.files(), fresh.files());
        }
    }
}

#[test]
fn what_is_filled_in_becomes_the_places_files() {
    let book = filled();
    for (name, bytes) in [("form.xlsx", book.bytes()), ("form.ods", ods(&book))] {
        let (looked, dry) = read(&[(name, bytes.clone())], false);
        assert_eq!(dry.exit, Exit::Done, "{}", dry.whole());
        assert!(dry.out.contains("nothing was written; `--write` does it"), "{}", dry.out);
        assert!(!looked.files().contains_key(Path::new("places/variants/oak_road.ron")));
        let (bench, ran) = read(&[(name, bytes)], true);
        let (place, variant) = ("places/house/places/oak_road.ron", "places/variants/oak_road.ron");
        let told = ran.whole().replace(name, "form");
        let whole = format!("{told}\n{}\n{}", text(&bench, place), text(&bench, variant));
        // Both formats come to the same.
        insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::allow_duplicates! { insta::assert_snapshot!("forms_taken", whole) };
        });
        let checked = bench.run(&["check", "places"]);
        assert_eq!(checked.exit, Exit::Done, "{}", checked.whole());
        let after = bench.files();
        let again = take(&bench, true);
        assert!(again.out.contains("quiet_room: stands so already"), "{}", again.out);
        assert_eq!(bench.files(), after);
        // And a form that is made now says what was answered, and changes nothing.
        bench.run(&["variant", "form", "places", "--for", "oak_road"]);
        let made = Book::of(&file(&bench, "forms/oak_road.xlsx"));
        assert_eq!(made.text("Names at the desk", "D4"), "The form is **blue**.\n\n- One\n  - and two");
        let untouched = bench.run(&["variant", "read", "forms", "--course", "places", "--write"]);
        assert!(untouched.out.contains("(oak_road): nothing new\n"), "{}", untouched.out);
        assert_eq!(
            text(&bench, "places/variants/oak_road.ron").into_bytes(),
            after[Path::new("places/variants/oak_road.ron")]
        );
    }
}

#[test]
fn what_is_cleared_is_taken_out_and_comments_stay() {
    let place = "// Asked on 3 November.\nPlace(id: \"oak_road\", name: \"Oak Road Practice\", of: \"north_region\", \
                 set: [Set(variable: \"lead_contact\", say: \"the desk\"), /* rings */ Set(variable: \"quiet_room\", say: \"upstairs\")])";
    let variant = "Variant(place: \"oak_road\", of: \"places\", changes: [\n    // Theirs.\n    End(page: \"your_place\", \
                   why: \"Old\", add: [Text(\"Ring.\")]),\n    After(block: \"the_form\", was: \"d572ed51\", add: [Text(\"Or not.\")]),\n])\n";
    let bench = Workbench::new()
        .folder("places", "fixtures/places")
        .file("places/house/places/oak_road.ron", place)
        .file("places/variants/oak_road.ron", variant);
    bench.run(&["variant", "form", "places", "--for", "oak_road"]);
    let mut book = Book::of(&file(&bench, "forms/oak_road.xlsx"));
    assert_eq!(book.text("Names at the desk", "D10"), "Ring.");
    book.empty("Your answers", "C6");
    book.empty("Names at the desk", "D10");
    book.empty("Names at the desk", "E10");
    let bench = bench.file("back/oak.xlsx", book.bytes());
    let ran = take(&bench, true);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    let own = text(&bench, "places/house/places/oak_road.ron");
    assert!(own.starts_with("// Asked on 3 November.\n") && own.contains("/* rings */"), "{own}");
    assert!(!own.contains("quiet_room") && own.contains("the desk"), "{own}");
    let own = text(&bench, "places/variants/oak_road.ron");
    assert!(!own.contains("Ring.") && own.contains("// Theirs.") && own.contains("Or not."), "{own}");
    assert_eq!(bench.run(&["check", "places"]).exit, Exit::Done);
}

/// The course moved while the form was away: the words are kept, and whoever keeps the course is told which change to
/// look at.
#[test]
fn a_block_that_moved_since_is_named() {
    let module =
        std::fs::read_to_string(format!("{TESTS}/fixtures/places/modules/desk.ron")).expect("it is there");
    let moved = module.replace("with a form", "with one form");
    let (bench, _) = read(&[("oak.xlsx", filled().bytes())], false);
    let bench = bench.file("places/modules/desk.ron", moved);
    let ran = take(&bench, true);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    let line = "places, the_form: the course has changed since this form was made; look at both, then `bona check \
                --accept oak_road/the_form places`";
    assert!(ran.out.contains(line), "{}", ran.out);
    assert!(text(&bench, "places/variants/oak_road.ron").contains("was: \"d572ed51\""));
    let checked = bench.run(&["check", "places", "--variant", "oak_road", "--output", "short"]);
    let drifts = checked.out.lines().filter(|line| line.contains("variant-drift"));
    let of: Vec<&str> = drifts.filter_map(|line| line.split(':').next()).collect();
    assert!(of.contains(&"places/variants/oak_road.ron"), "{}", checked.out);
}

/// Somebody wrote another answer while the form was away: it stays, whatever the form says.
#[test]
fn an_answer_that_was_written_since_is_never_replaced() {
    let since = "Place(id: \"oak_road\", name: \"Oak Road Practice\", of: \"north_region\", \
                 set: [Set(variable: \"lead_contact\", say: \"Ann\"), Set(variable: \"quiet_room\", say: \"=the attic\")])";
    let (bench, _) = read(&[("oak.xlsx", filled().bytes())], false);
    let bench = bench.file("places/house/places/oak_road.ron", since);
    let before = bench.files();
    let ran = take(&bench, true);
    assert_eq!(ran.exit, Exit::AtFault);
    assert!(ran.out.contains("  Your answers, C4: somebody has answered `lead_contact`"), "{}", ran.out);
    assert!(ran.out.contains("“Ann”") && !ran.out.contains("C6:"), "{}", ran.out);
    assert_eq!(bench.files(), before);
    // What the form leaves alone may have been answered since.
    let (untouched, _) = read(&[("oak.xlsx", form("oak_road").bytes())], false);
    let untouched = untouched.file("places/house/places/oak_road.ron", since);
    let ran = take(&untouched, true);
    assert!(ran.out.contains("nothing new") && ran.exit == Exit::Done, "{}", ran.whole());
}

/// A place that mends an answer in the form that it sent once sends all of it again.
#[test]
fn a_corrected_form_is_taken_where_somebody_asks_for_it() {
    let (bench, ran) = read(&[("oak.xlsx", filled().bytes())], true);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    let mut again = filled();
    again.say("Your answers", "C4", "the desk by the window");
    let bench = bench.file("back/oak.xlsx", again.bytes());
    let before = bench.files();
    let ran = take(&bench, true);
    assert!(ran.exit == Exit::AtFault && ran.out.contains("`--replace` takes it"), "{}", ran.whole());
    assert_eq!(bench.files(), before);
    let replace = ["variant", "read", "back", "--course", "places", "--replace", "--write"];
    let ran = bench.run(&replace);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    assert!(ran.out.contains("→ “the desk by the window”"), "{}", ran.out);
    let own = text(&bench, "places/house/places/oak_road.ron");
    assert!(own.contains("the desk by the window"), "{own}");
    // What it clears is cleared too, and what stands already is no news.
    let bench = bench.file("back/oak.xlsx", form("oak_road").bytes());
    let ran = bench.run(&replace);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    assert!(ran.out.contains("“the desk by the window” → "), "{}", ran.out);
    assert!(!text(&bench, "places/house/places/oak_road.ron").contains("the desk by the window"));
    assert!(bench.run(&replace).out.contains("nothing new"));
}

/// What a region changes is there when the form of a practice below it is judged, in whatever order they lie.
#[test]
fn a_place_above_is_taken_first() {
    let with = |place: &str| {
        let mut book = form(place);
        book.say("Names at the desk", "D4", &format!("The form of {place}."));
        book.say("Names at the desk", "E4", "Ours differs");
        book.bytes()
    };
    let (bench, ran) = read(&[("a.xlsx", with("oak_road")), ("b.xlsx", with("north_region"))], true);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    let told = "places, the_form: “The form of north_region.” → “The form of oak_road.”\n  places, the_form: The north has \
                changed this since this form was made; look at both, then `bona check --accept oak_road/the_form places`";
    assert!(ran.out.contains(told), "{}", ran.out);
    assert!(text(&bench, "places/variants/north_region.ron").contains("The form of north_region."));
    assert!(text(&bench, "places/variants/oak_road.ron").contains("The form of oak_road."));
}

/// A programme with a folder of forms: one command makes them, one reads them, and the report says who is left.
#[test]
fn a_folder_of_forty_one_forms_is_read_at_once() {
    let mut bench = crate::places::forty_two();
    for number in [7, 8] {
        let id = format!("practice_{number:02}");
        let silent = format!("Place(id: \"{id}\", name: \"Practice {number}\", of: \"region\")");
        bench = bench.file(&format!("three_languages/house/places/{id}.ron"), silent);
    }
    let report = |bench: &Workbench| bench.run(&["report", "three_languages", "--of", "variants"]).out;
    assert!(report(&bench).contains("1 place has not answered: practice_08\n"), "{}", report(&bench));
    let made = bench.run(&["variant", "form", "three_languages", "--for", "all"]);
    assert_eq!(made.out.lines().count(), 41, "{}", made.whole());
    let path = "forms/practice_08.xlsx";
    let mut book = Book::of(&file(&bench, path));
    book.say("Your answers", "C4", "the ward desk");
    let bench = bench.file(path, book.bytes()).without("forms/practice_41.xlsx");
    let ran = bench.run(&["variant", "read", "forms", "--course", "three_languages", "--write"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    assert!(ran.out.contains(
        "forms/practice_07.xlsx (practice_07): nothing new\n  still to be answered: list_keeper\n"
    ));
    let end = "1 form taken, 39 with nothing new\nno form here, but answers from before: practice_41\n";
    assert!(ran.out.contains(end), "{}", ran.out);
    assert!(
        report(&bench).contains("practice_07 must say something for: list_keeper\n"),
        "{}",
        report(&bench)
    );
    assert!(!report(&bench).contains("has not answered"), "{}", report(&bench));
}

/// A disk that is full at any byte leaves every file as it was.
#[test]
fn a_form_is_written_whole_or_not_at_all() {
    let own = |bench: &Workbench| {
        let files = bench.files();
        files.into_iter().filter(|(path, _)| path.starts_with("places")).collect::<Vec<_>>()
    };
    let (fresh, _) = read(&[("oak.xlsx", filled().bytes())], false);
    let mut refused = 0;
    for room in (0..2000).step_by(100) {
        let (bench, _) = read(&[("oak.xlsx", filled().bytes())], false);
        let bench = bench.room(room);
        let ran = take(&bench, true);
        if ran.exit == Exit::World {
            refused += 1;
            assert_eq!(own(&bench), own(&fresh), "{room}: {}", ran.whole());
        }
    }
    assert!(refused >= 3, "{refused} times the disk was full");
}
