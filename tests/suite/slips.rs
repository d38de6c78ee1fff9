//! Slips of somebody who writes a first course: the advice, followed to the letter, mends them, and `--fix` makes nothing
//! worse.

use std::path::Path;

use bona::Exit;
use bona_tests::Workbench;

const MODULE: &str = "minimal/modules/welcome.ron";

fn minimal() -> Workbench {
    Workbench::new().folder("minimal", "fixtures/minimal")
}

fn text_of(bench: &Workbench, file: &str) -> String {
    String::from_utf8_lossy(&bench.files()[Path::new(file)]).into_owned()
}

#[test]
fn quotes_of_a_word_processor_are_made_straight_in_the_file() {
    let right = text_of(&minimal(), MODULE);
    for written in ["“Welcome”", "'Welcome'", "«Welcome»", "“Welcome\"", "\"Welcome”"] {
        let bench = minimal().file(MODULE, right.replacen("\"Welcome\"", written, 1));
        let ran = bench.run(&["check", "minimal", "--output", "short"]);
        assert_eq!((ran.exit, ran.out.lines().count()), (Exit::AtFault, 1), "{written}: {}", ran.out);
        let ran = bench.run(&["check", "minimal", "--fix"]);
        assert_eq!(ran.exit, Exit::Done, "{written}: {}{}", ran.out, ran.err);
        assert_eq!(text_of(&bench, MODULE), right, "{written}");
    }
}

#[test]
fn what_could_mean_two_things_is_left_as_it_was() {
    let right = text_of(&minimal(), MODULE);
    for written in ["\"She said \"welcome\" to all\"", "Welcome all", "“Say “welcome” to all”"] {
        let slip = right.replacen("\"Welcome\"", written, 1);
        let bench = minimal().file(MODULE, &slip);
        let ran = bench.run(&["check", "minimal", "--fix"]);
        assert_eq!(ran.exit, Exit::AtFault, "{written}: {}", ran.out);
        assert_eq!(text_of(&bench, MODULE), slip, "{written}");
    }
}

#[test]
fn names_that_windows_keeps_are_refused() {
    for name in ["con", "aux", "lpt1"] {
        let bench = Workbench::new();
        let ran = bench.run(&["new", name]);
        assert!(ran.exit == Exit::World && ran.err.contains("Windows keeps the name"), "{}", ran.err);
        assert!(bench.files().is_empty(), "nothing was made");
    }
}

/// A fixture in which a text of a file is another.
fn with(bench: Workbench, file: &str, from: &str, to: &str) -> Workbench {
    let text = text_of(&bench, file);
    assert!(text.contains(from), "{file} has no {from}");
    bench.file(file, text.replacen(from, to, 1))
}

fn fixture(name: &str) -> Workbench {
    Workbench::new().folder(name, format!("fixtures/{name}"))
}

/// What `check` says in short: its lines with a rule.
fn told(bench: &Workbench, course: &str) -> Vec<String> {
    let out = bench.run(&["check", course, "--output", "short", "--as-of", "2026-11-22"]).out;
    let lines = out.lines().filter(|line| !line.contains("[player-words-draft]"));
    lines.filter(|line| line.contains("]: ")).map(str::to_owned).collect()
}

/// The one line that is said.
fn only(bench: &Workbench, course: &str) -> String {
    let lines = told(bench, course);
    let [line] = lines.as_slice() else { panic!("{lines:#?}") };
    line.clone()
}

/// What stands between two pieces of a text.
fn between<'a>(text: &'a str, before: &str, behind: &str) -> &'a str {
    let (_, rest) = text.split_once(before).unwrap_or_else(|| panic!("no {before} in {text}"));
    rest.split_once(behind).unwrap_or_else(|| panic!("no {behind} in {text}")).0
}

#[test]
fn a_picture_is_called_as_the_advice_has_it_and_is_found() {
    const PICTURE: &str = "sound/media/desk.png";
    for written in ["Desk.png", "media/Desk.png", "My Desk (1).PNG", "./media/Desk.png"] {
        let bench = fixture("sound");
        let picture = bench.files()[Path::new(PICTURE)].clone();
        let lies = written.trim_start_matches("./").trim_start_matches("media/");
        let bench = bench.without(PICTURE).file(&format!("sound/media/{lies}"), &picture);
        let bench =
            with(bench, "sound/modules/one.ron", "file: \"desk.png\"", &format!("file: \"{written}\""));
        let lines = told(&bench, "sound");
        let line =
            lines.iter().find(|line| line.contains("[media-name]")).unwrap_or_else(|| panic!("{lines:#?}"));
        let (file, text) = (between(line, "call the file `", "`"), between(line, "and write \"", "\" here"));
        let bench =
            bench.without(&format!("sound/media/{lies}")).file(&format!("sound/media/{file}"), &picture);
        let from = format!("file: \"{written}\"");
        let bench = with(bench, "sound/modules/one.ron", &from, &format!("file: \"{text}\""));
        assert_eq!(told(&bench, "sound"), Vec::<String>::new(), "{written}: {line}");
    }
}

#[test]
fn a_language_is_renamed_to_its_tag_and_never_called_after_its_file() {
    for stem in ["welsh", "CY", "cymraeg_2"] {
        let bench = fixture("places");
        let text = text_of(&bench, "places/languages/cy.ron");
        let bench =
            bench.without("places/languages/cy.ron").file(&format!("places/languages/{stem}.ron"), &text);
        let lines = told(&bench, "places");
        let line = lines
            .iter()
            .find(|line| line.contains("[language-file]"))
            .unwrap_or_else(|| panic!("{lines:#?}"));
        assert!(line.ends_with("; rename the file to `cy.ron`"), "{line}");
        let bench =
            bench.without(&format!("places/languages/{stem}.ron")).file("places/languages/cy.ron", &text);
        assert_eq!(told(&bench, "places"), Vec::<String>::new());
    }
}

#[test]
fn an_id_that_names_a_file_is_none_that_windows_keeps() {
    for id in ["con", "aux", "nul", "com1", "lpt9"] {
        let bench = minimal();
        let module = text_of(&bench, MODULE).replacen("\"welcome\"", &format!("\"{id}\""), 1);
        let bench = bench.without(MODULE).file(&format!("minimal/modules/{id}.ron"), &module);
        let bench = with(bench, "minimal/course.ron", "[\"welcome\"]", &format!("[\"{id}\"]"));
        let lines = told(&bench, "minimal");
        let all = lines.iter().filter(|line| line.contains("Windows") && line.contains(id)).count();
        assert!(all == 1, "{lines:#?}");
    }
}

#[test]
fn an_example_is_an_answer_that_a_form_would_take() {
    let house = "places/house/variables.ron";
    let bench = fixture("places");
    let most = between(&text_of(&bench, house), "most: ", ",").parse::<usize>().expect("a number");
    let own = between(&text_of(&bench, house), "example: \"", "\"").to_owned();
    let example = |count: usize| {
        with(
            fixture("places"),
            house,
            &format!("example: \"{own}\""),
            &format!("example: \"{}\"", "x".repeat(count)),
        )
    };
    assert_eq!(told(&example(most), "places"), Vec::<String>::new());
    let line = only(&example(most + 1), "places");
    assert!(line.contains("[value-form]") && line.contains("1 character longer"), "{line}");
}

#[test]
fn what_is_not_read_is_named() {
    let slips = [
        ("variants/oak_road.txt", "rename it to `oak_road.ron`, or move it out of `variants`"),
        ("variants/elm_street.ron.bak", "move it out of `variants`"),
        (
            "modules/phone.ron.docx",
            "save it as plain text, and name that `phone.ron`; or move it out of `modules`",
        ),
        ("modules/notes.md", "move it out of `modules`"),
        ("modules/old/desk.ron", "move its files up into `modules`, or move it away from there"),
        ("languages/ar.RON", "rename it to `ar.ron`, or move it out of `languages`"),
        ("Variants/x.ron", "move what is to be read into `variants`, and this folder away from there"),
        ("bank/core.ron", "rename it to `banks`, or move it away from there"),
        ("review.ron", "did you mean `reviews.ron`? Otherwise move it away from there"),
        ("reviews.ron.txt", "rename it to `reviews.ron`"),
        ("house/variable.ron", "did you mean `variables.ron`? Otherwise move it away from there"),
        ("house/places/oak.txt", "rename it to `oak.ron`, or move it out of `places`"),
        ("house/themes/blue.ron.txt", "rename it to `blue.ron`, or move it out of `themes`"),
    ];
    for (file, help) in slips {
        let line = only(&fixture("places").file(&format!("places/{file}"), "x"), "places");
        assert!(
            line.contains("warning[file-not-read]: ") && line.contains(&format!("; {help}")),
            "{file}: {line}"
        );
    }
    for aside in [
        "README.md",
        "notes.md",
        "modules/README.md",
        "modules/.DS_Store",
        "modules/desk.ron~",
        "variants/Thumbs.db",
        "house/readme.txt",
        "house/themes/sign.png",
        "evidence/log.txt",
    ] {
        let bench = fixture("places").file(&format!("places/{aside}"), "x");
        assert_eq!(told(&bench, "places"), Vec::<String>::new(), "{aside}");
    }
}

#[test]
fn what_is_no_hash_is_said_to_be_none_and_filled_in_as_advised() {
    let elm = "places/variants/elm_street.ron";
    for hash in ["sha256:abc", "D572ED51", "d572ed5", "the form"] {
        let bench = with(fixture("places"), elm, "was: \"d572ed51\"", &format!("was: \"{hash}\""));
        let line = only(&bench, "places");
        assert!(line.contains(&format!("`{hash}` is no hash of a block; write `was: \"\"`")), "{line}");
        let bench = with(bench, elm, &format!("was: \"{hash}\""), "was: \"\"");
        assert_eq!(bench.run(&["check", "places", "--write"]).exit, Exit::Done);
        assert!(text_of(&bench, elm).contains("was: \"d572ed51\""));
    }
}

#[test]
fn words_of_a_place_that_are_of_no_hash_are_told_so_and_bound_as_advised() {
    let elm = "places/house/places/elm_street.ron";
    let says = "SayIn(language: \"cy\", say:";
    for hash in ["abc", "B6DF06FD", "sha256:b6df06fd", "the back room"] {
        let bench =
            with(fixture("places"), elm, says, &format!("SayIn(language: \"cy\", of: \"{hash}\", say:"));
        let line = only(&bench, "places");
        assert!(
            line.contains("[place-stale]") && line.contains(&format!("`{hash}` is no hash of")),
            "{line}"
        );
        assert!(!line.contains("has changed"), "{line}");
        let bench = with(bench, elm, &format!("of: \"{hash}\""), "of: \"\"");
        assert_eq!(bench.run(&["check", "places", "--write"]).exit, Exit::Done);
        assert!(text_of(&bench, elm).contains("of: \"b6df06fd\""), "{}", text_of(&bench, elm));
    }
}

#[test]
fn what_a_message_quotes_never_speaks_to_the_console() {
    for (edition, shown) in [
        ("1.\u{1b}[31m0", "`1.\\u{1b}[31m0` is no edition"),
        ("1.\\u{1b}]0;x\\u{7}0", "`1.\\u{1b}]0;x\\u{7}0` is no edition"),
        ("1.\\u{202e}0", "`1.\\u{202e}0` is no edition"),
        ("1.\\n0", "`1.\\n0` is no edition"),
    ] {
        let to = format!("edition: \"{edition}\"");
        let bench = with(fixture("places"), "places/course.ron", "edition: \"1.0.0\"", &to);
        let line = only(&bench, "places");
        assert!(line.contains(shown), "{line}");
        for output in ["short", "human", "json", "sarif"] {
            let out = bench.run(&["check", "places", "--output", output]).out;
            assert!(!out.contains(|sign: char| sign.is_control() && sign != '\n'), "{output}: {out:?}");
            // A program reads the signs as they are; people are shown them.
            assert!(!["short", "human"].contains(&output) || !out.contains('\u{202e}'), "{output}: {out:?}");
        }
    }
}

#[test]
fn an_edition_is_mended_and_never_lowered() {
    for (written, better) in [
        ("1.2", "1.2.0"),
        ("v2.0.1", "2.0.1"),
        (" 3 ", "3.0.0"),
        ("", "1.0.0"),
        ("2026-11", "1.0.0"),
        ("1.2.3.4", "1.0.0"),
    ] {
        let to = format!("edition: \"{written}\"");
        let bench = with(fixture("places"), "places/course.ron", "edition: \"1.0.0\"", &to);
        let line = only(&bench, "places");
        assert!(line.contains(&format!("; write `edition: \"{better}\"`")), "{written}: {line}");
        assert_eq!(line.contains("for the first one"), better == "1.0.0", "{written}: {line}");
        let bench = with(bench, "places/course.ron", &to, &format!("edition: \"{better}\""));
        assert_eq!(told(&bench, "places"), Vec::<String>::new(), "{written}");
    }
}

#[test]
fn a_misspelt_outcome_is_told_of_and_nothing_that_follows_from_it() {
    let bank = text_of(&fixture("sound"), "sound/banks/core.ron");
    for outcome in ["greet", "mend"] {
        let text = bank.replacen(&format!("outcome: \"{outcome}\""), "outcome: \"gret_mend\"", 1);
        assert_ne!(text, bank);
        let line = only(&fixture("sound").file("sound/banks/core.ron", text), "sound");
        assert!(line.contains("error[unknown-outcome]"), "{line}");
    }
}

#[test]
fn an_id_that_cannot_be_one_has_a_remedy_in_one_line() {
    for (id, help) in [
        ("q1", "write 3 to 40 of a to z"),
        ("سؤال", "write 3 to 40 of a to z"),
        ("First Words", "write `first_words`"),
    ] {
        let lines = told(&with(minimal(), MODULE, "\"first_words\"", &format!("\"{id}\"")), "minimal");
        assert!(lines[0].contains("[bad-id]") && lines[0].contains(help), "{lines:?}");
    }
}

#[test]
fn an_id_that_cannot_be_one_has_no_other_faults_behind_it() {
    let files = fixture("reference").files();
    let modules: Vec<_> = files.keys().filter(|file| file.starts_with("reference/modules")).collect();
    assert!(modules.len() > 2, "{modules:?}");
    let mut judged = 0;
    for file in modules {
        let file = file.to_string_lossy();
        let text = text_of(&fixture("reference"), &file);
        // Of the module, and of each page.
        let ids: Vec<&str> =
            text.lines().filter(|line| line.trim_start().starts_with("id: \"")).map(str::trim).collect();
        let pages = text.split("Page(").skip(1).map(|page| between(page, "id: \"", "\""));
        let own = between(ids[0], "\"", "\"");
        for id in std::iter::once(own).chain(pages) {
            let bench = with(fixture("reference"), &file, &format!("id: \"{id}\""), "id: \"Not An Id\"");
            let lines = told(&bench, "reference");
            let told: Vec<_> = lines.iter().filter(|line| !line.contains("[easy-read-stale]")).collect();
            let led = |line: &str| line.contains("[unknown-page]") && line.contains(&format!("`{id}`"));
            assert!(
                told.iter().all(|line| line.contains("[bad-id]") || led(line)) && !told.is_empty(),
                "{file}: {id}: {lines:#?}"
            );
            judged += 1;
        }
    }
    assert!(judged > 8, "{judged}");
}

#[test]
fn what_is_not_translated_is_pointed_out_where_it_is_written() {
    let cy = "places/languages/cy.ron";
    let bench = fixture("places");
    let said = between(&text_of(&bench, cy), "say: \"", "\"").to_owned();
    let line = only(&with(bench, cy, &format!("say: \"{said}\""), "say: \"\""), "places");
    assert!(line.starts_with(&format!("{cy}:")) && line.contains("[translation-missing]"), "{line}");
    assert!(line.ends_with(&format!("write the words in `cy` between those quotes of `{cy}`")), "{line}");
}

#[test]
fn advice_on_names_never_leads_to_a_name_that_is_refused() {
    let ash = "places/house/places/Ash.ron";
    let bench = fixture("places")
        .file(ash, "Place(id: \"ash\", name: \"Ash\", nation: England, of: \"north_region\", set: [])");
    let line = told(&bench, "places").remove(0);
    assert!(line.ends_with("; rename the file to `ash.ron`"), "{line}");

    let bench = Workbench::new().folder("m2", "fixtures/minimal");
    let line = only(&bench, "m2");
    assert!(line.ends_with("; rename the folder to `minimal`"), "{line}");

    let module = text_of(&minimal(), MODULE).replacen("\"welcome\"", "\"at_the_desk\"", 1);
    let bench = minimal().without(MODULE).file("minimal/modules/At-the-desk.ron", &module);
    let bench = with(bench, "minimal/course.ron", "[\"welcome\"]", "[\"At-the-desk\"]");
    let line = only(&bench, "minimal");
    assert!(
        line.ends_with("; rename the file to `at_the_desk.ron` and write \"at_the_desk\" in course.ron"),
        "{line}"
    );
    let bench =
        bench.without("minimal/modules/At-the-desk.ron").file("minimal/modules/at_the_desk.ron", &module);
    let bench = with(bench, "minimal/course.ron", "[\"At-the-desk\"]", "[\"at_the_desk\"]");
    assert_eq!(told(&bench, "minimal"), Vec::<String>::new());
}

#[test]
fn a_language_by_its_name_is_given_its_tag() {
    let cy = "places/languages/cy.ron";
    for written in ["Welsh", "CY", "cymraeg", "the Welsh one"] {
        let bench = with(fixture("places"), cy, "language: \"cy\"", &format!("language: \"{written}\""));
        let lines = told(&bench, "places");
        assert!(lines[0].ends_with("; write `language: \"cy\"`"), "{lines:?}");
    }
    let ran = fixture("places").run(&["translate", "export", "places", "--language", "Polish"]);
    assert!(ran.whole().contains("did you mean `pl`?"), "{}", ran.whole());
}

#[test]
fn a_slip_in_a_variant_is_told_with_what_belongs_there() {
    let elm = "places/variants/elm_street.ron";
    for (from, to, help) in [
        (
            "block: \"the_form\"",
            "block: \"asking\"",
            "`asking` is a page; write `Start(page: …)` or `End(page: …)`",
        ),
        ("page: \"your_place\"", "page: \"why_ask\"", "`why_ask` is a block; write `After(block: …)`"),
        (
            "with: Named(\"the_form\", Text(\"A name is changed at the screen.\"))",
            "with: [Text(\"At the screen.\")]",
            "write `Text(…)` without `[` and `]`",
        ),
        ("place: \"elm_street\"", "place: \"Elm Street\"", "write `place: \"elm_street\"`"),
        ("of: \"places\"", "of: \"Places\"", "write `of: \"places\"`"),
    ] {
        let line = only(&with(fixture("places"), elm, from, to), "places");
        assert!(line.contains(help), "{line}");
    }
}

#[test]
fn a_slip_in_a_place_is_told_with_what_belongs_there() {
    for (place, from, to, help) in [
        ("north_region", "nation: England", "nation: \"England\"", "write `England`, without quotes"),
        ("elm_street", "language: \"cy\"", "language: \"Welsh\"", "write `language: \"cy\"`"),
        ("elm_street", "set: [", "set: {", "write `[` and `]` for `{` and `}`"),
    ] {
        let file = format!("places/house/places/{place}.ron");
        let lines = told(&with(fixture("places"), &file, from, to), "places");
        assert!(lines.iter().any(|line| line.ends_with(&format!("; {help}"))), "{to}: {lines:#?}");
    }
}

#[test]
fn a_source_that_nobody_has_listed_says_where_sources_are_written() {
    let bench = Workbench::new().folder("sound", "fixtures/sound");
    let one = text_of(&bench, "sound/modules/one.ron");
    assert!(one.contains("source: \"a_report\""));
    let bench = bench
        .file("sound/modules/one.ron", one.replacen("source: \"a_report\"", "source: \"zzz_qqq_xxx\"", 1));
    let said = bench.run(&["check", "sound"]).out;
    assert!(said.contains("write it into house/sources.ron, with `id: \"zzz_qqq_xxx\"`"), "{said}");
}
