//! What stands in a cartridge, read back by another parser and held against the course itself.

use std::collections::{BTreeMap, BTreeSet};

use bona_engine::course::{BlockKind, Course, Question, QuestionKind};
use roxmltree::{Document, Node};

use crate::exchange::tests::course;
use crate::markup::html;
use crate::page::sample;
use crate::standard::tests::{options, packed, unpacked};
use crate::verify::Book;

type Files = BTreeMap<String, Vec<u8>>;

fn cartridge(course: &Course, format: &str) -> (Files, Vec<String>) {
    let (made, bytes) = packed(course, format, &options("universal")).expect("packed");
    let (files, order) = unpacked(bytes);
    assert_eq!((made.files, made.state), (files.len(), None));
    let scene = made.losses.iter().find(|loss| loss.what == "scene");
    assert!(scene.is_some_and(|loss| loss.says.contains("a script to read")), "{:?}", made.losses);
    let broken = Book::of(format).expect("listed").broken(&files, &order);
    assert_eq!(broken.iter().map(|rule| rule.id).collect::<Vec<_>>(), [""; 0], "{format}");
    for loss in &made.losses {
        let sheet = String::from_utf8_lossy(&files["readme-lms.txt"])
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        assert!(sheet.contains(&loss.says), "{loss} is not in the sheet");
    }
    (files, order)
}

fn text(files: &Files, name: &str) -> String {
    String::from_utf8(files[name].clone()).expect("UTF-8")
}

fn named<'a>(node: Node<'a, 'a>, name: &'static str) -> impl Iterator<Item = Node<'a, 'a>> {
    node.descendants().filter(move |node| node.tag_name().name() == name)
}

#[test]
fn pages_and_quizzes_stand_in_the_order_of_the_modules() {
    let (files, _) = cartridge(&course(), "cc11");
    let manifest = text(&files, "imsmanifest.xml");
    let document = Document::parse(&manifest).expect("well-formed");
    let titles: Vec<_> = named(document.root_element(), "title")
        .filter_map(|node| node.text())
        .filter(|text| !text.trim().is_empty())
        .collect();
    assert_eq!(
        titles,
        [
            "At the desk",
            "At the desk",
            "Two minutes that matter",
            "Two minutes that matter: Practice",
            "The name on the screen",
            "Openings",
            "Openings: Practice",
            "On the phone",
            "One thing I will do",
            "One thing I will do: Practice",
            "At the end",
            "Get support",
            "Sources",
        ]
    );
    let names: Vec<_> = files.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "course-evidence.json",
            "course_sources.html",
            "course_support.html",
            "imsmanifest.xml",
            "media/desk.png",
            "module_at_the_desk.html",
            "page_name_on_the_screen.html",
            "page_one_thing.html",
            "page_openings.html",
            "page_two_minutes.html",
            "player.css",
            "quiz_bank/assessment.xml",
            "quiz_one_thing/assessment.xml",
            "quiz_openings/assessment.xml",
            "quiz_two_minutes/assessment.xml",
            "readme-lms.html",
            "readme-lms.txt",
        ]
    );
}

/// What a question says in a cartridge: its kind, what is right and what is not, and what is said to each.
#[derive(Debug, PartialEq, Eq)]
struct Read {
    kind: String,
    right: BTreeSet<String>,
    wrong: BTreeSet<String>,
    said: BTreeMap<String, String>,
}

fn read(item: Node<'_, '_>) -> Read {
    let field = |label: &str| {
        let fields = named(item, "qtimetadatafield");
        fields
            .filter(|node| named(*node, "fieldlabel").any(|node| node.text() == Some(label)))
            .find_map(|node| named(node, "fieldentry").next().and_then(|node| node.text()).map(str::to_owned))
    };
    let texts: BTreeMap<&str, String> = named(item, "itemfeedback")
        .filter_map(|node| {
            let words = named(node, "mattext").next().and_then(|node| node.text()).unwrap_or_default();
            Some((node.attribute("ident")?, words.to_owned()))
        })
        .collect();
    let (mut right, mut wrong, mut said) = (BTreeSet::new(), BTreeSet::new(), BTreeMap::new());
    for condition in named(item, "respcondition") {
        let gives = named(condition, "setvar").any(|node| node.text() == Some("100"));
        let told = named(condition, "displayfeedback").next().and_then(|node| node.attribute("linkrefid"));
        for equal in named(condition, "varequal") {
            let value = equal.text().unwrap_or_default().to_owned();
            if let Some(told) = told {
                said.insert(value.clone(), texts[told].clone());
            }
            if gives && equal.parent_element().is_some_and(|node| node.tag_name().name() == "not") {
                wrong.insert(value);
            } else if gives {
                right.insert(value);
            }
        }
    }
    let options = named(item, "response_label").filter_map(|node| node.attribute("ident"));
    wrong.extend(options.filter(|id| !right.contains(*id)).map(str::to_owned));
    Read { kind: field("cc_profile").unwrap_or_default(), right, wrong, said }
}

/// The same, from the course.
fn meant(question: &Question) -> Option<Read> {
    let mut read =
        Read { kind: String::new(), right: BTreeSet::new(), wrong: BTreeSet::new(), said: BTreeMap::new() };
    let mut one = |id: String, right: bool, why: String| {
        read.said.insert(id.clone(), why);
        if right { &mut read.right } else { &mut read.wrong }.insert(id);
    };
    let kind = match &question.kind {
        QuestionKind::SingleChoice { options, .. } => {
            options.iter().for_each(|option| one(option.id.to_string(), option.right, html(&option.because)));
            "multiple_choice"
        }
        QuestionKind::MultipleChoice { options, .. } => {
            options.iter().for_each(|option| one(option.id.to_string(), option.right, html(&option.because)));
            "multiple_response"
        }
        QuestionKind::SpotTheWords(own) => {
            own.words.iter().for_each(|word| one(word.id.to_string(), word.right, html(&word.because)));
            "multiple_response"
        }
        QuestionKind::TrueFalse { answer, because } => {
            [true, false].iter().for_each(|value| one(value.to_string(), value == answer, html(because)));
            "true_false"
        }
        QuestionKind::ShortText(own) => {
            let accepted = own.accept.iter().flat_map(|one| one.texts.iter().map(move |text| (text, one)));
            accepted.for_each(|(text, accept)| one(text.clone(), true, html(&accept.because)));
            "fib"
        }
        QuestionKind::Number(own) => {
            ["3.1", "3.2", "3.3"].iter().for_each(|text| one((*text).to_owned(), true, html(&own.because)));
            "fib"
        }
        _ => return None,
    };
    read.kind = format!("cc.{kind}.v0p1");
    Some(read)
}

#[test]
fn every_question_is_read_back_with_its_answers_and_reasons() {
    let course = course();
    for format in ["cc11", "cc13"] {
        let (files, _) = cartridge(&course, format);
        let mut found = BTreeMap::new();
        for name in files.keys().filter(|name| name.ends_with("/assessment.xml")) {
            let text = text(&files, name);
            let document = Document::parse(&text).expect("well-formed");
            let items = named(document.root_element(), "item");
            found.extend(items.map(|item| (item.attribute("ident").expect("an id").to_owned(), read(item))));
        }
        let on_pages = course.pages().flat_map(|page| &page.blocks).filter_map(|block| match &block.kind {
            BlockKind::Question(question) => Some(question),
            _ => None,
        });
        let all: Vec<_> = on_pages.chain(course.test.iter().flat_map(|test| &test.bank.questions)).collect();
        let meant: BTreeMap<_, _> =
            all.iter().filter_map(|question| Some((question.id.to_string(), meant(question)?))).collect();
        assert_eq!(found, meant, "{format}");
        assert_eq!((meant.len(), all.len()), (9, 13));
    }
}

#[test]
fn a_choice_between_two_takes_several_and_says_so() {
    let mut course = sample::course();
    let question = &mut course.test.as_mut().expect("a test").bank.questions[2];
    let QuestionKind::SingleChoice { options, .. } = &mut question.kind else { panic!("a choice of one") };
    options.pop();
    let (files, _) = cartridge(&course, "cc11");
    let text = text(&files, "quiz_bank/assessment.xml");
    let document = Document::parse(&text).expect("well-formed");
    let item =
        named(document.root_element(), "item").find(|node| node.attribute("ident") == Some("bank_repair"));
    let found = read(item.expect("there"));
    assert_eq!(
        (found.kind.as_str(), found.right.len(), found.wrong.len()),
        ("cc.multiple_response.v0p1", 1, 1)
    );
    let losses = packed(&course, "cc11", &options_of()).expect("packed").0.losses;
    assert!(losses.iter().any(|loss| loss.id == "bank_repair" && loss.says.contains("among three or more")));
}

fn options_of() -> crate::pack::PackOptions<'static> {
    options("universal")
}

#[test]
fn what_measures_is_a_bank_that_nobody_is_asked_yet() {
    let mut course = sample::course();
    let bank = |id: &str, question: &str| bona_engine::course::Bank {
        id: bona_engine::id::BankId::parse(id).expect("an id"),
        questions: vec![sample::repair(question)],
    };
    course.measure = Some(bona_engine::course::Measure {
        form_a: bank("form_a", "before"),
        form_b: bank("form_b", "behind"),
        follow_up_after: "3 months".into(),
        about: None,
        opinions: None,
    });
    let (files, _) = cartridge(&course, "cc13");
    let text = text(&files, "bank/bank.xml");
    let document = Document::parse(&text).expect("well-formed");
    let ids: Vec<_> =
        named(document.root_element(), "item").filter_map(|node| node.attribute("ident")).collect();
    assert_eq!(ids, ["before", "behind"]);
}

#[test]
fn hostile_words_stay_words_and_the_same_course_gives_the_same_bytes() {
    let mut course = sample::course();
    let bad = "</mattext><script>x()</script> ]]> \" & \u{0}";
    course.title = bad.into();
    course.modules[0].title = bad.into();
    course.modules[0].pages[0].title = bad.into();
    course.test.as_mut().expect("a test").bank.questions[0].ask = sample::words(bad);
    let (files, _) = cartridge(&course, "cc11");
    let quiz = text(&files, "quiz_bank/assessment.xml");
    let document = Document::parse(&quiz).expect("well-formed");
    let asked = named(document.root_element(), "mattext").next().and_then(|node| node.text());
    assert!(asked.is_some_and(|asked| asked.starts_with("<p>&lt;/mattext&gt;&lt;script&gt;")), "{asked:?}");
    let of = |course: &Course| packed(course, "cc11", &options("universal")).expect("packed").1;
    assert_eq!(of(&course), of(&course));
    assert_ne!(of(&course), of(&sample::course()), "the canary");
}
