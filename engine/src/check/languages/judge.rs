//! Judges one unit that came back: what it was made from, where it belongs, and whether what stands there stays.

use std::collections::{BTreeMap, BTreeSet};

use super::pieces::{Piece, Pieces, joined};
use super::take::Returned;
use super::units::{Ground, matched};
use super::weave::{Fault, fault, woven};
use crate::raw::RawSaid;
use crate::vary;

/// What is to become of a unit.
pub(super) enum Fate {
    /// An entry of the file says this.
    Set {
        entry: usize,
        say: String,
        was: Option<String>,
        /// The hash of the words that were delivered, if it was they.
        delivered: Option<String>,
        new: bool,
        /// Whether an earlier delivery's words stood there.
        again: bool,
    },
    Same,
    Empty,
    Kept(Fault),
}

/// A unit that is judged.
pub(super) struct One<'a> {
    pub(super) ground: &'a Ground,
    pub(super) unit: &'a Returned,
    /// Whether the file's words go over what was changed here.
    pub(super) replace: bool,
    /// Entries that an earlier unit has taken.
    pub(super) used: &'a BTreeSet<usize>,
    /// The course's words by their keys.
    pub(super) current: &'a BTreeMap<String, &'a str>,
    /// The course's words, if it still has a text of this key.
    pub(super) words: Option<&'a str>,
}

impl One<'_> {
    /// What is to become of it.
    pub(super) fn fate(&self) -> Result<Fate, Fault> {
        let unit = self.unit;
        if let Some((why, help)) = &unit.fault {
            return Err(fault(why, help));
        }
        let words = self.source_words()?;
        let source = Pieces::of(words);
        if shape(&source.pieces, is_blank) != shape(&unit.source, is_blank) {
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
        let target = unwrapped(&source, &unit.target);
        if let Some(sign) = turning(&target) {
            let why = format!("it holds U+{:04X}, which turns letters about", u32::from(sign));
            return Err(fault(&why, "type these words anew, without that sign"));
        }
        // A blank at which no line may break is another text: it is what some corrections are about.
        if !said.is_empty() && shape(&now, is_xml_blank) == shape(&target, is_xml_blank) {
            // Somebody has looked at older words, and they hold.
            let holds = own.was.is_some() && !older && unit.done == Some(true);
            return Ok(match holds {
                true => {
                    let delivered = own.delivered.clone();
                    Fate::Set { entry, say: own.say.clone(), was: None, delivered, new: false, again: false }
                }
                false => Fate::Same,
            });
        }
        let untranslated =
            unit.done != Some(true) && shape(&target, is_blank) == shape(&source.pieces, is_blank);
        if said.is_empty() && untranslated && unit.done == Some(false) {
            return Ok(Fate::Empty);
        }
        let codes = if said.is_empty() { source.codes.clone() } else { codes };
        if !said.is_empty() && self.is_old(&joined(&codes, &target), &said) {
            let why = "it was changed here since it was sent, and not in the file";
            let help = "nothing to do; to have the older words back, write them into `say`";
            return Ok(Fate::Kept(fault(why, help)));
        }
        let say = woven(&source, &codes, &target)?;
        if let Some(kept) = self.kept(own, &said, older) {
            return Ok(Fate::Kept(kept));
        }
        let was = older.then(|| unit.key.clone());
        let delivered = Some(vary::hash(&vary::words(&say)));
        let again =
            !said.is_empty() && is_delivered(own) && self.unit.said.as_deref() != own.delivered.as_deref();
        Ok(Fate::Set { entry, say, was, delivered, new: said.is_empty(), again })
    }

    /// The words that the unit was made from.
    fn source_words(&self) -> Result<&str, Fault> {
        let sent = self.unit.words.as_deref();
        if let Some(now) = self.words {
            return match sent {
                // A tool may write the line ends of an attribute as blanks.
                Some(sent) if !sent.split_whitespace().eq(now.split_whitespace()) => {
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
        let mut here =
            (0..said.len()).filter(|at| self.current.contains_key(&said[*at].of) && !self.used.contains(at));
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

    /// Whether a target says what was said here when the file was sent, and is said no more.
    fn is_old(&self, target: &str, said: &str) -> bool {
        let sent = self.unit.said.as_deref();
        sent == Some(&vary::hash(&vary::words(target))) && sent != Some(&vary::hash(said))
    }

    /// Why what is said here stays, if it does.
    fn kept(&self, own: &RawSaid, said: &str, older: bool) -> Option<Fault> {
        if said.is_empty() {
            return None;
        }
        if older && own.was.as_deref() != Some(&self.unit.key) {
            let why = "the course has other words here now, and they are translated already";
            return Some(fault(why, "nothing to do, unless those should say something else"));
        }
        if self.replace || is_delivered(own) || self.unit.said.as_deref() == Some(&vary::hash(said)) {
            return None;
        }
        let why = "it was changed here since it was sent, and in the file as well";
        Some(fault(why, "compare both; `--replace` takes the file's words"))
    }
}

/// Whether what is said is what an import wrote, and nobody has changed since.
pub(super) fn is_delivered(own: &RawSaid) -> bool {
    own.delivered.as_deref() == Some(&vary::hash(&vary::words(&own.say)))
}

fn unknown() -> Fault {
    let help = "if the text is gone from the course, leave the unit out; an id stays as it was sent";
    fault("nothing in the course is called so", help)
}

/// Pieces without what tools may change: how blanks and line ends are written, and those around it all.
fn shape(pieces: &[Piece], blank: fn(char) -> bool) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    for piece in pieces {
        match (piece, out.last_mut()) {
            (Piece::Text(more), Some(Piece::Text(words))) => words.push_str(more),
            _ => out.push(piece.clone()),
        }
    }
    let one = |text: &str| {
        let inner: Vec<&str> = text.split(blank).filter(|word| !word.is_empty()).collect();
        let (before, behind) = (text.starts_with(blank), text.ends_with(blank));
        format!("{}{}{}", if before { " " } else { "" }, inner.join(" "), if behind { " " } else { "" })
    };
    for piece in &mut out {
        if let Piece::Text(words) = piece {
            *words = one(&crate::text::normal(words));
        }
    }
    if let Some(Piece::Text(words)) = out.first_mut() {
        *words = words.trim_start_matches(' ').to_owned();
    }
    if let Some(Piece::Text(words)) = out.last_mut() {
        words.truncate(words.trim_end_matches(' ').len());
    }
    out.retain(|piece| !matches!(piece, Piece::Text(words) if words.is_empty()));
    out
}

fn is_blank(sign: char) -> bool {
    sign.is_whitespace()
}

/// What XML calls a blank.
fn is_xml_blank(sign: char) -> bool {
    matches!(sign, ' ' | '\t' | '\n' | '\r')
}

/// A translation without line ends that a tool put between its words, where the source has none between its own.
fn unwrapped(source: &Pieces, target: &[Piece]) -> Vec<Piece> {
    let lines = |piece: &Piece| matches!(piece, Piece::Text(words) if words.contains(['\n', '\r']));
    if source.pieces.iter().any(lines) {
        return target.to_vec();
    }
    let one_line = |piece: &Piece| match piece {
        Piece::Text(words) if lines(piece) => {
            let mut out = String::with_capacity(words.len());
            for line in words.split(['\n', '\r']).map(|line| line.trim_matches(is_xml_blank)) {
                if !out.is_empty() && !line.is_empty() && !out.ends_with(' ') {
                    out.push(' ');
                }
                out.push_str(line);
            }
            let (before, behind) = (words.starts_with(is_xml_blank), words.ends_with(is_xml_blank));
            let whole = !out.is_empty();
            let (before, behind) = (before.then_some(" "), (behind && whole).then_some(" "));
            Piece::Text(format!("{}{out}{}", before.unwrap_or_default(), behind.unwrap_or_default()))
        }
        other => other.clone(),
    };
    target.iter().map(one_line).collect()
}

/// A sign that turns the letters behind it about, whatever language they are of.
fn turning(pieces: &[Piece]) -> Option<char> {
    pieces.iter().find_map(|piece| match piece {
        Piece::Text(words) => words.chars().find(|sign| matches!(sign, '\u{202d}' | '\u{202e}')),
        _ => None,
    })
}

fn is_empty(pieces: &[Piece]) -> bool {
    !pieces.iter().any(|piece| matches!(piece, Piece::Text(words) if !words.trim().is_empty()))
        && !pieces.iter().any(|piece| matches!(piece, Piece::Lone(_)))
}
