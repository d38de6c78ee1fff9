//! Takes in what translators have made of a course's texts: each unit by itself, and never over what somebody has
//! written here meanwhile.
//!
//! A unit is held against the words that it was made from, by their hash in its key; its codes against those of its
//! source; what results against the rules of the course, as any translation is. What fails is left out and named.

use std::collections::{BTreeMap, BTreeSet};

use super::export::export;
use super::pieces::{Piece, Pieces, joined};
use super::units::{Ground, matched};
use super::weave::{Fault, fault, woven};
use super::{FOLDER, check as check_languages};
use crate::check::context::Context;
use crate::check::{Given, Input, Options, course, display};
use crate::diagnostic::{Checked, Place, Severity};
use crate::raw::RawSaid;
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

/// What is to become of a unit.
enum Fate {
    /// An entry of the file says this.
    Set {
        entry: usize,
        say: String,
        was: Option<String>,
        new: bool,
    },
    Same,
    Empty,
    Kept(Fault),
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
                let help = "leave one of them in the file";
                round.refused.insert(number, fault("the unit comes twice", help));
            }
            if round.refused.contains_key(&number) {
                continue;
            }
            let one = One { ground, unit, replace, used: &used, words: current.get(&unit.key).copied() };
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
            if let Fate::Set { entry, say, was, .. } = fate {
                let was = was.as_ref().map(|was| format!(", was: {}", literal(was))).unwrap_or_default();
                edits.push((said_span(&ground.text, &entries[*entry]), format!("{}{was}", laid_out(say))));
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
                Fate::Set { was, new, .. } => {
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

/// A unit that is judged.
struct One<'a> {
    ground: &'a Ground,
    unit: &'a Returned,
    replace: bool,
    /// Entries that an earlier unit has taken.
    used: &'a BTreeSet<usize>,
    /// The course's words, if it still has a text of this key.
    words: Option<&'a str>,
}

impl One<'_> {
    fn fate(&self) -> Result<Fate, Fault> {
        let unit = self.unit;
        if let Some((why, help)) = &unit.fault {
            return Err(fault(why, help));
        }
        let words = self.source_words()?;
        let source = Pieces::of(words);
        if shape(&source.pieces) != shape(&unit.source) {
            let help =
                "translate into the target alone; export again, and put the translation into that file";
            return Err(fault("the source text was changed in the file", help));
        }
        if is_empty(&unit.target) {
            return match unit.done {
                Some(true) => {
                    let help = "write the translation, or take the state `translated` away";
                    Err(fault("it is called translated, and its target is empty", help))
                }
                _ => Ok(Fate::Empty),
            };
        }
        let (entry, older) = self.entry()?;
        let own = &self.ground.read.raw.texts[entry];
        let said = vary::words(&own.say);
        let (codes, now) = matched(&source, &said);
        if !said.is_empty() && shape(&now) == shape(&unit.target) {
            // Somebody has looked at older words, and they hold.
            let holds = own.was.is_some() && !older && unit.done == Some(true);
            return Ok(match holds {
                true => Fate::Set { entry, say: own.say.clone(), was: None, new: false },
                false => Fate::Same,
            });
        }
        let untranslated = unit.done != Some(true) && shape(&unit.target) == shape(&source.pieces);
        if said.is_empty() && untranslated && unit.done == Some(false) {
            return Ok(Fate::Empty);
        }
        let codes = if said.is_empty() { source.codes.clone() } else { codes };
        if let Some(kept) = self.kept(own, &said, &joined(&codes, &unit.target), older) {
            return Ok(Fate::Kept(kept));
        }
        let say = woven(&source, &codes, &unit.target)?;
        let was = older.then(|| unit.key.clone());
        Ok(Fate::Set { entry, say, was, new: said.is_empty() })
    }

    /// The words that the unit was made from.
    fn source_words(&self) -> Result<&str, Fault> {
        let sent = self.unit.words.as_deref();
        if let Some(now) = self.words {
            return match sent {
                Some(sent) if sent != now => {
                    let help = "export again, and put the translation into that file";
                    Err(fault("the words that were sent along are not those of its key", help))
                }
                _ => Ok(now),
            };
        }
        let Some((name, hash)) = self.unit.key.rsplit_once('/') else {
            let help = "the id of a unit stays as it was sent: export again, and compare";
            return Err(fault("this is no key of a text", help));
        };
        match sent {
            Some(sent) if vary::hash(sent) == hash => Ok(sent),
            _ if !self.ground.texts.texts.iter().any(|text| text.name == name) => Err(unknown()),
            _ => {
                let help = "the attribute `bona:words` stays as it was sent: export again, and put the \
                            translation into that file";
                Err(fault("the course has changed, and the words that were sent along are lost", help))
            }
        }
    }

    /// Which entry of the file it belongs to, and whether it is of older words than that.
    fn entry(&self) -> Result<(usize, bool), Fault> {
        let key = self.unit.key.as_str();
        let said = &self.ground.read.raw.texts;
        if self.words.is_some()
            && let Some(own) = self.ground.entry(key)
        {
            return Ok((own, false));
        }
        if let Some(own) = said.iter().position(|own| own.was.as_deref() == Some(key)) {
            return Ok((own, true));
        }
        let (name, hash) = key.rsplit_once('/').unwrap_or((key, ""));
        let current: BTreeSet<String> = self.ground.texts.texts.iter().map(crate::vary::Text::key).collect();
        let mut here =
            (0..said.len()).filter(|at| current.contains(&said[*at].of) && !self.used.contains(at));
        let split = |at: &usize| said[*at].of.rsplit_once('/').unwrap_or_default();
        if let Some(moved) = here.clone().find(|at| split(at).1 == hash) {
            return Ok((moved, false));
        }
        // Its own text is gone; one of the same name may stand in its place.
        let empty = |at: &usize| said[*at].say.trim().is_empty();
        let named = |at: &usize| split(at).0 == name;
        let free = here.clone().find(|at| named(at) && empty(at));
        free.or_else(|| here.find(named)).map(|at| (at, true)).ok_or_else(unknown)
    }

    /// Why what is said here stays, if it does.
    fn kept(&self, own: &RawSaid, said: &str, target: &str, older: bool) -> Option<Fault> {
        if said.is_empty() {
            return None;
        }
        if older && own.was.as_deref() != Some(&self.unit.key) {
            let why = "the course has other words here now, and they are translated already";
            return Some(fault(why, "nothing to do, unless those should say something else"));
        }
        let sent = self.unit.said.as_deref();
        if self.replace || sent == Some(&vary::hash(said)) {
            return None;
        }
        if sent == Some(&vary::hash(&vary::words(target))) {
            let why = "it was changed here since it was sent, and not in the file";
            return Some(fault(
                why,
                "nothing to do, unless you want the older words back: `--replace` takes the file's words",
            ));
        }
        let why = "it was changed here since it was sent, and in the file as well";
        Some(fault(why, "compare both; `--replace` takes the file's words"))
    }
}

fn unknown() -> Fault {
    let help = "if the text is gone from the course, leave the unit out; an id stays as it was sent";
    fault("nothing in the course is called so", help)
}

/// Pieces without what tools may change: how blanks and line ends are written.
fn shape(pieces: &[Piece]) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    for piece in pieces {
        match (piece, out.last_mut()) {
            (Piece::Text(more), Some(Piece::Text(words))) => words.push_str(more),
            _ => out.push(piece.clone()),
        }
    }
    let one = |text: &str| {
        let inner = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let (before, behind) = (text.starts_with(char::is_whitespace), text.ends_with(char::is_whitespace));
        format!("{}{inner}{}", if before { " " } else { "" }, if behind { " " } else { "" })
    };
    for piece in &mut out {
        if let Piece::Text(words) = piece {
            *words = one(&crate::text::normal(words));
        }
    }
    out
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

fn is_empty(pieces: &[Piece]) -> bool {
    !pieces.iter().any(|piece| matches!(piece, Piece::Text(words) if !words.trim().is_empty()))
        && !pieces.iter().any(|piece| matches!(piece, Piece::Lone(_)))
}

/// From `say` to the end of `was`, if there is one.
fn said_span(text: &str, entry: &Element) -> Span {
    let value = |name: &str| field(text, &entry.value, name).map(|node| node.span.clone());
    let say = value("say").expect("an entry that was exported has it");
    say.start..value("was").map_or(say.end, |was| was.end)
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
