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
    /// Whether it is the course's first.
    first: bool,
}

/// Pieces of a page in Easy Read that follow one another.
#[derive(Debug, Serialize)]
pub(crate) struct Ideas {
    /// Classes, `ideas easy`.
    class: &'static str,
    /// The title in Easy Read, where that is another, for who reads without a script.
    title: Option<String>,
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
    page.easy_read.as_ref().filter(|_| !alone).map(|_| Switch { page: true, first: false })
}

/// Whether something of a course is in Easy Read.
pub(crate) fn is_in(course: &Course) -> bool {
    course.modules.iter().any(Module::in_easy_read) || in_test(course)
}

/// The switch on the first page of a module: of its own words, and on the first of all for the whole course.
pub(crate) fn of_module(course: &Course, at: usize, alone: bool) -> Option<Switch> {
    let (page, first) = (course.modules[at].easy_read.is_some(), at == 0);
    let any = page || (first && is_in(course));
    (any && !alone).then_some(Switch { page, first })
}

/// The title of a module in Easy Read, where that is another.
pub(crate) fn module_title(course: &Course, module: &Module) -> Option<String> {
    other(course, &module.title, &module.easy_read.as_ref()?.title)
}

/// The title of a page in Easy Read, where that is another.
pub(crate) fn page_title(course: &Course, page: &Page) -> Option<String> {
    other(course, &page.title, page.easy_read.as_ref()?.title.as_ref()?)
}

/// A title that takes another's place, and so its language: of two of which one is not translated, the first stays.
fn other(course: &Course, full: &str, easy: &str) -> Option<String> {
    let one_language = course.language_of(full) == course.language_of(easy);
    (easy != full && one_language).then(|| easy.to_owned())
}

/// The lead of a module's first page in Easy Read, where that is another; else empty.
pub(crate) fn lead_html(module: &Module) -> String {
    let ideas = module.easy_read.iter().flat_map(|easy| &easy.summary);
    let easy: String = ideas.map(html).collect();
    if module.summary.as_ref().is_some_and(|full| html(full) == easy) { String::new() } else { easy }
}

/// The class of the line that says that a module's own easy words are a draft; `None` where there are none, or they were
/// checked.
pub(crate) fn module_draft(course: &Course, module: &Module, alone: bool) -> Option<&'static str> {
    let draft = module.easy_read.is_some() && is_draft(course, module);
    draft.then_some(draft_class(alone))
}

/// The class of a line that says that easy words are a draft, and is read with them.
fn draft_class(alone: bool) -> &'static str {
    if alone { "small draft" } else { "small draft easy needs-js" }
}

/// The switch of the test, and the class of the line that says that its easy words are a draft.
pub(crate) fn of_test(course: &Course, alone: bool) -> (Option<Switch>, Option<&'static str>) {
    let switch = (in_test(course) && !alone).then_some(Switch { page: true, first: false });
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
    draft.then_some(draft_class(alone))
}

/// A part of a course as reviews call it.
fn part<'a>(course: &'a Course, id: &str) -> Option<&'a ReviewedPart> {
    course.ledger.parts.iter().find(|part| part.id == id)
}

fn is_signed(part: &ReviewedPart) -> bool {
    matches!(part.standing(Reviewer::EasyRead), Standing::Signed(_))
}

/// What a module says of itself in Easy Read, for a file that is only read.
pub(crate) fn of_summary(course: &Course, module: &Module, say: &Words) -> Option<Ideas> {
    let easy = module.easy_read.as_ref()?;
    let said = easy.summary.iter().map(|idea| EasyBlock::Say { text: idea.clone(), image: None });
    let said: Vec<EasyBlock> = said.collect();
    let all: Vec<&EasyBlock> = said.iter().collect();
    ideas(module_title(course, module), &all, (is_draft(course, module), false, false), &|_| None, say)
}

/// Pieces that follow one another, below a title; `None` where there is nothing to show.
pub(crate) fn ideas(
    title: Option<String>,
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
    let any = draft || not || title.is_some() || !ideas.is_empty();
    any.then_some(Ideas { class, title, draft, alone, ideas, not })
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
