//! What is said in Easy Read as things, each below what it stands for: a page's version idea by idea, and a question's
//! wording with that of its options.

use super::blocks::picture;
use super::lines::Lines;
use super::walk::Walk;
use crate::course::{EasyBlock, Module, Page, Question};
use crate::id::OptionId;

/// What stands behind the key of that for which something is said in Easy Read.
pub(crate) const EASY: &str = "/easy_read";

impl Walk {
    /// Adds what a module itself says, where it does.
    pub(super) fn easy_module(&mut self, module: &Module, above: usize) {
        let Some(easy) = &module.easy_read else { return };
        let lines = easy
            .summary
            .iter()
            .fold(Lines::default().heading(&easy.title), |lines, idea| lines.text("Summary", idea));
        self.named("Module in Easy Read", format!("{}{EASY}", module.id), Some(above), lines);
    }

    /// Adds a page's version, where it has one.
    pub(super) fn easy_page(&mut self, page: &Page, above: usize) {
        let Some(easy) = &page.easy_read else { return };
        let lines = easy.title.iter().fold(Lines::default(), |lines, title| lines.heading(title));
        let lines = lines.say("", "This page again, in Easy Read:");
        let at = self.named("Easy Read version", format!("{}{EASY}", page.id), Some(above), lines);
        for block in &easy.blocks {
            match block {
                EasyBlock::Heading(words) => {
                    self.unnamed("Heading in Easy Read", "heading", at, Lines::default().heading(words));
                }
                EasyBlock::Say { text, image } => {
                    let lines = image.as_ref().map(picture).unwrap_or_default();
                    self.unnamed("Idea in Easy Read", "say", at, lines.text("", text));
                }
                EasyBlock::Same(place) => {
                    let block = page.blocks.get(*place);
                    let id =
                        block.and_then(|own| own.id.as_ref().map(|id| id.as_str()).or(own.kind.own_id()));
                    let lines = Lines::default().say("As it stands on the page", id.unwrap_or_default());
                    self.unnamed("Part of the page", "same", at, lines);
                }
            }
        }
    }

    /// Adds what a question asks in Easy Read, where it does.
    pub(super) fn easy_question(&mut self, question: &Question, above: usize) {
        let Some(easy) = &question.easy_read else { return };
        let lines = Lines::default().text("Asked", &easy.ask);
        let lines = lines.maybe_text("Said at the end", easy.because.as_ref());
        self.named("Question in Easy Read", format!("{}{EASY}", question.id), Some(above), lines);
    }

    /// Adds what an option says in Easy Read, where it does.
    pub(super) fn easy_option(&mut self, question: &Question, id: &OptionId, above: usize) {
        let all = question.easy_read.iter().flat_map(|easy| &easy.options);
        for one in all.filter(|one| one.id == *id) {
            let lines = Lines::default().text("", &one.text).text("Feedback", &one.because);
            let key = format!("{}.{id}{EASY}", question.id);
            self.named("Option in Easy Read", key, Some(above), lines);
        }
    }
}
