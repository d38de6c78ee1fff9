//! Takes in what translators have made of a course's texts: each unit by itself, and never over what somebody has
//! written here meanwhile.
//!
//! A unit is held against the words that it was made from, by their hash in its key; its codes against those of its
//! source; what results against the rules of the course, as any translation is. What fails is left out and named.

use std::collections::{BTreeMap, BTreeSet};

use super::export::export;
use super::judge::{Fate, One};
use super::pieces::Piece;
use super::units::Ground;
use super::weave::{Fault, fault};
use super::{FOLDER, check as check_languages};
use crate::check::context::Context;
use crate::check::{Given, Input, Options, course, display};
use crate::diagnostic::{Checked, Place, Severity};
use crate::read::tree::{Element, Node, Tree};
use crate::source::Span;
use crate::vary::{self, field, literal};

/// A unit as it came back.
#[derive(Clone, Debug, Default)]
pub struct Returned {
    /// The key under which it was sent.
    pub key: String,
    /// The line of the file on which it begins, from 1.
    pub line: u32,
    /// The words that it was made from, with their signs, as they were sent along; `None` where they were lost.
    pub words: Option<String>,
    /// The source in pieces, as it stands there now.
    pub source: Vec<Piece>,
    /// The translation in pieces; empty, there is none.
    pub target: Vec<Piece>,
    /// The digits of what was said here when the file was sent; `None`, nothing was.
    pub said: Option<String>,
    /// Whether the file calls it done or not; `None`, it says nothing of it.
    pub done: Option<bool>,
    /// What is wrong with its form, and the remedy: such a unit is refused.
    pub fault: Option<(String, String)>,
}

/// What became of a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Its line in the file.
    pub line: u32,
    /// Its key.
    pub key: String,
    /// What became of it and why.
    pub why: String,
    /// What to do.
    pub help: String,
}

/// What was taken in.
#[derive(Debug, Default)]
pub struct Taken {
    /// The language's file with it; `None`: nothing has changed.
    pub text: Option<String>,
    /// Units that were not translated before.
    pub new: usize,
    /// Units whose translation is another now.
    pub changed: usize,
    /// Of these, units whose words went over those of an earlier delivery.
    pub again: usize,
    /// Units that say what is said here already.
    pub same: usize,
    /// Units that are not translated yet.
    pub empty: usize,
    /// Units that were taken in, of words which the course has changed since: they are kept, and not shown.
    pub stale: Vec<Told>,
    /// Units in whose place stays what is said here.
    pub kept: Vec<Told>,
    /// Units that were not taken in.
    pub refused: Vec<Told>,
}

/// Takes units in; `None`, with the faults, while course or file is at fault. With `replace` they go over what somebody
/// has changed here since they were sent.
pub(in crate::check) fn take(
    input: &Input,
    language: &str,
    returned: &[Returned],
    replace: bool,
) -> Checked<Taken> {
    let ground = match Ground::of(input, language) {
        Ok(ground) => ground,
        Err(diagnostics) => return Checked { value: None, diagnostics },
    };
    let mut refused: BTreeMap<usize, Fault> = BTreeMap::new();
    loop {
        let round = Round::of(&ground, returned, replace, &refused);
        let text = round.text(&ground, language);
        let new = text.as_ref().map(|text| at_fault(&ground, language, text, &round)).unwrap_or_default();
        if new.is_empty() {
            return Checked { value: Some(round.told(returned, text)), diagnostics: Vec::new() };
        }
        // Each round refuses at least one unit more, so the rounds end.
        refused = round.refused;
        refused.extend(new);
    }
}

/// What becomes of each unit, given those that are refused already.
struct Round {
    fates: BTreeMap<usize, Fate>,
    refused: BTreeMap<usize, Fault>,
}

impl Round {
    fn of(ground: &Ground, returned: &[Returned], replace: bool, refused: &BTreeMap<usize, Fault>) -> Self {
        let mut round = Self { fates: BTreeMap::new(), refused: refused.clone() };
        let current: BTreeMap<String, &str> =
            ground.texts.texts.iter().map(|text| (text.key(), text.words.as_str())).collect();
        let (mut seen, mut used) = (BTreeSet::new(), BTreeSet::new());
        // What is of the course's present words goes before what is of older ones.
        let (now, older): (Vec<_>, Vec<_>) =
            returned.iter().enumerate().partition(|(_, unit)| current.contains_key(&unit.key));
        for (number, unit) in now.into_iter().chain(older) {
            if !seen.insert(&unit.key) {
                let help = "leave one of them in the file; of two, the first is read";
                round.refused.insert(number, fault("the unit comes twice", help));
            }
            if round.refused.contains_key(&number) {
                continue;
            }
            let one = One {
                ground,
                unit,
                replace,
                used: &used,
                words: current.get(&unit.key).copied(),
                current: &current,
            };
            match one.fate() {
                Ok(fate) => {
                    if let Fate::Set { entry, .. } = &fate {
                        used.insert(*entry);
                    }
                    round.fates.insert(number, fate);
                }
                Err(why) => drop(round.refused.insert(number, why)),
            }
        }
        round
    }

    /// The language's file with what was taken; `None` where nothing was.
    fn text(&self, ground: &Ground, language: &str) -> Option<String> {
        let tree = Tree::of(&ground.text);
        let list = tree.root.as_ref().and_then(|root| field(&ground.text, root, "texts"));
        let entries = list.map(Node::elements).unwrap_or_default();
        let mut edits: Vec<(Span, String)> = Vec::new();
        for fate in self.fates.values() {
            if let Fate::Set { entry, say, was, delivered, .. } = fate {
                let field = |name: &str, text: &Option<String>| {
                    text.as_ref().map(|text| format!(", {name}: {}", literal(text))).unwrap_or_default()
                };
                let marks = field("was", was) + &field("delivered", delivered);
                edits.push((said_span(&ground.text, &entries[*entry]), format!("{}{marks}", laid_out(say))));
            }
        }
        if edits.is_empty() {
            return None;
        }
        edits.sort_by_key(|(span, _)| span.start);
        let (mut text, mut done) = (String::new(), 0);
        for (span, words) in edits {
            text.push_str(&ground.text[done..span.start]);
            text.push_str(&words);
            done = span.end;
        }
        text.push_str(&ground.text[done..]);
        // Laid out again, and told where older words stand.
        let input = with(ground, language, text);
        let options = Options::default();
        let mut context = Context::new(&input, &options);
        let own = course::check(&mut context);
        export(context, own, language).value
    }

    fn told(self, returned: &[Returned], text: Option<String>) -> Taken {
        let mut taken = Taken { text, ..Taken::default() };
        let tell = |number: usize, Fault { why, help }: Fault| {
            let unit = &returned[number];
            Told { line: unit.line, key: unit.key.clone(), why, help }
        };
        for (number, fate) in self.fates {
            match fate {
                Fate::Set { was, new, again, .. } => {
                    taken.again += usize::from(again);
                    *(if new { &mut taken.new } else { &mut taken.changed }) += 1;
                    if was.is_some() {
                        let why = "the course's words have changed since it was sent";
                        let help = "kept and not shown: mend `say` so that it fits, and take `was` away";
                        taken.stale.push(tell(number, fault(why, help)));
                    }
                }
                Fate::Same => taken.same += 1,
                Fate::Empty => taken.empty += 1,
                Fate::Kept(why) => taken.kept.push(tell(number, why)),
            }
        }
        taken.refused = self.refused.into_iter().map(|(number, why)| tell(number, why)).collect();
        taken
    }
}

/// Words as they are written in a language's file: several lines are indented, as long as that does not change them.
fn laid_out(say: &str) -> String {
    let indented =
        say.lines().map(|line| if line.is_empty() { String::new() } else { format!("            {line}") });
    let text = format!("\n{}\n        ", indented.collect::<Vec<_>>().join("\n"));
    match say.contains('\n') && vary::words(&text) == say {
        // `literal` begins the first line itself.
        true => literal(&text[1..]),
        false => literal(say),
    }
}

/// From `say` to the end of the last mark behind it, if there is one.
fn said_span(text: &str, entry: &Element) -> Span {
    let value = |name: &str| field(text, &entry.value, name).map(|node| node.span.clone());
    let say = value("say").expect("an entry that was exported has it");
    let last = value("delivered").or_else(|| value("was"));
    say.start..last.map_or(say.end, |mark| mark.end)
}

fn with(ground: &Ground, language: &str, text: String) -> Input {
    let mut input = ground.input.clone();
    input.files.insert(format!("{FOLDER}{language}.ron"), Given::Bytes(text.into_bytes()));
    input
}

/// Units whose words break a rule, by their number: the course was checked with them.
fn at_fault(ground: &Ground, language: &str, text: &str, round: &Round) -> BTreeMap<usize, Fault> {
    let input = with(ground, language, text.to_owned());
    let options = Options::default();
    let mut context = Context::new(&input, &options);
    let own = course::check(&mut context);
    let found = check_languages(context, own).diagnostics;
    let name = display(&input.folder, &format!("{FOLDER}{language}.ron"));
    let tree = Tree::of(text);
    let list = tree.root.as_ref().and_then(|root| field(text, root, "texts"));
    let entries = list.map(Node::elements).unwrap_or_default();
    let mut by_key: BTreeMap<&str, usize> = BTreeMap::new();
    for (number, fate) in &round.fates {
        if let Fate::Set { entry, .. } = fate {
            by_key.insert(&ground.read.raw.texts[*entry].of, *number);
        }
    }
    let mut out = BTreeMap::new();
    for one in found.into_iter().filter(|one| one.severity == Severity::Error && one.at.file == name) {
        let Place::Bytes(place) = &one.at.place else { continue };
        let at = entries.iter().find(|entry| entry.span.start <= place.start && place.end <= entry.span.end);
        let key = at.and_then(|entry| vary::text_of(text, &entry.value, "of"));
        if let Some(number) = key.and_then(|key| by_key.get(key.as_str()).copied()) {
            let help = one.help.clone().unwrap_or_else(|| format!("`bona explain {}` says why", one.rule));
            out.entry(number).or_insert_with(|| fault(&one.message, &help));
        }
    }
    out
}
