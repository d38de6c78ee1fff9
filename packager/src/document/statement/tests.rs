//! The statement: what the law fixes, what is listed of the course, and that nothing is promised too early.

use bona_engine::course::{Accessibility, BlockKind, Course, Enforcement, Issue, ManualTest, Why};

use super::fixed;
use super::tested::{SPOKEN, TOOLS};
use crate::page::sample;
use crate::standard::tests::{options, packed, unpacked};

/// The document of a course as its reader hears it, without marks.
fn said(course: &Course) -> String {
    let html = html(course);
    let mut words = String::new();
    for piece in html.split('<') {
        words.push_str(piece.split_once('>').map_or(piece, |(_, text)| text));
    }
    words.replace("&#x27;", "'").replace("&amp;", "&")
}

fn html(course: &Course) -> String {
    let (_, zip) = packed(course, "scorm12", &options("universal")).expect("packed");
    let (mut files, _) = unpacked(zip);
    String::from_utf8(files.remove("accessibility.html").expect("every zip has one")).expect("text")
}

/// The sample without what has an open end: films and files to take away.
fn plain() -> Course {
    let mut course = sample::course();
    let closed = |kind: &BlockKind| !matches!(kind, BlockKind::Video(_) | BlockKind::Download(_));
    for page in course.modules.iter_mut().flat_map(|module| &mut module.pages) {
        page.blocks.retain(|block| closed(&block.kind));
    }
    course
}

fn trial() -> ManualTest {
    ManualTest {
        on: "2026-10-01".into(),
        by: "daily user of a screen reader".into(),
        with: "NVDA 2026.1 and Edge".into(),
        found: "Nothing was in the way.".into(),
    }
}

const FULLY: &str = "This website is fully compliant";
const PARTIALLY: &str = "This website is partially compliant";

#[test]
fn nobody_is_told_that_all_is_well_before_a_person_tried_it() {
    let mut course = plain();
    let words = said(&course);
    assert!(words.contains(PARTIALLY) && !words.contains(FULLY), "{words}");
    assert!(words.contains("due to the non-compliances listed below."));
    assert!(words.contains("No person has tried this course with assistive technology yet."));
    course.accessibility.tested.push(trial());
    let words = said(&course);
    assert!(words.contains(FULLY) && !words.contains(PARTIALLY), "{words}");
    assert!(!words.contains(fixed::CONTENT_TITLE));
    assert!(words.contains(
        "1 October 2026, by a daily user of a screen reader, with NVDA 2026.1 and Edge. Nothing was"
    ));
    for (why, reasons) in [
        (Why::NonCompliance, fixed::NON_COMPLIANCES),
        (Why::DisproportionateBurden, fixed::EXEMPTIONS),
        (Why::OutOfScope, fixed::EXEMPTIONS),
    ] {
        let (criterion, until) = (Some("1.4.10".into()), Some("2027-01-31".into()));
        let issue = Issue { what: "The plan cannot be read at 400 per cent.".into(), why, criterion, until };
        let mut course = course.clone();
        course.accessibility.issues.push(issue);
        let words = said(&course);
        assert!(
            words.contains(PARTIALLY) && words.contains(&format!("due to {reasons} listed below.")),
            "{words}"
        );
        assert!(
            words.contains("400 per cent. It fails WCAG 2.2, 1.4.10. It is to be mended by 31 January 2027.")
        );
        // Tried a second time: what is open keeps it from being full, however often it was tried.
        assert!(!words.contains(FULLY));
    }
}

#[test]
fn what_the_course_shows_without_a_second_way_is_listed() {
    let mut course = sample::full();
    course.accessibility.tested.push(trial());
    let (mut films, mut files) = (0, 0);
    let words = {
        let mut bytes = Vec::new();
        let shelf = course
            .media()
            .into_iter()
            .fold(crate::made_up::Shelf::default(), |shelf, name| shelf.with(name, b"\x89PNG\r\n\x1a\n.."));
        let standard = crate::standard::standard("html").expect("a format");
        let watch = crate::made_up::Counting::patient();
        crate::pack::pack(&course, &shelf, standard, &options("universal"), &watch, &mut bytes)
            .expect("packed");
        String::from_utf8(unpacked(bytes).0.remove("accessibility.html").expect("there")).expect("text")
    };
    for block in course.pages().flat_map(|page| &page.blocks) {
        match &block.kind {
            BlockKind::Video(film) => {
                films += 1;
                assert!(words.contains(&format!("The film “{}” has no audio description.", film.title)));
            }
            BlockKind::Download(file) => {
                files += 1;
                assert!(words.contains(&format!("The file “{}” is a document of its own", file.title)));
            }
            _ => {}
        }
    }
    assert!(films > 0 && files > 0 && words.contains(PARTIALLY), "{films} films, {files} files");
    assert!(words.contains("read it as a table") || words.contains("as a table of numbers"));
}

#[test]
fn what_the_law_fixes_stands_word_for_word() {
    let mut course = plain();
    course.accessibility = Accessibility {
        organisation: Some("Riverside Hospitals".into()),
        contact: Some("learning@riverside.example".into()),
        responds_in: Some("5 working days".into()),
        enforcement: Some(Enforcement::Ehrc),
        prepared: Some("2026-10-02".into()),
        ..Accessibility::default()
    };
    let words = said(&course);
    for sentence in [
        fixed::EHRC,
        fixed::CONTENT,
        fixed::CONTENT_TITLE,
        fixed::NON_COMPLIANCE_TITLE,
        fixed::BURDEN_TITLE,
        fixed::SCOPE_TITLE,
        fixed::ENFORCEMENT_TITLE,
        fixed::STATUS_TITLE,
        "Riverside Hospitals is committed to making its website accessible, in accordance with the Public Sector \
         Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018.",
        "contact: learning@riverside.example",
        "This statement was prepared on 2 October 2026. It was last reviewed on 2 October 2026.",
        "Open Government Licence v3.0",
        "That page is the host’s, and so is its statement.",
    ] {
        assert!(words.contains(sentence), "{sentence}\n{words}");
    }
    // What people tried is the one thing that is still asked for.
    assert_eq!(words.matches("To be filled in").count(), 1, "{words}");
    course.accessibility.enforcement = Some(Enforcement::Ecni);
    assert!(said(&course).contains("Equality Commission for Northern Ireland (ECNI)"));
}

#[test]
fn what_is_not_known_is_asked_for_and_not_made_up() {
    let words = said(&plain());
    for field in
        ["`contact`", "`responds_in`", "`enforcement: Ehrc`", "`organisation`", "`prepared`", "`tested`"]
    {
        assert!(words.contains(field), "{field}");
    }
    assert!(words.matches("To be filled in").count() == 6 && words.contains("prepared on [day]"), "{words}");
    let hostile = Accessibility { contact: Some("<b>x</b>\"&".into()), ..Accessibility::default() };
    assert!(!html(&Course { accessibility: hostile, ..plain() }).contains("<b>x"));
}

/// The list of pages leads to it, and a page that stands alone has none beside it.
#[test]
fn the_contents_lead_to_it() {
    let page = |format: &str| {
        let (_, bytes) = packed(&sample::course(), format, &options("universal")).expect("packed");
        if format == "html-single" { bytes } else { unpacked(bytes).0.remove("index.html").expect("a page") }
    };
    let leads =
        |format: &str| String::from_utf8(page(format)).expect("text").contains("href=\"accessibility.html\"");
    assert!(leads("scorm12") && leads("html") && !leads("html-single"));
}

/// The tools and counts that the statement names are those of the browser suite.
#[test]
#[allow(clippy::disallowed_methods, reason = "a test may read the repository it tests")]
fn what_is_said_of_the_tests_is_what_stands_there() {
    let suite = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/browser");
    let read = |name: &str| std::fs::read_to_string(suite.join(name)).expect("the browser suite is there");
    let package: serde_json::Value = serde_json::from_str(&read("package.json")).expect("JSON");
    for (name, version, ..) in TOOLS {
        assert_eq!(package["devDependencies"][name], version, "{name}");
    }
    let spoken = std::fs::read_dir(suite.join("spoken")).expect("what is said is kept there").count();
    assert_eq!(spoken, SPOKEN);
    let modes = read("modes.mjs");
    for said in
        ["  light: {", "  dark: {", "  forced: {", "  small: {", "  rtl: {", "TWICE = [\"light\", \"rtl\"]"]
    {
        assert!(modes.contains(said), "`{said}` stands no longer in modes.mjs");
    }
    let matrix = read("matrix.test.mjs");
    assert!(matrix.contains("nothing was wrong in any state of any kind, and none was left out"));
    assert!(matrix.contains("every kind of question and every block that can be written has its place here"));
    assert!(matrix.contains("judges.look(") && modes.contains("partFaults(markup"));
    assert!(read("judges.test.mjs").contains("every packaged page is valid HTML"));
    assert!(read("axe.mjs").contains("\"wcag22aa\", \"best-practice\""));
}
