//! XLIFF 1.2, written: pairs of signs are `<g>`, others `<x/>`.

use bona_engine::check::{Code, CodeKind, Piece, SaidState, ToTranslate, Unit};

use super::{OURS, id_of, notes};
use crate::xml::{Inline, Xml};

/// Namespace of XLIFF 1.2.
pub(super) const NAMESPACE: &str = "urn:oasis:names:tc:xliff:document:1.2";

/// Writes the file.
pub(super) fn write(what: &ToTranslate) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.open("xliff", &[("version", "1.2"), ("xmlns", NAMESPACE), ("xmlns:bona", OURS)]);
    xml.open(
        "file",
        &[
            ("original", &what.course),
            ("source-language", &what.from),
            ("target-language", &what.to),
            ("datatype", "x-bona"),
            ("bona:edition", &what.edition),
            ("bona:language", &what.to),
        ],
    );
    xml.open("header", &[]);
    xml.leaf("note", &[], &what.title);
    xml.close();
    xml.open("body", &[]);
    what.units.iter().for_each(|one| unit(&mut xml, one));
    xml.close();
    xml.close();
    xml.close();
    xml.finish()
}

fn unit(xml: &mut Xml, unit: &Unit) {
    let (id, limit) = (id_of(&unit.key), unit.limit.map(|limit| limit.to_string()));
    let mut attributes = vec![("id", id.as_str()), ("resname", &unit.key), ("xml:space", "preserve")];
    if let Some(limit) = &limit {
        attributes.extend([("maxwidth", limit.as_str()), ("size-unit", "char")]);
    }
    attributes.push(("bona:words", &unit.words));
    if let Some(said) = &unit.said {
        attributes.push(("bona:said", &said.sum));
    }
    xml.open("trans-unit", &attributes);
    xml.mixed("source", &[], inline(&unit.source.codes, &unit.source.pieces));
    match &unit.said {
        Some(said) => {
            let state = match said.state {
                SaidState::Stale => "needs-review-translation",
                SaidState::Translated => "translated",
                SaidState::Reviewed => "final",
            };
            xml.mixed("target", &[("state", state)], inline(&said.codes, &said.pieces));
        }
        None => xml.mixed("target", &[("state", "new")], Inline::new()),
    }
    for (about, words) in notes(unit) {
        xml.leaf("note", &[("from", about)], &words);
    }
    xml.close();
}

fn inline(codes: &[Code], pieces: &[Piece]) -> Inline {
    let mut out = Inline::new();
    for piece in pieces {
        match piece {
            Piece::Text(words) => out.text(words),
            Piece::Open(at) => {
                out.open("g", &[("id", &at.to_string()), ("ctype", ctype(codes[at - 1].kind))]);
            }
            Piece::Close(_) => out.close("g"),
            Piece::Lone(at) => {
                let code = &codes[at - 1];
                let shown = code.open.replace('\n', "¶");
                out.empty(
                    "x",
                    &[("id", &at.to_string()), ("ctype", ctype(code.kind)), ("equiv-text", &shown)],
                );
            }
        }
    }
    out
}

fn ctype(kind: CodeKind) -> &'static str {
    match kind {
        CodeKind::Strong => "bold",
        CodeKind::Emphasis => "italic",
        CodeKind::Link => "link",
        CodeKind::Language => "x-language",
        CodeKind::Variable => "x-variable",
        CodeKind::Layout => "lb",
        CodeKind::Sign => "x-sign",
    }
}
