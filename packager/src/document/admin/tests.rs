use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bona_engine::course::{Completion, Course, Unchecked};
use sha2::{Digest as _, Sha256};

use super::{LINE, wrapped};
use crate::pack::PackOptions;
use crate::page::sample;
use crate::profile::PROFILES;
use crate::standard::tests::{options, packed, unpacked};

/// Both forms of a course's sheet.
fn sheet(course: &Course, format: &str, profile: &str) -> (String, String) {
    let (files, _) = unpacked(packed(course, format, &options(profile)).expect("packed").1);
    let read = |name| String::from_utf8(files[name].clone()).expect("UTF-8");
    (read("readme-lms.txt"), read("readme-lms.html"))
}

/// One line, as a reader sees it.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_statuses_are_those_of_this_course() {
    let mut course = sample::course();
    let flat_sheet = |course: &Course| flat(&sheet(course, "scorm12", "universal").0);
    let both = flat_sheet(&course);
    assert!(both.contains("passed: Every page is done and the test was passed with 80 % or more."), "{both}");
    assert!(both.contains("incomplete: The test was passed and a page is still to do."));
    assert!(both.contains("incomplete: All 2 attempts were used without passing."));
    assert!(!both.contains("completed:") && !both.contains("failed:"));
    assert!(!both.contains("before anything is read"));
    course.test.as_mut().expect("the sample has a test").check_first = true;
    assert!(flat_sheet(&course).contains("pages: The test may be taken before anything is read."));
    course.completion = Completion::Test;
    let test = flat_sheet(&course);
    assert!(test.contains("passed: The test was passed with 80 % or more."));
    assert!(!test.contains("Every page is done"));
    course.completion = Completion::Pages;
    let practice = flat_sheet(&course);
    assert!(practice.contains("completed: Every page is done. The test is practice"));
    assert!(!practice.contains("passed:"));
    course.test = None;
    let pages = flat_sheet(&course);
    assert!(pages.contains("completed: Every page is done.") && !pages.contains("score:"));
}

/// Whoever looks after the system knows of the mail and of visits that end by themselves, and of neither where they
/// are not.
#[test]
fn mail_and_shared_computers_are_named() {
    let mut course = sample::course();
    let plain = flat(&sheet(&course, "html", "universal").0);
    assert!(!plain.contains("Mail:") && !plain.contains("Shared computers:"));
    course.reply_to = Some("training@trust.nhs.uk".to_owned());
    course.shared_pc = true;
    let told = flat(&sheet(&course, "html", "universal").0);
    assert!(told.contains("Mail: learners may write to training@trust.nhs.uk about a page"), "{told}");
    assert!(told.contains("Shared computers: a visit that nobody is at is saved and closed"), "{told}");
}

#[test]
fn each_kind_of_lms_is_told_the_status_that_is_sent() {
    let mut course = sample::course();
    for profile in PROFILES.iter().filter(|profile| profile.takes("scorm12")) {
        let (plain, _) = sheet(&course, "scorm12", profile.name);
        assert!(flat(&plain).contains(&format!("Made for: {}", profile.title)), "{}", profile.name);
        assert!(plain.contains("[ ] ") && plain.contains("1. "), "{}", profile.name);
        assert_eq!(flat(&plain).contains("Sent: Answers to questions and choices"), profile.interactions);
    }
    let (moodle, _) = sheet(&course, "scorm12", "moodle");
    assert!(flat(&moodle).contains("tick “passed” and nothing else"));
    course.completion = Completion::Pages;
    let (moodle, _) = sheet(&course, "scorm12", "moodle");
    assert!(flat(&moodle).contains("tick “completed” and nothing else"));
}

/// Whoever sets a system up is told the one word by which it knows that somebody is done.
#[test]
fn every_sheet_names_the_word_that_counts() {
    let mut course = sample::course();
    course.address = Some("https://training.trust.nhs.uk/first_contact".to_owned());
    let told = |course: &Course, format, profile| flat(&sheet(course, format, profile).0);
    for (completion, word, move_on) in [
        (Completion::Pages, "completed", "Completed"),
        (Completion::Test, "passed", "Passed"),
        (Completion::PagesAndTest, "passed", "CompletedAndPassed"),
    ] {
        course.completion = completion;
        for profile in PROFILES {
            let formats = ["scorm12", "scorm2004-3", "scorm2004-4", "aicc"];
            for format in formats.into_iter().filter(|format| profile.takes(format)) {
                let told = told(&course, format, profile.name);
                let (_, boxes) = told.split_once("To tick").expect("boxes");
                let (boxes, _) = boxes.split_once("What the LMS is told").expect("what is told");
                assert!(boxes.contains(&format!("“{word}”")), "{format} {}: {boxes}", profile.name);
            }
        }
        let store = told(&course, "cmi5", "universal");
        assert!(store.contains(&format!("the package's own moveOn, “{move_on}”")), "{store}");
    }
}

/// SCORM 2004 has two words for a status, and Moodle wants both ticked (Q-MO-06).
#[test]
fn two_words_are_told_as_two() {
    let mut course = sample::course();
    let old = flat(&sheet(&course, "scorm12", "moodle").0);
    assert!(!old.contains("two words:") && old.contains("id, letters") && !old.contains("SCORM 2004"));
    for (format, title) in [("scorm2004-3", "3rd edition"), ("scorm2004-4", "4th edition")] {
        let new = flat(&sheet(&course, format, "moodle").0);
        assert!(new.contains("two words: SCORM 2004 keeps completion and success apart."), "{new}");
        assert!(new.contains("tick “passed” and “completed”, both"));
        assert!(new.contains("the ids of what was chosen") && new.contains("how many of the pages are done"));
        assert!(new.contains(title) && !new.contains("SCORM 1.2"));
    }
    assert!(flat(&sheet(&course, "scorm2004-3", "canvas").0).contains("as SCORM 2004. Do not unpack"));
    let failed = flat(&sheet(&course, "scorm2004-3", "scorm-cloud").0);
    assert!(failed.contains("failed: All 2 attempts were used without passing."));
    course.completion = Completion::Pages;
    assert!(flat(&sheet(&course, "scorm2004-4", "moodle").0).contains("tick “completed” and nothing else"));
}

/// What can be tried from inside is told wherever the package has the script for it, and nowhere else.
#[test]
fn how_the_system_is_tried_is_told_where_it_can_be() {
    let course = Course { address: Some("https://training.example/first/".into()), ..sample::course() };
    for format in ["scorm12", "scorm2004-3", "scorm2004-4", "cmi5", "xapi", "aicc", "html", "cc11"] {
        let (files, _) = unpacked(packed(&course, format, &options("universal")).expect("packed").1);
        let plain = flat(&String::from_utf8(files["readme-lms.txt"].clone()).expect("UTF-8"));
        assert_eq!(plain.contains("accept=1"), files.contains_key("accept.js"), "{format}");
        assert_eq!(plain.contains("diag=1"), format != "cc11", "{format}");
        assert_eq!(plain.contains("index.html?accept=1"), format == "html", "{format}");
        assert_eq!(plain.contains("from another server than its own pages"), format.starts_with("scorm"));
    }
    // A page that frames the course has none, and is not told of one.
    let hosts = ["https://portal.example".to_owned()];
    let framed = PackOptions { hosts: &hosts, ..options("host") };
    let (files, _) = unpacked(packed(&course, "html", &framed).expect("packed").1);
    let plain = flat(&String::from_utf8(files["readme-lms.txt"].clone()).expect("UTF-8"));
    assert!(!plain.contains("accept=1") && !files.contains_key("accept.js"));
}

#[test]
fn what_is_not_checked_or_not_reviewed_is_said() {
    let mut course = sample::course();
    let (plain, page) = sheet(&course, "scorm12", "universal");
    assert!(flat(&plain).contains("DRAFT. Not yet reviewed by people with lived experience"));
    assert!(flat(&plain).contains("Switchboard: 01234 567 890, https://support.example/. Not yet checked"));
    assert_eq!(flat(&plain).matches("check before use").count(), 2);
    assert!(page.contains("<strong class=\"lab\">Draft</strong>"));
    let (because, until) = ("Nobody has rung it.".into(), "2027-01-31".into());
    course.support[0].unchecked = Some(Unchecked { because, until });
    let plain = sheet(&course, "scorm12", "universal").0;
    assert!(flat(&plain).contains("check before use. Nobody has rung it. Until 2027-01-31."));
    course.support[0].checked = Some("2026-11-01".into());
    course.support.truncate(1);
    let (plain, _) = sheet(&course, "scorm12", "universal");
    assert!(flat(&plain).contains("Checked with the service: 2026-11-01."));
    assert!(!plain.contains("check before use"));
    course.support.clear();
    let (plain, _) = sheet(&course, "scorm12", "universal");
    assert!(!plain.contains("Who the course sends people to"));
}

#[test]
fn what_is_kept_back_is_only_claimed_where_it_is_there() {
    let mut course = sample::course();
    assert!(sheet(&course, "scorm12", "universal").0.contains("Kept back: What a learner pledges"));
    for module in &mut course.modules {
        for page in &mut module.pages {
            page.blocks.retain(|block| matches!(block.kind, bona_engine::course::BlockKind::Text(_)));
        }
    }
    course.test = None;
    course.completion = Completion::Pages;
    let (plain, _) = sheet(&course, "scorm12", "universal");
    assert!(!plain.contains("pledges") && !plain.contains("Sent: Answers") && !plain.contains("best result"));
}

#[test]
fn the_page_holds_its_own_style_and_loads_nothing() {
    let (_, page) = sheet(&sample::course(), "scorm12", "universal");
    let (_, rest) = page.split_once("<style>").expect("a style");
    let (style, _) = rest.split_once("</style>").expect("its end");
    let sum = STANDARD.encode(Sha256::digest(style));
    let read = page.replace("&#39;", "'");
    assert!(read.contains(&format!("content=\"default-src 'none'; style-src 'sha256-{sum}'")), "{read}");
    for load in ["<script", "src=", "href=", "url(", "style="] {
        assert!(!page.contains(load), "{load}");
    }
}

#[test]
fn hostile_words_stay_words() {
    let mut course = sample::course();
    course.title = "<script>alert(1)</script> & \"more\"".into();
    let (plain, page) = sheet(&course, "scorm12", "universal");
    assert!(!page.contains("<script"));
    assert!(plain.starts_with("<script>alert(1)</script> & \"more\"\n====="));
}

/// Whoever puts the course into a page of their own reads of that page, and who else might be told.
#[test]
fn a_page_that_frames_the_course_is_told_as_the_sheet_says() {
    let course = sample::course();
    let anybody = flat(&sheet(&course, "html", "host").0);
    for words in [
        "Made for: a page of your own that frames the course",
        "Tells: whatever page frames it. Name yours with “--host”",
        "have the page answer as docs/embedding.md of Bona says",
        "What your page is told, and when",
        "how many of the pages are done, in per cent",
        "Sent: Answers to questions and choices in scenes: id, the ids of what was chosen",
        "Your page knows whom it let in",
    ] {
        assert!(anybody.contains(words), "{words} in {anybody}");
    }
    assert!(!anybody.contains("LMS") && !anybody.contains("own browser"), "{anybody}");
    let hosts = ["https://a.example".to_owned(), "https://b.example".to_owned()];
    let named = PackOptions { hosts: &hosts, ..options("host") };
    let (files, _) = unpacked(packed(&course, "html", &named).expect("packed").1);
    let plain = flat(&String::from_utf8_lossy(&files["readme-lms.txt"]));
    assert!(
        plain.contains("Tells: pages of https://a.example and https://b.example, and no other"),
        "{plain}"
    );
    let nobody = flat(&sheet(&course, "html", "universal").0);
    assert!(!nobody.contains("Tells:") && nobody.contains("own browser"));
}

#[test]
fn lines_are_short_unless_one_word_is_long() {
    for profile in PROFILES {
        for format in ["scorm12", "html"].into_iter().filter(|format| profile.takes(format)) {
            let (plain, _) = sheet(&sample::course(), format, profile.name);
            for line in plain.lines() {
                assert!(line.chars().count() <= LINE || line.split_whitespace().count() < 4, "{line}");
                assert_eq!(line, line.trim_end());
            }
        }
    }
    let mut out = String::new();
    wrapped("1. ", "   ", &format!("one two {} three", "x".repeat(80)), &mut out);
    assert_eq!(out, format!("1. one two\n   {}\n   three\n", "x".repeat(80)));
}

/// Each word is that of a statement; a result that no statement has is not promised.
#[test]
fn a_store_is_told_in_statements() {
    let mut course = sample::course();
    course.address = Some("https://training.trust.nhs.uk/first_contact".to_owned());
    let told = |course: &Course, format| flat(&sheet(course, format, "universal").0);
    let both = told(&course, "cmi5");
    for sentence in [
        "Format: cmi5, one assignable unit",
        "passed: Every page is done and the test was passed with 80 % or more. Told once for a registration",
        "failed: At the end of a visit",
        "terminated: The visit is over",
        "Sent: Each answer to a question and each choice in a scene, as a statement “answered”",
        "Statements carry the actor of the launch as it came.",
        "The course stays https://training.trust.nhs.uk/first_contact, by which records know it",
        "The mastery score of the system is the pass mark that the course names.",
    ] {
        assert!(both.contains(sentence), "{sentence}: {both}");
    }
    assert!(!both.contains("incomplete:") && !both.contains("index.html"), "{both}");
    assert!(!told(&course, "xapi").contains("mastery score"));
    course.completion = Completion::Pages;
    let practice = told(&course, "xapi");
    assert!(
        practice.contains("completed: Every page is done.") && !practice.contains("passed:"),
        "{practice}"
    );
}
