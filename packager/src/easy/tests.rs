//! A package of what is in Easy Read: what is left out, what stays, and what is told.

use bona_engine::course::{BlockKind, EasyBlock, EasyOption, EasyRead, EasyWording, Markup, QuestionKind};
use bona_engine::score::table;

use super::{is_in, only};
use crate::error::PackError;
use crate::page::sample;

/// The sample course with an Easy Read version of the page on which its first question with options stands.
fn course() -> (bona_engine::course::Course, String) {
    let mut course = sample::course();
    for page in course.modules.iter_mut().flat_map(|module| &mut module.pages) {
        let asks = |kind: &BlockKind| match kind {
            BlockKind::Question(own) => matches!(own.kind, QuestionKind::SingleChoice { .. }),
            _ => false,
        };
        let Some(at) = page.blocks.iter().position(|block| asks(&block.kind)) else { continue };
        let BlockKind::Question(question) = &mut page.blocks[at].kind else { continue };
        let QuestionKind::SingleChoice { options, .. } = &question.kind else { continue };
        let easy = |option: &bona_engine::course::QuestionOption| EasyOption {
            id: option.id.clone(),
            text: Markup::paragraph(format!("Easy {}", option.id)),
            because: Markup::paragraph("Easy why."),
        };
        question.easy_read = Some(Box::new(EasyWording {
            ask: Markup::paragraph("What do you say?"),
            options: options.iter().map(easy).collect(),
            because: None,
        }));
        let said = EasyBlock::Say { text: Markup::paragraph("Say hello."), image: None };
        page.easy_read = Some(EasyRead { title: None, blocks: vec![said, EasyBlock::Same(at)] });
        let id = page.id.to_string();
        return (course, id);
    }
    unreachable!("the sample has a question with options");
}

#[test]
fn pages_without_a_version_are_left_out_and_told() {
    let (whole, page) = course();
    let (own, losses) = only(&whole).expect("one page is in Easy Read");
    let left: Vec<&str> = own.pages().map(|page| page.id.as_str()).collect();
    assert_eq!(left, [page.as_str()]);
    let told = losses.iter().filter(|loss| loss.what == "page").count();
    assert!(told + 1 >= whole.pages().count(), "{losses:?}");
    assert!(own.title.ends_with(" (Easy Read)"), "{}", own.title);
    assert_eq!((own.completion, own.test.is_some()), (whole.completion, whole.test.is_some()));
}

#[test]
fn easy_words_take_the_place_of_others_and_nothing_else_changes() {
    let (whole, page) = course();
    let (own, _) = only(&whole).expect("one page is in Easy Read");
    let question = |course: &bona_engine::course::Course| {
        let page = course.pages().find(|one| one.id.as_str() == page).expect("it is there");
        page.blocks.iter().find_map(|block| match &block.kind {
            BlockKind::Question(own) if matches!(own.kind, QuestionKind::SingleChoice { .. }) => {
                Some(own.clone())
            }
            _ => None,
        })
    };
    let (before, after) = (question(&whole).expect("asked"), question(&own).expect("asked"));
    assert_eq!(after.ask.plain(), "What do you say?");
    assert_eq!(after.easy_read, before.easy_read, "by it the page knows that the question is in easy words");
    let (one, other) = (table(&before), table(&after));
    assert_eq!((one.right, one.letters, one.options), (other.right, other.letters, other.options));
}

#[test]
fn a_course_of_which_nothing_is_easy_makes_no_such_package() {
    let plain = sample::course();
    assert!(!is_in(&plain) && is_in(&course().0));
    assert!(matches!(only(&plain), Err(PackError::NothingEasy(_))));
}
