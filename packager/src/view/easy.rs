//! What is in Easy Read, as the templates see it: the switch, and the pieces that stand between the blocks of a page.

use bona_engine::course::{
    Course, EasyBlock, Image, Module, Page, Question, ReviewedPart, Reviewer, Standing,
};
use serde::Serialize;

use super::blocks::{ImageView, image};
use crate::markup::{html, inline};
use crate::strings::Words;

/// Which of the two buttons of the switch there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Switch {
    /// Whether it changes the page on which it stands; otherwise it changes all pages and no more.
    page: bool,
}

/// Pieces of a page in Easy Read that follow one another.
#[derive(Debug, Serialize)]
pub(crate) struct Ideas {
    /// Classes, `ideas easy`.
    class: &'static str,
    /// Whether it says that people who use Easy Read have not checked it.
    draft: bool,
    /// Whether the page has nothing else.
    alone: bool,
    ideas: Vec<IdeaView>,
    /// Whether what follows is not in Easy Read.
    not: bool,
}

#[derive(Debug, Serialize)]
struct IdeaView {
    heading: Option<String>,
    text_html: String,
    image: Option<ImageView>,
}

/// The switch of a page; `None` of a page that has nothing to switch.
pub(crate) fn of_page(page: &Page, alone: bool) -> Option<Switch> {
    page.easy_read.as_ref().filter(|_| !alone).map(|_| Switch { page: true })
}

/// The switch of the first page, for all of a course.
pub(crate) fn of_course(course: &Course, at: usize, alone: bool) -> Option<Switch> {
    let any = course.pages().any(|page| page.easy_read.is_some()) || in_test(course);
    (any && !alone && at == 0).then_some(Switch { page: false })
}

/// The switch of the test, and the class of the line that says that its easy words are a draft.
pub(crate) fn of_test(course: &Course, alone: bool) -> (Option<Switch>, Option<&'static str>) {
    let switch = (in_test(course) && !alone).then_some(Switch { page: true });
    (switch, test_draft(course, alone).filter(|_| alone || switch.is_some()))
}

fn in_test(course: &Course) -> bool {
    course.test.as_ref().is_some_and(|test| test.bank.in_easy_read())
}

/// Whether nobody who uses Easy Read has checked what a module says in it, as it says it here.
pub(crate) fn is_draft(course: &Course, module: &Module) -> bool {
    // Nobody has read the words of another language, whoever read those from which they were made.
    course.translation.is_some() || !part(course, module.id.as_str()).is_some_and(is_signed)
}

/// The class of the line that says so of the test's questions, which is read with their easy words; `None` where there are
/// none, or they were checked.
fn test_draft(course: &Course, alone: bool) -> Option<&'static str> {
    let bank = part(course, &format!("banks/{}", course.test.as_ref()?.bank.id))?;
    let draft = bank.easy_read && (course.translation.is_some() || !is_signed(bank));
    draft.then_some(if alone { "small draft" } else { "small draft easy needs-js" })
}

/// A part of a course as reviews call it.
fn part<'a>(course: &'a Course, id: &str) -> Option<&'a ReviewedPart> {
    course.ledger.parts.iter().find(|part| part.id == id)
}

fn is_signed(part: &ReviewedPart) -> bool {
    matches!(part.standing(Reviewer::EasyRead), Standing::Signed(_))
}

/// Pieces that follow one another; `None` where there is nothing to show.
pub(crate) fn ideas(
    blocks: &[&EasyBlock],
    (draft, alone, not): (bool, bool, bool),
    address: &dyn Fn(&str) -> Option<String>,
    say: &Words,
) -> Option<Ideas> {
    let picture = |own: &Image| image(own, address(&own.file), say);
    let one = |block: &&EasyBlock| match block {
        EasyBlock::Heading(text) => {
            Some(IdeaView { heading: Some(text.clone()), text_html: String::new(), image: None })
        }
        EasyBlock::Say { text, image } => {
            Some(IdeaView { heading: None, text_html: html(text), image: image.as_ref().map(picture) })
        }
        EasyBlock::Same(_) => None,
    };
    let ideas: Vec<IdeaView> = blocks.iter().filter_map(one).collect();
    let class = if alone { "ideas" } else { "ideas easy" };
    (draft || not || !ideas.is_empty()).then_some(Ideas { class, draft, alone, ideas, not })
}

/// A text of a question and the same in easy words: the script shows one of them. Where the question has no others, they
/// stand there once.
pub(super) fn both(full: &str, easy: Option<String>) -> String {
    match easy.filter(|easy| easy != full) {
        Some(easy) => format!("<span class=\"full\">{full}</span><span class=\"easy\">{easy}</span>"),
        None => full.to_owned(),
    }
}

/// The same of texts that hold blocks, such as reasons.
pub(crate) fn both_html(full: String, easy: Option<String>) -> String {
    match easy.filter(|easy| *easy != full) {
        Some(easy) => format!("<div class=\"full\">{full}</div><div class=\"easy\">{easy}</div>"),
        None => full,
    }
}

/// What a question asks.
pub(super) fn ask(question: &Question) -> String {
    both(&inline(&question.ask), question.easy_read.as_ref().map(|own| inline(&own.ask)))
}

/// The words of its options, which stand in the author's order.
pub(super) fn option(question: &Question, at: usize, full: &str) -> String {
    let easy = question.easy_read.as_ref().and_then(|own| own.options.get(at));
    both(full, easy.map(|option| inline(&option.text)))
}

/// A title of a package that holds what is in Easy Read alone, in at most so many characters.
pub(crate) fn title(whole: &str, say: &Words, most: usize) -> String {
    let mark = format!(" ({})", say["easy_read"]);
    let room = most.saturating_sub(mark.chars().count());
    format!("{}{mark}", whole.chars().take(room).collect::<String>())
}
