use std::io::{self, Read};

use bona_engine::course::Course;
use bona_engine::slots::Layout;

use super::{check_state, pack};
use crate::bundle::MediaSource;
use crate::error::PackError;
use crate::identity::{Identity, file_name};
use crate::made_up::{Counting, Shelf};
use crate::page::sample;
use crate::profile::Profile;
use crate::standard::standard;
use crate::standard::tests::{options, packed, shelf};

#[test]
fn the_same_course_gives_the_same_bytes() {
    /// Gives one byte at a time, as a slow disk might.
    struct Drip(Shelf);
    impl MediaSource for Drip {
        fn open(&self, path: &str) -> io::Result<Box<dyn Read + Send + '_>> {
            let bytes = self.0.0.get(path).expect("asked for what the course names");
            Ok(Box::new(bytes.iter().fold(Box::new(io::empty()) as Box<dyn Read + Send>, |before, byte| {
                Box::new(before.chain(io::Cursor::new([*byte])))
            })))
        }
    }
    let course = sample::course();
    for format in ["scorm12", "scorm2004-3", "scorm2004-4", "html", "html-single"] {
        let (first, bytes) = packed(&course, format, &options("universal")).expect("packed");
        let (again, same) = packed(&course, format, &options("universal")).expect("packed");
        assert_eq!((&first, &bytes), (&again, &same), "{format}");
        let mut dripped = Vec::new();
        let standard = standard(format).expect("a format");
        pack(&course, &Drip(shelf()), standard, &options("universal"), &Counting::patient(), &mut dripped)
            .expect("packed");
        assert_eq!(bytes, dripped, "{format}");
        assert_eq!(first.bytes, bytes.len() as u64);
    }
}

#[test]
fn media_are_part_of_the_content_and_the_tool_is_not() {
    let course = sample::course();
    let (first, _) = packed(&course, "scorm12", &options("universal")).expect("packed");
    let (other, _) = packed(&course, "html", &options("moodle")).expect("packed");
    assert_eq!(first.identity.content, other.identity.content);
    let standard = standard("scorm12").expect("a format");
    let repainted = Shelf::default().with("desk.png", b"another");
    let repainted =
        pack(&course, &repainted, standard, &options("universal"), &Counting::patient(), &mut Vec::new())
            .expect("packed");
    assert_ne!(first.identity.content, repainted.identity.content);
}

#[test]
fn a_missing_picture_is_named() {
    let course = sample::course();
    let standard = standard("scorm12").expect("a format");
    let none = Shelf::default();
    let refused =
        pack(&course, &none, standard, &options("universal"), &Counting::patient(), &mut Vec::new());
    assert_eq!(refused.expect_err("missing").to_string(), "cannot read `media/desk.png`");
}

#[test]
fn it_stops_wherever_it_is_asked_to() {
    let course = sample::course();
    let standard = standard("scorm12").expect("a format");
    let mut stopped = 0;
    for patience in 0..30 {
        let watch = Counting::until(patience);
        match pack(&course, &shelf(), standard, &options("universal"), &watch, &mut Vec::new()) {
            Err(PackError::Interrupted) => stopped += 1,
            done => drop(done.expect("nothing else is wrong")),
        }
    }
    assert!((8..30).contains(&stopped), "{stopped}");
}

#[test]
fn a_course_whose_place_might_not_fit_is_refused() {
    fn with_pages(pages: usize) -> Course {
        let mut course = sample::course();
        let page = course.modules[1].pages[0].clone();
        for number in 0..pages {
            let mut more = page.clone();
            more.id = bona_engine::id::PageId::parse(&format!("more_{number}")).expect("an id");
            more.blocks.truncate(0);
            course.modules[1].pages.push(more);
        }
        course
    }
    let judged = |pages, profile| {
        let course = with_pages(pages);
        let identity = Identity::of(&course, "0".repeat(64), "scorm12", profile, true);
        check_state(&Layout::of(&course), &identity, Profile::named(profile).expect("a profile")).map(drop)
    };
    // A few bits a page: whether it was seen, and read again after the test.
    judged(7_400, "universal").expect("it fits");
    let refused = [judged(7_700, "universal"), judged(7_400, "esr")];
    for (refused, limit) in refused.into_iter().zip([3_891, 3_705]) {
        assert!(
            matches!(&refused, Err(PackError::StateTooLarge { budget, .. }) if *budget == limit),
            "{refused:?}"
        );
    }
    let refused = packed(&with_pages(7_700), "scorm12", &options("universal"));
    assert!(matches!(refused, Err(PackError::StateTooLarge { .. })), "asked before any page is made");
}

#[test]
fn a_file_name_says_what_differs() {
    let course = sample::course();
    let name = |format: &'static str, profile: &str, change: fn(&mut Identity)| {
        let mut identity = Identity::of(&course, "0".repeat(64), format, profile, true);
        change(&mut identity);
        file_name(&identity, "en-GB", standard(format).expect("a format"))
    };
    let table = [
        (name("scorm12", "universal", |_| ()), "first_contact-1.0.0-scorm12.zip"),
        (name("scorm12", "universal", |it| it.release = false), "first_contact-1.0.0-scorm12-draft.zip"),
        (name("html", "universal", |_| ()), "first_contact-1.0.0-html.zip"),
        (name("html-single", "universal", |_| ()), "first_contact-1.0.0-html-single.html"),
        (name("scorm12", "esr", |it| it.language = "cy".into()), "first_contact-1.0.0-cy-scorm12-esr.zip"),
        (
            name("scorm12", "moodle", |it| {
                it.variant = Some("greater_manchester".into());
                it.release = false;
            }),
            "first_contact-1.0.0-greater_manchester-scorm12-moodle-draft.zip",
        ),
        (name("scorm12", "universal", |it| it.edition = "2/b: é".into()), "first_contact-2_b___-scorm12.zip"),
    ];
    for (name, expected) in table {
        assert_eq!(name, expected);
    }
}

/// An opinion is never marked, so it stands in no test; every other kind does.
#[test]
fn a_test_that_cannot_be_taken_is_refused() {
    for question in sample::other_kinds() {
        let mut course = sample::course();
        let id = question.id.to_string();
        course.test.as_mut().expect("a test").bank.questions.push(question);
        match packed(&course, "scorm12", &options("universal")) {
            Err(PackError::CannotAsk(named)) => assert_eq!((named, id.as_str()), (id.clone(), "feel_it")),
            Ok(_) => assert_ne!(id, "feel_it"),
            other => panic!("{id}: {other:?}"),
        }
    }
}
