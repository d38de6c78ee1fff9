//! XLIFF out and in: what translators are given, what comes back, and that nothing here is lost by what they send.

mod delivered;
mod hostile;
mod tools;

use std::path::Path;

use bona::Exit;
use bona_tests::{Ran, Workbench};

const COURSE: &str = "three_languages";
const NAMES: &str = "three_languages/modules/names.ron";
const CY: &str = "three_languages/languages/cy.ron";
const FR: &str = "three_languages/languages/fr.ron";

fn bench() -> Workbench {
    Workbench::new().folder(COURSE, "fixtures/three_languages")
}

fn text_of(bench: &Workbench, path: &str) -> String {
    let files = bench.files();
    let bytes = files.get(Path::new(path)).unwrap_or_else(|| panic!("there is no {path}"));
    String::from_utf8(bytes.clone()).expect("it is text")
}

/// The file that translators are given.
fn sent(bench: &Workbench, course: &str, language: &str, format: &str) -> String {
    let out = format!("{}.{language}.{format}.xlf", course.replace('/', "_"));
    let arguments =
        ["translate", "export", course, "--language", language, "--format", format, "--out", &out];
    let ran = bench.run(&arguments);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    text_of(bench, &out)
}

/// What the program says of a file that came back.
fn back(bench: Workbench, xliff: &str, more: &[&str]) -> (Workbench, Ran) {
    let bench = bench.file("back.xlf", xliff);
    let ran = bench.run(&[&["translate", "import", COURSE, "back.xlf"], more].concat());
    (bench, ran)
}

fn shown(name: &str, text: String) {
    insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(name, text);
    });
}

fn replaced(text: &str, from: &str, to: &str) -> String {
    assert_eq!(text.matches(from).count(), 1, "`{from}` stands once");
    text.replace(from, to)
}

/// Puts what `target` makes of each source into its target.
pub(crate) fn filled(xliff: &str, target: impl Fn(&str) -> String) -> String {
    let mut out = String::new();
    let mut rest = xliff;
    while let Some((before, after)) = rest.split_once("<source>") {
        let (source, after) = after.split_once("</source>").expect("a source ends");
        let own = format!("<source>{source}</source>");
        out.push_str(before);
        let (tag, after) = match after.trim_start().strip_prefix("<target state=\"new\"></target>") {
            Some(after) => ("<target state=\"translated\">", after),
            None => ("<target>", after),
        };
        out.push_str(&format!("{own}{tag}{}</target>", target(source)));
        rest = after;
    }
    out.push_str(rest);
    out.replace("state=\"initial\"", "state=\"translated\"")
}

#[test]
fn a_file_that_nobody_touched_changes_nothing() {
    for (course, language) in [
        (COURSE, "cy"),
        (COURSE, "ar"),
        (COURSE, "fr"),
        ("places", "cy"),
        ("reference", "cy"),
        ("kinds", "cy"),
    ] {
        for format in ["xliff2", "xliff12"] {
            let bench = Workbench::new().folder(course, format!("fixtures/{course}"));
            let xliff = sent(&bench, course, language, format);
            let bench = bench.file("back.xlf", &xliff);
            let before = bench.files();
            let ran = bench.run(&["translate", "import", course, "back.xlf"]);
            assert_eq!(ran.exit, Exit::Done, "{course} {format}: {}", ran.whole());
            assert!(ran.out.contains("is as it was; 0 new, 0 changed, "), "{}", ran.out);
            assert!(ran.out.ends_with(" 0 refused\n") && ran.out.contains(" 0 kept"), "{}", ran.out);
            assert_eq!(bench.files(), before);
        }
    }
}

#[test]
fn a_translator_is_told_where_a_text_stands_and_how_much_fits() {
    let bench = bench();
    let (two, one) = (sent(&bench, COURSE, "cy", "xliff2"), sent(&bench, COURSE, "cy", "xliff12"));
    let unit = |text: &str, name: &str| {
        let (start, end) = (text.find(name).expect("it is there"), text.len());
        let whole = &text[start..end];
        whole[..whole.find("\n    </unit>").or_else(|| whole.find("</trans-unit>")).expect("it ends")]
            .to_owned()
    };
    let label = unit(&two, "name=\"why_ask/label/a9707474\"");
    assert!(
        label.contains("slr:sizeRestriction=\"24\"") && label.contains("At most 24 characters."),
        "{label}"
    );
    assert!(unit(&one, "resname=\"why_ask/label/a9707474\"").contains("maxwidth=\"24\" size-unit=\"char\""));
    shown("xliff2_unit", unit(&two, "name=\"why_ask/text/72a883b7\""));
    shown("xliff12_unit", unit(&one, "resname=\"why_ask/text/72a883b7\""));
}

#[test]
fn what_is_filled_in_comes_back_to_the_letter() {
    for format in ["xliff2", "xliff12"] {
        let bench = bench();
        let xliff = sent(&bench, COURSE, "fr", format);
        // Words change, codes stay: so do the signs of Markdown.
        let (bench, ran) =
            back(bench, &filled(&xliff, |source| source.replace("name", "ñom ‘été’ &lt;&amp;")), &[]);
        assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
        assert!(
            ran.out.contains("written; 58 new, 0 changed, 0 the same, 0 kept, 0 not translated yet"),
            "{}",
            ran.out
        );
        let fr = text_of(&bench, FR);
        assert!(fr.contains("say: \"A ñom ‘été’ <& said right\""), "{fr}");
        assert!(fr.contains(
            "A ñom ‘été’ <& is the first thing that you say of somebody. **Ask**, and say it back.\n"
        ));
        assert!(fr.contains("            - A [pronoun](term:pronoun) can be asked for as well.\n"), "{fr}");
        let again = bench.run(&["translate", "import", COURSE, "back.xlf"]);
        assert!(again.out.contains("is as it was; 0 new, 0 changed, 58 the same, "), "{}", again.out);
    }
}

/// The targets of a file, and its sources, as they stand there.
fn said(xliff: &str) -> (Vec<&str>, Vec<&str>) {
    let all = |begin: &str, end: &str| -> Vec<&str> {
        let parts = xliff.split(begin).skip(1).map(|part| part.split_once(end).expect("it ends").0);
        parts.map(|part| part.split_once('>').expect("the tag ends").1).collect()
    };
    (all("<target", "</target>"), all("<source", "</source>"))
}

#[test]
fn every_sign_of_markdown_comes_back_as_it_was_sent() {
    let mut judged = 0;
    for (course, from, format) in [
        ("kinds", "fixtures/kinds", "xliff2"),
        ("reference", "fixtures/reference", "xliff12"),
        ("courses/first_contact", "../courses", "xliff2"),
        ("courses/asking_well", "../courses", "xliff12"),
    ] {
        let bench = Workbench::new().folder(course.split('/').next().expect("a folder"), from);
        let xliff = filled(&sent(&bench, course, "fr", format), str::to_owned);
        let bench = bench.file("back.xlf", &xliff);
        let ran = bench.run(&["translate", "import", course, "back.xlf"]);
        assert!(ran.out.contains(" 0 refused"), "{}", ran.whole());
        let bench = bench.without(&format!("{}.fr.{format}.xlf", course.replace('/', "_")));
        // Equal pieces with equal signs are equal texts.
        let again = sent(&bench, course, "fr", format);
        let (targets, sources) = said(&again);
        assert_eq!(targets, sources, "{course}");
        assert_eq!(sources, said(&xliff).1);
        judged += sources.iter().filter(|source| source.contains(" id=\"")).count();
    }
    assert!(judged > 50, "{judged} texts with codes");
}

#[test]
fn what_is_translated_here_is_not_written_over() {
    let bench = bench();
    let xliff = sent(&bench, COURSE, "cy", "xliff12");
    let cy = text_of(&bench, CY);
    // Changed here after it was sent, and not there; here and there; there alone; emptied there.
    let own = replaced(&cy, "say: \"Pam gofyn\"", "say: \"Pam holi\"");
    let own = replaced(&own, "say: \"Dechrau\"", "say: \"Cychwyn\"");
    let theirs = replaced(&xliff, ">Dechrau</target>", ">Dechreuwch</target>");
    let theirs = replaced(&theirs, ">Enwau</target>", ">Yr enwau</target>");
    let theirs = replaced(&theirs, "<target state=\"final\">Wrth y ddesg</target>", "<target/>");
    let (bench, ran) = back(bench.file(CY, &own), &theirs, &[]);
    assert_eq!(ran.exit, Exit::Done);
    shown("xliff_kept", ran.whole());
    let after = text_of(&bench, CY);
    let wanted = replaced(&own, "say: \"Enwau\"", "say: \"Yr enwau\"");
    assert_eq!(without_notes(&after), wanted);
    let (bench, ran) = back(bench, &theirs, &["--replace"]);
    assert!(ran.out.contains("0 new, 1 changed"), "{}", ran.out);
    let after = text_of(&bench, CY);
    assert!(after.contains("say: \"Dechreuwch\"") && after.contains("say: \"Pam holi\""), "{after}");
    assert!(after.contains("say: \"Wrth y ddesg\""), "an empty target takes nothing away");
}

#[test]
fn a_course_that_has_moved_on_keeps_what_was_made_of_its_older_words() {
    let bench = bench();
    let xliff =
        filled(&sent(&bench, COURSE, "fr", "xliff2"), |source| source.replace("Nobody asked.", "Personne."));
    let names = text_of(&bench, NAMES);
    // One text is changed, one has gone, one has moved to another page.
    let names = replaced(&names, "Nobody asked.", "Nobody had asked.");
    let names =
        replaced(&names, "                For([\"phones\"], Text(\"On the phone, ask once more.\")),\n", "");
    let note = "                Note(label: \"At your place\", text: \"Ask who keeps the list.\"),\n";
    let names = replaced(&names, note, "");
    let names = replaced(
        &names,
        "            title: \"Try it\",\n            blocks: [\n",
        &format!("            title: \"Try it\",\n            blocks: [\n{note}"),
    );
    let course =
        text_of(&bench, "three_languages/course.ron").replace("edition: \"1.0.0\"", "edition: \"1.1.0\"");
    let bench = bench.file(NAMES, names).file("three_languages/course.ron", course);
    let (bench, ran) = back(bench, &xliff, &[]);
    assert_eq!(ran.exit, Exit::AtFault);
    shown("xliff_moved_on", ran.whole());
    let fr = text_of(&bench, FR);
    let stale = fr.split("Said(").find(|said| said.contains("Personne.")).expect("it is kept");
    assert!(stale.contains("was: \"mo_arrives.mo_goes/looking_back/"), "{stale}");
    assert!(fr.contains("Said(of: \"try_it/text/"), "{fr}");
    let told = bench.run(&["check", COURSE, "--output", "short"]).out;
    assert!(told.contains("translation-stale") && told.contains("fr.ron"), "{told}");
    // What is sent next says so, and a translator who finds that it holds says that.
    let xliff = sent(&bench, COURSE, "fr", "xliff12");
    let review = "<target state=\"needs-review-translation\">Personne.</target>";
    let (bench, ran) =
        back(bench, &replaced(&xliff, review, "<target state=\"translated\">Personne.</target>"), &[]);
    assert!(ran.out.contains("0 new, 1 changed, "), "{}", ran.out);
    assert!(!text_of(&bench, FR).contains("was:"));
}

/// Faults of single units: what is put in whose place, in version 1.2 and 2.1, and what is said.
const UNITS: &[(&str, &str, &str, &str)] = &[
    ("xliff12", ">Enwau</target>", "> </target>", ""),
    ("xliff12", ">Enwau</target>", ">Enwau <x id=\"1\"/></target>", "its source has no code 1"),
    ("xliff12", ">Enwau</target>", ">Enwau <it id=\"1\" pos=\"open\">x</it></target>", "`<it>` cannot stand"),
    ("xliff12", "<source>Names</source>", "<source>Nouns</source>", "the source text was changed"),
    ("xliff12", "bona:words=\"Names\"", "bona:words=\"Nouns\"", "words that were sent along are not"),
    ("xliff12", "id=\"names:title:dca70f51\"", "id=\"nemas:title:dca70f51\"", ""),
    (
        "xliff12",
        "id=\"names:title:dca70f51\"",
        "id=\"nemas:title:00000000\"",
        "nothing in the course is called so",
    ),
    (
        "xliff12",
        "id=\"names:title:dca70f51\"",
        "id=\"names:title:00000000\"",
        "words that were sent along are lost",
    ),
    ("xliff12", "id=\"names:title:dca70f51\"", "id=\"desk:title:75bfb2e7\"", "the unit comes twice"),
    ("xliff12", "<g id=\"1\" ctype=\"bold\">Gofynnwch</g>", "Gofynnwch", "code 1, `**…**`, is missing"),
    ("xliff12", ">Gofynnwch</g>", ">Gofynnwch</g><g id=\"1\">x</g>", "does not stand there once and whole"),
    ("xliff12", ">Gofynnwch</g>", ">Gofynnwch </g>", "would not be read as it is meant"),
    ("xliff12", ">Gofynnwch</g>", ">Gofyn<g id=\"x\">w</g>nwch</g>", "the code `<g>` has the id `x`"),
    ("xliff12", ">Enwau</target>", ">*Enwau*</target>", "`*` would not be read as it is meant"),
    ("xliff12", ">Enwau</target>", ">[Enwau]{lang=en}</target>", "would not be read as it is meant"),
    ("xliff12", ">Enwau</target>", ">{lead_contact}</target>", "`{lead_contact}` would not be read"),
    ("xliff2", "<target>Enwau</target>", "<target></target>", ""),
    ("xliff2", "<target>Enwau</target>", "<target order=\"2\">Yr enwau</target>", "stand in another order"),
    ("xliff2", "<target>Enwau</target>", "<target>En<cp hex=\"0001\"/>wau</target>", "`<cp>` cannot stand"),
];

#[test]
fn a_unit_at_fault_is_named_and_all_others_are_taken() {
    let plain = bench();
    let cy = text_of(&plain, CY);
    for (format, from, to, why) in UNITS {
        let xliff = replaced(&sent(&plain, COURSE, "cy", format), from, to);
        let xliff = replaced(&xliff, "Pam gofyn</target>", "Pam holi</target>");
        let (bench, ran) = back(bench(), &xliff, &[]);
        let refused = ran.out.contains(": refused: `");
        if why.is_empty() && ran.exit == Exit::Done {
            assert!(!refused && ran.out.contains(" 0 refused"), "{from} {to}: {}", ran.out);
        } else {
            assert_eq!(ran.exit, Exit::AtFault, "{from} {to}: {}", ran.out);
            assert!(
                refused && ran.out.contains(why) && ran.out.contains("   = help: "),
                "{from} {to}: {}",
                ran.out
            );
            assert!(ran.out.contains(" 1 refused\n"), "{from} {to}: {}", ran.out);
        }
        let wanted = replaced(&cy, "say: \"Pam gofyn\"", "say: \"Pam holi\"");
        assert_eq!(without_notes(&text_of(&bench, CY)), wanted, "{from} {to}");
    }
}

/// A translation without what an import notes in it: which words were read on the day beside, and which were delivered.
fn without_notes(translation: &str) -> String {
    let line = translation.lines().find(|line| line.starts_with("    read: \"")).expect("it is noted");
    let mut out = translation.replace(&format!("{line}\n"), "");
    while let Some((before, after)) = out.split_once(", delivered: \"") {
        out = format!("{before}{}", after.split_once('"').expect("a value ends").1);
    }
    out
}

#[test]
fn what_no_course_may_say_is_refused_at_its_unit() {
    let long = "x".repeat(201);
    let plain = bench();
    for (from, to, why) in [
        (">Enwau</target>", format!(">{long}</target>"), "this text has 201 characters; at most 200 fit"),
        (">sedd</target>", ">cadair</target>".to_owned(), ""),
    ] {
        let xliff = replaced(&sent(&plain, COURSE, "cy", "xliff12"), from, &to);
        let xliff = replaced(&xliff, "Pam gofyn</target>", "Pam holi</target>");
        let (bench, ran) = back(bench(), &xliff, &[]);
        assert_eq!(ran.exit, Exit::AtFault, "{}", ran.out);
        assert!(ran.out.contains(": refused: `") && ran.out.contains(why), "{}", ran.out);
        assert!(ran.out.contains("1 changed, 57") || ran.out.contains("1 changed, 56"), "{}", ran.out);
        assert!(text_of(&bench, CY).contains("say: \"Pam holi\""));
        assert_eq!(bench.run(&["check", COURSE]).exit, Exit::Done);
    }
}

/// Each unit of an XLIFF 2.1 file by its key, with how much fits.
fn units(xliff: &str) -> Vec<(String, Option<usize>)> {
    let of = |tag: &str, name: &str| {
        let (_, value) = tag.split_once(&format!(" {name}=\""))?;
        Some(value.split_once('"').expect("a value ends").0.to_owned())
    };
    let tags = xliff.split("<unit").skip(1).map(|unit| unit.split_once('>').expect("a tag ends").0);
    tags.map(|tag| {
        let most = of(tag, "slr:sizeRestriction").map(|most| most.parse().expect("a number"));
        (of(tag, "name").expect("each has one"), most)
    })
    .collect()
}

#[test]
fn what_fits_is_what_the_check_lets_through() {
    for course in [COURSE, "kinds", "reference", "places"] {
        let bench = Workbench::new().folder(course, format!("fixtures/{course}"));
        let xliff = sent(&bench, course, "fr", "xliff2");
        let (units, mut long, mut rest) = (units(&xliff), String::new(), xliff.as_str());
        for (_, limit) in &units {
            let (before, after) = rest.split_once("</source>").expect("each has one");
            let words = before.rsplit_once("<source>").expect("it begins").1;
            // One more than fits; where nothing is said, more than any title.
            let more = limit.map_or(400, |most| most + 1);
            let words = if more < 200 { String::new() } else { format!("{words} ") };
            long.push_str(&format!("{before}</source><target>{words}{}</target>", "x".repeat(more)));
            rest = after;
        }
        long.push_str(rest);
        let bench = bench.file("back.xlf", long.replace("state=\"initial\"", ""));
        let out = bench.run(&["translate", "import", course, "back.xlf"]).out;
        let key = |line: &&str| line.split('`').nth(1).expect("a key").to_owned();
        let refused: Vec<String> =
            out.lines().filter(|line| line.contains("; at most 200 fit")).map(|line| key(&line)).collect();
        let titles = units.iter().filter(|(_, most)| *most == Some(200)).map(|(key, _)| key.clone());
        let titles: Vec<String> = titles.collect();
        let other = |one: &[String], all: &[String]| {
            one.iter().filter(|key| !all.contains(key)).cloned().collect::<Vec<_>>()
        };
        assert_eq!((other(&refused, &titles), other(&titles, &refused)), (vec![], vec![]), "{course}: {out}");
        let checked = bench.run(&["check", course, "--output", "short"]).out;
        let doubtful = |rule: &str| {
            checked.lines().filter(|line| line.contains("languages/fr.ron") && line.contains(rule)).count()
        };
        let of = |most: usize| units.iter().filter(|(_, own)| *own == Some(most)).count();
        assert_eq!(doubtful("long-label"), of(24), "{course}: {checked}");
        assert_eq!(doubtful("alt-too-long"), of(150), "{course}: {checked}");
    }
}
