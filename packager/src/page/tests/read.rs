//! Questions that the player cannot ask yet: whole, to be read, the answer folded away.

use bona_engine::course::{BlockKind, QuestionKind};

use super::super::sample::{block, other_kinds, words};
use super::blocks;

#[test]
fn each_is_read_with_its_answer_folded_away() {
    let expected = [
        ("match_it", "<li>“How shall I address you?” → Letters and calls<p>It is asked for that.</p></li>"),
        ("sort_it", "<li>Married or not → Leave<p>The task says so.</p></li>"),
        ("order_it", "<li>2. Use the right word.</li>"),
        ("write_it", "<li>pronouns / Pronoun.<p>They stand for a name.</p></li>"),
        ("count_it", "<li>3.1 to 3.3 per cent<p>So said the census.</p></li>"),
        ("spot_it", "<li>your wife: yes<p>It guesses, or it does not.</p></li>"),
    ];
    let mut judged = 0;
    for question in other_kinds() {
        let id = question.id.to_string();
        let html = blocks(vec![block(BlockKind::Question(question))]);
        assert!(html.starts_with("<h2>What is it?</h2>\n"), "{html}");
        assert!(!html.contains("data-item"), "the script leaves it alone: {html}");
        let (asked, answer) =
            html.split_once("<details><summary>Show the answer</summary>").unwrap_or((&html, ""));
        assert!(asked.contains("<li>"), "{html}");
        match expected.iter().find(|(name, _)| *name == id) {
            Some((_, words)) => {
                assert!(answer.contains(words) && !asked.contains(words), "{id}: {html}");
                judged += 1;
            }
            // Nothing is right or wrong of an opinion.
            None => assert!(answer.is_empty() && asked.contains("<li>Strongly disagree</li>"), "{html}"),
        }
    }
    assert_eq!(judged, 6);
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
