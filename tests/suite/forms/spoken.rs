//! Forms in several languages: each answer whose words are translated, and each text in own words, is asked for in every
//! language of the course, and need not be given.

use std::path::Path;

use bona::Exit;
use bona_tests::{Ran, Workbench};
use serde_json::{Value, json};

use super::books::Book;
use super::{file, read, take, text};

const SHEET: &str = "Names at the desk";
const PLACE: &str = "places/house/places/oak_road.ron";
const VARIANT: &str = "places/variants/oak_road.ron";

/// The fixture in Arabic too. Its words there are the Welsh ones: what is looked at is how they are asked for.
fn fixture() -> Workbench {
    let bench = Workbench::new().folder("places", "fixtures/places");
    let cy = text(&bench, "places/languages/cy.ron");
    let region = text(&bench, "places/house/places/north_region.ron");
    let room = "set: [Set(variable: \"quiet_room\", say: \"the hall\", languages: [SayIn(language: \"cy\", say: \"y neuadd\")]), ";
    bench
        .file("places/languages/ar.ron", cy.replace("language: \"cy\"", "language: \"ar\""))
        .file("places/house/places/north_region.ron", region.replace("set: [", room))
}

/// Oak Road's form in a folder of its own, where none was made before.
fn forms(bench: &Workbench) -> Book {
    forms_in(bench, &format!("made{}", bench.files().len()))
}

fn forms_in(bench: &Workbench, folder: &str) -> Book {
    let words = ["variant", "form", "places", "--for", "oak_road", "--format", "xlsx,html", "--out", folder];
    let made = bench.run(&words);
    assert_eq!(made.exit, Exit::Done, "{}", made.whole());
    Book::of(&file(bench, &format!("{folder}/oak_road.xlsx")))
}

/// The row in which a key stands.
fn row(book: &Book, sheet: &str, key: &str) -> u32 {
    let rows = book.rows(sheet);
    let found = rows.iter().find(|(_, row)| row.get(&0).is_some_and(|own| own == key));
    *found.unwrap_or_else(|| panic!("{key} is asked for: {rows:?}")).0
}

fn say(book: &mut Book, sheet: &str, (column, key): (&str, &str), words: &str) {
    let row = row(book, sheet, key);
    book.say(sheet, &format!("{column}{row}"), words);
}

/// Oak Road's form with a room and words of its own, in English and in Welsh.
fn filled(bench: &Workbench) -> Book {
    let mut book = forms(bench);
    say(&mut book, "Your answers", ("C", "fact/quiet_room"), "the shed");
    say(&mut book, "Your answers", ("C", "fact/quiet_room/cy"), "y sied");
    say(&mut book, SHEET, ("D", "part/places/replace/whom_to_ask"), "Ask Jo.");
    say(&mut book, SHEET, ("E", "part/places/replace/whom_to_ask"), "It is Jo");
    say(&mut book, SHEET, ("D", "part/places/replace/whom_to_ask/cy"), "Gofynnwch i Jo.");
    say(&mut book, SHEET, ("D", "part/places/end/your_place"), "Come.");
    say(&mut book, SHEET, ("E", "part/places/end/your_place"), "They may");
    say(&mut book, SHEET, ("D", "part/places/end/your_place/ar"), "تعالوا");
    book
}

fn back(bench: Workbench, book: &Book) -> (Workbench, Ran) {
    let bench = bench.file("back/oak_road.xlsx", book.bytes());
    let ran = take(&bench, true);
    (bench, ran)
}

fn warned(bench: &Workbench, rule: &str) -> Vec<String> {
    let ran = bench.run(&["check", "places", "--output", "short"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    ran.out
        .lines()
        .filter(|line| line.contains(rule) && line.contains("oak_road"))
        .map(str::to_owned)
        .collect()
}

#[test]
fn each_language_has_a_row_of_its_own_and_shows_what_stands_there() {
    let bench = fixture();
    let book = forms_in(&bench, "forms");
    let at = |key: &str, column: &str| {
        let sheet = if key.starts_with("fact") { "Your answers" } else { SHEET };
        book.text(sheet, &format!("{column}{}", row(&book, sheet, key)))
    };
    let ask = "Where can somebody speak without being heard?";
    assert_eq!(at("fact/quiet_room/cy", "B"), format!("The same in Welsh, if you can:\n{ask}"));
    assert_eq!(at("fact/quiet_room/cy", "D"), "y neuadd\n(from The north)");
    assert_eq!(at("fact/quiet_room/ar", "D"), "nothing; the paragraph is left out in Arabic");
    assert_eq!(at("part/places/replace/the_form/cy", "C"), "Newidir enw gyda ffurflen.");
    let asked = book.rows("Your answers");
    assert!(!asked.values().any(|row| row.get(&0).is_some_and(|key| key.starts_with("fact/lead_contact/"))));
    // Arabic is read from the right, in its own cell alone.
    let turned = book.styled("Your answers", ("alignment", "readingOrder", "2"));
    assert_eq!(turned, [format!("C{}", row(&book, "Your answers", "fact/quiet_room/ar"))]);
    let html = text(&bench, "forms/oak_road.html");
    assert!(
        html.contains(
            "name=\"fact/quiet_room/ar\" rows=\"2\" data-line data-most=\"120\" lang=\"ar\" dir=\"rtl\""
        ),
        "{html}"
    );
    assert!(html.contains(
        "name=\"part/places/end/your_place/cy\" rows=\"3\" data-most=\"4000\" lang=\"cy\" dir=\"ltr\""
    ));
    assert!(html.contains("People take this course in Arabic and Welsh too."), "{html}");
}

#[test]
fn what_is_said_in_each_language_becomes_the_places_files() {
    let bench = fixture();
    let book = filled(&bench);
    let (bench, ran) = back(bench, &book);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    assert!(ran.out.contains("quiet_room in Welsh: nothing → “y sied”"), "{}", ran.out);
    let place = text(&bench, PLACE);
    assert!(place.contains("SayIn(language: \"cy\", of: \"") && place.contains("say: \"y sied\""), "{place}");
    let variant = text(&bench, VARIANT);
    // The block is the course's in that language: its label is the Welsh one.
    assert!(variant.contains("Note(label: \"Eich arweinydd\", text: \"Gofynnwch i Jo.\")"), "{variant}");
    assert!(variant.contains("add: [Text(\"تعالوا\")]"), "{variant}");
    for path in [PLACE, VARIANT] {
        let laid_out = bench.run(&["fmt", "places", "--check"]);
        assert!(!laid_out.whole().contains(path), "{}", laid_out.whole());
    }
    assert!(warned(&bench, "place-stale").is_empty());
    // A language that was left out has the warning that it had.
    let told = warned(&bench, "-untranslated");
    assert!(told.iter().any(|line| line.contains("`quiet_room` is not in `ar`")), "{told:?}");
    assert!(!told.iter().any(|line| line.contains("`quiet_room` is not in `cy`")), "{told:?}");
    // A new form knows all of it, and sent back as it is says nothing new.
    let again = forms(&bench);
    assert_eq!(
        again.text("Your answers", &format!("C{}", row(&again, "Your answers", "fact/quiet_room/cy"))),
        "y sied"
    );
    let (_, ran) = back(bench, &again);
    assert!(ran.out.contains("nothing new"), "{}", ran.out);
}

#[test]
fn other_words_in_the_courses_language_alone_leave_the_others_behind() {
    let bench = fixture();
    let (bench, _) = back(bench, &filled(&fixture()));
    let mut book = forms(&bench);
    say(&mut book, "Your answers", ("C", "fact/quiet_room"), "the barn");
    say(&mut book, SHEET, ("D", "part/places/replace/whom_to_ask"), "Ask Sam.");
    let (bench, ran) = back(bench, &book);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    let told = "quiet_room: the words in Welsh are of the old ones now";
    assert!(
        ran.out.contains(told) && ran.out.contains("--accept oak_road/whom_to_ask places`"),
        "{}",
        ran.out
    );
    assert_eq!(warned(&bench, "place-stale").len(), 2);
    // Said anew in Welsh, it is bound again; what is cleared goes.
    let mut book = forms(&bench);
    say(&mut book, "Your answers", ("C", "fact/quiet_room/cy"), "yr ysgubor");
    let cleared = row(&book, SHEET, "part/places/replace/whom_to_ask/cy");
    book.empty(SHEET, &format!("D{cleared}"));
    let (bench, ran) = back(bench, &book);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    assert!(warned(&bench, "place-stale").is_empty());
    assert!(!text(&bench, VARIANT).contains("Gofynnwch i Jo."));
    assert!(text(&bench, PLACE).contains("yr ysgubor"));
}

#[test]
fn words_in_another_language_stand_beside_some_in_the_courses() {
    let bench = fixture();
    let mut book = forms(&bench);
    say(&mut book, "Your answers", ("C", "fact/quiet_room/cy"), "y sied");
    let at = row(&book, "Your answers", "fact/quiet_room/cy");
    let (bench, ran) = back(bench, &book);
    let told =
        format!("Your answers, C{at}: words in Welsh stand here, and none in the language of the course");
    assert!(ran.exit == Exit::AtFault && ran.out.contains(&told), "{}", ran.out);
    let mut book = forms(&bench);
    say(&mut book, SHEET, ("D", "part/places/replace/the_form/ar"), "مرحبا");
    let (_, ran) = back(bench, &book);
    assert!(ran.exit == Exit::AtFault && ran.out.contains("words in Arabic stand here"), "{}", ran.out);
}

#[test]
fn a_page_hands_them_back_and_a_form_from_before_still_reads() {
    let bench = fixture();
    forms_in(&bench, "forms");
    let html = text(&bench, "forms/oak_road.html");
    let (_, rest) = html.split_once("data-file=\"oak_road.json\">").expect("its data");
    let mut post: Value =
        serde_json::from_str(rest.split_once("</script>").expect("its end").0).expect("JSON");
    let mut answers = serde_json::Map::new();
    for line in post["lines"].as_array().expect("lines") {
        let key = line[0].as_str().expect("a key");
        let words = match key {
            "fact/quiet_room" => "the shed",
            "fact/quiet_room/ar" => "السقيفة",
            _ => "",
        };
        answers.insert(key.to_owned(), json!({ "say": words }));
    }
    answers["fact/lead_contact"] = json!({ "say": "the practice manager’s desk" });
    post["answers"] = Value::Object(answers);
    let bench = bench.file("back/oak_road.json", post.to_string());
    let ran = take(&bench, true);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    assert!(text(&bench, PLACE).contains("say: \"السقيفة\""), "{}", text(&bench, PLACE));
    // A form that was made when the course had one language asks for nothing in another, and is taken.
    let one = Workbench::new().folder("places", "fixtures/places");
    let mut files = Workbench::new();
    for (path, bytes) in one.files().iter().filter(|(path, _)| !path.starts_with("places/languages")) {
        files = files.file(&path.display().to_string(), bytes);
    }
    let mut old = forms(&files);
    assert!(
        !old.rows("Your answers").values().any(|row| row.get(&0).is_some_and(|key| key.ends_with("/cy")))
    );
    say(&mut old, "Your answers", ("C", "fact/quiet_room"), "the shed");
    let (bench, ran) = read(&[("oak_road.xlsx", old.bytes())], true);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    assert!(bench.files()[Path::new(PLACE)].windows(8).any(|part| part == b"the shed"));
}

/// Files that nobody had laid out are, once a form is written into them.
#[test]
fn what_a_form_writes_is_laid_out() {
    let own = "Place(id: \"oak_road\", name: \"Oak Road Practice\", of: \"north_region\", // the one at the bridge\n\n set: [ Set(variable: \"lead_contact\", say: \"the desk\"),],\n\n\n)";
    let changes =
        "Variant(place: \"oak_road\", of: \"places\", changes: [ Remove(block: \"why_ask\", was: \"\")])";
    let bench = fixture().file(PLACE, own);
    let (bench, ran) = back(bench, &filled(&fixture()));
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    assert!(text(&bench, PLACE).contains("// the one at the bridge"), "{}", text(&bench, PLACE));
    let laid_out = bench.run(&["fmt", "places", "--check"]);
    assert!(!laid_out.whole().contains("oak_road.ron"), "{}", laid_out.whole());
    let course = text(&fixture(), "places/course.ron");
    let free = course.replace("\"the_form\", ", "\"the_form\", \"why_ask\", ");
    let bench = fixture().file("places/course.ron", free).file(VARIANT, changes);
    let mut book = forms(&bench);
    say(&mut book, SHEET, ("D", "part/places/end/your_place"), "Come.");
    say(&mut book, SHEET, ("E", "part/places/end/your_place"), "They may");
    let (bench, ran) = back(bench, &book);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    let laid_out = bench.run(&["fmt", "places", "--check"]);
    assert!(
        !laid_out.whole().contains("oak_road.ron") && text(&bench, VARIANT).lines().count() > 5,
        "{}",
        text(&bench, VARIANT)
    );
}
