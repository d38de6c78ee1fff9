//! What can be handed on and what cannot, and a course that asks in every way.

use bona_engine::course::{BlockKind, Course, Inline, LinkTo, Markup, Node, QuestionKind};
use bona_engine::id::PageId;

use super::{Kind, Loss, Numeric, Questions, penalty, rich, share};
use crate::page::sample;

/// The sample with a question of every kind on its first page.
pub(crate) fn course() -> Course {
    let mut course = sample::course();
    let questions = sample::other_kinds().into_iter().map(|one| sample::block(BlockKind::Question(one)));
    course.modules[0].pages[0].blocks.extend(questions);
    course
}

#[test]
fn every_question_is_carried_or_lost_in_words() {
    let course = course();
    let Questions { groups, losses } = Questions::of(&course);
    let carried: Vec<&str> =
        groups.iter().flat_map(|group| &group.items).map(|item| item.id.as_str()).collect();
    assert_eq!(
        carried,
        [
            "match_it",
            "sort_it",
            "write_it",
            "count_it",
            "spot_it",
            "good_openings",
            "repair",
            "records_rule",
            "bank_rule",
            "bank_open",
            "bank_repair"
        ]
    );
    let said = |id: &str| {
        losses.iter().find(|loss| loss.id == id).map(|loss| (loss.what.as_str(), loss.says.as_str()))
    };
    assert_eq!(
        said("order_it"),
        Some(("question", "things cannot be put in order; the question is not carried"))
    );
    assert_eq!(
        said("feel_it"),
        Some(("question", "an opinion has no right answer; the question is not carried"))
    );
    assert_eq!(said("alex_arrives"), Some(("scene", "a branching scene is not played")));
    assert_eq!(said("my_desk"), Some(("pledge", "a pledge is not kept")));
    assert!(said("first_contact").is_some_and(|(_, says)| says.contains("the pass mark of 80 %")));
    assert_eq!(
        Loss::new("question", "order_it", "things cannot be put in order; the question is not carried")
            .to_string(),
        "question `order_it`: things cannot be put in order; the question is not carried"
    );
}

#[test]
fn a_link_into_the_course_is_words_and_said() {
    let page = PageId::parse("openings").expect("an id");
    let inside = Inline::Link(LinkTo::Page(page), vec![Inline::Text("Openings".into())]);
    let outside = Inline::Link(LinkTo::Web("https://a.example/".into()), vec![Inline::Text("there".into())]);
    let text = Markup::of(vec![Node::Paragraph(vec![inside, Inline::Emphasis(vec![outside])])]);
    assert_eq!(
        rich(&text),
        (
            "<p>Openings<em><a href=\"https://a.example/\" target=\"_blank\" rel=\"noopener noreferrer\">there</a></em></p>"
                .to_owned(),
            true
        )
    );
    let mut course = sample::course();
    let BlockKind::Question(question) = &mut course.modules[0].pages[2].blocks[0].kind else {
        panic!("a question")
    };
    question.because = Some(text);
    question.content_note = Some(sample::words("Slurs are named."));
    let Questions { groups, losses } = Questions::of(&course);
    let item =
        groups.iter().flat_map(|group| &group.items).find(|item| item.id == "good_openings").expect("there");
    assert!(
        item.ask_html
            .starts_with("<p><strong>Before you read on</strong></p><p>Slurs are named.</p><p>Which")
    );
    let says: Vec<_> =
        losses.iter().filter(|loss| loss.id == "good_openings").map(|loss| loss.says.as_str()).collect();
    assert_eq!(
        says,
        [
            "its content note stands in front of what is asked, and nothing can be skipped",
            "links into the course are plain words"
        ]
    );
}

#[test]
fn a_number_is_written_with_its_places_and_its_middle() {
    let number =
        |places, from, to| Numeric { places, from, to, why_html: String::new(), otherwise_html: None };
    assert_eq!(number(1, 31, 33).middle(), ("3.2".into(), "0.1".into()));
    assert_eq!(number(0, 3, 4).middle(), ("3.5".into(), "0.5".into()));
    assert_eq!(number(2, -5, -5).middle(), ("-0.05".into(), "0".into()));
    assert_eq!(number(0, 10, 10).middle(), ("10".into(), "0".into()));
    assert_eq!(Numeric::written(-5, 2), "-0.05");
    assert_eq!(Numeric::written(1_000, 0), "1000");
}

#[test]
fn shares_of_right_choices_make_a_whole() {
    for among in (1..=26).filter(|among| share(*among).is_some()) {
        let one: f64 = share(among).expect("there").parse().expect("a number");
        let whole = one * f64::from(u32::try_from(among).expect("few"));
        assert!((whole - 100.0).abs() < 0.001, "{among}: {whole}");
    }
    assert_eq!((share(11), share(26), penalty(11), penalty(26)), (None, None, "10", "5"));
}

#[test]
fn a_long_question_has_a_short_name() {
    let mut course = sample::course();
    let BlockKind::Question(question) = &mut course.modules[0].pages[2].blocks[0].kind else {
        panic!("a question")
    };
    question.ask = sample::words(&"word ".repeat(40));
    let options = match &question.kind {
        QuestionKind::MultipleChoice { options, .. } => options.len(),
        _ => panic!("several"),
    };
    let groups = Questions::of(&course).groups;
    let item = &groups[0].items[0];
    assert!(item.name.ends_with("word…") && item.name.chars().count() <= 80, "{}", item.name);
    assert!(matches!(&item.kind, Kind::Several { choices, .. } if choices.len() == options));
}
