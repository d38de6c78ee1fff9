//! A comment on a thing of a course: what a reviewer said, of which words, in which capacity; never who said it.

use sha2::{Digest as _, Sha256};

use super::Anchor;
use crate::canon::hex;

/// What a reviewer said of a thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// What tells it from all others: twelve lower-case hex digits.
    pub id: String,
    /// The key of the thing, see [`super::Thing::key`].
    pub of: String,
    /// The day on which it was made, `2026-11-23`.
    pub on: String,
    /// In which capacity.
    pub by: Capacity,
    /// What kind of comment it is.
    pub kind: Remark,
    /// What was said; of [`Remark::Words`] the words that are suggested.
    pub says: String,
    /// The words of the thing that were marked, where some were.
    pub marked: Option<String>,
    /// The words of the thing as they were.
    pub stood: String,
    /// The hash of these words: 64 hex digits, or as many of its first as came back, 8 at least.
    pub text: String,
    /// The keys of what held the thing, from the nearest on.
    pub above: Vec<String>,
    /// How many things of the course had the same words.
    pub alike: usize,
    /// The place whose variant was read.
    pub variant: Option<String>,
    /// The language that was read, where it is not the course's own.
    pub language: Option<String>,
    /// What was done; `None` while it is open.
    pub done: Option<String>,
}

/// In which capacity somebody comments. No comment holds a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Capacity {
    /// Somebody whose life the text is about.
    LivedExperience,
    /// A clinician.
    Clinical,
    /// Somebody who tests with assistive technology.
    Accessibility,
    /// Somebody who uses Easy Read.
    EasyRead,
    /// A lawyer.
    Legal,
    /// Somebody who teaches or edits.
    Editor,
    /// They did not say.
    Unsaid,
}

impl Capacity {
    /// Every capacity, in the order in which reviewers are asked.
    pub const ALL: [Self; 7] = [
        Self::LivedExperience,
        Self::Clinical,
        Self::Accessibility,
        Self::EasyRead,
        Self::Legal,
        Self::Editor,
        Self::Unsaid,
    ];

    /// The word that authors write, `LivedExperience`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::LivedExperience => "LivedExperience",
            Self::Clinical => "Clinical",
            Self::Accessibility => "Accessibility",
            Self::EasyRead => "EasyRead",
            Self::Legal => "Legal",
            Self::Editor => "Editor",
            Self::Unsaid => "Unsaid",
        }
    }

    /// What a reviewer reads.
    #[must_use]
    pub fn says(self) -> &'static str {
        match self {
            Self::LivedExperience => "lived experience: the text is about lives like mine",
            Self::Clinical => "clinical or care practice",
            Self::Accessibility => "accessibility: I tested it with assistive technology",
            Self::EasyRead => "Easy Read: I use it myself",
            Self::Legal => "law",
            Self::Editor => "teaching or editing",
            Self::Unsaid => "I would rather not say",
        }
    }

    /// The capacity of a word.
    #[must_use]
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.word() == word)
    }
}

/// What kind of comment it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remark {
    /// Something is wrong.
    Wrong,
    /// It hurts, or could hurt somebody.
    Hurts,
    /// It is not clear.
    Unclear,
    /// Other words are suggested.
    Words,
    /// It is good, and should stay.
    Good,
    /// Anything else.
    Note,
}

impl Remark {
    /// Every kind, in the order in which reviewers are asked.
    pub const ALL: [Self; 6] = [Self::Note, Self::Wrong, Self::Hurts, Self::Unclear, Self::Words, Self::Good];

    /// The word that authors write, `Hurts`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Wrong => "Wrong",
            Self::Hurts => "Hurts",
            Self::Unclear => "Unclear",
            Self::Words => "Words",
            Self::Good => "Good",
            Self::Note => "Note",
        }
    }

    /// What a reviewer reads.
    #[must_use]
    pub fn says(self) -> &'static str {
        match self {
            Self::Wrong => "This is wrong",
            Self::Hurts => "This hurts, or could hurt somebody",
            Self::Unclear => "This is not clear",
            Self::Words => "Other words, which I write below",
            Self::Good => "This is good: keep it",
            Self::Note => "A comment",
        }
    }

    /// The kind of a word.
    #[must_use]
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.word() == word)
    }
}

impl Comment {
    /// What finds the thing again.
    #[must_use]
    pub fn anchor(&self) -> Anchor<'_> {
        Anchor { of: &self.of, text: &self.text, above: &self.above, alike: self.alike }
    }

    /// The id of a comment, from what it says and from `own`, by which the file that it came in tells it from others:
    /// so the same file yields the same ids however often it is read.
    #[must_use]
    pub fn id(&self, own: &str) -> String {
        let parts = [
            own,
            &self.of,
            &self.text,
            &self.on,
            self.by.word(),
            self.kind.word(),
            &self.says,
            self.marked.as_deref().unwrap_or_default(),
            self.variant.as_deref().unwrap_or_default(),
            self.language.as_deref().unwrap_or_default(),
        ];
        let mut hash = Sha256::new();
        for part in parts {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part.as_bytes());
        }
        hex(&hash.finalize()[..6])
    }
}
