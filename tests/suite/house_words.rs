//! What the house says in a course of another language: it says its own, wherever it is shown, and `check` says so once.

use std::path::Path;

use bona::Exit;
use bona_tests::Workbench;

const COURSE: &str = "arabic/course.ron";
const MARKS: &str = "lang=\"en-GB\" dir=\"ltr\"";

fn edited(bench: Workbench, file: &str, edits: &[(&str, &str)]) -> Workbench {
    let mut text = String::from_utf8(bench.files()[Path::new(file)].clone()).expect("text");
    for (from, to) in edits {
        assert!(text.contains(from), "{file} has no {from}");
        text = text.replacen(from, to, 1);
    }
    bench.file(file, text)
}

/// The Arabic course, which sends its learners to a service of the program's own house as well, and tells a fact.
fn bench() -> Workbench {
    let fact = "[HouseFact(id: \"f900\", claim: \"3% said so.\", caveat: \"Few were asked.\", source: \"ons_census_so\", \
                as_of: \"Survey of 2017\", label: Settled)]";
    let bench = Workbench::new().folder("arabic", "fixtures/arabic").file("arabic/house/facts.ron", fact);
    let bench = edited(bench, COURSE, &[("[\"helpline\"]", "[\"helpline\", \"occupational_health\"]")]);
    let files = bench.files();
    let is_module = |path: &&std::path::PathBuf| path.starts_with("arabic/modules");
    let module = files.keys().find(is_module).expect("it has a module").display().to_string();
    edited(bench, &module, &[("blocks: [", "blocks: [\n                Fact(house: [\"f900\"]),")])
}

/// What `check` says of the house's language, line by line.
fn told(bench: &Workbench) -> Vec<String> {
    let ran = bench.run(&["check", "arabic", "--output", "short"]);
    assert_eq!(ran.exit, Exit::Done, "{}{}", ran.out, ran.err);
    ran.out.lines().filter(|line| line.contains("house-untranslated")).map(str::to_owned).collect()
}

fn is_page(path: &Path) -> bool {
    path.starts_with("made") && path.extension().is_some_and(|end| end == "html")
}

/// All HTML of a package with a page for people to read.
fn page(bench: &Workbench) -> String {
    let ran = bench.run(&["package", "arabic", "--format", "html-single", "--out", "made"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    let files = bench.files();
    let (_, page) = files.iter().find(|(path, _)| is_page(path)).expect("one package");
    String::from_utf8_lossy(page).into_owned()
}

#[test]
fn words_of_the_house_are_marked_wherever_they_are_shown() {
    let page = page(&bench());
    for words in [
        "Your occupational health service",
        "Support for you as a member of staff. Your manager or your intranet will know how to reach it.",
        "Sexual orientation, England and Wales: Census 2021",
        "Office for National Statistics, 2023",
        "\u{2068}Survey of 2017\u{2069}.",
        "3% said so.",
        "Few were asked.",
    ] {
        let all = page.matches(&format!(">{words}<")).count();
        let marked = page.matches(&format!("{MARKS}>{words}<")).count();
        assert!(all > 0 && all == marked, "{words}: {marked} of {all} are marked");
    }
    // What the course's own house says in Arabic is Arabic.
    assert!(page.contains("<bdi>خط مساعدة لهذه الدورة</bdi>"));
}

#[test]
fn what_nobody_can_translate_is_told_once_and_mended_as_it_says() {
    let bench = bench();
    let told_first = told(&bench);
    let [only] = told_first.as_slice() else { panic!("{told_first:?}") };
    assert!(
        only.starts_with("arabic/course.ron:7:15: warning") && only.contains("`f900`, `occupational_health`")
    );
    let entry = "[\n    Support(id: \"occupational_health\", name: \"الصحة المهنية\", what: \"دعم لك.\", language: \"ar\"),";
    let bench = edited(bench, "arabic/house/support.ron", &[("[", entry)]);
    let bench =
        edited(bench, "arabic/house/facts.ron", &[("label: Settled", "label: Settled, language: \"ar\"")]);
    assert!(told(&bench).is_empty());
    let page = page(&bench);
    assert!(page.contains("<bdi>الصحة المهنية</bdi>") && !page.contains(&format!("{MARKS}>3% said so.")));
}

#[test]
fn a_language_of_the_house_is_written_as_its_tag() {
    let bench = Workbench::new().folder("arabic", "fixtures/arabic");
    let bench = edited(bench, "arabic/house/support.ron", &[("language: \"ar\"", "language: \"Arabic\"")]);
    let ran = bench.run(&["check", "arabic", "--output", "short"]);
    assert_eq!(ran.exit, Exit::AtFault);
    assert!(
        ran.out.contains("arabic/house/support.ron") && ran.out.contains("error[language-tag]"),
        "{}",
        ran.out
    );
}

#[test]
fn a_translation_takes_words_of_the_house_that_are_in_its_language_as_they_are() {
    let bench = Workbench::new().folder("three_languages", "fixtures/three_languages");
    let support = "three_languages/house/support.ron";
    let welsh = edited(
        bench,
        support,
        &[("The house’s helpline", "Llinell y Tŷ"), ("Talk about it.", "Siarad amdano.")],
    );
    let page = |bench: &Workbench| {
        let format = ["--format", "html-single", "--out", "made", "--language", "cy"];
        let ran = bench.run(&[&["package", "three_languages"], format.as_slice()].concat());
        assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
        let files = bench.files();
        let (_, page) = files.iter().find(|(path, _)| is_page(path)).expect("one package");
        String::from_utf8_lossy(page).into_owned()
    };
    let words = "<bdi>Llinell y Tŷ</bdi>";
    assert!(!page(&welsh).contains(words), "an entry that names no language is English");
    let named = edited(welsh, support, &[("what:", "language: \"cy\", what:")]);
    assert!(page(&named).contains(words));
}
