//! Easy Read from an author's files to a package: both versions in one document with one answer, a package of the easy
//! pages alone, other languages, places, and what becomes of a version whose page has changed.

mod there;
mod titles;

use std::io::Read as _;
use std::path::Path;

use base64::Engine as _;
use bona::Exit;
use bona_tests::{Ran, Workbench};
use serde_json::Value;

use super::xliff::filled;

const NAMES: &str = "easy/modules/names.ron";
const WHOLE: &str = "dist/easy-1.0.0-html-draft.zip";
const ONLY: &str = "dist/easy-1.0.0-easy-read-html-draft.zip";
const DRAFT: &str = "Draft: not yet checked by people who use Easy Read.";
const EASY_ASK: &str = "A person comes to your desk. What do you say?";
const FULL_ASK: &str = "Somebody whom you have not met comes to the desk.";

fn easy() -> Workbench {
    Workbench::new().folder("easy", "fixtures/easy")
}

fn text(bench: &Workbench, path: &str) -> String {
    String::from_utf8(bench.files()[Path::new(path)].clone()).expect("text")
}

fn edited(bench: Workbench, path: &str, from: &str, to: &str) -> Workbench {
    let before = text(&bench, path);
    assert_eq!(before.matches(from).count(), 1, "`{from}` stands once in {path}");
    bench.file(path, before.replace(from, to))
}

fn done(bench: &Workbench, arguments: &[&str]) -> Ran {
    let ran = bench.run(arguments);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    ran
}

/// A file of a package; `None` where it has none.
fn packed(bench: &Workbench, package: &str, file: &str) -> Option<String> {
    let bytes = bench.files()[Path::new(package)].clone();
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("it is a zip");
    let mut text = String::new();
    zip.by_name(file).ok()?.read_to_string(&mut text).ok()?;
    Some(text)
}

fn index(bench: &Workbench, package: &str) -> String {
    packed(bench, package, "index.html").expect("every package has a page")
}

/// The data block of a page.
fn data(html: &str) -> Value {
    let (_, rest) = html.split_once("id=\"bona-data\">").expect("a data block");
    serde_json::from_str(rest.split_once("</script>").expect("its end").0).expect("JSON")
}

/// The key of a question and what is said once it is done.
fn secret(data: &Value, id: &str) -> Value {
    let secret = data["items"][id]["secret"].as_str().expect("a secret");
    let open = base64::engine::general_purpose::STANDARD.decode(secret).expect("base64");
    serde_json::from_slice::<Value>(&open).expect("JSON")
}

/// What is right in a question, as letters.
fn right(data: &Value, id: &str) -> Value {
    secret(data, id)["right"].clone()
}

/// The section of a page.
fn section<'a>(html: &'a str, place: &str) -> &'a str {
    let (_, rest) = html.split_once(&format!("id=\"/{place}\"")).expect("the page is there");
    rest.split_once("</section>").expect("its end").0
}

#[test]
fn both_versions_stand_in_one_document_and_each_question_once() {
    let bench = easy();
    done(&bench, &["package", "easy", "--format", "html"]);
    let html = index(&bench, WHOLE);
    let asking = section(&html, "asking");
    for words in [EASY_ASK, FULL_ASK, "Ask their name.", "asking takes one breath", DRAFT] {
        assert_eq!(asking.matches(words).count(), 1, "{words}");
    }
    assert_eq!(asking.matches("data-id=\"opening\"").count(), 1);
    assert_eq!(asking.matches("value=\"a\"").count(), 1, "an option is one, in either words");
    assert_eq!(html.matches(DRAFT).count(), 4, "once a page, of the module itself, and at the test");
    assert!(section(&html, "course-test").contains("<p class=\"small draft easy needs-js\">"));
    assert_eq!(html.matches("This part is not in Easy Read.").count(), 2, "the scene, and a question");
    assert!(!section(&html, "promise").contains("data-easy="), "nothing to switch there");
    assert!(section(&html, "course-test").contains("A person comes to your desk. What do you ask?"));
    assert!(packed(&bench, WHOLE, "easy.js").is_some_and(|script| script.contains("bona/easy")));
    assert!(packed(&bench, WHOLE, "player.css").is_some_and(|style| style.contains(".pictured")));
}

#[test]
fn a_course_without_easy_read_carries_nothing_of_it() {
    let bench = Workbench::new().folder("sound", "fixtures/sound");
    done(&bench, &["package", "sound", "--format", "html"]);
    let package = "dist/sound-1.0.0-html-draft.zip";
    assert_eq!(packed(&bench, package, "easy.js"), None);
    assert!(!index(&bench, package).contains("easy"), "no switch, no script, no class");
    let style = packed(&bench, package, "player.css").expect("a style");
    assert!(!style.contains(".pictured"));
    let ran = bench.run(&["package", "sound", "--only", "easy_read"]);
    assert_ne!(ran.exit, Exit::Done);
    assert!(ran.err.contains("no page of the course `sound` is in Easy Read"), "{}", ran.err);
}

#[test]
fn a_package_of_the_easy_pages_keeps_the_slots_and_the_keys() {
    let bench = easy();
    done(&bench, &["package", "easy", "--format", "html"]);
    let ran =
        done(&bench, &["package", "easy", "--format", "html", "--only", "easy_read", "--output", "json"]);
    let report: Value = serde_json::from_str(&ran.out).expect("JSON");
    assert_eq!(report["packages"][0]["path"], ONLY);
    assert_eq!(report["packages"][0]["only"], "easy_read");
    let losses = report["packages"][0]["losses"].as_array().expect("a list");
    let ids: Vec<&str> = losses.iter().filter_map(|loss| loss["id"].as_str()).collect();
    assert_eq!(ids, ["mending", "promise", "what_first", "said_once"], "{losses:?}");
    let (whole, only) = (index(&bench, WHOLE), index(&bench, ONLY));
    let (one, other) = (data(&whole), data(&only));
    assert_eq!(one["fingerprint"], other["fingerprint"]);
    assert_eq!(one["slots"].as_array().map(Vec::len), other["slots"].as_array().map(Vec::len));
    for id in ["opening", "what_first", "which_words", "said_once"] {
        assert_eq!(right(&one, id), right(&other, id), "{id}");
        assert_eq!(one["items"][id]["letters"], other["items"][id]["letters"], "{id}");
    }
    assert!(only.contains("<title>A name at the desk (Easy Read)</title>"));
    for words in [EASY_ASK, "Ask their name.", DRAFT, "Putting it right"] {
        assert!(only.contains(words), "{words}");
    }
    assert!(section(&only, "course-test").contains(DRAFT), "the test has easy words, which nobody checked");
    for words in [FULL_ASK, "asking takes one breath", "data-easy", "easy.js", "One thing that I will do"] {
        assert!(!only.contains(words), "{words}");
    }
    let not = "This part is not in Easy Read.";
    assert_eq!(only.matches(not).count(), 2, "the scene, and a question without easy words");
    assert!(!section(&only, "asking").contains(not) && !only.contains("class=\"easy\""));
    let evidence = packed(&bench, ONLY, "course-evidence.json").expect("evidence");
    assert!(evidence.contains("\"only\": \"easy_read\"") || evidence.contains("\"only\":\"easy_read\""));
    assert!(packed(&bench, ONLY, "readme-lms.html").is_none_or(|sheet| sheet.contains("in Easy Read")));
}

#[test]
fn the_reason_of_a_statement_is_told_in_easy_words_alone() {
    let from = "because: \"It asks the person to comfort you.\"),\n";
    let easy_read = "            easy_read: EasyQuestion(of: \"\", ask: \"A long “sorry” helps.\", because: \"Keep it short.\"),\n";
    let bench = edited(easy(), "easy/banks/names_test.ron", from, &format!("{from}{easy_read}"));
    done(&bench, &["check", "easy", "--write", "--as-of", "2026-11-22"]);
    done(&bench, &["package", "easy", "--format", "html"]);
    done(&bench, &["package", "easy", "--format", "html", "--only", "easy_read"]);
    let because = |package| secret(&data(&index(&bench, package)), "said_once")["because"].to_string();
    assert!(because(WHOLE).contains("comfort you") && because(WHOLE).contains("Keep it short."));
    assert_eq!(because(ONLY), "\"<p>Keep it short.</p>\"");
}

#[test]
fn a_link_to_a_page_that_is_left_out_becomes_its_words() {
    let bench = edited(easy(), NAMES, "[say sorry](page:mending)", "[make a promise](page:promise)");
    done(&bench, &["check", "easy"]);
    let ran = done(&bench, &["package", "easy", "--format", "html", "--only", "easy_read"]);
    assert!(ran.out.contains("its link to the page `promise` became words, since that page is left out"));
    let html = index(&bench, ONLY);
    assert!(html.contains("You can read how to make a promise."), "{}", section(&html, "asking"));
    assert!(!html.contains("#/promise"));
}

#[test]
fn what_cannot_be_made_of_easy_pages_is_refused() {
    for (more, says) in [
        (&["--split", "modules"][..], "leave out `--only`"),
        (&["--format", "gift"], "leave out `--only`"),
        (&["--format", "cc13"], "leave out `--only`"),
    ] {
        let bench = easy();
        let ran = bench.run(&[&["package", "easy", "--only", "easy_read"][..], more].concat());
        assert_ne!(ran.exit, Exit::Done, "{more:?}");
        assert!(ran.err.contains(says), "{more:?}: {}", ran.err);
        assert!(bench.files().keys().all(|path| !path.starts_with("dist")), "{more:?}");
    }
}

#[test]
fn a_version_of_older_words_is_told_and_not_shown() {
    let bench = edited(easy(), NAMES, "Say the name as they say it.", "Say it as they do.");
    let ran = done(&bench, &["check", "easy", "--as-of", "2026-11-22"]);
    assert!(
        ran.out.contains("the page `asking` has changed since its Easy Read version was made"),
        "{}",
        ran.out
    );
    done(&bench, &["package", "easy", "--format", "html"]);
    let html = index(&bench, WHOLE);
    assert!(!section(&html, "asking").contains("Ask their name."));
    assert!(section(&html, "asking").contains("Say it as they do."));
    assert!(section(&html, "mending").contains("You said a wrong name."), "the other page is as it was");
}

#[test]
fn an_empty_hash_is_filled_in_and_one_that_stands_there_stays() {
    let whole = text(&easy(), NAMES);
    let bench = edited(easy(), NAMES, "of: \"149cb2d1\"", "of: \"\"");
    let ran = done(&bench, &["check", "easy", "--write", "--as-of", "2026-11-22"]);
    assert!(ran.out.contains("wrote easy/modules/names.ron: 1 Easy Read version bound"), "{}", ran.out);
    assert_eq!(text(&bench, NAMES), whole, "comments and layout stay");
    let lock = text(&bench, "easy/course.lock");
    let ran = done(&bench, &["check", "easy", "--write", "--as-of", "2026-11-22"]);
    assert!(!ran.out.contains("wrote"), "{}", ran.out);
    assert_eq!(text(&bench, "easy/course.lock"), lock, "the edition was noted with the version in it");
    let bench = edited(bench, NAMES, "of: \"149cb2d1\"", "of: \"00000000\"");
    let ran = bench.run(&["check", "easy", "--write", "--as-of", "2026-11-22"]);
    assert!(ran.out.contains("easy-read-stale"), "{}", ran.out);
    assert!(text(&bench, NAMES).contains("of: \"00000000\""));
}

#[test]
fn one_page_and_one_question_are_bound_like_many() {
    let empty = |text: &str| {
        let mut parts = text.split("of: \"");
        let first = parts.next().unwrap_or_default().to_owned();
        parts.fold(first, |made, part| {
            made + "of: \"" + part.trim_start_matches(|c: char| c.is_ascii_hexdigit())
        })
    };
    let mut bench = Workbench::new().folder("easy_arabic", "fixtures/easy_arabic");
    let files = ["easy_arabic/modules/names.ron", "easy_arabic/banks/names_test.ron"];
    let before = files.map(|path| text(&bench, path));
    for (path, whole) in files.iter().zip(&before) {
        assert_ne!(empty(whole), *whole, "{path} holds versions");
        bench = bench.file(path, empty(whole));
    }
    let ran = done(&bench, &["check", "easy_arabic", "--write", "--as-of", "2026-11-22"]);
    assert!(
        ran.out.contains("2 Easy Read versions") && ran.out.contains("1 Easy Read version "),
        "{}",
        ran.out
    );
    assert_eq!(files.map(|path| text(&bench, path)), before);
}

#[test]
fn a_review_by_people_who_use_it_takes_the_draft_mark_away() {
    let refused = easy().run(&["package", "easy", "--release"]);
    assert_ne!(refused.exit, Exit::Done);
    assert!(refused.err.contains("EasyRead") || refused.out.contains("EasyRead"), "{}", refused.whole());
    let ledger = ["names", "banks/names_test"].map(|part| {
        format!("Review(of: \"{part}\", as: EasyRead, on: \"2026-11-02\", paid: true, changed: \"Shorter.\", text: \"\"),")
    });
    let bench = easy().file("easy/reviews.ron", format!("[{}]", ledger.concat()));
    done(&bench, &["check", "easy", "--write", "--as-of", "2026-11-22"]);
    done(&bench, &["package", "easy", "--format", "html", "--release"]);
    let html = index(&bench, "dist/easy-1.0.0-html.zip");
    assert!(!html.contains(DRAFT));
    assert!(html.contains("people who use Easy Read (November 2026)"), "the first page says who read it");
    // Of a course of which nothing is in Easy Read, nobody who uses it is asked.
    let plain = Workbench::new().folder("reviewed", "fixtures/reviewed");
    let plain = edited(plain, "reviewed/course.ron", "[LivedExperience, Accessibility]", "[EasyRead]");
    done(&plain, &["check", "reviewed", "--as-of", "2026-11-22"]);
    let told = done(&plain, &["report", "reviewed", "--of", "reviews"]).out;
    assert!(told.contains("not asked for") && !told.contains("awaited"), "{told}");
    let told = done(&plain, &["report", "reviewed", "--of", "reviews", "--output", "json"]).out;
    assert!(!told.contains("\"as\": \"EasyRead\"") && !told.contains("\"as\":\"EasyRead\""), "{told}");
}

#[test]
fn easy_words_are_translated_like_all_others() {
    let bench = easy();
    done(&bench, &["translate", "export", "easy", "--language", "ar"]);
    let before = text(&bench, "easy/languages/ar.ron");
    let says: Vec<&str> = before.lines().filter(|line| line.contains("say:")).collect();
    assert!(says.len() > 30, "{before}");
    let key =
        before.lines().position(|line| line.contains("Use the name they tell you.")).expect("it is there");
    let lines: Vec<String> = before
        .lines()
        .enumerate()
        .map(|(at, line)| {
            let near = key <= at && at < key + 4 && line.contains("say: \"\"");
            if near {
                line.replacen("say: \"\"", "say: \"استخدم الاسم\"", 1)
            } else {
                line.to_owned()
            }
        })
        .collect();
    let bench = bench.file("easy/languages/ar.ron", lines.join("\n"));
    done(&bench, &["package", "easy", "--format", "html", "--language", "en-GB,ar"]);
    let package = "dist/easy-1.0.0-en-GB_ar-html-draft.zip";
    let script = packed(&bench, package, "ar.js").expect("the language");
    assert!(script.contains("استخدم الاسم"), "{}", lines.join("\n"));
    // What is of older words in the course's own language is shown in none.
    let bench = edited(bench, NAMES, "Say the name as they say it.", "Say it as they do.");
    done(&bench, &["package", "easy", "--format", "html", "--language", "en-GB,ar"]);
    assert!(!packed(&bench, package, "ar.js").expect("the language").contains("استخدم الاسم"));
}

#[test]
fn easy_words_go_to_translators_and_come_back() {
    for format in ["xliff2", "xliff12"] {
        let bench = easy();
        let export =
            ["translate", "export", "easy", "--language", "cy", "--format", format, "--out", "cy.xlf"];
        done(&bench, &export);
        let sent = text(&bench, "cy.xlf");
        for words in [
            "Use the name they tell you.",
            "Two people at a desk.",
            EASY_ASK,
            "Who can help?",
            "You did not guess.",
        ] {
            assert!(sent.contains(words), "{format} has no `{words}`");
        }
        let link = sent.matches("say sorry").count();
        assert!(link > 0, "the words of a link are translated");
        let done_by_hand = filled(&sent, |source| format!("Cy. {source}"));
        let bench = bench.file("back.xlf", done_by_hand);
        let ran = done(&bench, &["translate", "import", "easy", "back.xlf"]);
        assert!(ran.out.contains(" 0 refused"), "{}", ran.out);
        done(&bench, &["package", "easy", "--format", "html", "--language", "en-GB,cy"]);
        let script =
            packed(&bench, "dist/easy-1.0.0-en-GB_cy-html-draft.zip", "cy.js").expect("the language");
        for words in
            ["Cy. Use the name they tell you.", "Cy. A person comes to your desk.", "Cy. You say nothing."]
        {
            assert!(script.contains(words), "{format}: no `{words}` among what learners see");
        }
        // One answer in any language: what is right is said once, and no key went to the translators.
        assert!(!sent.contains("Right(") && !sent.contains("Same("), "{format}");
    }
}

#[test]
fn hostile_words_stay_words() {
    let evil = "\\\"><script>alert(1)</script><img src=x onerror=alert(1)>";
    let bench = edited(easy(), NAMES, "Heading(\"Who can help?\")", &format!("Heading(\"a{evil}\")"));
    let bench = edited(bench, NAMES, "One asks: “Name?”", evil);
    let bench =
        edited(bench, NAMES, "“Good morning. How can I help?”\", because", "a\\\\<b onclick=x>\", because");
    let ran = bench.run(&["check", "easy", "--as-of", "2026-11-22"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    done(&bench, &["package", "easy", "--format", "html,html-single,cc13"]);
    for html in [index(&bench, WHOLE), text(&bench, "dist/easy-1.0.0-html-single-draft.html")] {
        let (head, _) = html.split_once("id=\"bona-data\"").expect("a data block");
        assert!(
            !head.contains("<script>alert")
                && !head.contains("onerror=alert(1)>\n")
                && !head.contains("<img src=x")
        );
        assert!(!head.contains("<b onclick"));
    }
}
