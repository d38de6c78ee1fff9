//! A package of what is in Easy Read alone: the pages that have such a version, and questions in easy words where they
//! have them (decisions, D-18). The slots stay those of the whole course: a learner who is given the whole course later
//! finds the place again.
//!
//! What completes it stays the course's own rule, so that it asks no less; what is not there is told as a loss.

use std::borrow::Cow;

use bona_engine::course::{BlockKind, Course, Markup, Module, Node, Page, Question, QuestionKind};

use crate::error::PackError;
use crate::exchange::Loss;
use crate::player;
use crate::split::without_links;
use crate::strings::Words;
use crate::theme;
use crate::view;

/// Characters of a title that systems show whole (S12-12, S04-17).
const TITLE_MAX: usize = 200;

/// Whether something of a course is in Easy Read.
pub(crate) fn is_in(course: &Course) -> bool {
    view::easy::is_in(course)
}

/// The player's style sheet with a course's theme, and with what only courses need that have something in Easy Read.
pub(crate) fn style(course: &Course) -> Cow<'static, str> {
    let own = theme::style(course.theme.as_ref());
    if is_in(course) { Cow::Owned(format!("{own}{}", player::EASY_STYLE)) } else { own }
}

/// The course with what is in Easy Read alone, and what is not.
///
/// # Errors
/// [`PackError::NothingEasy`] where no page has such a version.
pub(crate) fn only(course: &Course) -> Result<(Course, Vec<Loss>), PackError> {
    let mut own = course.clone();
    let mut losses = Vec::new();
    for module in &mut own.modules {
        plain_words(module, &mut losses);
        let mut pages = Vec::new();
        for page in module.pages.drain(..) {
            match page.easy_read.is_some().then(|| page.easy_only()).flatten() {
                Some(easy) => pages.push(retitled(easy, &mut losses)),
                None => losses.push(Loss::new("page", &page.id, "has no Easy Read version, and is left out")),
            }
        }
        module.pages = pages;
    }
    own.modules.retain(|module| !module.pages.is_empty());
    // Of a module that is left out, its pages were told.
    losses.retain(|loss| loss.what != "module" || own.modules.iter().any(|own| own.id.as_str() == loss.id));
    if own.modules.is_empty() {
        return Err(PackError::NothingEasy(course.id.clone()));
    }
    let on_pages =
        own.modules.iter_mut().flat_map(|module| &mut module.pages).flat_map(|page| &mut page.blocks);
    let on_pages = on_pages.filter_map(|block| match &mut block.kind {
        BlockKind::Question(question) => Some(question),
        _ => None,
    });
    for question in on_pages.chain(own.test.iter_mut().flat_map(|test| &mut test.bank.questions)) {
        if !reword(question) {
            losses.push(Loss::new(
                "question",
                &question.id,
                "has no easy wording, and is asked as it stands",
            ));
        }
    }
    own.title = view::easy::title(&course.title, Words::of(&course.language), TITLE_MAX);
    losses.extend(without_links(&mut own, course));
    Ok((own, losses))
}

/// Gives a module its easy words in place of its own. They stay beside them, by which its first page knows of them.
fn plain_words(module: &mut Module, losses: &mut Vec<Loss>) {
    let Some(easy) = &module.easy_read else {
        let says = "has no easy words of its own: its title and its summary stay as they are";
        losses.push(Loss::new("module", &module.id, says));
        return;
    };
    module.title.clone_from(&easy.title);
    let nodes: Vec<Node> = easy.summary.iter().flat_map(|idea| idea.nodes().into_owned()).collect();
    module.summary = (!nodes.is_empty()).then(|| Markup::of(nodes));
}

/// The same of a page's title.
fn retitled(mut page: Page, losses: &mut Vec<Loss>) -> Page {
    match page.easy_read.as_ref().and_then(|easy| easy.title.clone()) {
        Some(title) => page.title = title,
        None => losses.push(Loss::new("page", &page.id, "has no title in Easy Read, and keeps its own")),
    }
    page
}

/// Gives a question its easy words in place of its own; whether it has any. Ids, kind and what is right stay, and so does
/// the wording, by which a page knows that the question is in easy words.
fn reword(question: &mut Question) -> bool {
    let Some(easy) = question.easy_read.clone() else { return false };
    question.ask = easy.ask;
    question.because = easy.because.or(question.because.take());
    if let QuestionKind::SingleChoice { options, .. } | QuestionKind::MultipleChoice { options, .. } =
        &mut question.kind
    {
        for (option, easy) in options.iter_mut().zip(easy.options) {
            (option.text, option.because) = (easy.text, easy.because);
        }
    }
    true
}

#[cfg(test)]
mod tests;
