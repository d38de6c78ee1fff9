//! The Easy Read version of a page, and the easy words of a module and of a question. None can hold an answer, a slot or a
//! key of its own: they name blocks and options of the page, and say other words.

use super::{Image, Markup, Page};
use crate::id::OptionId;

/// A page in Easy Read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EasyRead {
    /// The page's heading in easy words; `None` where it stays as it is.
    pub title: Option<String>,
    /// What stands there, in order; blocks of the page in the order in which they stand on it.
    pub blocks: Vec<EasyBlock>,
}

/// What a module itself says, in easy words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EasyModule {
    /// What the learner sees in place of its title.
    pub title: String,
    /// Its summary, idea by idea; empty of a module that has none.
    pub summary: Vec<Markup>,
}

/// A piece of a page in Easy Read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EasyBlock {
    /// A heading.
    Heading(String),
    /// One idea, and a picture beside it where the author gave one.
    Say {
        /// The idea.
        text: Markup,
        /// Its picture.
        image: Option<Image>,
    },
    /// The block of the page at this place of [`Page::blocks`].
    Same(usize),
}

/// A question in easy words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EasyWording {
    /// What is asked.
    pub ask: Markup,
    /// Every option of the question, in its order; empty of a kind that has none.
    pub options: Vec<EasyOption>,
    /// Said once the question is done.
    pub because: Option<Markup>,
}

/// An option in easy words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EasyOption {
    /// The option, as the question calls it.
    pub id: OptionId,
    /// What the learner reads.
    pub text: Markup,
    /// Why it is right or wrong.
    pub because: Markup,
}

impl EasyRead {
    /// The pictures of it.
    pub fn images(&self) -> impl Iterator<Item = &Image> {
        self.blocks.iter().filter_map(|block| match block {
            EasyBlock::Say { image, .. } => image.as_ref(),
            EasyBlock::Heading(_) | EasyBlock::Same(_) => None,
        })
    }

    /// The places of the page's own blocks that stand in it too.
    pub fn same(&self) -> impl Iterator<Item = usize> {
        self.blocks.iter().filter_map(|block| match block {
            EasyBlock::Same(at) => Some(*at),
            EasyBlock::Heading(_) | EasyBlock::Say { .. } => None,
        })
    }
}

impl Page {
    /// The page in Easy Read alone: of its own blocks those that stand there too. `None` of one that has no such version.
    #[must_use]
    pub fn easy_only(&self) -> Option<Self> {
        let mut own = self.clone();
        let easy = own.easy_read.as_mut()?;
        let kept: Vec<usize> = easy.same().collect();
        for block in &mut easy.blocks {
            if let EasyBlock::Same(at) = block {
                *at = kept.iter().position(|one| one == at).unwrap_or_default();
            }
        }
        own.blocks = kept.iter().filter_map(|at| self.blocks.get(*at).cloned()).collect();
        Some(own)
    }
}
