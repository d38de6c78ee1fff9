//! The pieces of a translation become a text again, if every code of its source is there once and the text reads as the
//! pieces say.

use super::pieces::{Code, CodeKind, Piece, Pieces, joined, signs};
use crate::vary;

/// Why a unit is not taken, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) why: String,
    pub(super) help: String,
}

pub(super) fn fault(why: &str, help: &str) -> Fault {
    Fault { why: why.to_owned(), help: help.to_owned() }
}

/// The text of a translation. `codes` begin with those of the source; what follows may be left out.
pub(super) fn woven(source: &Pieces, codes: &[Code], target: &[Piece]) -> Result<String, Fault> {
    counted(source.codes.len(), codes, target)?;
    ordered(codes, target)?;
    let pieces = trimmed(codes, target);
    let text = vary::words(&joined(codes, &pieces));
    let again = Pieces::of(&text);
    let (meant, read) = (marks(codes, &pieces), marks(&again.codes, &again.pieces));
    if meant == read {
        return Ok(text);
    }
    let other = meant.iter().zip(&read).find(|(meant, read)| meant != read);
    let sign = match other {
        Some((meant, read)) if !meant.trim().is_empty() && read.trim().is_empty() => meant,
        Some((_, read)) => read,
        None => meant.get(read.len()).or_else(|| read.get(meant.len())).expect("one list is longer"),
    };
    let why = format!("`{}` would not be read as it is meant", sign.trim());
    let help = "words between two codes neither begin nor end with a blank, and signs such as `*`, `[`, `<`, `{` \
                or a `-` that begins a line come from codes alone";
    Err(fault(&why, help))
}

/// Each code of the source once, and none that nobody knows.
fn counted(needed: usize, codes: &[Code], target: &[Piece]) -> Result<(), Fault> {
    for number in 1..=codes.len() {
        let count = |wanted: Piece| target.iter().filter(|piece| **piece == wanted).count();
        let (open, close, lone) =
            (count(Piece::Open(number)), count(Piece::Close(number)), count(Piece::Lone(number)));
        let code = &codes[number - 1];
        let shown = match &code.close {
            Some(close) => format!("{}…{close}", code.open),
            None => code.open.trim().replace('\n', "¶"),
        };
        let shown = if shown.is_empty() { "¶".to_owned() } else { shown };
        let once = if code.close.is_some() { (1, 1, 0) } else { (0, 0, 1) };
        let found = (open, close, lone);
        if found == (0, 0, 0) && number > needed || found == once {
            continue;
        }
        let why = match found {
            (0, 0, 0) => format!("code {number}, `{shown}`, is missing"),
            _ => format!("code {number}, `{shown}`, does not stand there once and whole"),
        };
        return Err(fault(&why, "take every code over from the source, each once"));
    }
    let stranger = target.iter().find_map(|piece| match piece {
        Piece::Open(at) | Piece::Close(at) | Piece::Lone(at) if *at == 0 || *at > codes.len() => Some(*at),
        _ => None,
    });
    match stranger {
        Some(number) => {
            let help = "take codes over from the source, and no others";
            Err(fault(&format!("its source has no code {number}"), help))
        }
        None => Ok(()),
    }
}

/// Paragraphs and items of a list stay in their order.
fn ordered(codes: &[Code], target: &[Piece]) -> Result<(), Fault> {
    let layout: Vec<usize> = target
        .iter()
        .filter_map(|piece| match piece {
            Piece::Lone(at) if codes[at - 1].kind == CodeKind::Layout => Some(*at),
            _ => None,
        })
        .collect();
    match layout.is_sorted() {
        true => Ok(()),
        false => Err(fault(
            "codes between paragraphs or items of a list stand in another order than in the source",
            "put them into the order of their numbers",
        )),
    }
}

/// The pieces without blanks beside what stands between paragraphs, which mean nothing there.
fn trimmed(codes: &[Code], target: &[Piece]) -> Vec<Piece> {
    let layout = |piece: Option<&Piece>| {
        piece.is_none() || matches!(piece, Some(Piece::Lone(at)) if codes[at - 1].kind == CodeKind::Layout)
    };
    let mut out = Vec::with_capacity(target.len());
    for (at, piece) in target.iter().enumerate() {
        let Piece::Text(words) = piece else {
            out.push(piece.clone());
            continue;
        };
        let before = at.checked_sub(1).and_then(|at| target.get(at));
        let words = if layout(before) { words.trim_start() } else { words };
        let words = if layout(target.get(at + 1)) { words.trim_end() } else { words };
        out.push(Piece::Text(words.to_owned()));
    }
    out
}

/// The signs in the order in which they stand.
fn marks(codes: &[Code], pieces: &[Piece]) -> Vec<String> {
    let sign = |piece: &Piece| match piece {
        Piece::Text(_) => None,
        Piece::Open(at) => Some(signs(codes, *at, false).to_owned()),
        Piece::Lone(at) if codes[at - 1].kind == CodeKind::Layout => {
            // How far a paragraph is indented may be the file's.
            Some(format!("\n{}", signs(codes, *at, false).trim()))
        }
        Piece::Lone(at) => Some(signs(codes, *at, false).to_owned()),
        Piece::Close(at) => Some(signs(codes, *at, true).to_owned()),
    };
    pieces.iter().filter_map(sign).collect()
}
