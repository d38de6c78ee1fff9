//! A page and its Easy Read version as one run of blocks: what both show stands there once, so that there is one answer
//! whichever is read, and between such blocks stand the words of the one and of the other.

use bona_engine::course::{Block, BlockKind, EasyBlock, EasyRead};

use super::render;
use crate::PackError;
use crate::strings::Words;
use crate::view;

/// What is known of the page on which a version stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Standing {
    /// Whether nobody who uses Easy Read has checked it.
    pub(crate) draft: bool,
    /// Whether the package holds nothing else.
    pub(crate) alone: bool,
}

/// The blocks of both, ready for the page. `full` holds those of the page, in order.
pub(super) fn run(
    title: Option<String>,
    blocks: &[Block],
    easy: &EasyRead,
    full: Vec<String>,
    standing: Standing,
    address: &dyn Fn(&str) -> Option<String>,
    say: &Words,
) -> Result<Vec<String>, PackError> {
    let mut out = Vec::new();
    let mut full = full.into_iter().enumerate().peekable();
    let (mut draft, mut title) = (standing.draft, title);
    let mut between: Vec<&EasyBlock> = Vec::new();
    let mut all = easy.blocks.iter();
    loop {
        let next = all.next();
        let place = match next {
            Some(EasyBlock::Same(at)) => Some(*at),
            Some(other) => {
                between.push(other);
                continue;
            }
            None => None,
        };
        let mut own = Vec::new();
        while let Some((_, html)) = full.next_if(|(at, _)| place.is_none_or(|place| *at < place)) {
            own.push(html);
        }
        if !own.is_empty() {
            out.push(format!("<div class=\"full\">\n{}\n</div>", own.join("\n")));
        }
        let not = place.and_then(|at| blocks.get(at)).is_some_and(|block| has_hard_words(&block.kind));
        if let Some(ideas) =
            view::easy::ideas(title.take(), &between, (draft, standing.alone, not), address, say)
        {
            out.push(render("block_ideas", &ideas, say)?);
            draft = false;
        }
        between.clear();
        match full.next_if(|(at, _)| Some(*at) == place) {
            Some((_, html)) => out.push(html),
            None if place.is_none() => return Ok(out),
            None => {}
        }
    }
}

/// Whether a block that both show says something in words that were not made easy.
fn has_hard_words(kind: &BlockKind) -> bool {
    match kind {
        BlockKind::Question(question) => question.easy_read.is_none(),
        BlockKind::Image(_)
        | BlockKind::Support(_)
        | BlockKind::Audio(_)
        | BlockKind::Video(_)
        | BlockKind::Download(_) => false,
        _ => true,
    }
}
