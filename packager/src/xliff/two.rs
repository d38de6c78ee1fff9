//! XLIFF 2.1, written: pairs of signs are `<pc>`, others `<ph>`, their signs stand in `<originalData>`. How much fits is
//! said by the size and length restriction module.

use std::collections::BTreeMap;

use bona_engine::check::{Code, CodeKind, Piece, SaidState, ToTranslate, Unit};

use super::{OURS, id_of, notes};
use crate::xml::{Inline, Xml};

/// Namespace of every version 2.
pub(super) const NAMESPACE: &str = "urn:oasis:names:tc:xliff:document:2.0";
/// Namespace of the size and length restriction module.
const SIZES: &str = "urn:oasis:names:tc:xliff:sizerestriction:2.0";

/// Writes the file.
pub(super) fn write(what: &ToTranslate) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.open(
        "xliff",
        &[
            ("version", "2.1"),
            ("srcLang", &what.from),
            ("trgLang", &what.to),
            ("xmlns", NAMESPACE),
            ("xmlns:slr", SIZES),
            ("xmlns:bona", OURS),
        ],
    );
    xml.open(
        "file",
        &[
            ("id", "course"),
            ("original", &what.course),
            ("bona:edition", &what.edition),
            ("bona:language", &what.to),
        ],
    );
    xml.empty("slr:profiles", &[("generalProfile", "xliff:codepoints")]);
    xml.open("notes", &[]);
    xml.leaf("note", &[], &what.title);
    xml.close();
    what.units.iter().for_each(|one| unit(&mut xml, one));
    xml.close();
    xml.close();
    xml.finish()
}

fn unit(xml: &mut Xml, unit: &Unit) {
    let (id, limit) = (id_of(&unit.key), unit.limit.map(|limit| limit.to_string()));
    let mut attributes = vec![("id", id.as_str()), ("name", &unit.key), ("xml:space", "preserve")];
    if let Some(limit) = &limit {
        attributes.push(("slr:sizeRestriction", limit));
    }
    attributes.push(("bona:words", &unit.words));
    if let Some(said) = &unit.said {
        attributes.push(("bona:said", &said.sum));
    }
    xml.open("unit", &attributes);
    xml.open("notes", &[]);
    for (about, words) in notes(unit) {
        xml.leaf("note", &[("category", about)], &words);
    }
    xml.close();
    let all = unit.said.as_ref().map_or(&unit.source.codes, |said| &said.codes);
    let data = Data::of(all);
    data.write(xml);
    let state = match unit.said.as_ref().map(|said| said.state) {
        None => &[("state", "initial")][..],
        Some(SaidState::Stale) => &[("state", "initial"), ("subState", "bona:stale")],
        Some(SaidState::Translated) => &[("state", "translated")],
        Some(SaidState::Reviewed) => &[("state", "reviewed")],
    };
    xml.open("segment", state);
    xml.mixed("source", &[], inline(all, &unit.source.pieces, &data));
    if let Some(said) = &unit.said {
        xml.mixed("target", &[], inline(all, &said.pieces, &data));
    }
    xml.close();
    xml.close();
}

/// The signs of a unit's codes, each once, with its number.
struct Data<'a>(BTreeMap<&'a str, usize>);

impl<'a> Data<'a> {
    fn of(codes: &'a [Code]) -> Self {
        let mut all: BTreeMap<&str, usize> = BTreeMap::new();
        for signs in codes.iter().flat_map(|code| [Some(code.open.as_str()), code.close.as_deref()]).flatten()
        {
            let next = all.len() + 1;
            all.entry(signs).or_insert(next);
        }
        Self(all)
    }

    fn id(&self, signs: &str) -> String {
        format!("d{}", self.0[signs])
    }

    fn write(&self, xml: &mut Xml) {
        if self.0.is_empty() {
            return;
        }
        let mut sorted: Vec<_> = self.0.iter().collect();
        sorted.sort_by_key(|(_, number)| **number);
        xml.open("originalData", &[]);
        for (signs, number) in sorted {
            xml.leaf("data", &[("id", &format!("d{number}"))], signs);
        }
        xml.close();
    }
}

fn inline(codes: &[Code], pieces: &[Piece], data: &Data<'_>) -> Inline {
    let mut out = Inline::new();
    let mut first = true;
    for piece in pieces {
        match piece {
            Piece::Text(words) => out.text(words),
            Piece::Open(at) => {
                let code = &codes[at - 1];
                let close = code.close.as_deref().unwrap_or_default();
                let (number, open, close) = (at.to_string(), data.id(&code.open), data.id(close));
                let mut attributes = vec![("id", number.as_str()), ("canCopy", "no"), ("canDelete", "no")];
                attributes.extend(kind(code.kind));
                attributes.extend([("dataRefStart", open.as_str()), ("dataRefEnd", &close)]);
                out.open("pc", &attributes);
            }
            Piece::Close(_) => out.close("pc"),
            Piece::Lone(at) => {
                let code = &codes[at - 1];
                let shown = code.open.replace('\n', "¶");
                let (number, signs) = (at.to_string(), data.id(&code.open));
                let mut attributes = vec![("id", number.as_str()), ("canCopy", "no"), ("canDelete", "no")];
                if code.kind == CodeKind::Layout {
                    attributes.push(("canReorder", if first { "firstNo" } else { "no" }));
                    first = false;
                }
                attributes.extend(kind(code.kind));
                attributes.extend([("disp", shown.as_str()), ("dataRef", &signs)]);
                out.empty("ph", &attributes);
            }
        }
    }
    out
}

fn kind(kind: CodeKind) -> [(&'static str, &'static str); 2] {
    let (kind, more) = match kind {
        CodeKind::Strong => ("fmt", "xlf:b"),
        CodeKind::Emphasis => ("fmt", "xlf:i"),
        CodeKind::Link => ("link", "bona:link"),
        CodeKind::Language => ("other", "bona:language"),
        CodeKind::Variable => ("other", "xlf:var"),
        CodeKind::Layout => ("fmt", "bona:paragraph"),
        CodeKind::Sign => ("other", "bona:sign"),
    };
    [("type", kind), ("subType", more)]
}
