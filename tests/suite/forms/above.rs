//! What a place above has put in its own words is offered to those below, with its words as what stands there.

use bona::Exit;

use super::books::Book;
use super::{bench, file, text};

/// The region words the form itself; Oak Road, below it, has not.
const NORTH: &str = "places/variants/north_region.ron";

fn region() -> bona_tests::Workbench {
    let fixture = bench();
    let own = text(&fixture, NORTH);
    let replace = "        Replace(block: \"the_form\", was: \"\", with: Named(\"the_form\", Text(\"In the north it is blue.\"))),\n    ],\n)";
    let bench = fixture.file(NORTH, own.replace("    ],\n)", replace));
    let ran = bench.run(&["check", "places", "--write"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    let ran = bench.run(&[
        "variant",
        "form",
        "places",
        "--for",
        "oak_road",
        "--out",
        "north",
        "--format",
        "xlsx,html",
    ]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    bench
}

#[test]
fn words_of_a_place_above_are_offered_as_its_own() {
    let bench = region();
    let mut form = Book::of(&file(&bench, "north/oak_road.xlsx"));
    let sheet = "Names at the desk";
    let rows = form.rows(sheet);
    let (row, _) = rows
        .iter()
        .find(|(_, row)| row.get(&0).is_some_and(|key| key.ends_with("replace/the_form")))
        .expect("it is offered");
    assert_eq!(form.text(sheet, &format!("C{row}")), "In the north it is blue.\n(from The north)");
    let page = text(&bench, "north/oak_road.html");
    assert!(
        page.contains(
            "<blockquote>In the north it is blue.</blockquote><p class=\"small\">From The north.</p>"
        ),
        "{page}"
    );
    // Put in other words, it is bound to the region's and is named when these move.
    form.say(sheet, &format!("D{row}"), "Here it is red.");
    form.say(sheet, &format!("E{row}"), "Ours is red.");
    let bench = bench.file("back/oak_road.xlsx", form.bytes());
    let ran = bench.run(&["variant", "read", "back", "--course", "places", "--write"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    let short = |bench: &bona_tests::Workbench| bench.run(&["check", "places", "--output", "short"]).out;
    let own = short(&bench);
    let mut own = own.lines().filter(|line| line.contains("oak_road.ron"));
    assert!(own.all(|line| line.contains("warning[variant-untranslated]")), "bound to the region's words");
    let ran = bench.run(&["package", "places", "--format", "html", "--variant", "oak_road"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    let moved = text(&bench, NORTH).replace("it is blue", "it is green");
    let bench = bench.file(NORTH, moved);
    let told = short(&bench);
    assert!(
        told.lines().any(|line| line.contains("variants/oak_road.ron")
            && line.contains("which `north_region` words itself")),
        "{told}"
    );
}
