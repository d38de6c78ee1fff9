//! Pairing by indentation.
//!
//! Lines are those of the text without the insides of texts: what follows a long text on its last line belongs
//! to the line on which the text began. A line that begins with closing brackets ends what was opened on lines
//! that are indented as it is; any other line ends what was opened on lines that are indented as deep or deeper.

use std::collections::{BTreeMap, BTreeSet};

use super::{Piece, closing, mismatch, opening, stray};
use crate::diagnostic::Fix;
use crate::read::tree::lex::{Kind, Token};
use crate::read::tree::{Fault, grave};

/// Pairs brackets; yields the pieces, the faults and the number of lines.
pub(super) fn mend(text: &str, all: &[Token], tokens: &[Token]) -> (Vec<Piece>, Vec<Fault>, usize) {
    let mut offside = Offside { tokens, lines: lines(text, all), ..Offside::default() };
    for line in 0..offside.lines.len() {
        offside.line(line);
    }
    let rest = std::mem::take(&mut offside.open);
    if let Some(last) = tokens.len().checked_sub(1) {
        offside.unclosed(rest.into_iter().rev().collect(), last);
    }
    let lines = offside.lines.len();
    let faults = std::mem::take(&mut offside.faults);
    (offside.pieces(), faults, lines)
}

/// A line: its first piece and how deep it is indented.
#[derive(Clone, Copy)]
struct Line {
    first: usize,
    indent: usize,
}

/// A bracket that is open.
#[derive(Clone, Copy)]
struct Open {
    /// Which piece it is.
    at: usize,
    bracket: char,
    line: usize,
    indent: usize,
}

#[derive(Default)]
struct Offside<'a> {
    /// Pieces that are no trivia.
    tokens: &'a [Token],
    lines: Vec<Line>,
    open: Vec<Open>,
    /// The last line of each indentation that no shallower line followed, shallowest first.
    levels: Vec<usize>,
    /// What is put in before a piece.
    put_in: BTreeMap<usize, Vec<Piece>>,
    taken_out: BTreeSet<usize>,
    /// Brackets that are read as their right kind.
    replaced: BTreeMap<usize, char>,
    /// From a piece to a piece: nothing can be made of these.
    junk: Vec<(usize, usize)>,
    faults: Vec<Fault>,
}

fn lines(text: &str, all: &[Token]) -> Vec<Line> {
    let mut lines = Vec::new();
    let (mut at, mut indent, mut fresh) = (0, 0, true);
    for (place, token) in all.iter().enumerate() {
        let blank = &text[token.span.clone()];
        match token.kind {
            Kind::Blank => {
                if let Some(end) = blank.rfind('\n') {
                    indent = blank[end + 1..].chars().map(|c| if c == '\t' { TAB } else { 1 }).sum();
                    fresh = true;
                }
            }
            Kind::Comment { .. } => {}
            _ => {
                if fresh {
                    let indent = indent + apart(text, &all[place..]);
                    lines.push(Line { first: at, indent });
                    fresh = false;
                }
                at += 1;
            }
        }
    }
    lines
}

/// How much deeper a line is indented that begins with a lone bracket before its indentation.
fn apart(text: &str, tokens: &[Token]) -> usize {
    match tokens {
        [bracket, blank, next, ..]
            if matches!(bracket.kind, Kind::Open(_) | Kind::Close(_))
                && blank.kind == Kind::Blank
                && blank.span.len() > 1
                && !next.kind.is_trivia()
                && !text[blank.span.clone()].contains('\n') =>
        {
            blank.span.len()
        }
        _ => 0,
    }
}

/// Columns of a tab.
const TAB: usize = 4;

impl Offside<'_> {
    fn line(&mut self, line: usize) {
        let Line { first, indent } = self.lines[line];
        let end = self.lines.get(line + 1).map_or(self.tokens.len(), |next| next.first);
        let closes = matches!(self.tokens[first].kind, Kind::Close(_));
        let mut over = Vec::new();
        while let Some(open) = self.open.last().copied() {
            if open.indent < indent || (closes && open.indent == indent) {
                break;
            }
            self.open.pop();
            over.push(open);
        }
        if let Some(before) = first.checked_sub(1) {
            self.unclosed(over, before);
        }
        let mut like = None;
        while let Some(level) = self.levels.last().copied() {
            if self.lines[level].indent < indent {
                break;
            }
            self.levels.pop();
            like = Some(level).filter(|level| self.lines[*level].indent == indent);
        }
        let above = self.levels.last().copied();
        self.levels.push(line);
        let mut partner = None;
        for at in first..end {
            match self.tokens[at].kind {
                Kind::Open(bracket) => self.open.push(Open { at, bracket, line, indent }),
                Kind::Close(bracket) => {
                    let here = Here { at, line, end, indent, closes, like, above };
                    partner = self.close(bracket, here, partner).or(partner);
                }
                _ => {}
            }
        }
    }

    /// A bracket that closes; yields the line on which its partner stands.
    fn close(&mut self, bracket: char, here: Here, partner: Option<usize>) -> Option<usize> {
        let may = |open: &Open| open.line == here.line || (here.closes && open.indent == here.indent);
        let fits = |open: &Open| closing(open.bracket) == bracket;
        let Some(top) = self.open.last().copied().filter(may) else {
            self.opener_lost(bracket, here, partner);
            return None;
        };
        if fits(&top) {
            self.open.pop();
            return Some(top.line);
        }
        if let Some(below) = self.open.iter().rposition(|open| may(open) && fits(open)) {
            let over: Vec<Open> = self.open.drain(below + 1..).rev().collect();
            self.unclosed_before(&over, here.at, bracket);
            return self.open.pop().map(|open| open.line);
        }
        let last = self.lines.get(top.line + 1).map_or(here.at, |next| next.first) - 1;
        if here.closes
            && top.line != here.line
            && matches!(self.tokens[last].kind, Kind::Colon | Kind::Word)
            && last > top.at
        {
            self.open_after(last, bracket, here.at);
            return None;
        }
        let wanted = Kind::Close(closing(top.bracket));
        let span = self.tokens[here.at].span.clone();
        if self.tokens[here.at + 1..here.end].iter().any(|token| token.kind == wanted) {
            self.take_out(here.at, stray(bracket, &span));
            return None;
        }
        let mut found = mismatch(top.bracket, &self.tokens[top.at].span, bracket, &span);
        found.fix = Some(Fix { edits: vec![(span, closing(top.bracket).to_string())], safe: false });
        self.faults.push(found);
        self.replaced.insert(here.at, closing(top.bracket));
        self.open.pop();
        Some(top.line)
    }

    /// A bracket closes, and nothing that it may close is open.
    fn opener_lost(&mut self, bracket: char, here: Here, partner: Option<usize>) {
        let first = self.lines[here.line].first;
        if here.closes && here.at == first {
            let deeper = here.like.or(here.above).map_or(0, |line| self.lines[line + 1].first);
            let start = deeper.max(self.open.last().map_or(0, |open| open.at + 1));
            if start < first {
                self.opener_lost_above(bracket, here, start);
                return;
            }
        }
        let from = if here.closes && here.at != first {
            partner.map(|line| self.lines[line].first)
        } else if here.closes {
            None
        } else {
            Some(first.max(self.open.last().map_or(0, |open| open.at + 1)))
        };
        let odd = from.and_then(|from| {
            let last = partner.filter(|_| here.closes).and_then(|line| self.lines.get(line + 1));
            let end = last.map_or(here.at, |line| line.first.min(here.at));
            self.odd(from, end)
        });
        let span = self.tokens[here.at].span.clone();
        let Some(odd) = odd else {
            let mut found = stray(bracket, &span);
            found.fix = Some(Fix { edits: vec![(span, String::new())], safe: false });
            self.take_out(here.at, found);
            return;
        };
        let message = format!("an opening `{}` is missing", opening(bracket));
        let mut found = grave(self.tokens[odd].span.clone(), message, "in this, or right after it");
        found.also.push((span, "this closes it".to_owned()));
        self.faults.push(found);
        self.junk_from(odd, here.at);
    }

    /// A line that begins with a closing bracket, and deeper lines above it that no bracket holds.
    fn opener_lost_above(&mut self, bracket: char, here: Here, start: usize) {
        let before = start.checked_sub(1).map(|at| self.tokens[at].kind);
        if here.like.is_some() && matches!(before, Some(Kind::Colon | Kind::Word)) {
            self.open_after(start - 1, bracket, here.at);
            return;
        }
        let message = format!("an opening `{}` is missing", opening(bracket));
        let mut found = grave(self.tokens[start].span.clone(), message, "a line is missing before this");
        found.also.push((self.tokens[here.at].span.clone(), "this closes it".to_owned()));
        self.faults.push(found);
        let named = self.kind(start) == Some(Kind::Word) && self.kind(start + 1) == Some(Kind::Colon);
        if named && bracket == ')' {
            let piece = Piece::made(Kind::Open('('), self.tokens[start].span.start);
            self.put_in.entry(start).or_default().push(piece);
        } else {
            self.junk_from(start, here.at);
        }
    }

    /// Puts an opening bracket behind a piece at the end of its line.
    fn open_after(&mut self, last: usize, bracket: char, close: usize) {
        let span = self.tokens[last].span.clone();
        let open = opening(bracket);
        let blank = if self.tokens[last].kind == Kind::Colon { " " } else { "" };
        let mut found = grave(
            span.clone(),
            format!("an opening `{open}` is missing"),
            format!("write `{open}` after this"),
        );
        found.also.push((self.tokens[close].span.clone(), "this closes it".to_owned()));
        found.fix = Some(Fix { edits: vec![(span.end..span.end, format!("{blank}{open}"))], safe: true });
        self.faults.push(found);
        self.put_in.entry(last + 1).or_default().push(Piece::made(Kind::Open(open), span.end));
    }

    /// Brackets whose end should have come before a line, innermost first.
    fn unclosed(&mut self, over: Vec<Open>, before: usize) {
        let (extra, over): (Vec<Open>, Vec<Open>) = over.into_iter().partition(|open| !self.plausible(*open));
        for open in extra {
            self.opened_in_vain(open);
        }
        let Some(outermost) = over.last() else { return };
        // The bracket stands before a comma that ends the line.
        let next = self.kind(before + 1);
        let comma = self.tokens[before].kind == Kind::Comma
            && before > outermost.at + 1
            && next.is_some_and(|next| next != Kind::Comma);
        let last = if comma { before - 1 } else { before };
        let end = self.tokens[last].span.end;
        let closers: String = over.iter().map(|open| closing(open.bracket)).collect();
        let message = match over.as_slice() {
            [one] => format!("`{}` is never closed", one.bracket),
            many => format!("{} brackets are never closed", many.len()),
        };
        let place = end.saturating_sub(1)..end;
        let mut found = grave(place, message, format!("write `{closers}` after this"));
        for open in &over {
            found.also.push((self.tokens[open.at].span.clone(), "opened here".to_owned()));
        }
        found.fix = Some(Fix { edits: vec![(end..end, closers)], safe: true });
        self.faults.push(found);
        let pieces = over.iter().map(|open| Piece::made(Kind::Close(closing(open.bracket)), end));
        self.put_in.entry(last + 1).or_default().extend(pieces);
    }

    /// Brackets whose end should have come before a closing bracket.
    fn unclosed_before(&mut self, over: &[Open], at: usize, bracket: char) {
        let span = self.tokens[at].span.clone();
        for open in over {
            if !self.plausible(*open) {
                self.opened_in_vain(*open);
                continue;
            }
            if self.is_doubled(*open, at) {
                self.opened_twice(*open, at);
                continue;
            }
            let mut found = mismatch(open.bracket, &self.tokens[open.at].span, bracket, &span);
            let close = closing(open.bracket);
            found.fix = Some(Fix { edits: vec![(span.start..span.start, close.to_string())], safe: true });
            self.faults.push(found);
            self.put_in.entry(at).or_default().push(Piece::made(Kind::Close(close), span.start));
        }
    }

    /// Whether a bracket holds nothing but one of its kind right behind it, `[[…]`, up to a piece.
    fn is_doubled(&self, open: Open, at: usize) -> bool {
        let close = Some(Kind::Close(closing(open.bracket)));
        self.kind(open.at + 1) == Some(Kind::Open(open.bracket))
            && at.checked_sub(1).is_some_and(|last| self.kind(last) == close)
    }

    /// A bracket that was opened twice and closed once: which of the two was meant is not guessed at.
    fn opened_twice(&mut self, open: Open, at: usize) {
        let span = self.tokens[open.at].span.start..self.tokens[open.at + 1].span.end;
        let message = format!("`{}` is opened twice here and closed once", open.bracket);
        let mut found = grave(span, message, "one too many here");
        let close = self.tokens[at - 1].span.clone();
        let more = closing(open.bracket);
        found.also.push((close, format!("or write one more `{more}` after this")));
        found.help =
            Some(format!("take one `{}` out, or write one more `{more}` where it ends", open.bracket));
        found.fix =
            Some(Fix { edits: vec![(self.tokens[open.at].span.clone(), String::new())], safe: false });
        self.take_out(open.at, found);
    }

    fn opened_in_vain(&mut self, open: Open) {
        let span = self.tokens[open.at].span.clone();
        let message = format!("`{}` is never closed", open.bracket);
        let mut found = grave(span.clone(), message, "this bracket has no partner");
        found.fix = Some(Fix { edits: vec![(span, String::new())], safe: false });
        self.take_out(open.at, found);
    }

    /// Takes out a bracket, and a comma that would be left alone behind it.
    fn take_out(&mut self, at: usize, found: Fault) {
        self.faults.push(found);
        self.taken_out.insert(at);
        let before = at.checked_sub(1).and_then(|before| self.kind(before));
        let alone = matches!(before, Some(Kind::Comma | Kind::Open(_)) | None);
        if alone && self.kind(at + 1) == Some(Kind::Comma) {
            self.taken_out.insert(at + 1);
        }
    }

    fn junk_from(&mut self, from: usize, to: usize) {
        self.junk.retain(|(start, _)| *start < from);
        self.junk.push((from, to));
    }

    /// Whether a bracket stands where one of its kind can.
    fn plausible(&self, open: Open) -> bool {
        let before = open.at.checked_sub(1).and_then(|at| self.kind(at));
        let named = self.kind(open.at + 1) == Some(Kind::Word) && self.kind(open.at + 2) == Some(Kind::Colon);
        match (open.bracket, before) {
            ('(', Some(Kind::Word)) | (_, None) => true,
            ('(', Some(Kind::Colon | Kind::Comma | Kind::Open('['))) => named,
            ('[', Some(Kind::Colon)) => !named,
            ('[', Some(Kind::Open('('))) => {
                !named && open.at.checked_sub(2).and_then(|at| self.kind(at)) == Some(Kind::Word)
            }
            _ => false,
        }
    }

    /// A place that only reads well with a bracket more: `name: Kindname:`, `Kind name`, a field in a list.
    fn odd(&self, from: usize, end: usize) -> Option<usize> {
        if from >= end {
            return None;
        }
        let in_list = self.open.last().is_some_and(|open| open.bracket == '[' && open.at < from);
        if in_list && self.kind(from) == Some(Kind::Word) && self.kind(from + 1) == Some(Kind::Colon) {
            return Some(from);
        }
        (from..end).find(|at| {
            let [one, two, three] = [*at, at + 1, at + 2].map(|at| self.kind(at));
            one == Some(Kind::Word) && two == Some(Kind::Word) && at + 1 < end
                || at.checked_sub(1).and_then(|at| self.kind(at)) == Some(Kind::Colon)
                    && one == Some(Kind::Word)
                    && two == Some(Kind::Colon)
                    && three != Some(Kind::Colon)
        })
    }

    fn kind(&self, at: usize) -> Option<Kind> {
        self.tokens.get(at).map(|token| token.kind)
    }

    fn pieces(mut self) -> Vec<Piece> {
        let mut pieces = Vec::with_capacity(self.tokens.len());
        self.junk.sort_unstable();
        let mut junk = self.junk.iter().copied().peekable();
        let mut at = 0;
        while at < self.tokens.len() {
            while junk.next_if(|(from, _)| *from < at).is_some() {}
            if let Some((_, to)) = junk.next_if(|(from, _)| *from == at) {
                let made = self.put_in.remove(&at).unwrap_or_default();
                pieces.extend(made.into_iter().filter(|piece| matches!(piece.kind, Kind::Close(_))));
                let span = self.tokens[at].span.start..self.tokens[to].span.end;
                pieces.push(Piece { kind: Kind::Junk, span, made: true });
                at = to + 1;
                continue;
            }
            pieces.extend(self.put_in.remove(&at).unwrap_or_default());
            let mut piece = Piece::real(&self.tokens[at]);
            if let Some(right) = self.replaced.get(&at) {
                piece.kind = Kind::Close(*right);
            }
            if !self.taken_out.contains(&at) {
                pieces.push(piece);
            }
            at += 1;
        }
        pieces.extend(self.put_in.remove(&at).unwrap_or_default());
        pieces
    }
}

/// A closing bracket and its line.
#[derive(Clone, Copy)]
struct Here {
    at: usize,
    line: usize,
    end: usize,
    indent: usize,
    /// Whether the line begins with a closing bracket.
    closes: bool,
    /// The line before that is indented as this one, if only deeper ones stand between.
    like: Option<usize>,
    /// The last line before that is indented less.
    above: Option<usize>,
}
