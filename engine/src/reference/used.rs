//! What of the language a course uses: for examples that claim to show all of it.
//!
//! It asks for names alone; whether they are used rightly is asked by `check`.

use std::collections::BTreeSet;

use super::{Named, tell};
use crate::raw::shape::{Authored as _, Fields, Shape};
use crate::raw::{
    RawAccessibility, RawBank, RawCourse, RawFramework, RawHouseFact, RawLanguage, RawLock, RawModule,
    RawPeopleGroup, RawSource, RawSupport, RawTerm, RawTheme,
};
use crate::read::tree::{Element, Node, Tree};

/// The fields and kinds that none of these texts uses, as `Page.label` and `Block.Story`, in the order of the
/// alphabet. A text is given with its path in the course's folder, `modules/one.ron`; of other paths nothing is asked.
#[must_use]
pub fn unused(texts: &[(&str, &str)]) -> Vec<String> {
    let mut wanted = BTreeSet::new();
    let mut told = Vec::new();
    for path in [
        "course.ron",
        "course.lock",
        "modules/",
        "banks/",
        SOURCES,
        FACTS,
        SUPPORT,
        TERMS,
        FRAMEWORKS,
        PEOPLE,
        THEMES,
    ] {
        shape_of_file(path).into_iter().for_each(|shape| tell(shape, &mut told, &mut String::new()));
    }
    for named in told {
        match named {
            Named::Fields(fields) => {
                wanted.extend(fields.fields.iter().map(|field| format!("{}.{}", fields.name, field.name)));
            }
            Named::Kinds(kinds) => {
                wanted.extend(kinds.kinds.iter().map(|kind| format!("{}.{}", kinds.name, kind.name)));
            }
        }
    }
    let mut used = BTreeSet::new();
    for (path, text) in texts {
        if let (Some(shape), Some(root)) = (shape_of_file(path), Tree::of(text).root.as_ref()) {
            Walk { text, used: &mut used }.value(root, shape);
        }
    }
    wanted.difference(&used).cloned().collect()
}

const SOURCES: &str = "house/sources.ron";
const FACTS: &str = "house/facts.ron";
const SUPPORT: &str = "house/support.ron";
const TERMS: &str = "house/terms.ron";
const FRAMEWORKS: &str = "house/frameworks.ron";
const PEOPLE: &str = "house/people.ron";
const THEMES: &str = "house/themes/";
const ACCESSIBILITY: &str = "house/accessibility.ron";

/// What a file of a course holds.
fn shape_of_file(path: &str) -> Option<Shape> {
    Some(match path {
        "course.ron" => RawCourse::SHAPE,
        "course.lock" => RawLock::SHAPE,
        SOURCES => Vec::<RawSource>::SHAPE,
        FACTS => Vec::<RawHouseFact>::SHAPE,
        SUPPORT => Vec::<RawSupport>::SHAPE,
        ACCESSIBILITY => RawAccessibility::SHAPE,
        TERMS => Vec::<RawTerm>::SHAPE,
        FRAMEWORKS => Vec::<RawFramework>::SHAPE,
        PEOPLE => Vec::<RawPeopleGroup>::SHAPE,
        path if path.starts_with(THEMES) => RawTheme::SHAPE,
        path if path.starts_with("modules/") => RawModule::SHAPE,
        path if path.starts_with("banks/") => RawBank::SHAPE,
        path if path.starts_with("languages/") => RawLanguage::SHAPE,
        _ => return None,
    })
}

struct Walk<'a> {
    text: &'a str,
    used: &'a mut BTreeSet<String>,
}

impl Walk<'_> {
    fn value(&mut self, node: &Node, shape: Shape) {
        match shape {
            Shape::Text | Shape::Whole | Shape::Number | Shape::Truth => {}
            Shape::Maybe(inner) => self.value(node, inner()),
            Shape::List(inner) => node.elements().iter().for_each(|one| self.value(&one.value, inner())),
            Shape::Fields(fields) => self.fields(node.elements(), fields),
            Shape::Kinds(kinds) => {
                let name = node.name.clone().map_or("", |name| &self.text[name]);
                let Some(kind) = kinds.kinds.iter().find(|kind| kind.name == name) else { return };
                self.used.insert(format!("{}.{name}", kinds.name));
                match kind.holds.first().map(|one| one()) {
                    Some(Shape::Fields(fields)) => self.fields(node.held_fields(), fields),
                    _ => {
                        for (element, shape) in node.elements().iter().zip(kind.holds) {
                            self.value(&element.value, shape());
                        }
                    }
                }
            }
        }
    }

    fn fields(&mut self, elements: &[Element], fields: &'static Fields) {
        for element in elements {
            let name = element.key.clone().map_or("", |key| &self.text[key]);
            let Some(field) = fields.fields.iter().find(|field| field.name == name) else { continue };
            self.used.insert(format!("{}.{name}", fields.name));
            self.value(&element.value, (field.shape)());
        }
    }
}
