//! What stands in the file, read back by another parser and held against the course itself.

use bona_engine::course::{BlockKind, Course, Question, QuestionKind, QuestionOption};
use roxmltree::{Document, Node};

use crate::exchange::tests::course;
use crate::markup::html;
use crate::page::sample;
use crate::standard::tests::{options, packed};
use crate::verify::Book;

fn text_of(course: &Course) -> String {
    let (made, bytes) = packed(course, "moodle-xml", &options("universal")).expect("packed");
    assert_eq!((made.files, made.bytes, made.state), (1, bytes.len() as u64, None));
    let text = String::from_utf8(bytes).expect("UTF-8");
    let book = Book::of("moodle-xml").expect("listed");
    let files = [("questions.xml".to_owned(), text.clone().into_bytes())].into();
    let broken: Vec<_> = book.broken(&files, &["questions.xml".into()]).iter().map(|rule| rule.id).collect();
    assert_eq!(broken, [""; 0]);
    text
}

/// Text of a path of elements.
fn at<'a>(node: Node<'a, 'a>, path: &str) -> &'a str {
    let step = |node: Node<'a, 'a>, name| node.children().find(|child| child.has_tag_name(name));
    let end = path.split('/').try_fold(node, step);
    end.and_then(|node| node.text()).unwrap_or_default()
}

/// Each answer as fraction, text and feedback.
fn answers<'a>(node: Node<'a, 'a>) -> Vec<(&'a str, &'a str, &'a str)> {
    let answers = node.children().filter(|child| child.has_tag_name("answer"));
    let one = |answer: Node<'a, 'a>| {
        (answer.attribute("fraction").unwrap_or_default(), at(answer, "text"), at(answer, "feedback/text"))
    };
    answers.map(one).collect()
}

fn questions(course: &Course) -> Vec<&Question> {
    let on_pages = course.pages().flat_map(|page| &page.blocks).filter_map(|block| match &block.kind {
        BlockKind::Question(question) => Some(question),
        _ => None,
    });
    on_pages.chain(course.test.iter().flat_map(|test| &test.bank.questions)).collect()
}

#[test]
fn every_question_is_read_back_with_its_answers_and_reasons() {
    let course = course();
    let text = text_of(&course);
    let document = Document::parse(&text).expect("well-formed");
    let mut found = 0;
    for question in questions(&course) {
        let id = question.id.as_str();
        let node =
            document.descendants().find(|node| node.has_tag_name("question") && at(*node, "idnumber") == id);
        let Some(node) = node else {
            assert!(matches!(question.kind, QuestionKind::Ordering(_) | QuestionKind::Likert(_)), "{id}");
            assert!(text.contains(&format!(" question `{id}`: ")), "{id} is not even lost in words");
            continue;
        };
        found += 1;
        assert!(at(node, "questiontext/text").starts_with(&html(&question.ask)), "{id}");
        assert_eq!(at(node, "defaultgrade"), question.weight.to_string(), "{id}");
        assert_eq!(at(node, "tags/tag/text"), question.outcome.as_str(), "{id}");
        compare(question, node);
    }
    assert_eq!(found, 11);
    let categories = document.descendants().filter(|node| node.attribute("type") == Some("category"));
    let categories: Vec<_> = categories.map(|node| at(node, "category/text")).collect();
    let course = "$course$/top/First contact: welcoming LGBT+ patients";
    let own = ["Two minutes that matter", "Openings", "One thing I will do", "At the end"];
    assert_eq!(categories, own.map(|title| format!("{course}/{title}")));
}

fn compare(question: &Question, node: Node<'_, '_>) {
    let id = question.id.as_str();
    let answers = answers(node);
    let of = |options: &[QuestionOption], right: &str, wrong: &str| -> Vec<(String, String, String)> {
        let fraction = |option: &QuestionOption| if option.right { right } else { wrong }.to_owned();
        options.iter().map(|one| (fraction(one), html(&one.text), html(&one.because))).collect()
    };
    let owned: Vec<_> =
        answers.iter().map(|(a, b, c)| ((*a).to_owned(), (*b).to_owned(), (*c).to_owned())).collect();
    match &question.kind {
        QuestionKind::SingleChoice { options, keep_order } => {
            assert_eq!((node.attribute("type"), at(node, "single")), (Some("multichoice"), "true"), "{id}");
            assert_eq!(at(node, "shuffleanswers"), if *keep_order { "false" } else { "true" });
            assert_eq!(owned, of(options, "100", "0"), "{id}");
        }
        QuestionKind::MultipleChoice { options, .. } => {
            assert_eq!((node.attribute("type"), at(node, "single")), (Some("multichoice"), "false"), "{id}");
            assert_eq!(owned, of(options, "50", "-50"), "{id}");
            let because = question.because.as_ref().map(html).unwrap_or_default();
            assert_eq!(at(node, "generalfeedback/text"), because, "{id}");
        }
        QuestionKind::TrueFalse { answer, because } => {
            let share = |value| if *answer == value { "100" } else { "0" };
            let why = html(because);
            assert_eq!(answers, [(share(true), "true", why.as_str()), (share(false), "false", &why)], "{id}");
        }
        QuestionKind::SpotTheWords(own) => {
            assert!(at(node, "questiontext/text").contains(&html(&own.passage)), "{id}");
            assert_eq!(answers.iter().map(|one| one.0).collect::<Vec<_>>(), ["100", "-100"], "{id}");
        }
        QuestionKind::ShortText(own) => {
            let right = html(&own.accept[0].because);
            let wrong = html(&own.otherwise);
            let all = [("100", "pronouns", right.as_str()), ("100", "Pronoun.", &right), ("0", "*", &wrong)];
            assert_eq!((answers.as_slice(), at(node, "hint/text")), (all.as_slice(), "one word"), "{id}");
        }
        QuestionKind::Number(own) => {
            let (right, wrong) = (html(&own.because), own.otherwise.as_ref().map(html).unwrap_or_default());
            assert_eq!(answers, [("100", "3.2", right.as_str()), ("0", "*", &wrong)], "{id}");
            assert_eq!(at(node, "answer/tolerance"), "0.1", "{id}");
        }
        QuestionKind::Matching(_) => {
            let pairs = node.children().filter(|child| child.has_tag_name("subquestion"));
            let pairs: Vec<_> = pairs.map(|pair| (at(pair, "text"), at(pair, "answer/text"))).collect();
            let all = [
                ("<p>“Who should we call?”</p>", "Emergency contact"),
                ("<p>“How shall I address you?”</p>", "Letters and calls"),
                ("", "Nothing that we need"),
            ];
            assert_eq!(pairs, all, "{id}");
            assert!(at(node, "generalfeedback/text").contains("It is asked for that."), "{id}");
        }
        QuestionKind::SortIntoGroups(_) => {
            let pairs = node.children().filter(|child| child.has_tag_name("subquestion"));
            let pairs: Vec<_> = pairs.map(|pair| (at(pair, "text"), at(pair, "answer/text"))).collect();
            assert_eq!(pairs, [("<p>The name to call out</p>", "Ask"), ("<p>Married or not</p>", "Leave")]);
        }
        QuestionKind::Ordering(_) | QuestionKind::Likert(_) => panic!("{id} is not carried"),
    }
}

#[test]
fn hostile_words_stay_words() {
    let mut course = sample::course();
    let bad = "</text><script>x()</script> ]]> <!-- -- --> & \u{0}";
    course.title = "a/b </category>".into();
    let test = course.test.as_mut().expect("a test");
    test.bank.questions[0].ask = sample::words(bad);
    let text = text_of(&course);
    let document = Document::parse(&text).expect("well-formed");
    assert!(!document.descendants().any(|node| node.has_tag_name("script")));
    let name = document
        .descendants()
        .find(|node| node.has_tag_name("question") && at(*node, "idnumber") == "bank_rule");
    let name = name.expect("there");
    assert_eq!(at(name, "name/text"), "</text><script>x()</script> ]]> <!-- -- --> & ");
    assert!(at(name, "questiontext/text").starts_with("<p>&lt;/text&gt;&lt;script&gt;"));
    let path = document.descendants().find(|node| node.has_tag_name("category")).map(|node| at(node, "text"));
    assert_eq!(path, Some("$course$/top/a//b <//category>/Openings"));
}

#[test]
fn more_right_choices_than_moodle_has_shares_for_are_lost_in_words() {
    let mut course = sample::course();
    let mut question = sample::openings("many");
    let QuestionKind::MultipleChoice { options, .. } = &mut question.kind else { panic!("several") };
    let own = options[0].clone();
    *options = (0..11).map(|_| own.clone()).collect();
    course.test.as_mut().expect("a test").bank.questions.push(question);
    let (made, bytes) = packed(&course, "moodle-xml", &options_of()).expect("packed");
    let says = "Moodle knows no share of the points for so many right choices; the question is not carried";
    assert!(made.losses.iter().any(|loss| loss.id == "many" && loss.says == says), "{:?}", made.losses);
    assert!(!String::from_utf8(bytes).expect("UTF-8").contains("<idnumber>many<"));
}

fn options_of() -> crate::pack::PackOptions<'static> {
    options("universal")
}
