//! Every sentence that the player itself says, in each language in which there is a file of them.
//!
//! `packager/words/<tag>.ftl` holds them in Fluent; the head of the English one says how they are named. No sentence
//! stands anywhere else. They become flat tables, by which templates, views and the script find them: `{name}` stands
//! for a value that is put in, and a key that ends in `.one` or another category is chosen by number.

mod fluent;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Index;
use std::sync::OnceLock;

use crate::markup::{direction, marks};

/// A table of sentences by key.
pub(crate) type Table = BTreeMap<&'static str, &'static str>;

/// What a name begins with when the sentence is for the script.
const SCRIPT: &str = "script-";
/// What a name begins with when the sentence is for the script that checks a learning system.
const ACCEPT: &str = "accept-";
/// What a key ends with when the sentence is for a part that measures.
const MEASURING: &str = ".measuring";

/// The plural categories of CLDR.
const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// The languages, and whether the words of each are a draft that no native speaker has read. The first speaks wherever
/// the language of a course has no words.
const SPOKEN: [Spoken; 3] = [
    Spoken { language: "en-GB", draft: false },
    Spoken { language: "cy", draft: true },
    Spoken { language: "ar", draft: true },
];

/// The file of each language, in the same order.
const FILES: [&str; SPOKEN.len()] =
    [include_str!("../words/en-GB.ftl"), include_str!("../words/cy.ftl"), include_str!("../words/ar.ftl")];

/// A language in which the player has words of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spoken {
    /// BCP 47 tag; it serves all tags of the same language.
    pub language: &'static str,
    /// Whether no native speaker has read the words yet.
    pub draft: bool,
}

/// Every language in which the player has words of its own; the first speaks wherever a course's language has none.
#[must_use]
pub fn spoken() -> &'static [Spoken] {
    &SPOKEN
}

/// The sentences of one language.
pub(crate) struct Words {
    /// BCP 47 tag of the language.
    pub(crate) language: &'static str,
    /// Whether no native speaker has read them yet.
    pub(crate) draft: bool,
    page: Table,
    player: Table,
    measuring: Table,
    accept: Table,
}

impl Words {
    /// The sentences for a course in this language: those of the very tag, else those of the same language elsewhere,
    /// else the English ones. Which was chosen, [`Words::language`] says.
    pub(crate) fn of(language: &str) -> &'static Self {
        let same = |own: &Spoken| own.language.eq_ignore_ascii_case(language);
        let kin = |own: &Spoken| primary(own.language).eq_ignore_ascii_case(primary(language));
        let at = SPOKEN.iter().position(same).or_else(|| SPOKEN.iter().position(kin)).unwrap_or(0);
        // Most programs speak one language, and need not read the others.
        WORDS[at].get_or_init(|| sorted(SPOKEN[at], read(at)))
    }

    /// Whether they are in this language, wherever it is spoken.
    pub(crate) fn are_in(&self, language: &str) -> bool {
        primary(self.language).eq_ignore_ascii_case(primary(language))
    }

    /// The attributes that mark these words in a document of this language; empty where it is theirs.
    pub(crate) fn marks(&self, language: &str) -> String {
        if self.are_in(language) { String::new() } else { marks(self.language) }
    }

    /// Sentences that the script needs later: `strings.ts` reads them by these keys.
    pub(crate) fn player(&self) -> &Table {
        &self.player
    }

    /// The names of the months, by the keys that pages have them under: the script writes dates with them.
    pub(crate) fn months(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.page.range("month.".."month/").map(|(key, name)| (*key, *name))
    }

    /// The same for a part that measures: it is begun and handed in, and neither taken nor passed.
    pub(crate) fn player_measuring(&self) -> Table {
        self.player.iter().chain(&self.measuring).map(|(key, sentence)| (*key, *sentence)).collect()
    }

    /// What the script says that checks a learning system: which language it is, which way it runs, and its sentences.
    pub(crate) fn accept(&self) -> Table {
        let own = [("language", self.language), ("direction", direction(self.language))];
        self.accept.iter().map(|(key, sentence)| (*key, *sentence)).chain(own).collect()
    }

    /// A sentence that templates and views put into the document; `None` when nothing has this key.
    pub(crate) fn get(&self, key: &str) -> Option<&'static str> {
        self.page.get(key).copied()
    }

    /// What the document may say without a value of the course in it.
    pub(crate) fn whole(&self) -> BTreeSet<String> {
        self.page.values().filter(|said| !said.contains('{')).map(|said| (*said).to_owned()).collect()
    }

    /// The sentence of the document that goes with this number, with the number as `n` in it.
    pub(crate) fn counted(&self, key: &str, n: usize) -> String {
        let sentence = self.get(&format!("{key}.{}", category(self.language, n)));
        fill(sentence.unwrap_or_else(|| self[format!("{key}.other").as_str()]), &[("n", &n.to_string())])
    }
}

impl Index<&str> for Words {
    type Output = &'static str;

    fn index(&self, key: &str) -> &Self::Output {
        self.page.get(key).unwrap_or_else(|| panic!("no sentence of {} is called `{key}`", self.language))
    }
}

/// Puts values into a sentence: `{n}` becomes the value that is called `n`. What a value says is not looked at again.
pub(crate) fn fill(sentence: &str, values: &[(&str, &str)]) -> String {
    let mut told = String::with_capacity(sentence.len());
    let mut rest = sentence;
    while let Some((before, after)) = rest.split_once('{') {
        told.push_str(before);
        let named = after.split_once('}').and_then(|(name, after)| {
            values.iter().find(|(known, _)| *known == name).map(|(_, value)| (value, after))
        });
        rest = if let Some((value, after)) = named {
            told.push_str(value);
            after
        } else {
            // A forgotten value is seen.
            told.push('{');
            after
        };
    }
    told + rest
}

/// The plural category of a whole number in a language, as the rules of CLDR have it and as `Intl.PluralRules` chooses
/// in the script: `packager/words/vectors.json` holds the two together. A language that gets a file gets an arm here.
fn category(language: &str, n: usize) -> &'static str {
    match (primary(language), n) {
        ("cy" | "ar", 0) => "zero",
        (_, 1) => "one",
        ("cy" | "ar", 2) => "two",
        ("cy", 3) => "few",
        ("cy", 6) => "many",
        ("ar", _) => match n % 100 {
            3..=10 => "few",
            11..=99 => "many",
            _ => "other",
        },
        _ => "other",
    }
}

/// The language itself, without where it is spoken or how it is written.
fn primary(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}

/// A file as keys and sentences.
type Flat = BTreeMap<String, String>;

/// Each file that was read.
static FLAT: [OnceLock<Flat>; SPOKEN.len()] = [const { OnceLock::new() }; SPOKEN.len()];
/// The sentences of each language that was asked for.
static WORDS: [OnceLock<Words>; SPOKEN.len()] = [const { OnceLock::new() }; SPOKEN.len()];

/// The file of a language, by its place in [`SPOKEN`].
fn read(at: usize) -> &'static Flat {
    let language = SPOKEN[at].language;
    FLAT[at].get_or_init(|| {
        let read = fluent::flat(FILES[at], direction(language) == "rtl");
        read.unwrap_or_else(|fault| panic!("{language}.ftl was read by its test: {fault}"))
    })
}

/// The sentences of a file, each in the table of whoever says it.
fn sorted(own: Spoken, sentences: &'static Flat) -> Words {
    let Spoken { language, draft } = own;
    let (page, player, measuring, accept) = (Table::new(), Table::new(), Table::new(), Table::new());
    let mut words = Words { language, draft, page, player, measuring, accept };
    for (key, sentence) in sentences {
        if let Some(own) = key.strip_prefix(ACCEPT) {
            words.accept.insert(own, sentence);
            continue;
        }
        match key.strip_prefix(SCRIPT) {
            None => words.page.insert(key, sentence),
            Some(own) if own.contains(MEASURING) => {
                // `attempts_left.measuring.one` is said where `attempts_left.one` would be.
                let usual = sentences.get_key_value(&key.replacen(MEASURING, "", 1));
                let (usual, _) = usual.unwrap_or_else(|| panic!("{language}: `{key}` stands for nothing"));
                words.measuring.insert(&usual[SCRIPT.len()..], sentence)
            }
            Some(own) => words.player.insert(own, sentence),
        };
    }
    words
}

#[cfg(test)]
mod tests;
