//! Questions without options: what is asked stands in the page, and what is right does not.

use bona_engine::course::{BlockKind, QuestionKind};

use super::super::sample::{block, other_kinds, words};
use super::blocks;

#[test]
fn each_is_asked_and_its_answer_stands_nowhere() {
    let expected = [
        ("match_it", "<option value=\"a\">Letters and calls</option>"),
        ("sort_it", "<option value=\"b\">Leave</option>"),
        ("order_it", "data-do=\"up\""),
        ("write_it", "inputmode=\"text\""),
        ("count_it", "inputmode=\"decimal\""),
        ("feel_it", "<span>Prefer not to say</span>"),
        ("spot_it", "<span>your wife</span></label>"),
    ];
    for (question, (id, words)) in other_kinds().into_iter().zip(expected) {
        assert_eq!(question.id.as_str(), id);
        let html = blocks(vec![block(BlockKind::Question(question))]);
        assert!(html.contains("<h2") && html.contains(words), "{id}: {html}");
        for told in
            ["It is asked for that", "The task says so", "stand for a name", "3.1 to 3.3", "It guesses"]
        {
            assert!(!html.contains(told), "{id}: {html}");
        }
    }
}

#[test]
fn what_is_to_be_ordered_does_not_stand_in_its_order() {
    let order = other_kinds().into_iter().find(|question| question.id.as_str() == "order_it");
    let html = blocks(vec![block(BlockKind::Question(order.expect("an ordering")))]);
    let at = |text: &str| html.find(text).expect("an item");
    assert!(at("Carry on.") < at("Say sorry, once."), "{html}");
}

#[test]
fn hostile_words_stay_words_in_questions_that_are_read() {
    const BAD: &str = "<script>alert(1)</script>";
    let mut all = other_kinds();
    for question in &mut all {
        question.ask = words(BAD);
        question.content_note = Some(words(BAD));
        match &mut question.kind {
            QuestionKind::SortIntoGroups(own) => own.groups[0].title = BAD.into(),
            QuestionKind::ShortText(own) => {
                own.hint = Some(BAD.into());
                own.accept[0].texts.push(BAD.into());
            }
            QuestionKind::Number(own) => own.unit = Some(BAD.into()),
            QuestionKind::SpotTheWords(own) => own.words[0].text = BAD.into(),
            _ => {}
        }
    }
    let html = blocks(all.into_iter().map(|question| block(BlockKind::Question(question))).collect());
    assert!(!html.contains("<script"), "{html}");
    assert!(html.matches("&lt;script&gt;").count() >= 19, "{html}");
}
