//! The examples of the rules: what is shown as right is of this language, and what is wrong in shape is found.
//!
//! An example is a piece of a course, so what it leaves out is no fault; one in plain words is not judged here.
//! That each rule is broken by its fault and by nothing else is asked of whole courses, in `tests/`.

use crate::raw::shape::{Authored, Fields, Kinds, Shape};
use crate::raw::{
    RawBank, RawCourse, RawModule, RawPlace, RawSource, RawSupport, RawTerm, RawTheme, RawVariable,
    RawVariant,
};
use crate::read::judge::judge;
use crate::read::tree::{Body, Tree};
use crate::rule::Rule;

/// Everything with fields or kinds that an author may write.
#[derive(Default)]
struct All {
    fields: Vec<&'static Fields>,
    kinds: Vec<&'static Kinds>,
}

impl All {
    fn new() -> Self {
        let mut all = Self::default();
        for root in [
            RawCourse::SHAPE,
            RawModule::SHAPE,
            RawBank::SHAPE,
            RawSource::SHAPE,
            RawSupport::SHAPE,
            RawTerm::SHAPE,
            RawTheme::SHAPE,
            RawPlace::SHAPE,
            RawVariable::SHAPE,
            RawVariant::SHAPE,
        ] {
            all.add(root);
        }
        all
    }

    fn add(&mut self, shape: Shape) {
        match shape {
            Shape::List(inner) | Shape::Maybe(inner) => self.add(inner()),
            Shape::Fields(fields) if !self.fields.iter().any(|known| std::ptr::eq(*known, fields)) => {
                self.fields.push(fields);
                fields.fields.iter().for_each(|field| self.add((field.shape)()));
            }
            Shape::Kinds(kinds) if !self.kinds.iter().any(|known| std::ptr::eq(*known, kinds)) => {
                self.kinds.push(kinds);
                kinds.kinds.iter().flat_map(|kind| kind.holds).for_each(|inner| self.add(inner()));
            }
            _ => {}
        }
    }

    /// The faults of an example, the fewest that any place in a course finds; `None` of one in plain words.
    fn faults(&self, example: &str) -> Option<Vec<Rule>> {
        let whole = example.replace(", …", "").replace("…, ", "").replace('…', "");
        let field = whole
            .split_once(": ")
            .filter(|(name, _)| name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'));
        let text = match field {
            Some(_) => format!("({whole})"),
            None => whole.clone(),
        };
        let tree = Tree::of(&text);
        let root = tree
            .root
            .as_ref()
            .filter(|root| tree.faults.is_empty() && matches!(root.body, Body::Bracket('(', _)))?;
        let name = root.name.clone().map_or("", |name| &text[name]);
        let named = |fields: &&&'static Fields| match field {
            Some((field, _)) => fields.fields.iter().any(|one| one.name == field),
            None => fields.name == name,
        };
        let mut shapes: Vec<Shape> =
            self.fields.iter().filter(named).map(|fields| Shape::Fields(fields)).collect();
        let kinds = self.kinds.iter().filter(|kinds| kinds.kinds.iter().any(|kind| kind.name == name));
        shapes.extend(kinds.map(|kinds| Shape::Kinds(kinds)));
        let found = shapes.into_iter().map(|shape| {
            let faults = judge(root, &text, shape, &[]).faults;
            // What an example leaves out stands in the course.
            faults
                .into_iter()
                .map(|fault| fault.rule)
                .filter(|rule| *rule != Rule::MissingField)
                .collect::<Vec<_>>()
        });
        found.min_by_key(Vec::len)
    }
}

#[test]
fn every_example_of_a_rule_is_of_the_language() {
    let all = All::new();
    let (mut judged, mut wrong) = (0, Vec::new());
    for rule in Rule::ALL {
        let entry = rule.entry();
        for (what, example) in [("right", entry.right), ("wrong", entry.wrong)] {
            let Some(faults) = all.faults(example) else { continue };
            judged += 1;
            let wanted = match (entry.family, what) {
                ("shape", "wrong") if *rule != Rule::MissingField => vec![*rule],
                _ => Vec::new(),
            };
            if faults != wanted {
                wrong.push(format!("{}, {what}: {example}\n    {faults:?}", entry.code));
            }
        }
    }
    assert!(wrong.is_empty(), "{} examples\n{}", wrong.len(), wrong.join("\n"));
    assert!(judged >= 100, "{judged} examples were judged");
}

#[test]
fn an_example_of_another_language_is_refused() {
    let all = All::new();
    assert_eq!(all.faults("Test(bank: \"core\", pas_mark: 0.8)"), Some(vec![Rule::UnknownField]));
    assert_eq!(all.faults("minutes: \"12\""), Some(vec![Rule::WrongType]));
    assert_eq!(all.faults("options: [Wright(…), Wrong(…)]"), Some(vec![Rule::UnknownKind]));
    assert_eq!(all.faults("a file saved as Windows-1252"), None);
}
