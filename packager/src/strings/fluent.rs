//! A file in Fluent as a flat table of keys and sentences.
//!
//! `a = …` becomes the key `a`, its attribute `.b` the key `a.b`, and a sentence that is one choice by `$n` becomes
//! `a.one`, `a.other` and so on. `{ $n }` becomes `{n}`. Of Fluent nothing else is taken, and what is not taken is a
//! fault: no terms, functions, references, literals or choices within a sentence.

use std::collections::BTreeMap;

use fluent_syntax::ast::{
    Attribute, Entry, Expression, Identifier, InlineExpression, Message, Pattern, PatternElement, Variant,
    VariantKey,
};
use fluent_syntax::parser::parse;

use super::CATEGORIES;

/// What is put in and needs no wall around it: numbers, and what is made of sentences of the same file.
const OURS: [&str; 9] = ["n", "all", "place", "list", "next", "last", "day", "month", "year"];

/// The keys and sentences of a file. In a language that runs from the right, what an author wrote stands between
/// isolating signs (U+2068 and U+2069, as Fluent itself has them), so that it cannot turn the words around it.
///
/// # Errors
/// What is no Fluent, what we do not take of it, and a key that stands twice.
pub(super) fn flat(text: &str, isolates: bool) -> Result<BTreeMap<String, String>, String> {
    let resource = parse(text).map_err(|(_, faults)| format!("{faults:?}"))?;
    let mut table = Flat { keys: BTreeMap::new(), isolates };
    for entry in &resource.body {
        match entry {
            Entry::Message(message) => table.message(message)?,
            Entry::Term(term) => return Err(format!("`-{}` is a term", term.id.name)),
            Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) => {}
            Entry::Junk { content } => return Err(format!("`{content}` is nothing")),
        }
    }
    Ok(table.keys)
}

struct Flat {
    keys: BTreeMap<String, String>,
    isolates: bool,
}

impl Flat {
    fn message(&mut self, message: &Message<&str>) -> Result<(), String> {
        if let Some(value) = &message.value {
            self.value(message.id.name, value)?;
        }
        for Attribute { id, value } in &message.attributes {
            self.value(&format!("{}.{}", message.id.name, id.name), value)?;
        }
        Ok(())
    }

    fn value(&mut self, key: &str, value: &Pattern<&str>) -> Result<(), String> {
        let [PatternElement::Placeable { expression: Expression::Select { selector, variants } }] =
            value.elements.as_slice()
        else {
            let sentence = self.sentence(key, value)?;
            return self.insert(key.to_owned(), sentence);
        };
        if !matches!(selector, InlineExpression::VariableReference { id: Identifier { name: "n" } }) {
            return Err(format!("`{key}` chooses by something else than $n"));
        }
        for Variant { key: form, value, default } in variants {
            let form = match form {
                VariantKey::Identifier { name } if CATEGORIES.contains(name) => *name,
                _ => return Err(format!("`{key}` has a form that is no plural category")),
            };
            if *default != (form == "other") {
                return Err(format!("`{key}` has another last form than `other`"));
            }
            let sentence = self.sentence(key, value)?;
            self.insert(format!("{key}.{form}"), sentence)?;
        }
        Ok(())
    }

    fn sentence(&self, key: &str, value: &Pattern<&str>) -> Result<String, String> {
        let mut told = String::new();
        for element in &value.elements {
            match element {
                PatternElement::TextElement { value } => told.push_str(value),
                PatternElement::Placeable {
                    expression: Expression::Inline(InlineExpression::VariableReference { id }),
                } if self.isolates && !OURS.contains(&id.name) => {
                    told.push_str(&format!("\u{2068}{{{}}}\u{2069}", id.name));
                }
                PatternElement::Placeable {
                    expression: Expression::Inline(InlineExpression::VariableReference { id }),
                } => told.push_str(&format!("{{{}}}", id.name)),
                PatternElement::Placeable { .. } => {
                    return Err(format!("`{key}` puts in something that is no value"));
                }
            }
        }
        if told.contains('\n') {
            return Err(format!("`{key}` has more than one line"));
        }
        Ok(told)
    }

    fn insert(&mut self, key: String, sentence: String) -> Result<(), String> {
        match self.keys.insert(key.clone(), sentence) {
            None => Ok(()),
            Some(_) => Err(format!("`{key}` stands twice")),
        }
    }
}
